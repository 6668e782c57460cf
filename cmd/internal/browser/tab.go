package browser

import (
	"context"
	"fmt"
	"testing"
	"time"

	"github.com/chromedp/cdproto/audits"
	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"

	"balie/cmd/internal/servertest"
)

// Tab is one person's browser: no cookies of others, and a watch on what happens behind the page.
type Tab struct {
	*watch
	T     *testing.T
	ctx   context.Context
	Base  string
	Small bool // a screen that is held in the hand
}

// Person is how somebody looks at the pages.
type Person struct {
	Width, Height int64 // 0: a desk of 1280 by 900
	Touch         bool
	Scriptless    bool // JavaScript is off
	Framed        bool // pages in frames share what one of them loaded; the note that another did not use its own is no fault
	Refused       bool // this story meets refusals; the browser's note of their status is no fault
}

// patience is for a busy machine; nothing waits so long when all is well.
const patience = time.Minute * servertest.Slower

// Open gives a person a tab in a profile of its own. It ends with the test, and fails it for
// anything that the watch saw.
func (w *Town) Open(t *testing.T, p Person) *Tab {
	t.Helper()
	seen := &watch{base: w.Base(), refused: p.Refused, framed: p.Framed}
	ctx, end := chromedp.NewContext(w.Browser, chromedp.WithNewBrowserContext(), chromedp.WithListener(seen.hear))
	t.Cleanup(func() {
		end()
		seen.report(t)
	})
	b := &Tab{watch: seen, T: t, ctx: ctx, Base: w.Base()}
	if err := chromedp.Do(ctx); err != nil { // without a deadline: the tab would end with it
		t.Fatal(err)
	}
	Call(b, audits.Enable, cdp.Empty{})
	Call(b, emulation.SetFocusEmulationEnabled, emulation.SetFocusEmulationEnabledParams{Enabled: true})
	Call(b, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: p.Scriptless})
	if p.Width == 0 {
		p.Width, p.Height = 1280, 900
	}
	b.Resize(p.Width, p.Height, p.Touch)
	return b
}

// Call gives the browser a command of its protocol.
func Call[P, R any](b *Tab, command cdp.Command[P, R], params P) R {
	b.T.Helper()
	ctx, cancel := context.WithTimeout(b.ctx, patience)
	defer cancel()
	got, err := chromedp.Call(ctx, command, params)
	if err != nil {
		b.T.Fatal(command.Method, ": ", err)
	}
	return got
}

func (b *Tab) Do(steps ...chromedp.Action[chromedp.Void]) {
	b.T.Helper()
	ctx, cancel := context.WithTimeout(b.ctx, patience)
	defer cancel()
	if err := chromedp.Do(ctx, steps...); err != nil {
		b.T.Fatalf("%v\n%s", err, b.Screen())
	}
}

func (b *Tab) Resize(width, height int64, touch bool) {
	b.T.Helper()
	var how []chromedp.EmulateViewportOption
	if touch {
		how = append(how, chromedp.EmulateMobile, chromedp.EmulateTouch)
	}
	b.Do(chromedp.EmulateViewport(width, height, how...))
}

// Visit opens an address, given as a path.
func (b *Tab) Visit(path string) {
	b.T.Helper()
	b.Do(chromedp.Navigate(b.Base + path))
}

// Answer reads something from the page.
func Answer[T any](b *Tab, expression string) T {
	b.T.Helper()
	ctx, cancel := context.WithTimeout(b.ctx, patience)
	defer cancel()
	got, err := chromedp.Run(ctx, chromedp.Evaluate[T](expression))
	if err != nil {
		b.T.Fatalf("%s: %v", expression, err)
	}
	return got
}

// Screen is what stands on the page, for a message about a failure.
func (b *Tab) Screen() string {
	text, err := chromedp.Run(b.ctx, chromedp.Evaluate[string](`location.pathname + "\n" + document.body.innerText`))
	if err != nil {
		return err.Error()
	}
	return text
}

// Until waits for something to become true of the page; it survives a change of pages.
func (b *Tab) Until(condition string) {
	b.T.Helper()
	if !b.becomes(condition) {
		b.T.Fatalf("never became true: %s\n%s", condition, b.Screen())
	}
}

// becomes reports whether something becomes true of the page before patience is over.
func (b *Tab) becomes(condition string) bool {
	for begin := time.Now(); time.Since(begin) < patience && b.ctx.Err() == nil; time.Sleep(10 * time.Millisecond) {
		if is, err := chromedp.Run(b.ctx, chromedp.Evaluate[bool](condition)); err == nil && is {
			return true
		}
	}
	return false
}

// Leave does something that leads to another page, and waits for that page.
func (b *Tab) Leave(step func()) {
	b.T.Helper()
	Answer[bool](b, `window.here = true`)
	step()
	b.Until(`!window.here && document.readyState === "complete"`)
}

// WantTitle waits until the page's one heading and the browser's title say so.
func (b *Tab) WantTitle(want string) {
	b.T.Helper()
	if !b.becomes(fmt.Sprintf(`document.querySelector("h1")?.checkVisibility() && document.querySelector("h1").innerText.trim() === %[1]q && document.title.includes(%[1]q)`, want)) {
		b.T.Fatalf("heading %q, title %q, want %q\n%s", b.Text("h1"), Answer[string](b, `document.title`), want, b.Screen())
	}
}

// WantSeen waits until all of these words stand on the page, as a person sees them.
func (b *Tab) WantSeen(words ...string) {
	b.T.Helper()
	for _, w := range words {
		if !b.becomes(fmt.Sprintf(`document.body.innerText.replace(/\s+/g, " ").includes(%q)`, w)) {
			b.T.Fatalf("%q is not on the page:\n%s", w, b.Screen())
		}
	}
}

// Text is what an element says; it is waited for, and must be seen.
func (b *Tab) Text(selector string) string {
	b.T.Helper()
	words := fmt.Sprintf(`(() => { const e = document.querySelector(%q); return e?.checkVisibility() ? e.innerText.trim() : "" })()`, selector)
	if !b.becomes(words + ` !== ""`) {
		b.T.Errorf("nothing to see at %q\n%s", selector, b.Screen())
		return ""
	}
	return Answer[string](b, words)
}
