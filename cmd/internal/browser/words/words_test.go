package words

import (
	"testing"

	"balie/cmd/internal/browser"
	"balie/cmd/internal/demo"
)

// TestWords lets a manager say texts otherwise, choose a colour and stop new appointments, in one demo.
func TestWords(t *testing.T) {
	browser.Tell(t, nil,
		browser.Story{Name: "own words", Tell: ownWordsStory, Always: true},
		browser.Story{Name: "pages", Tell: pagesStory},
	)
}

// manages signs a manager in.
func manages(t *testing.T, w *browser.Town, p browser.Person, language string) *browser.Round {
	r := &browser.Round{Tab: w.Open(t, p), Language: language}
	r.At("/medewerker")
	r.SignIn("beheerder", demo.Passphrase)
	return r
}

// ownWordsStory leaves out what a text needs, mends it, sees it where residents read it, and takes it back.
func ownWordsStory(t *testing.T, w *browser.Town) {
	r := manages(t, w, browser.Person{Refused: true}, "nl")
	r.At("/medewerker/beheer/teksten")
	r.WantSeen("Uw code: {code}")
	r.At("/medewerker/beheer/tekst/mail.code")
	r.Fill("tekst-nl", "Neem uw code mee")
	r.Push("Bewaren")
	r.WantSeen("{code} moet in de tekst staan.")
	r.Do2("tekst-nl", "Neem uw code mee: {code}")
	r.Push("Eerst bekijken")
	r.WantSeen("Neem uw code mee: 7K4M P2XQ")
	r.At("/medewerker/beheer/tekst/home.title")
	r.Fill("tekst-nl", "Goedendag. Wat kunnen wij voor u doen?")
	r.Push("Bewaren")
	r.WantSeen("Ongedaan maken")
	r.At("/")
	r.WantSeen("Goedendag. Wat kunnen wij voor u doen?")
	r.At("/medewerker/beheer/tekst/home.title")
	r.Push("Terug naar het model")
	r.At("/")
	r.WantSeen("Waarvoor wilt u langskomen?")
}

// pagesStory goes past every page of own words, house style, maintenance and files, in each language.
func pagesStory(t *testing.T, w *browser.Town) {
	for _, language := range browser.Languages() {
		t.Run(language, func(t *testing.T) {
			r := manages(t, w, browser.Person{Width: browser.Narrow, Height: 640, Refused: true}, language)
			for _, one := range []struct{ path, name string }{
				{"teksten", "texts"}, {"teksten?deel=legal", "statements"}, {"tekst/mail.code", "text"}, {"tekst/privacy.what.text", "statement"},
				{"gemeente", "municipality"}, {"huisstijl", "style"}, {"onderhoud", "maintenance"}, {"bestanden", "files"},
			} {
				r.At("/medewerker/beheer/" + one.path)
				r.Look(one.name)
			}
			r.At("/medewerker/beheer/huisstijl")
			r.Do2("kleur", "#ffd43b")
			r.Submit("/beheer/huisstijl")
			r.Look("style-refused")
			r.At("/medewerker/beheer/onderhoud")
			r.Submit("/onderhoud/stop")
			r.Look("maintenance-refused")
			r.Fill("stop-tekst-nl", "Wij werken aan ons systeem.")
			r.Submit("/onderhoud/stop")
			r.Look("maintenance-stopped")
			r.At("/medewerker/beheer")
			r.Look("home-paused")
			r.At("/")
			r.Look("resident-paused")
			for _, name := range []string{"colofon", "privacy", "toegankelijkheid"} {
				r.At("/" + name)
				r.Look(name)
			}
			r.At("/medewerker/beheer/onderhoud")
			r.Submit("/onderhoud/stop/weg")
		})
	}
}
