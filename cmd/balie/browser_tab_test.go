package main

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/audits"
	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

// tab is one person's browser: no cookies of others, and a watch on what happens behind the page.
type tab struct {
	*watch
	t     *testing.T
	ctx   context.Context
	base  string
	small bool // a screen that is held in the hand
}

// person is how somebody looks at the pages.
type person struct {
	width, height int64 // 0: a desk of 1280 by 900
	touch         bool
	scriptless    bool // JavaScript is off
	refused       bool // this story meets refusals; the browser's note of their status is no fault
}

// patience is for a busy machine; nothing waits so long when all is well.
const patience = 8 * time.Second * slower

// open gives a person a tab in a profile of its own. It ends with the test, and fails it for
// anything that the watch saw.
func (w *town) open(t *testing.T, p person) *tab {
	t.Helper()
	seen := &watch{base: w.base(), refused: p.refused}
	ctx, end := chromedp.NewContext(w.browser, chromedp.WithNewBrowserContext(), chromedp.WithListener(seen.hear))
	t.Cleanup(func() {
		end()
		seen.report(t)
	})
	b := &tab{watch: seen, t: t, ctx: ctx, base: w.base()}
	if err := chromedp.Do(ctx); err != nil { // without a deadline: the tab would end with it
		t.Fatal(err)
	}
	tell(b, audits.Enable, cdp.Empty{})
	tell(b, emulation.SetFocusEmulationEnabled, emulation.SetFocusEmulationEnabledParams{Enabled: true})
	tell(b, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: p.scriptless})
	if p.width == 0 {
		p.width, p.height = 1280, 900
	}
	b.resize(p.width, p.height, p.touch)
	return b
}

// tell gives the browser a command of its protocol.
func tell[P, R any](b *tab, command cdp.Command[P, R], params P) R {
	b.t.Helper()
	ctx, cancel := context.WithTimeout(b.ctx, patience)
	defer cancel()
	got, err := chromedp.Call(ctx, command, params)
	if err != nil {
		b.t.Fatal(command.Method, ": ", err)
	}
	return got
}

func (b *tab) do(steps ...chromedp.Action[chromedp.Void]) {
	b.t.Helper()
	ctx, cancel := context.WithTimeout(b.ctx, patience)
	defer cancel()
	if err := chromedp.Do(ctx, steps...); err != nil {
		b.t.Fatalf("%v\n%s", err, b.screen())
	}
}

func (b *tab) resize(width, height int64, touch bool) {
	b.t.Helper()
	var how []chromedp.EmulateViewportOption
	if touch {
		how = append(how, chromedp.EmulateMobile, chromedp.EmulateTouch)
	}
	b.do(chromedp.EmulateViewport(width, height, how...))
}

// visit opens an address, given as a path.
func (b *tab) visit(path string) {
	b.t.Helper()
	b.do(chromedp.Navigate(b.base + path))
}

// answer reads something from the page.
func answer[T any](b *tab, expression string) T {
	b.t.Helper()
	ctx, cancel := context.WithTimeout(b.ctx, patience)
	defer cancel()
	got, err := chromedp.Run(ctx, chromedp.Evaluate[T](expression))
	if err != nil {
		b.t.Fatalf("%s: %v", expression, err)
	}
	return got
}

// screen is what stands on the page, for a message about a failure.
func (b *tab) screen() string {
	text, err := chromedp.Run(b.ctx, chromedp.Evaluate[string](`location.pathname + "\n" + document.body.innerText`))
	if err != nil {
		return err.Error()
	}
	return text
}

// until waits for something to become true of the page; it survives a change of pages.
func (b *tab) until(condition string) {
	b.t.Helper()
	for begin := time.Now(); time.Since(begin) < patience; time.Sleep(5 * time.Millisecond) {
		if is, err := chromedp.Run(b.ctx, chromedp.Evaluate[bool](condition)); err == nil && is {
			return
		}
	}
	b.t.Fatalf("never became true: %s\n%s", condition, b.screen())
}

// leave does something that leads to another page, and waits for that page.
func (b *tab) leave(step func()) {
	b.t.Helper()
	answer[bool](b, `window.here = true`)
	step()
	b.until(`!window.here && document.readyState === "complete"`)
}

// wantTitle fails unless the page's one heading and the browser's title say so.
func (b *tab) wantTitle(want string) {
	b.t.Helper()
	heading, title := b.text("h1"), answer[string](b, `document.title`)
	if heading != want || !strings.Contains(title, want) {
		b.t.Fatalf("heading %q, title %q, want %q\n%s", heading, title, want, b.screen())
	}
}

// wantSeen fails unless all of these words stand on the page, as a person sees them.
func (b *tab) wantSeen(words ...string) {
	b.t.Helper()
	text := answer[string](b, `document.body.innerText.replace(/\s+/g, " ")`)
	for _, w := range words {
		if !strings.Contains(text, w) {
			b.t.Errorf("%q is not on the page:\n%s", w, text)
		}
	}
}

// text is what an element says; it must be there, and be seen.
func (b *tab) text(selector string) string {
	b.t.Helper()
	const words = `(() => { const e = document.querySelector(%q); return e?.checkVisibility() ? e.innerText.trim() : "" })()`
	text := answer[string](b, fmt.Sprintf(words, selector))
	if text == "" {
		b.t.Errorf("nothing to see at %q\n%s", selector, b.screen())
	}
	return text
}
