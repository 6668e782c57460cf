package main

import (
	"testing"

	"github.com/chromedp/chromedp/kb"
)

// keyboardStory books without a pointer: Tab, Enter, the space bar and the arrows.
func keyboardStory(t *testing.T, w *town) {
	b := w.open(t, person{})
	b.visit("/")
	b.key(kb.Tab)
	skip := answer[stop](b, stopNow)
	if skip.Name != "a# Naar de inhoud" || skip.Outline == "" || !skip.Inside {
		t.Errorf("the first stop is %+v, want the link to the content, in sight", skip)
	}
	b.key(kb.Enter)
	b.key(kb.Tab)
	if !answer[bool](b, `!!document.activeElement.closest("main")`) {
		t.Errorf("after skipping, the next stop is %q", answer[stop](b, stopNow).Name)
	}
	b.enter(`e.matches("a.balie-choice") && e.textContent.includes("Paspoort")`)
	b.tabTo(`e.id === "personen"`)
	b.key(kb.ArrowDown + kb.ArrowDown)
	b.enter(`e.type === "submit"`)
	b.chooseTimeByKeys()
	b.enter(`e.type === "submit"`)
	b.wantTitle("Hoe kunnen wij u bereiken?")
	b.wantSeen("3 personen")
	b.tabTo(`e.id === "naam"`)
	b.key("Geert Toetsink")
	b.tabTo(`e.name === "kanaal"`)
	b.key(" ")
	for !answer[bool](b, `document.activeElement.value === "phone"`) {
		b.key(kb.ArrowDown)
	}
	b.tabTo(`e.id === "telefoon"`)
	b.key("0315 000 111")
	b.enter(`e.type === "submit" && e.textContent.includes("controleren")`)
	b.wantTitle("Klopt alles?")
	b.wantSeen("Geert Toetsink", "0315 000 111")
	b.enter(`e.type === "submit" && e.textContent.includes("Afspraak maken")`)
	b.wantTitle("Uw afspraak is gemaakt")
	b.tabTo(`e.textContent.includes("Afspraak afzeggen")`)
}

// enter goes to what leads to another page and presses Enter on it.
func (b *tab) enter(condition string) {
	b.t.Helper()
	b.tabTo(condition)
	b.leave(func() { b.key(kb.Enter) })
}

// chooseTimeByKeys goes through the times and the month with the arrows.
func (b *tab) chooseTimeByKeys() {
	b.t.Helper()
	b.wantTitle("Wanneer komt u langs?")
	b.wantSeen("3 personen")
	b.tabTo(`e.name === "tijd"`)
	before := b.text(".balie-summary [data-chosen]")
	b.key(kb.ArrowDown)
	if after := b.text(".balie-summary [data-chosen]"); after == before {
		b.t.Errorf("the arrow chose no other time than %q", before)
	}
	b.tabTo(`e.matches("a.balie-day")`)
	const number = `document.activeElement.innerText`
	first := answer[string](b, number)
	b.key(kb.ArrowRight)
	next := answer[string](b, number)
	b.key(kb.ArrowLeft)
	if back := answer[string](b, number); next == first || back != first {
		b.t.Errorf("the arrows in the month go from %q to %q and back to %q", first, next, back)
	}
	b.key(kb.ArrowRight)
	b.leave(func() { b.key(kb.Enter) })
	b.tabTo(`e.name === "tijd"`)
	b.key(kb.ArrowDown)
	b.key(" ")
}

// faultsStory sends empty details: the list of faults has the focus, and leads to each field.
func faultsStory(t *testing.T, w *town) {
	b := w.open(t, person{refused: true})
	b.visit("/afspraak/tijd?p=paspoort.1")
	b.push("Verder met deze tijd")
	b.enter(`e.type === "submit" && e.textContent.includes("controleren")`)
	b.wantTitle("Hoe kunnen wij u bereiken?")
	b.until(`document.activeElement.matches(".utrecht-alert--error")`)
	b.wantSeen("2 antwoorden kloppen nog niet")
	if at := answer[stop](b, stopNow); !at.Inside {
		t.Errorf("the list of faults is out of sight: %+v", at)
	}
	for _, field := range []string{"naam", "kanaal"} {
		b.tabTo(`e.hash === "#` + field + `"`)
		fault := answer[string](b, `document.activeElement.textContent`)
		b.pressEnter()
		b.until(`document.activeElement.id === "` + field + `"`)
		if at := answer[stop](b, stopNow); at.Outline == "" || !at.Inside {
			t.Errorf("the field is not in sight: %+v", at)
		}
		described := `(e => document.getElementById((e.getAttribute("aria-describedby") ?? e.closest("fieldset").getAttribute("aria-describedby")).split(" ").find(id => id.endsWith("-fout"))).textContent)(document.activeElement)`
		if said := answer[string](b, described); said != "Fout: "+fault {
			t.Errorf("%s is described by %q, the list says %q", field, said, fault)
		}
		answer[bool](b, `document.querySelector(".utrecht-alert--error").focus(), true`)
	}
	b.click("label", "Liever niet")
	b.fill("naam", "Anna Nieuwstad")
	b.leave(func() { b.key(kb.Enter) })
	b.wantTitle("Klopt alles?")
}
