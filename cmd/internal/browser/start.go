package browser

import (
	"context"
	"io"
	"os"
	"os/exec"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"balie/cmd/internal/demo"
	"balie/cmd/internal/server"
	"balie/cmd/internal/servertest"
)

// Stop ends the server as it is, and returns what starts it again at the same address.
func (w *Town) Stop(t *testing.T) (again func()) {
	t.Helper()
	data, at := w.Server.Server.Data, strings.TrimPrefix(w.Server.URL, "http://")
	clock := w.Server.Server.Clock
	if err := w.Server.Close(); err != nil {
		t.Fatal(err)
	}
	return func() {
		t.Helper()
		c, err := server.LoadConfig("", nil, map[string]*string{"data": &data, "listen": &at})
		if err != nil {
			t.Fatal(err)
		}
		if w.Server, err = demo.Serve(context.Background(), &server.Process{Out: io.Discard, Err: os.Stderr, Clock: clock}, c, demo.Options{Machine: true}); err != nil {
			t.Fatal(err)
		}
		w.parent.Cleanup(func() { _ = w.Server.Close() }) // it outlives the story that started it anew
	}
}

// Pass moves the town's clock on by seconds.
func (w *Town) Pass(seconds int64) { w.Later.Add(seconds * 1e9) }

// Languages are those in which every page is gone past: all of them with BALIE_STORIES=all, as the
// checks of a change do, else Dutch alone, so that a plain test takes half the time.
func Languages() []string {
	if servertest.Everything() {
		return []string{"nl", "en", "de"}
	}
	return []string{"nl"}
}

// Town is a demo that people visit, and the browser that they share.
type Town struct {
	parent  *testing.T // whose stories are told
	Server  *server.Running
	Browser context.Context
	Other   string       // where else this browser goes; "" is the demo
	Later   atomic.Int64 // by how much a story moved the clock on, in nanoseconds
}

func (w *Town) Base() string {
	if w.Other != "" {
		return w.Other
	}
	return w.Server.URL
}

// startDemo serves a demo from noon on, with a clock that goes on. Its limits are those of one machine that
// plays everybody: a quick machine goes past more pages in a minute than a whole flat.
func (w *Town) startDemo(t *testing.T) *server.Running {
	t.Helper()
	w.parent = t
	begin := time.Now()
	return servertest.Demo(t, &server.Process{Out: io.Discard, Err: os.Stderr, Clock: func() time.Time { return servertest.Noon().Add(time.Since(begin) + time.Duration(w.Later.Load())) }}, t.TempDir())
}

// StartBrowser starts Chromium with an empty profile of its own, which goes with it.
func StartBrowser(t *testing.T, more ...chromedp.ExecAllocatorOption) context.Context {
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
