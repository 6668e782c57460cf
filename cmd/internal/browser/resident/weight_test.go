package resident

import (
	"testing"

	"balie/cmd/internal/browser"
)

// What a resident's pages weigh at most over the line, in bytes, and how far anything moves while they load.
const (
	firstWeight = 70_000
	pageWeight  = 25_000
	mostShift   = 0.01
)

// weightStory goes from the home page to an appointment and around, in a browser that has nothing yet: what came over
// the line for each page is counted, as is how far its parts moved.
func weightStory(t *testing.T, w *browser.Town) {
	r := &browser.Round{Tab: w.Open(t, browser.Person{Width: 390, Height: 844, Touch: true, Refused: true}), Language: "nl"}
	most := firstWeight
	weigh := func(name string) {
		t.Helper()
		r.Until(`document.readyState === "complete" && document.fonts.status === "loaded"`)
		browser.Answer[bool](r.Tab, `(window.moved = 0, window.seen = false, new PerformanceObserver((l) => { for (const e of l.getEntries()) if (!e.hadRecentInput) moved += e.value; }).observe({type: "layout-shift", buffered: true}),
			setTimeout(() => { seen = true; }, 200), true)`)
		r.Until(`window.seen`)
		weight := browser.Answer[int](r.Tab, `[...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")].reduce((n, e) => n + e.transferSize, 0)`)
		moved := browser.Answer[float64](r.Tab, `moved`)
		if weight > most || weight < 1000 {
			t.Errorf("%s weighs %d bytes, at most %d", name, weight, most)
		}
		if moved > mostShift {
			t.Errorf("%s moves by %.3f while it loads", name, moved)
		}
		t.Logf("%-14s %6d bytes, moves %.4f", name, weight, moved)
		most = pageWeight
	}
	r.At("/")
	weigh("home")
	r.At("/?q=paspoort")
	weigh("search")
	r.At("/afspraak?product=paspoort")
	weigh("product")
	r.At("/afspraak/tijd?p=paspoort.1")
	weigh("times")
	r.TakeTime(0)
	weigh("details")
	fillDetails(r.Tab, "Janna Licht")
	r.Submit("/afspraak/gegevens")
	weigh("check")
	r.Submit("/afspraak/maken")
	weigh("appointment")
	r.Follow("a[href$='/verzetten']", "")
	weigh("move")
	for _, path := range []string{"/praotbus", "/spoed", "/wegwijzer", "/a", "/privacy", "/toegankelijkheid", "/colofon"} {
		r.At(path)
		weigh(path)
	}
}
