package main

import (
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/input"
)

// timeStory fills in slowly. Two minutes before the end the page says so, aloud too, and one press
// keeps the time longer, with all that was typed still there.
func timeStory(t *testing.T, w *town) {
	b := w.open(t, person{width: 390, height: 844})
	b.visit("/afspraak/tijd?p=paspoort.1")
	b.push("Verder")
	b.wantTitle("Hoe kunnen wij u bereiken?")
	w.later.Add(int64(8*time.Minute + 30*time.Second))
	b.visit(strings.TrimPrefix(answer[string](b, `location.href`), w.base()))
	before := b.text("[data-hold-text]")
	b.fill("naam", "Anna Langzaam")
	b.until(`document.querySelector("[role=alert][data-hold-alert]").innerText.includes("nog 2 minuten")`)
	b.click("[data-hold-alert] button", "Ik heb meer tijd nodig")
	b.until(`document.querySelector("[data-hold-alert]").innerText === ""`)
	b.keyOfMoreTime()
	if after := b.text("[data-hold-text]"); after == before || !strings.Contains(after, "voor u vast tot") {
		t.Errorf("held %q, and after asking for more %q", before, after)
	}
	if typed := answer[string](b, `document.querySelector("#naam").value`); typed != "Anna Langzaam" {
		t.Errorf("what was typed became %q", typed)
	}
}

// keyOfMoreTime lets the time nearly pass once more, and presses the access key from within a field.
func (b *tab) keyOfMoreTime() {
	b.t.Helper()
	answer[bool](b, `(real => { performance.now = () => real() + 1000 * 500; return true })(performance.now.bind(performance))`)
	b.until(`document.querySelector("[data-hold-alert]").innerText.includes("nog 2 minuten")`)
	answer[bool](b, `document.querySelector("#naam").focus(), true`)
	for _, kind := range []input.DispatchKeyEventType{input.DispatchKeyEventTypeKeyDown, input.DispatchKeyEventTypeKeyUp} {
		tell(b, input.DispatchKeyEvent, input.DispatchKeyEventParams{Type: kind, Modifiers: 1, Key: "m", Code: "KeyM", UnmodifiedText: "m", Text: "m", WindowsVirtualKeyCode: 77})
	}
	b.until(`document.querySelector("[data-hold-alert]").innerText === ""`)
}
