package resident

import (
	"testing"

	"github.com/chromedp/chromedp/kb"

	"balie/cmd/internal/browser"
)

// keyboardStory books without a pointer: Tab, Enter, the space bar and the arrows.
func keyboardStory(t *testing.T, w *browser.Town) {
	b := w.Open(t, browser.Person{})
	b.Visit("/")
	b.Key(kb.Tab)
	skip := browser.Answer[browser.Stop](b, browser.StopNow)
	if skip.Name != "a# Naar de inhoud" || skip.Outline == "" || !skip.Inside {
		t.Errorf("the first stop is %+v, want the link to the content, in sight", skip)
	}
	b.Key(kb.Enter)
	b.Key(kb.Tab)
	if !browser.Answer[bool](b, `!!document.activeElement.closest("main")`) {
		t.Errorf("after skipping, the next stop is %q", browser.Answer[browser.Stop](b, browser.StopNow).Name)
	}
	enter(b, `e.matches("a.balie-choice") && e.textContent.includes("Paspoort")`)
	b.TabTo(`e.id === "personen"`)
	b.Key(kb.ArrowDown + kb.ArrowDown)
	enter(b, `e.type === "submit"`)
	chooseTimeByKeys(b)
	b.WantTitle("Hoe kunnen wij u bereiken?")
	b.WantSeen("3 personen")
	b.TabTo(`e.id === "naam"`)
	b.Key("Geert Toetsink")
	b.TabTo(`e.name === "kanaal"`)
	b.Key(" ")
	for !browser.Answer[bool](b, `document.activeElement.value === "phone"`) {
		b.Key(kb.ArrowDown)
	}
	b.TabTo(`e.id === "telefoon"`)
	b.Key("0315 000 111")
	enter(b, `e.type === "submit" && e.textContent.includes("controleren")`)
	b.WantTitle("Klopt alles?")
	b.WantSeen("Geert Toetsink", "0315 000 111")
	enter(b, `e.type === "submit" && e.textContent.includes("Afspraak maken")`)
	b.WantTitle("Uw afspraak is gemaakt")
	b.TabTo(`e.textContent.includes("Afspraak afzeggen")`)
}

// enter goes to what leads to another page and presses Enter on it.
func enter(b *browser.Tab, condition string) {
	b.T.Helper()
	b.TabTo(condition)
	b.Leave(func() { b.Key(kb.Enter) })
}

// chooseTimeByKeys goes through the times and the weeks with the arrows, to another day, and to a time on it.
func chooseTimeByKeys(b *browser.Tab) {
	b.T.Helper()
	b.WantTitle("Wanneer komt u langs?")
	b.WantSeen("3 personen")
	b.TabTo(`e.name === "tijd"`)
	const at = `document.activeElement.value`
	before := browser.Answer[string](b, at)
	b.Key(kb.ArrowRight)
	if after := browser.Answer[string](b, at); after == before {
		b.T.Errorf("the arrow goes to no other time than %q", before)
	}
	b.TabTo(`e.matches("a.balie-day")`)
	const number = `document.activeElement.innerText`
	first := browser.Answer[string](b, number)
	b.Key(kb.ArrowRight)
	next := browser.Answer[string](b, number)
	b.Key(kb.ArrowLeft)
	if back := browser.Answer[string](b, number); next == first || back != first {
		b.T.Errorf("the arrows in the weeks go from %q to %q and back to %q", first, next, back)
	}
	b.Key(kb.ArrowRight)
	b.PressEnter()
	b.Until(`document.activeElement.id === "kies"`)
	b.TabTo(`e.name === "tijd"`)
	b.Leave(func() { b.Key(kb.Enter) })
}

// faultsStory sends empty details: the list of faults has the focus, and leads to each field.
func faultsStory(t *testing.T, w *browser.Town) {
	b := w.Open(t, browser.Person{Refused: true})
	b.Visit("/afspraak/tijd?p=paspoort.1")
	b.TakeTime(0)
	enter(b, `e.type === "submit" && e.textContent.includes("controleren")`)
	b.WantTitle("Hoe kunnen wij u bereiken?")
	b.Until(`document.activeElement.matches(".utrecht-alert--error")`)
	b.WantSeen("2 antwoorden kloppen nog niet")
	if at := browser.Answer[browser.Stop](b, browser.StopNow); !at.Inside {
		t.Errorf("the list of faults is out of sight: %+v", at)
	}
	for _, field := range []string{"naam", "kanaal"} {
		b.TabTo(`e.hash === "#` + field + `"`)
		fault := browser.Answer[string](b, `document.activeElement.textContent`)
		b.PressEnter()
		b.Until(`document.activeElement.id === "` + field + `"`)
		if at := browser.Answer[browser.Stop](b, browser.StopNow); at.Outline == "" || !at.Inside {
			t.Errorf("the field is not in sight: %+v", at)
		}
		described := `(e => document.getElementById((e.getAttribute("aria-describedby") ?? e.closest("fieldset").getAttribute("aria-describedby")).split(" ").find(id => id.endsWith("-fout"))).textContent)(document.activeElement)`
		if said := browser.Answer[string](b, described); said != "Fout: "+fault {
			t.Errorf("%s is described by %q, the list says %q", field, said, fault)
		}
		browser.Answer[bool](b, `document.querySelector(".utrecht-alert--error").focus(), true`)
	}
	b.Click("label", "Ik wil geen bericht")
	b.Fill("naam", "Anna Nieuwstad")
	b.Leave(func() { b.Key(kb.Enter) })
	b.WantTitle("Klopt alles?")
}
