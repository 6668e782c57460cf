package closing

import (
	"fmt"
	"testing"

	"balie/cmd/internal/browser"
	"balie/cmd/internal/demo"
)

// TestClosing lets a team lead and a manager close what is open, in one demo.
func TestClosing(t *testing.T) {
	browser.Tell(t, nil,
		browser.Story{Name: "three presses", Tell: threePressesStory, Always: true},
		browser.Story{Name: "pages", Tell: pagesStory},
	)
}

// threePressesStory closes the day that the lead looks at, by keyboard, and takes it back.
func threePressesStory(t *testing.T, w *browser.Town) {
	b := w.Open(t, browser.Person{})
	r := &browser.Round{Tab: b, Language: "nl"}
	r.At("/medewerker")
	r.SignIn("teamleider", demo.Passphrase)
	r.At("/medewerker/vandaag")
	press := func(condition string) {
		t.Helper()
		r.TabTo(condition)
		r.Leave(func() { r.Key(" ") })
	}
	r.TabTo(`e.matches("a[href*='/beheer/sluiten']")`)
	r.Leave(r.PressEnter)
	press(`e.matches("form[method=get] button")`)
	r.WantSeen("Er verandert nog niets")
	r.WantSeen("in deze tijd.")
	t.Logf("the what-if was there after %.0f ms: %s", browser.Answer[float64](b, `performance.timing.responseStart - performance.timing.requestStart`), r.Text("#gevolg"))
	press(`e.matches(".balie-savebar button")`)
	r.WantSeen("Terugdraaien", "Berichten nu sturen")
	press(`e.matches("form[action$='/terugdraaien'] button")`)
	r.WantSeen("De sluiting is teruggedraaid", "Alles staat weer zoals het was.")
}

// pagesStory goes past every page of closing, in each language, on the narrowest screen.
func pagesStory(t *testing.T, w *browser.Town) {
	for i, language := range browser.Languages() {
		t.Run(language, func(t *testing.T) {
			b := w.Open(t, browser.Person{Width: browser.Narrow, Height: 640, Refused: true})
			r := &browser.Round{Tab: b, Language: language}
			r.At("/medewerker")
			r.SignIn("beheerder", demo.Passphrase)
			r.At("/medewerker/beheer")
			r.Look("home")
			r.At("/medewerker/beheer/wijzigingen")
			r.Look("changes-none")
			r.At("/medewerker/beheer/sluiten")
			r.Look("close")
			r.Submit("/beheer/sluiten")
			r.Look("close-refused")
			day := fmt.Sprintf("2026-12-%02d", 8+i)
			r.At("/medewerker/beheer/sluiten?bekijk=1&reden=Verbouwing&van=13.00&dag=" + day)
			r.Look("what-if")
			r.Leave(func() { r.Click(".balie-savebar button", "") })
			r.Look("waits")
			r.Leave(func() { r.Click("form[action$='/sturen'] button", "") })
			r.Look("sent")
			r.At("/medewerker/beheer/wijzigingen")
			r.Look("changes")
			r.At("/medewerker/beheer")
			r.Look("home-changed")
		})
	}
}
