package demo

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"balie/cmd/internal/browser"
	"balie/cmd/internal/demo"
	"balie/cmd/internal/servertest"
)

// moments are when somebody starts a demo while every town hall is closed: on a Sunday evening, at
// Christmas, and in both nights in which the clocks change.
var moments = []string{"2026-11-29T23:30:00+01:00", "2026-12-25T12:00:00+01:00", "2027-03-28T01:59:30+01:00", "2026-10-25T02:30:00+01:00"}

// TestDemo starts a demo at odd moments. A plain run starts it once.
func TestDemo(t *testing.T) {
	w := &browser.Town{Browser: browser.StartBrowser(t)}
	for i, moment := range moments {
		if i > 0 && !servertest.Everything() {
			break
		}
		t.Run(moment[:10], func(t *testing.T) {
			start(t, w, moment)
			b := w.Open(t, browser.Person{Width: 1440, Height: 900, Framed: true})
			b.Visit("/nl/demo")
			b.WantTitle("Kijk rond in deze gemeente")
			b.WantSeen("Hier is het dinsdag")
			wantNoFaults(t, b)
			twoMinutes(t, b, i == 0)
			if i == 0 {
				doors(t, w)
				explains(t, w)
			}
		})
	}
}

// start starts a demo on a machine whose clock begins at a moment.
func start(t *testing.T, w *browser.Town, moment string) {
	t.Helper()
	at, err := time.Parse(time.RFC3339, moment)
	if err != nil {
		t.Fatal(err)
	}
	begin := time.Now()
	clock := func() time.Time { return at.Add(time.Since(begin)) }
	w.Server = servertest.DemoWith(t, servertest.Quiet(clock), t.TempDir(), demo.Options{})
}

func wantNoFaults(t *testing.T, b *browser.Tab) {
	t.Helper()
	if found := b.Violations(); len(found) > 0 {
		t.Errorf("axe finds %v", found)
	}
}

// here lets a door open in this tab.
const here = `(document.querySelectorAll("[target=_blank]").forEach((e) => e.removeAttribute("target")), true)`

// twoMinutes is the story, on four screens, by clicks alone.
func twoMinutes(t *testing.T, b *browser.Tab, shoot bool) {
	browser.Answer[bool](b, here)
	b.Leave(func() { b.Click(".balie-demo__beside button", "Vier schermen naast elkaar") })
	b.WantTitle("Vier schermen naast elkaar")
	b.Until(shows("balie", "h1, h2", ""))
	b.Until(shows("zuil", "h1", "Welkom"))
	for _, step := range []string{"book", "arrive", "see"} {
		show(b, step)
	}
	number := strings.TrimPrefix(b.Text(".balie-demo__number"), "Nummer ")
	show(b, "call")
	for _, name := range []string{"telefoon", "zuil", "bord", "balie"} {
		b.Until(shows(name, "body", number))
	}
	if shoot {
		b.Hang("samen")
		wantNoFaults(t, b)
	}
	show(b, "finish")
	show(b, "send")
	b.WantSeen("U hebt het hele verhaal gezien.")
}

// show presses "show me" and waits until the step is ticked off.
func show(b *browser.Tab, step string) {
	b.T.Helper()
	index := map[string]int{"book": 1, "arrive": 2, "see": 3, "call": 4, "finish": 5, "send": 6}[step]
	b.Click(fmt.Sprintf(`#verhaal li:nth-child(%d) button`, index), "Laat zien")
	b.Until(fmt.Sprintf(`document.querySelector("#verhaal li:nth-child(%d)").classList.contains("is-done")`, index))
}

// shows is whether a frame shows these words; numbers are read without the space in them.
func shows(frame, selector, words string) string {
	return fmt.Sprintf(`[...(document.querySelector("iframe[name=%s]").contentDocument?.querySelectorAll(%q) ?? [])].some((e) => e.innerText.replace(/\s+/g, "").includes(%q))`,
		frame, selector, strings.ReplaceAll(words, " ", ""))
}

// doors opens each door.
func doors(t *testing.T, w *browser.Town) {
	b := w.Open(t, browser.Person{Width: 1280, Height: 900, Framed: true})
	b.Visit("/nl/demo")
	names := browser.Answer[[]string](b, `[...document.querySelectorAll(".balie-demo__doors .balie-demo__door b")].map((e) => e.innerText)`)
	if len(names) < 12 {
		t.Fatalf("only these doors: %v", names)
	}
	for i, name := range names {
		b.Visit("/nl/demo")
		browser.Answer[bool](b, here)
		b.Leave(func() { b.Click(".balie-demo__doors .balie-demo__door b", name) })
		at := browser.Answer[string](b, `location.pathname`)
		b.Hang(fmt.Sprintf("deur-%02d", i))
		if at == "/nl/medewerker" || at == "/nl/medewerker/inloggen" || strings.HasSuffix(at, "/scherm") || strings.HasSuffix(at, "/demo") {
			t.Errorf("the door %s leads to %s:\n%s", name, at, b.Screen())
		}
	}
	for _, width := range []int64{390, 1280, 1440} {
		b.Resize(width, 900, width < 500)
		b.Visit("/nl/demo")
		b.Hang(fmt.Sprintf("demo-%d", width))
		if over := browser.Answer[bool](b, `document.documentElement.scrollWidth > innerWidth`); over {
			t.Errorf("the doors are wider than a screen of %d", width)
		}
	}
}
