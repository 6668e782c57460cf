package main

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

// click puts the pointer on an element with these words and clicks. It fails when something else
// lies on top.
func (b *tab) click(selector, words string) {
	b.t.Helper()
	found := seenElement(selector, words)
	if !answer[bool](b, `!!`+found) {
		b.t.Fatalf("no %s with %q to click\n%s", selector, words, b.screen())
	}
	at := answer[[]float64](b, `(() => { const e = `+found+`; e.scrollIntoView({block: "center", behavior: "instant"});
		const r = e.getBoundingClientRect(), x = r.x + r.width / 2, y = r.y + r.height / 2, hit = document.elementFromPoint(x, y);
		return e.contains(hit) || hit?.contains(e) && e.matches("label *, label") ? [x, y] : [] })()`)
	if len(at) != 2 {
		b.t.Fatalf("%s with %q is covered\n%s", selector, words, b.screen())
	}
	b.do(chromedp.MouseClickXY(at[0], at[1]))
}

// follow clicks on what leads to another page.
func (b *tab) follow(selector, words string) {
	b.t.Helper()
	b.leave(func() { b.click(selector, words) })
}

// push clicks a button that leads to another page.
func (b *tab) push(words string) { b.t.Helper(); b.follow("button[type=submit]", words) }

// fill clicks into a field and types.
func (b *tab) fill(id, what string) {
	b.t.Helper()
	b.click("#"+id, "")
	b.do(chromedp.KeyEvent(what))
	if got := answer[string](b, `document.getElementById("`+id+`").value`); got != what {
		b.t.Errorf("%s holds %q after typing %q", id, got, what)
	}
}

// key presses keys, as they are on a keyboard.
func (b *tab) key(keys string) { b.t.Helper(); b.do(chromedp.KeyEvent(keys)) }

// pressEnter presses the key without a character to follow, which would reach what has the focus
// by then.
func (b *tab) pressEnter() {
	b.t.Helper()
	for _, half := range []input.DispatchKeyEventType{input.DispatchKeyEventTypeRawKeyDown, input.DispatchKeyEventTypeKeyUp} {
		tell(b, input.DispatchKeyEvent, input.DispatchKeyEventParams{Type: half, Key: "Enter", Code: "Enter", WindowsVirtualKeyCode: 13})
	}
}

// stop is what has the focus, and how that shows.
type stop struct {
	Name    string // tag, id and words
	Outline string
	Inside  bool // within what is to be seen of the page, and not under something else
}

// stopNow looks at what has the focus. A radio button that is drawn by its label shows it there.
const stopNow = `(() => { const e = document.activeElement, face = e.matches(".balie-time input") ? e.nextElementSibling : e;
	const s = getComputedStyle(face), r = face.getBoundingClientRect();
	const hit = document.elementFromPoint(r.x + r.width / 2, Math.max(0, r.y) + Math.min(r.height, innerHeight) / 2);
	return { Name: e.tagName.toLowerCase() + "#" + e.id + " " + (e.labels?.[0] ?? e).textContent.trim().slice(0, 60),
		Outline: s.outlineStyle === "none" || parseFloat(s.outlineWidth) < 2 ? "" : s.outline,
		Inside: r.width > 0 && r.bottom > 0 && r.top < innerHeight && !!hit && (e === hit || face.contains(hit) || hit.contains(face)) } })()`

// tabTo presses Tab until the focus is on what the condition says of `e`. Every stop on the way
// must show that it has the focus.
func (b *tab) tabTo(condition string) {
	b.t.Helper()
	for range 200 {
		b.key(kb.Tab)
		if answer[bool](b, `document.activeElement === document.body`) {
			continue // the browser's own bar, between the end of the page and its start
		}
		if at := answer[stop](b, stopNow); at.Outline == "" || !at.Inside {
			b.t.Errorf("%s: the focus cannot be seen at %s: outline %q, in sight %t", answer[string](b, `location.pathname`), strings.Join(strings.Fields(at.Name), " "), at.Outline, at.Inside)
		}
		if answer[bool](b, `(e => `+condition+`)(document.activeElement)`) {
			return
		}
	}
	b.t.Fatalf("Tab never reaches %s\n%s", condition, b.screen())
}

// twoClicks clicks a button twice before anything can come of the first.
func (b *tab) twoClicks(words string) {
	b.t.Helper()
	button := seenElement("button[type=submit]", words)
	b.leave(func() { answer[bool](b, `(b => { b.click(); b.click(); return true })(`+button+`)`) })
}
