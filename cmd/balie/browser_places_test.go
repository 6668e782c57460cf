package main

import (
	"strings"
	"testing"

	"github.com/chromedp/chromedp/kb"
)

// placesStory is somebody in a library: two windows, the keys, another place, a tick list, another
// way to be reached, the card, and an empty screen afterwards.
func placesStory(t *testing.T, w *town) {
	b := w.open(t, person{width: 768, height: 1024, refused: true})
	b.gridKeys()
	b.oneTimeAVisitor(t, w)
	b.visit("/afspraak/tijd?p=paspoort.2")
	b.push("Verder")
	b.fillDetails("Gerrit Bibliotheek")
	b.push("Verder naar controleren")
	b.push("Afspraak maken")
	own := answer[string](b, `location.pathname`)
	b.wantSeen("Een pasfoto van niet ouder dan 6 maanden, voor ieder van de 2 personen")
	b.click(".balie-ticks label", "pinpas")
	b.until(`document.querySelector("[data-ticks-said]").textContent === "Uw vinkjes zijn bewaard"`)
	b.visit(own)
	if !answer[bool](b, `[...document.querySelectorAll(".balie-ticks label")].some(l => l.textContent.includes("pinpas") && l.control.checked)`) {
		t.Error("the tick is gone")
	}
	b.follow("a", "Anders bereikbaar")
	b.click("label", "Met een telefoontje")
	b.push("Bewaar dit")
	b.wantSeen("Vul uw telefoonnummer in")
	b.fill("telefoon", "0612345678")
	b.push("Bewaar dit")
	b.wantSeen("Wij hebben dit bewaard", "dat eindigt op …678")
	b.follow("a", "Toon of druk groot af")
	b.wantTitle2("Afspraak bij de gemeente")
	b.push("Maak dit scherm leeg")
	b.wantSeen("Dit scherm is leeg")
	b.visit(own)
	b.wantTitle("Uw afspraak bekijken")
}

// wantTitle2 is wantTitle for a page whose browser title says more.
func (b *tab) wantTitle2(want string) {
	b.t.Helper()
	if got := b.text("h1"); got != want {
		b.t.Fatalf("heading %q, want %q", got, want)
	}
}

// gridKeys moves through times as a grid, and to another month and back.
func (b *tab) gridKeys() {
	b.t.Helper()
	b.visit("/afspraak/tijd?p=paspoort.1&dag=2026-12-08&alle=1")
	answer[bool](b, `document.querySelectorAll(".balie-times:not(.balie-times--best) input")[0].focus(), true`)
	const at = `(r => [Math.round(r.left), Math.round(r.top)])(document.activeElement.getBoundingClientRect())`
	first := answer[[]int](b, at)
	b.key(kb.ArrowDown)
	below := answer[[]int](b, at)
	if below[0] != first[0] || below[1] <= first[1] {
		b.t.Errorf("down goes from %v to %v", first, below)
	}
	b.key(kb.ArrowUp)
	if back := answer[[]int](b, at); back[0] != first[0] || !answer[bool](b, `document.activeElement.checked`) {
		b.t.Errorf("up goes from %v to %v", below, back)
	}
	answer[bool](b, `document.querySelector("a.balie-day").focus(), true`)
	b.leave(func() { b.key(kb.PageDown) })
	b.wantSeen("januari 2027")
	answer[bool](b, `document.querySelector("a.balie-day").focus(), true`)
	b.leave(func() { b.key(kb.PageUp) })
	b.wantSeen("december 2026")
}

// oneTimeAVisitor holds a time in one window and another in a second one of the same browser: the
// first is let go, and so is the second when the screen is cleared.
func (b *tab) oneTimeAVisitor(t *testing.T, w *town) {
	t.Helper()
	held := func() string {
		b.visit("/afspraak/tijd?p=paspoort.1")
		b.push("Verder")
		b.wantTitle("Hoe kunnen wij u bereiken?")
		return strings.TrimPrefix(answer[string](b, `location.href`), w.base())
	}
	gone := func(path string) bool {
		b.visit(path)
		return answer[int](b, `performance.getEntriesByType("navigation")[0].responseStatus`) == 409
	}
	first := held()
	second := held()
	if first == second || !gone(first) {
		t.Error("one browser holds two times")
	}
	if gone(second) {
		t.Error("the second time is not held")
	}
	b.push("Maak dit scherm leeg")
	if !gone(second) {
		t.Error("a cleared screen holds a time")
	}
}
