package resident

import (
	"fmt"
	"strings"
	"testing"

	"balie/cmd/internal/browser"
)

// choose takes the nth option of a list, as whoever uses it does.
func choose(b *browser.Tab, list string, n int) {
	b.T.Helper()
	browser.Answer[bool](b, fmt.Sprintf(`(s => { s.selectedIndex = %d; s.dispatchEvent(new Event("change", {bubbles: true})); return true })(document.querySelector(%q))`, n, list))
}

// reviseStory books for two, makes it three and then one, on three widths, with script and without: the time stays, and
// the page, the paper and the calendar say what it is now. Then it takes another time for what does not fit.
func reviseStory(t *testing.T, w *browser.Town) {
	for i, how := range []browser.Person{{Width: 320, Height: 700}, {Width: 390, Height: 844, Scriptless: true}, {Width: 1280, Height: 900}} {
		b := w.Open(t, how)
		b.Visit(fmt.Sprintf("/afspraak/tijd?p=paspoort.2&locatie=gendringen&dag=2026-12-%02d", 8+i))
		when := b.TakeTime(0)
		b.Fill("naam", "Riet Wissink")
		b.Click("label:has([value=none])", "")
		b.Push("Verder")
		b.Push("Afspraak maken")
		b.WantTitle("Uw afspraak is gemaakt")
		reviseTo(b, 2, when, "3 personen")
		reviseTo(b, 0, when, "1 persoon")
		reviseElsewhere(b)
	}
}

// reviseTo changes how many come, and keeps the time.
func reviseTo(b *browser.Tab, n int, when, want string) {
	b.T.Helper()
	b.Follow("a[href$='/wijzigen']", "")
	b.WantTitle("Wat wilt u wijzigen?")
	choose(b, "select[name=p]", n+browser.Answer[int](b, `[...document.querySelector("select[name=p]").options].findIndex(o => o.value.endsWith(".1"))`))
	b.Push("Kijken of het past")
	b.WantSeen("Klopt dit zo?", "U houdt uw tijd", want)
	b.Push("Afspraak wijzigen")
	b.WantTitle("Uw afspraak is gewijzigd")
	day, _, _ := strings.Cut(when, ",")
	b.WantSeen(want, day)
}

// reviseElsewhere takes another time for more people.
func reviseElsewhere(b *browser.Tab) {
	b.T.Helper()
	b.Follow("a[href$='/wijzigen']", "")
	choose(b, "select[name=p]", browser.Answer[int](b, `[...document.querySelector("select[name=p]").options].findIndex(o => o.value.endsWith(".4"))`))
	b.Push("Kijken of het past")
	b.Push("Liever een andere tijd")
	b.WantTitle("Kies een andere tijd")
	when := b.TakeTime(1)
	b.WantSeen("Klopt dit zo?", "U krijgt een andere tijd", when)
	b.Push("Afspraak wijzigen")
	b.WantTitle("Uw afspraak is gewijzigd")
	b.WantSeen("4 personen")
}
