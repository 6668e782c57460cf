package resident

import (
	"strings"
	"testing"

	"balie/cmd/internal/browser"
)

// codeStory is the neighbour of 82, who has no e-mail and whose browser knows no JavaScript. With
// the code alone she comes back at another computer and cancels.
func codeStory(t *testing.T, w *browser.Town) {
	b := w.Open(t, browser.Person{Scriptless: true})
	b.Visit("/")
	b.Fill("q", "paspoort")
	b.Push("Zoeken")
	b.Follow("a.balie-hit", "Paspoort aanvragen")
	b.Push("Kies een tijd")
	when := b.TakeTime(0)
	b.Fill("naam", "Riet Voorbeeld")
	b.Click("label", "Ik wil geen bericht")
	b.Push("Verder naar controleren")
	b.WantSeen("Riet Voorbeeld", "Wij sturen u geen bericht. Bewaar uw code.", when)
	b.Push("Afspraak maken")
	b.WantTitle("Uw afspraak is gemaakt")
	b.WantSeen("Wij kunnen u niet bereiken als er iets verandert. Bewaar daarom uw code.")
	wantSameMoment(b, when)
	code := b.Text(".balie-code")
	b.Click(".balie-ticks label", "pinpas")
	b.Push("Bewaar mijn vinkjes")
	b.WantSeen("Uw vinkjes zijn bewaard")
	if browser.Answer[bool](b, `[...document.querySelectorAll("[data-print]")].some(e => e.checkVisibility())`) {
		t.Error("a button that needs JavaScript is shown without it")
	}

	there := w.Open(t, browser.Person{Scriptless: true, Refused: true})
	comeBack(there, "", code, when)
	there.Follow("a", "Afspraak afzeggen")
	there.Push("Ja, afspraak afzeggen")
	there.WantTitle("Uw afspraak is afgezegd")
}

// comeBack opens an appointment by its code, typed wrong first, then in small letters with a dash.
func comeBack(b *browser.Tab, path, code, when string) {
	b.T.Helper()
	if path == "" {
		path = "/a"
	}
	b.Visit(path)
	b.WantTitle("Uw afspraak bekijken")
	wrong := "0000 0000"
	b.Fill("code", wrong)
	b.Push("Afspraak bekijken")
	b.WantTitle("Uw afspraak bekijken")
	b.WantSeen("Wij vinden geen afspraak met deze code")
	if typed := browser.Answer[string](b, `document.getElementById("code").value`); typed != wrong {
		b.T.Errorf("the code that was typed is gone: %q", typed)
	}
	browser.Answer[bool](b, `document.getElementById("code").value = "", true`)
	b.Fill("code", strings.ToLower(strings.ReplaceAll(code, " ", "-")))
	b.Push("Afspraak bekijken")
	b.WantTitle("Uw afspraak")
	wantSameMoment(b, when)
	if said := b.Text(".balie-code"); said != code {
		b.T.Errorf("opened by %q, shows %q", code, said)
	}
}
