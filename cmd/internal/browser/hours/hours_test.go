package hours

import (
	"testing"

	"github.com/chromedp/chromedp/kb"

	"balie/cmd/internal/browser"
	"balie/cmd/internal/demo"
)

// TestHours lets a functional manager and a colleague at the telephone visit one demo.
func TestHours(t *testing.T) {
	browser.Tell(t, nil,
		browser.Story{Name: "why", Tell: whyStory, Always: true, Aside: true},
		browser.Story{Name: "hours", Tell: hoursStory},
		browser.Story{Name: "year", Tell: yearStory},
	)
}

// inEachLanguage lets a colleague who is signed in go past pages, in each language, on the narrowest screen.
func inEachLanguage(t *testing.T, w *browser.Town, login string, visit func(*browser.Round)) {
	for _, language := range browser.Languages() {
		t.Run(language, func(t *testing.T) {
			r := &browser.Round{Tab: w.Open(t, browser.Person{Width: browser.Narrow, Height: 640, Refused: true}), Language: language}
			r.At("/medewerker")
			r.SignIn(login, demo.Passphrase)
			visit(r)
		})
	}
}

// whyStory asks by keyboard alone why a time is not there.
func whyStory(t *testing.T, w *browser.Town) {
	inEachLanguage(t, w, "teamleider", func(r *browser.Round) {
		r.At("/medewerker/waarom")
		r.Look("why")
		r.TabTo(`e.id === "tijd"`)
		r.Key("15.20\r")
		r.Until(`!!document.getElementById("antwoord")`)
		r.Look("why-answer")
		r.TabTo(`e.tagName === "SUMMARY" && !!e.closest(".balie-astable")`)
		r.Key("\r")
		r.Until(`document.querySelector(".balie-astable").open`)
		r.Look("why-table")
		r.Do2("tijd", "half elf")
		r.Submit("/medewerker/waarom")
		r.Look("why-fault")
	})
}

// hoursStory changes hours by form, is refused, and takes a change back.
func hoursStory(t *testing.T, w *browser.Town) {
	inEachLanguage(t, w, "beheerder", func(r *browser.Round) {
		r.At("/medewerker/beheer/uren")
		r.Look("hours")
		r.TabTo(`!!e.closest(".balie-astable")`)
		r.Key("\r")
		r.Until(`document.querySelector(".balie-astable").open`)
		r.Look("hours-table")
		r.Follow(".balie-astable td a", "")
		r.Look("hours-form")
		r.Do2("van", "9")
		r.Do2("tot", "8")
		r.Follow("form.balie-shortfields button[type=submit]:not([name])", "")
		r.Look("hours-fault")
		r.At("/medewerker/beheer/uren?nieuw=tijd")
		r.Click("label:has(#dag)", "")
		r.Fill("van", "10")
		r.Fill("tot", "11")
		r.Follow("form.balie-shortfields button[type=submit]:not([name])", "")
		r.Look("hours-overlap")
		r.Do2("van", "19.30")
		r.Do2("tot", "20.30")
		r.Follow("form.balie-shortfields button[type=submit]:not([name])", "")
		r.Until(`!!document.querySelector(".balie-undo form")`)
		r.Look("hours-saved")
		r.Submit("/medewerker/beheer/uren/terug")
		r.Until(`location.search.includes("back")`)
	})
}

// yearStory goes over the year with the arrow keys, from one half into the other, and chooses a day.
func yearStory(t *testing.T, w *browser.Town) {
	inEachLanguage(t, w, "beheerder", func(r *browser.Round) {
		r.At("/medewerker/beheer/jaar")
		r.Look("year")
		r.TabTo(`e.matches("[data-year] a")`)
		for range 30 { // more than the weeks of a half
			r.Key(kb.ArrowRight)
		}
		r.Until(`document.activeElement.closest("table") === document.querySelectorAll(".balie-year")[1]`)
		r.Key(kb.ArrowUp + kb.ArrowUp + kb.ArrowUp)
		r.Until(`document.activeElement.closest("table") === document.querySelectorAll(".balie-year")[0]`)
		day := browser.Answer[string](r.Tab, `document.activeElement.href.match(/dag=([0-9-]+)/)[1]`)
		r.Leave(func() { r.Key("\r") })
		if chosen := browser.Answer[string](r.Tab, `document.getElementById("dag").value`); chosen != day {
			t.Errorf("chose %s, and %s is shown", day, chosen)
		}
		r.At("/medewerker/beheer/jaar?dag=2031-01-01")
		r.Look("year-fault")
	})
}
