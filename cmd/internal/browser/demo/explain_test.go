package demo

import (
	"testing"

	"balie/cmd/internal/browser"
	"balie/web/account"
)

// explains: "?" leads from a colleague's page to what explains it, and a role has a sheet of its own.
func explains(t *testing.T, w *browser.Town) {
	b := w.Colleague(t, "teamleider", browser.Person{})
	b.Visit("/nl/medewerker/vandaag")
	b.Leave(func() { b.Key("?") })
	b.Until(`location.pathname === "/nl/medewerker/uitleg" && location.hash === "#day"`)
	b.WantSeen("Dit is nieuw", "Dit gaat vaak mis")
	wantNoFaults(t, b)
	b.Hang("uitleg")
	b.Push("Gelezen")
	b.WantTitle("Uitleg bij uw pagina’s")
	for _, language := range browser.Languages() {
		for _, role := range account.Roles {
			b.Visit("/" + language + "/medewerker/uitleg/" + string(role))
			wantNoFaults(t, b)
			if n := b.Sides(); n != 1 {
				t.Errorf("the sheet of %s has %d sides in %s", role, n, language)
			}
		}
	}
	b.Resize(390, 844, true)
	b.Visit("/nl/medewerker/uitleg")
	b.Hang("uitleg-390")
	if browser.Answer[bool](b, `document.documentElement.scrollWidth > innerWidth`) {
		t.Error("the explanation is wider than a telephone")
	}
}
