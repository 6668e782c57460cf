package browser

import (
	"fmt"
	"strings"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// seenElement is the first element that can be seen, for a selector, with these words in it.
func seenElement(selector, words string) string {
	return fmt.Sprintf(`[...document.querySelectorAll(%q)].find(e => e.checkVisibility() && e.textContent.includes(%q))`, selector, words)
}

// Click puts the pointer on an element with these words and clicks. It fails when something else
// lies on top.
func (b *Tab) Click(selector, words string) {
	b.T.Helper()
	found := seenElement(selector, words)
	if !b.becomes(`!!` + found) {
		b.T.Fatalf("no %s with %q to click\n%s", selector, words, b.Screen())
	}
	at := Answer[[]float64](b, `(() => { const e = `+found+`; e.scrollIntoView({block: "center", behavior: "instant"});
		const r = e.getBoundingClientRect(), x = r.x + r.width / 2, y = r.y + r.height / 2, hit = document.elementFromPoint(x, y);
		return e.contains(hit) || hit?.contains(e) && e.matches("label *, label") ? [x, y] : [] })()`)
	if len(at) != 2 {
		b.T.Fatalf("%s with %q is covered\n%s", selector, words, b.Screen())
	}
	b.Do(chromedp.MouseClickXY(at[0], at[1]))
}

// Follow clicks on what leads to another page.
func (b *Tab) Follow(selector, words string) {
	b.T.Helper()
	b.Leave(func() { b.Click(selector, words) })
}

// Push clicks a button that leads to another page.
func (b *Tab) Push(words string) { b.T.Helper(); b.Follow("button[type=submit]", words) }

// Fill clicks into a field and types.
func (b *Tab) Fill(id, what string) {
	b.T.Helper()
	b.Click("#"+id, "")
	b.Do(chromedp.KeyEvent(what))
	value := `document.getElementById("` + id + `").value`
	if !b.becomes(value + fmt.Sprintf(` === %q`, what)) {
		b.T.Errorf("%s holds %q after typing %q", id, Answer[string](b, value), what)
	}
}

// Key presses keys, as they are on a keyboard.
func (b *Tab) Key(keys string) { b.T.Helper(); b.Do(chromedp.KeyEvent(keys)) }

// PressEnter presses the key without a character to follow, which would reach what has the focus
// by then.
func (b *Tab) PressEnter() {
	b.T.Helper()
	for _, half := range []input.DispatchKeyEventType{input.DispatchKeyEventTypeRawKeyDown, input.DispatchKeyEventTypeKeyUp} {
		Call(b, input.DispatchKeyEvent, input.DispatchKeyEventParams{Type: half, Key: "Enter", Code: "Enter", WindowsVirtualKeyCode: 13})
	}
}

// Stop is what has the focus, and how that shows.
type Stop struct {
	Name    string // tag, id and words
	Outline string
	Inside  bool // within what is to be seen of the page, and not under something else
}

// StopNow looks at what has the focus.
const StopNow = `(() => { const e = document.activeElement, face = e;
	const s = getComputedStyle(face), r = face.getBoundingClientRect();
	const hit = document.elementFromPoint(r.x + r.width / 2, Math.max(0, r.y) + Math.min(r.height, innerHeight) / 2);
	return { Name: e.tagName.toLowerCase() + "#" + e.id + " " + (e.labels?.[0] ?? e).textContent.trim().slice(0, 60),
		Outline: s.outlineStyle === "none" || parseFloat(s.outlineWidth) < 2 ? "" : s.outline,
		Inside: r.width > 0 && r.bottom > 0 && r.top < innerHeight && !!hit && (e === hit || face.contains(hit) || hit.contains(face)) } })()`

// TabTo presses Tab until the focus is on what the condition says of `e`. Every stop on the way
// must show that it has the focus.
func (b *Tab) TabTo(condition string) {
	b.T.Helper()
	for range 200 {
		b.Key(kb.Tab)
		if Answer[bool](b, `document.activeElement === document.body`) {
			continue // the browser's own bar, between the end of the page and its start
		}
		if at := Answer[Stop](b, StopNow); at.Outline == "" || !at.Inside {
			b.T.Errorf("%s: the focus cannot be seen at %s: outline %q, in sight %t", Answer[string](b, `location.pathname`), strings.Join(strings.Fields(at.Name), " "), at.Outline, at.Inside)
		}
		if Answer[bool](b, `(e => `+condition+`)(document.activeElement)`) {
			return
		}
	}
	b.T.Fatalf("Tab never reaches %s\n%s", condition, b.Screen())
}

// TwoClicks clicks a button twice before anything can come of the first.
func (b *Tab) TwoClicks(words string) {
	b.T.Helper()
	button := seenElement("button[type=submit]", words)
	b.Leave(func() { Answer[bool](b, `(b => { b.click(); b.click(); return true })(`+button+`)`) })
}
