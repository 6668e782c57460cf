package look

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/gofiber/fiber/v2"

	"balie/booking/ledger"
	"balie/cmd/internal/browser"
	"balie/cmd/internal/server"
	"balie/web/lang"
	"balie/web/live"
	"balie/web/page"
)

// liveStory follows a topic in a real browser: a change arrives while the focus, what is being
// typed and a list's place stay; the page says how old it is, notices a server that is gone, and
// goes on by itself when it is back.
func liveStory(t *testing.T, w *browser.Town) {
	l, err := ledger.Open(filepath.Join(t.TempDir(), "balie.db"), time.Now, nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := l.Close(); err != nil {
			t.Error(err)
		}
	})
	s := serveLive(t, l, "127.0.0.1:0", live.StandardMost)
	b := (&browser.Town{Server: &server.Running{URL: "http://" + s.at}, Browser: w.Browser}).Open(t, browser.Person{Refused: true})
	b.Visit("/proef")
	b.Until(`document.querySelector("[data-live]").dataset.state === "fresh"`)
	b.WantSeen("Bijgewerkt om")

	b.Click("#knop", "")
	browser.Answer[bool](b, `document.getElementById("lijst").scrollTop = 40, true`)
	tick(t, l)
	b.Until(`document.getElementById("stand").textContent === "1"`)
	if got := browser.Answer[string](b, `document.activeElement.id + " " + document.getElementById("lijst").scrollTop`); got != "knop 40" {
		t.Errorf("after a change the focus and the list are at %q", got)
	}
	if !browser.Answer[bool](b, `window.said.includes("proef.tik")`) {
		t.Error("the page is not told of what happened")
	}

	b.Fill("veld", "half getypt")
	tick(t, l)
	b.Until(`document.getElementById("stand").textContent === "2"`)
	if got := browser.Answer[string](b, `document.getElementById("veld").value`); got != "half getypt" {
		t.Errorf("what was being typed became %q", got)
	}
	if !browser.Answer[bool](b, `window.region === document.getElementById("melding") && window.region.textContent === "2 keer"`) {
		t.Error("the region that is read aloud was replaced, or says something else")
	}
	b.Click("#knop", "")
	b.Until(`document.getElementById("vorm").dataset.n === "2"`) // what had to wait for the field

	s.close()
	b.Until(`document.querySelector("[data-live]").dataset.state === "lost"`)
	b.WantSeen("Geen verbinding. U ziet hoe het om")
	tick(t, l)
	s = serveLive(t, l, s.at, live.StandardMost)
	b.Until(`document.getElementById("stand").textContent === "3" && document.querySelector("[data-live]").dataset.state === "fresh"`)

	s.close()
	s = serveLive(t, l, s.at, live.Most{Visitor: 1, All: -1}) // no stream to be had: the page asks again and again
	tick(t, l)
	b.Until(`document.getElementById("stand").textContent === "4" && document.querySelector("[data-live]").dataset.state === "fresh"`)
	s.close()
	b.Do(chromedp.Navigate("about:blank"))
	b.Forgive("/proef/volg") // that nobody was there was meant to be
	b.Forgive("about:blank")
}

// tick lets something happen that the topic shows.
func tick(t *testing.T, l *ledger.Ledger) {
	t.Helper()
	if err := l.Update(t.Context(), "system", func(tx *ledger.Tx) error { return tx.Emit("proef.tik") }); err != nil {
		t.Fatal(err)
	}
}

// livePages serves a page that follows how often something happened.
type livePages struct {
	at    string
	close func()
}

func serveLive(t *testing.T, l *ledger.Ledger, at string, most live.Most) livePages {
	t.Helper()
	listener, err := net.Listen("tcp", at)
	if err != nil {
		t.Fatal(err)
	}
	hub, app := live.New(live.Options{Ledger: l, Most: most}), fiber.New(fiber.Config{DisableStartupMessage: true})
	app.Server().KeepHijackedConns = true
	topic := hub.Topic("proef", func(e ledger.Event) bool { return e.Kind == "proef.tik" }, showTicks)
	app.Get("/assets/:name", page.ServeAsset)
	app.Get("/proef", func(c *fiber.Ctx) error { return showLive(c, l) })
	app.Get("/proef/proef.js", func(c *fiber.Ctx) error {
		c.Set(fiber.HeaderContentType, fiber.MIMETextJavaScript)
		return c.SendString(`window.said = []; window.region = document.getElementById("melding");
			document.addEventListener("balie:change", e => window.said.push(...(e.detail.events ?? []).map(x => x.kind)));`)
	})
	app.Get("/proef/proef.css", func(c *fiber.Ctx) error {
		c.Set(fiber.HeaderContentType, "text/css")
		return c.SendString(".proef { block-size: 100px; overflow: auto }")
	})
	app.Get("/proef/volg", func(c *fiber.Ctx) error {
		live.Attach(c, live.Visit{})
		return hub.Serve(c, topic)
	})
	ctx, stop := context.WithCancel(context.Background())
	var running sync.WaitGroup
	running.Go(func() { hub.Run(ctx) })
	running.Go(func() { _ = app.Listener(listener) })
	return livePages{listener.Addr().String(), sync.OnceFunc(func() {
		if err := errors.Join(hub.Close(context.Background()), app.ShutdownWithTimeout(server.StopPatience)); err != nil {
			t.Error(err)
		}
		stop()
		running.Wait()
	})}
}

func showLive(c *fiber.Ctx, l *ledger.Ledger) error {
	var parts []live.Fragment
	var seq uint64
	err := l.View(func(r ledger.Reader) (err error) {
		seq = r.Seq()
		parts, err = showTicks(r)
		return err
	})
	if err != nil {
		return err
	}
	c.Set(fiber.HeaderContentType, fiber.MIMETextHTMLCharsetUTF8)
	return writeLive(c.Context(), c.Response().BodyWriter(), parts, seq)
}

// showTicks are the fragments of the page: a state, a list with a button, a form, and a region that
// is read aloud.
func showTicks(r ledger.Reader) ([]live.Fragment, error) {
	events, err := ledger.Events(r, 0, 1<<20)
	n := 0
	for _, e := range events {
		if e.Kind == "proef.tik" {
			n++
		}
	}
	return []live.Fragment{
		{ID: "stand", HTML: fmt.Sprintf(`<p id="stand">%d</p>`, n)},
		{ID: "blok", HTML: fmt.Sprintf(`<div id="blok"><button id="knop" type="button">Knop %d</button><ol id="lijst" class="proef">%s</ol></div>`, n, strings.Repeat("<li>Nog een regel</li>", 40))},
		{ID: "vorm", HTML: fmt.Sprintf(`<div id="vorm" data-n="%d"><label>Veld <input id="veld"></label></div>`, n)},
		{ID: "melding", HTML: fmt.Sprintf(`<p id="melding" aria-live="polite">%d keer</p>`, n)},
	}, err
}

// writeLive writes the page.
func writeLive(ctx context.Context, w io.Writer, parts []live.Fragment, seq uint64) error {
	_, err := io.WriteString(w, `<!doctype html><html lang="nl"><meta charset="utf-8"><title>Proef</title><link rel="icon" href="data:,"><link rel="stylesheet" href="/proef/proef.css"><main><h1>Proef</h1>`)
	for _, p := range parts {
		_, failed := io.WriteString(w, p.HTML)
		err = errors.Join(err, failed)
	}
	err = errors.Join(err, live.Status(page.Request{Words: lang.In("nl"), Now: time.Now(), Machine: time.Now()}, "/proef/volg", seq, false).Render(ctx, w))
	_, failed := fmt.Fprintf(w, `</main><script type="module" src="/proef/proef.js"></script><script type="module" src="%s"></script></html>`, page.Asset("live.js"))
	return errors.Join(err, failed)
}
