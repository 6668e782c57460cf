package resident

import (
	"strings"
	"testing"

	"balie/cmd/internal/browser"
)

// exitStory leaves a page that somebody may not be seen on: its title says nothing, another page takes its place in the
// history, and what was on the way is cleared.
func exitStory(t *testing.T, w *browser.Town) {
	b := w.Open(t, browser.Person{})
	b.Visit("/toegankelijkheid")
	before := browser.Answer[int](b, `history.length`)
	b.Visit("/afspraak?product=veilig-thuis")
	b.WantSeen("Snel weg", "Eerdere pagina’s staan nog in de geschiedenis", "Zo wist u de geschiedenis")
	if title := browser.Answer[string](b, `document.title`); strings.Contains(strings.ToLower(title), "veilig") {
		t.Errorf("the browser keeps the title %q", title)
	}
	if away := browser.Answer[string](b, `document.querySelector("[data-exit]").href`); !strings.HasPrefix(away, "https://") || strings.HasPrefix(away, b.Base) {
		t.Errorf("it leads to %s", away)
	}
	browser.Answer[bool](b, `(document.querySelector("[data-exit]").href = "/colofon", true)`) // the weather is outside of this machine
	b.Leave(func() { b.Click("[data-exit]", "") })
	b.Until(`location.pathname === "/colofon"`)
	if after := browser.Answer[int](b, `history.length`); after != before+1 {
		t.Errorf("the history grew from %d to %d: the page stands in it", before, after)
	}
	b.Leave(func() { browser.Answer[bool](b, `(history.back(), true)`) })
	b.Until(`location.pathname === "/toegankelijkheid"`)
	plain := w.Open(t, browser.Person{Scriptless: true})
	plain.Visit("/afspraak?product=veilig-thuis")
	plain.WantSeen("Snel weg")
	plain.Visit("/afspraak?product=paspoort")
	if strings.Contains(plain.Text("body"), "Snel weg") {
		t.Error("a page that anybody may be seen on can be left too")
	}
}
