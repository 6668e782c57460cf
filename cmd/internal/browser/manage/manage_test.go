package manage

import (
	"fmt"
	"testing"

	"balie/cmd/internal/browser"
	"balie/cmd/internal/demo"
)

// TestManage lets a manager set up a demo.
func TestManage(t *testing.T) {
	browser.Tell(t, nil,
		browser.Story{Name: "a question", Tell: questionStory, Always: true},
		browser.Story{Name: "pages", Tell: pagesStory},
		browser.Story{Name: "audit", Tell: auditStory},
	)
}

// signedIn is somebody at a page of colleagues.
func signedIn(t *testing.T, w *browser.Town, login, language string) *browser.Round {
	r := &browser.Round{Tab: w.Open(t, browser.Person{Width: browser.Narrow, Height: 640, Refused: true}), Language: language}
	r.At("/medewerker")
	r.SignIn(login, demo.Passphrase)
	return r
}

// looks holds a page to what is promised on the narrowest screen, and at the width of a phone and of a tablet to nothing
// being wider than the screen.
func looks(r *browser.Round, name string) {
	r.T.Helper()
	r.Look(name)
	if browser.Answer[bool](r.Tab, `!!document.querySelector("main input[type=password]")`) {
		r.T.Errorf("%s asks to sign in", name)
	}
	if status := browser.Answer[int](r.Tab, `performance.getEntriesByType("navigation")[0].responseStatus`); status == 403 || status == 404 || status >= 500 {
		r.T.Errorf("%s is answered %d", name, status)
	}
	for _, at := range [][2]int64{{390, 844}, {1024, 768}} {
		r.Resize(at[0], at[1], false)
		r.Until(fmt.Sprintf("innerWidth === %d", at[0]))
		if wide := browser.Answer[int](r.Tab, `document.scrollingElement.scrollWidth`); int64(wide) > at[0] {
			r.T.Errorf("%s is %d wide on a screen of %d", name, wide, at[0])
		}
	}
	r.Resize(browser.Narrow, 640, false)
}

// questionStory asks what may not be asked, asks something else, and finds it where residents book.
func questionStory(t *testing.T, w *browser.Town) {
	r := signedIn(t, w, "beheerder", "nl")
	r.At("/medewerker/beheer/product/paspoort")
	r.Fill("vraag-0-nl", "Wat is uw burgerservicenummer?")
	publish := func() { r.Follow(".balie-savebar button", "") }
	publish()
	r.WantSeen("Vraag niet naar een nummer waaraan iemand te herkennen is")
	r.Look("question-refused")
	r.Do2("vraag-0-nl", "Waarvoor gaat u op reis?")
	publish()
	r.WantSeen("Ongedaan maken")
	r.At("/afspraak/tijd?p=paspoort.1")
	r.Follow(".balie-slot--best", "")
	r.WantSeen("Waarvoor gaat u op reis?", "Vul hier geen burgerservicenummer")
	r.Look("question-asked")
	r.At("/medewerker/beheer/product/paspoort")
	r.Do2("vraag-0-nl", "")
	publish()
	r.WantSeen("Ongedaan maken")
}

// pagesStory goes past every page by which a municipality is set up and that no other story looks at.
func pagesStory(t *testing.T, w *browser.Town) {
	for _, language := range browser.Languages() {
		t.Run(language, func(t *testing.T) {
			r := signedIn(t, w, "beheerder", language)
			for _, one := range []struct{ path, name string }{
				{"beheer/producten", "products"}, {"beheer/product/paspoort", "product"}, {"beheer/groepen", "groups"}, {"beheer/groepen?welke=travel", "group"},
				{"beheer/vaardigheden", "skills"}, {"beheer/locaties", "offices"}, {"beheer/locatie/gendringen", "office"}, {"beheer/wijk", "road"}, {"beheer/wijk/vakanties", "holidays"}, {"beheer/wijk/kern/nieuw", "village"}, {"beheer/wijk/plek/nieuw", "place"},
				{"beheer/huisstijl", "style"}, {"beheer/teksten", "words"}, {"beheer/tekst/mail.code", "message"}, {"beheer/bestanden", "files"}, {"beheer/jaar", "year"},
				{"beheer/onderhoud", "maintenance"}, {"beheer/sluiten", "close"}, {"beheer/uren", "hours"}, {"waarom?product=paspoort", "why"}, {"beheer", "home"},
				{"collegas", "colleagues"}, {"beheer/rollen", "roles"}, {"beheer/sleutels", "keys"}, {"schermen", "screens"},
			} {
				r.At("/medewerker/" + one.path)
				looks(r, one.name)
			}
			r.At("/medewerker/beheer/groepen")
			r.Submit("/groepen")
			looks(r, "group-refused")
			r.At("/medewerker/beheer/groepen")
			r.Follow("form[action$='/groepen/weg'] button", "")
			looks(r, "group-in-use")
			r.At("/medewerker/beheer/locatie/gendringen")
			r.Submit("/verwijderen")
			looks(r, "office-in-use")
		})
	}
}

// auditStory goes past the audit as who reads it.
func auditStory(t *testing.T, w *browser.Town) {
	for _, language := range browser.Languages() {
		t.Run(language, func(t *testing.T) {
			r := signedIn(t, w, "controleur", language)
			r.At("/medewerker/controle")
			looks(r, "audit")
		})
	}
}
