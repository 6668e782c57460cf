package counter

import (
	"math"
	"os"
	"path/filepath"
	"testing"
	"time"

	"balie/booking/ledger"
	"balie/cmd/internal/browser"
	"balie/cmd/internal/servertest"
	"balie/queue"
)

// deskStatesStory goes past every state of the workplace, in the languages with long words, on the narrowest screen
// and on a desk's: all that is promised of a page holds, and the big button stays where it is.
func deskStatesStory(t *testing.T, h *servertest.Hall, w *browser.Town) {
	for n, language := range []string{"nl", "de"} { // English has the shortest words
		b := w.Open(t, browser.Person{Width: browser.Narrow, Height: 640, Refused: true})
		r := &deskRound{Round: browser.Round{Tab: b, Language: language, Apart: true}, hall: h}
		r.At("/medewerker?naar=/" + language + "/medewerker/balie")
		r.Fill("login", servertest.Login(n+1))
		r.Fill("wachtzin", servertest.DeskPassphrase)
		r.Submit("/inloggen")
		r.At("/medewerker/balie")
		r.see("places")
		r.Submit("/plaats")
		r.throughVisit()
		r.throughPauses()
		b.Forgive("NavigationEntryMarkedSkippable") // nobody touched the page: the test pressed
	}
	closeDay(t, h)
	b := w.Open(t, browser.Person{Width: browser.Narrow, Height: 640, Refused: true})
	r := &deskRound{Round: browser.Round{Tab: b, Language: "nl", Apart: true}, hall: h}
	r.At("/medewerker")
	r.Fill("login", servertest.Login(1))
	r.Fill("wachtzin", servertest.DeskPassphrase)
	r.Submit("/inloggen")
	r.At("/medewerker/balie")
	r.see("closed")
}

// deskRound goes past the workplace in one language.
type deskRound struct {
	browser.Round
	hall *servertest.Hall
	top  float64 // of the big button on a desk's screen; 0 while unknown
}

func (r *deskRound) throughVisit() {
	r.see("nobody")
	r.plain("/volgende")
	r.see("refused")
	visit, next := r.hall.Arrives("Wilhelmina Alexandrina van Voorbeeldenburg-Testinkhof"), r.hall.WalkIn()
	r.hall.Do(func(tx *ledger.Tx) error {
		_, err := queue.Prioritise(tx, queue.DeskRequest{Office: "hal"}, next.ID, "wait")
		return err
	})
	r.At("/medewerker/balie")
	r.see("next")
	r.plain("/volgende")
	r.see("called")
	r.plain("/begin")
	r.see("serving")
	browser.Answer[bool](r.Tab, `document.querySelectorAll("main details").forEach(d => d.open = true), true`)
	r.see("serving-open")
	r.plain("/parkeer")
	r.see("parked")
	r.plain("/volgende")
	r.plain("/begin")
	r.plain("/klaar")
	r.see("finishing")
	r.plain("/verder")
	r.plain("/klaar")
	for _, id := range []queue.TicketID{visit.ID, next.ID} {
		r.hall.Wants(id, queue.Done)
	}
}

func (r *deskRound) throughPauses() {
	for _, mode := range []string{"lunch", "closing", "open"} {
		browser.Answer[bool](r.Tab, `document.querySelectorAll("main details").forEach(d => d.open = true), true`)
		r.Leave(func() {
			browser.Answer[bool](r.Tab, `(f => { f.removeAttribute("data-part"); f.requestSubmit(); return true })(document.querySelector("#stand form:has([value=`+mode+`])"))`)
		})
		r.see(mode)
	}
}

// plain sends a form as a page of its own, so that what is seen is the page.
func (r *deskRound) plain(suffix string) {
	r.T.Helper()
	r.Leave(func() {
		browser.Answer[bool](r.Tab, `(f => { f.removeAttribute("data-part"); f.requestSubmit(f.querySelector("button:not([name])")); return true })(document.querySelector("#nu form[action$='`+suffix+`']"))`)
	})
}

// see looks at the page narrow and wide.
func (r *deskRound) see(name string) {
	r.T.Helper()
	if browser.Answer[bool](r.Tab, `!!document.querySelector("[data-live]")`) {
		r.Until(`document.querySelector("[data-live]").dataset.state === "fresh"`)
	}
	r.Look(name)
	folder := os.Getenv("BALIE_SHOTS")
	keep := func(width string) {
		if folder != "" && r.Language == "nl" {
			r.Snap(filepath.Join(folder, "desk-"+name+"-"+width+".png"))
		}
	}
	keep("320")
	r.Resize(1280, 900, false)
	r.Until(`innerWidth === 1280 && document.fonts.status === "loaded"`)
	keep("1280")
	if wide := browser.Answer[int](r.Tab, `document.scrollingElement.scrollWidth`); wide > 1280 {
		r.T.Errorf("%s: on a desk's screen it is %d wide", name, wide)
	}
	if browser.Answer[bool](r.Tab, `!!document.querySelector("[data-main]")`) {
		top := browser.Answer[float64](r.Tab, `document.querySelector("[data-main]").getBoundingClientRect().top`)
		if r.top != 0 && math.Abs(top-r.top) > 1 {
			r.T.Errorf("%s: the big button moved from %v to %v", name, r.top, top)
		}
		r.top = top
	}
	r.Resize(browser.Narrow, 640, false)
	r.Until(`innerWidth === 320`)
}

// closeDay closes the hall's day, late enough that nobody is to come.
func closeDay(t *testing.T, h *servertest.Hall) {
	t.Helper()
	h.Pass(10 * time.Hour)
	servertest.CloseHall(h, "hal")
}
