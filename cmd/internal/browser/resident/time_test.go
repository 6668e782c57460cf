package resident

import (
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/input"

	"balie/cmd/internal/browser"
)

// timeStory fills in slowly. Two minutes before the end the page says so, aloud too, and one press
// keeps the time longer, with all that was typed still there.
func timeStory(t *testing.T, w *browser.Town) {
	b := w.Open(t, browser.Person{Width: 390, Height: 844})
	b.Visit("/afspraak/tijd?p=paspoort.1")
	b.TakeTime(0)
	b.WantTitle("Hoe kunnen wij u bereiken?")
	w.Later.Add(int64(8*time.Minute + 30*time.Second))
	b.Visit(strings.TrimPrefix(browser.Answer[string](b, `location.href`), w.Base()))
	before := b.Text("[data-hold-text]")
	b.Fill("naam", "Anna Langzaam")
	b.Until(`document.querySelector("[role=status][data-hold-alert]").innerText.includes("nog 2 minuten")`)
	b.Click("[data-hold-alert] button", "Ik heb meer tijd nodig")
	b.Until(`document.querySelector("[data-hold-alert]").innerText === ""`)
	keyOfMoreTime(b)
	if after := b.Text("[data-hold-text]"); after == before || !strings.Contains(after, "voor u vast tot") {
		t.Errorf("held %q, and after asking for more %q", before, after)
	}
	if typed := browser.Answer[string](b, `document.querySelector("#naam").value`); typed != "Anna Langzaam" {
		t.Errorf("what was typed became %q", typed)
	}
}

// keyOfMoreTime lets the time nearly pass once more, and presses the access key from within a field.
func keyOfMoreTime(b *browser.Tab) {
	b.T.Helper()
	browser.Answer[bool](b, `(real => { performance.now = () => real() + 1000 * 500; return true })(performance.now.bind(performance))`)
	b.Until(`document.querySelector("[data-hold-alert]").innerText.includes("nog 2 minuten")`)
	browser.Answer[bool](b, `document.querySelector("#naam").focus(), true`)
	for _, kind := range []input.DispatchKeyEventType{input.DispatchKeyEventTypeKeyDown, input.DispatchKeyEventTypeKeyUp} {
		browser.Call(b, input.DispatchKeyEvent, input.DispatchKeyEventParams{Type: kind, Modifiers: 1, Key: "m", Code: "KeyM", UnmodifiedText: "m", Text: "m", WindowsVirtualKeyCode: 77})
	}
	b.Until(`document.querySelector("[data-hold-alert]").innerText === ""`)
}
