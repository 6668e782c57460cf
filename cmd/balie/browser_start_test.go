package main

import (
	"context"
	"io"
	"os"
	"os/exec"
	"sync/atomic"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

// languages are those in which every page is gone past: all of them with BALIE_STORIES=all, as the
// checks of a change do, else Dutch alone, so that a plain test takes half the time.
func languages() []string {
	if everyStory() {
		return []string{"nl", "en", "de"}
	}
	return []string{"nl"}
}

// town is a demo that people visit, and the browser that they share.
type town struct {
	server  *serving
	browser context.Context
	other   string       // where else this browser goes; "" is the demo
	later   atomic.Int64 // by how much a story moved the clock on, in nanoseconds
}

func (w *town) base() string {
	if w.other != "" {
		return w.other
	}
	return w.server.url
}

// startDemo serves a demo from noon on, with a clock that goes on, so that nobody runs out of what
// a visitor may ask in a minute.
func (w *town) startDemo(t *testing.T) *serving {
	t.Helper()
	begin := time.Now()
	return demoAs(t, &process{Out: io.Discard, Err: os.Stderr, Clock: func() time.Time { return noon().Add(time.Since(begin) + time.Duration(w.later.Load())) }}, t.TempDir())
}

// startBrowser starts Chromium with an empty profile of its own, which goes with it.
func startBrowser(t *testing.T, more ...chromedp.ExecAllocatorOption) context.Context {
	t.Helper()
	allocator, end := chromedp.NewExecAllocator(context.Background(), append([]chromedp.ExecAllocatorOption{
		chromedp.ExecPath(chromium(t)),
		chromedp.Headless, chromedp.NoFirstRun, chromedp.NoDefaultBrowserCheck,
		chromedp.Flag("no-sandbox", true),
		chromedp.Flag("disable-gpu", true),
		chromedp.Flag("disable-quic", true),
		chromedp.Flag("disable-background-networking", true),
		chromedp.Flag("disable-component-update", true),
		chromedp.Flag("disable-sync", true),
		chromedp.Flag("disable-dev-shm-usage", true),
		chromedp.Flag("disable-extensions", true),
		chromedp.Flag("hide-scrollbars", true),
		chromedp.Flag("force-color-profile", "srgb"),
		chromedp.Flag("lang", "nl"),
		chromedp.Flag("accept-lang", "nl"),
	}, more...)...)
	t.Cleanup(end)
	browser, quit := chromedp.NewContext(allocator)
	t.Cleanup(quit)
	if err := chromedp.Do(browser); err != nil {
		t.Fatal("chromium does not start: ", err)
	}
	return browser
}

// chromium finds the browser. Without one the stories are skipped, unless they are required.
func chromium(t *testing.T) string {
	t.Helper()
	for _, name := range []string{"chromium", "/usr/bin/chromium", "chromium-browser", "google-chrome"} {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	const missing = "no chromium on this machine: people with a real browser are not tested"
	if os.Getenv("BALIE_BROWSER") == "required" {
		t.Fatal(missing)
	}
	t.Skip(missing)
	return ""
}
