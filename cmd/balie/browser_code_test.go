package main

import (
	"strings"
	"testing"
)

// codeStory is the neighbour of 82, who has no e-mail and whose browser knows no JavaScript. With
// the code alone she comes back at another computer and cancels.
func codeStory(t *testing.T, w *town) {
	b := w.open(t, person{scriptless: true})
	b.visit("/")
	b.fill("q", "paspoort")
	b.push("Zoeken")
	b.follow("a.balie-choice", "Paspoort")
	b.push("Kies een tijd")
	when := answer[string](b, `document.querySelector("[name=tijd]:checked").dataset.moment`)
	b.push("Verder met deze tijd")
	b.fill("naam", "Riet Voorbeeld")
	b.click("label", "Liever niet")
	b.push("Verder naar controleren")
	b.wantSeen("Riet Voorbeeld", "Niet. U krijgt een code", when)
	b.push("Afspraak maken")
	b.wantTitle("Uw afspraak is gemaakt")
	b.wantSeen("Wij kunnen u niet bereiken als er iets verandert. Bewaar daarom uw code.")
	b.wantSameMoment(when)
	code := b.text(".balie-code")
	b.click(".balie-ticks label", "pinpas")
	b.push("Bewaar mijn vinkjes")
	b.wantSeen("Uw vinkjes zijn bewaard")
	if answer[bool](b, `[...document.querySelectorAll("[data-print]")].some(e => e.checkVisibility())`) {
		t.Error("a button that needs JavaScript is shown without it")
	}

	there := w.open(t, person{scriptless: true, refused: true})
	there.comeBack("", code, when)
	there.follow("a", "Afspraak afzeggen")
	there.push("Ja, afspraak afzeggen")
	there.wantTitle("Uw afspraak is afgezegd")
}

// comeBack opens an appointment by its code, typed wrong first, then in small letters with a dash.
func (b *tab) comeBack(path, code, when string) {
	b.t.Helper()
	if path == "" {
		path = "/a"
	}
	b.visit(path)
	b.wantTitle("Uw afspraak bekijken")
	wrong := "0000 0000"
	b.fill("code", wrong)
	b.push("Afspraak bekijken")
	b.wantTitle("Uw afspraak bekijken")
	b.wantSeen("Wij vinden geen afspraak met deze code")
	if typed := answer[string](b, `document.getElementById("code").value`); typed != wrong {
		b.t.Errorf("the code that was typed is gone: %q", typed)
	}
	answer[bool](b, `document.getElementById("code").value = "", true`)
	b.fill("code", strings.ToLower(strings.ReplaceAll(code, " ", "-")))
	b.push("Afspraak bekijken")
	b.wantTitle("Uw afspraak")
	b.wantSameMoment(when)
	if said := b.text(".balie-code"); said != code {
		b.t.Errorf("opened by %q, shows %q", code, said)
	}
}
