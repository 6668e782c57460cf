package resident

import (
	"strings"
	"testing"

	"github.com/chromedp/chromedp/kb"

	"balie/cmd/internal/browser"
)

// placesStory is somebody in a library: two windows, the keys, another place, a tick list, another
// way to be reached, the card, and an empty screen afterwards.
func placesStory(t *testing.T, w *browser.Town) {
	b := w.Open(t, browser.Person{Width: 768, Height: 1024, Refused: true})
	gridKeys(b)
	oneTimeAVisitor(b, t, w)
	b.Visit("/afspraak/tijd?p=paspoort.2")
	b.TakeTime(0)
	fillDetails(b, "Gerrit Bibliotheek")
	b.Push("Verder naar controleren")
	b.Push("Afspraak maken")
	own := browser.Answer[string](b, `location.pathname`)
	b.WantSeen("Een pasfoto van niet ouder dan 6 maanden, voor ieder van de 2 personen")
	b.Click(".balie-ticks label", "pinpas")
	b.Until(`document.querySelector("[data-ticks-said]").textContent === "Uw vinkjes zijn bewaard"`)
	b.Visit(own)
	if !browser.Answer[bool](b, `[...document.querySelectorAll(".balie-ticks label")].some(l => l.textContent.includes("pinpas") && l.control.checked)`) {
		t.Error("the tick is gone")
	}
	b.Follow("a", "Wijzigen hoe wij u bereiken")
	b.Click("label", "Met een telefoontje")
	b.Push("Bewaar dit")
	b.WantSeen("Vul uw telefoonnummer in")
	b.Fill("telefoon", "0612345678")
	b.Push("Bewaar dit")
	b.WantSeen("Wij hebben dit bewaard", "dat eindigt op …678")
	b.Follow("a", "Groot tonen of afdrukken")
	wantTitle2(b, "Afspraak bij de gemeente")
	b.Push("Maak dit scherm leeg")
	b.WantSeen("Dit scherm is leeg")
	b.Visit(own)
	b.WantTitle("Uw afspraak bekijken")
}

// wantTitle2 is wantTitle for a page whose browser title says more.
func wantTitle2(b *browser.Tab, want string) {
	b.T.Helper()
	if got := b.Text("h1"); got != want {
		b.T.Fatalf("heading %q, want %q", got, want)
	}
}

// gridKeys moves through times as a grid, and to another month and back.
func gridKeys(b *browser.Tab) {
	b.T.Helper()
	b.Visit("/afspraak/tijd?p=paspoort.1&dag=2026-12-08&alle=1")
	browser.Answer[bool](b, `document.querySelectorAll(".balie-times button")[0].focus(), true`)
	const at = `(r => [Math.round(r.left), Math.round(r.top + scrollY)])(document.activeElement.getBoundingClientRect())`
	first := browser.Answer[[]int](b, at)
	b.Key(kb.ArrowDown)
	below := browser.Answer[[]int](b, at)
	if below[0] != first[0] || below[1] <= first[1] {
		b.T.Errorf("down goes from %v to %v", first, below)
	}
	b.Key(kb.ArrowUp)
	if back := browser.Answer[[]int](b, at); back[0] != first[0] || back[1] != first[1] {
		b.T.Errorf("up goes from %v to %v", below, back)
	}
	browser.Answer[bool](b, `document.querySelector("a.balie-day").focus(), true`)
	b.Key(kb.PageDown)
	b.WantSeen("Vanaf 21 december")
	b.Until(`document.activeElement.matches("a.balie-day")`)
	b.Key(kb.PageUp)
	b.WantSeen("Vanaf 7 december")
}

// oneTimeAVisitor holds a time in one window and another in a second one of the same browser: the
// first is let go, and so is the second when the screen is cleared.
func oneTimeAVisitor(b *browser.Tab, t *testing.T, w *browser.Town) {
	t.Helper()
	held := func() string {
		b.Visit("/afspraak/tijd?p=paspoort.1")
		b.TakeTime(0)
		b.WantTitle("Hoe kunnen wij u bereiken?")
		return strings.TrimPrefix(browser.Answer[string](b, `location.href`), w.Base())
	}
	gone := func(path string) bool {
		b.Visit(path)
		return browser.Answer[int](b, `performance.getEntriesByType("navigation")[0].responseStatus`) == 409
	}
	first := held()
	second := held()
	if first == second || !gone(first) {
		t.Error("one browser holds two times")
	}
	if gone(second) {
		t.Error("the second time is not held")
	}
	b.Push("Maak dit scherm leeg")
	if !gone(second) {
		t.Error("a cleared screen holds a time")
	}
}
