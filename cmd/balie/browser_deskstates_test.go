package main

import (
	"math"
	"os"
	"path/filepath"
	"testing"
	"time"

	"balie/booking/ledger"
	"balie/queue"
)

// deskStatesStory goes past every state of the workplace, in the languages with long words, on the narrowest screen
// and on a desk's: all that is promised of a page holds, and the big button stays where it is.
func deskStatesStory(t *testing.T, h *hall, w *town) {
	for n, language := range []string{"nl", "de"} { // English has the shortest words
		b := w.open(t, person{width: narrow, height: 640, refused: true})
		r := &deskRound{round: round{tab: b, language: language, apart: true}, hall: h}
		r.at("/medewerker?naar=/" + language + "/medewerker/balie")
		r.fill("login", login(n+1))
		r.fill("wachtzin", deskPassphrase)
		r.submit("/inloggen")
		r.at("/medewerker/balie")
		r.see("places")
		r.submit("/plaats")
		r.throughVisit()
		r.throughPauses()
		b.forgive("NavigationEntryMarkedSkippable") // nobody touched the page: the test pressed
	}
	closeDay(t, h)
	b := w.open(t, person{width: narrow, height: 640, refused: true})
	r := &deskRound{round: round{tab: b, language: "nl", apart: true}, hall: h}
	r.at("/medewerker")
	r.fill("login", login(1))
	r.fill("wachtzin", deskPassphrase)
	r.submit("/inloggen")
	r.at("/medewerker/balie")
	r.see("closed")
}

// deskRound goes past the workplace in one language.
type deskRound struct {
	round
	hall *hall
	top  float64 // of the big button on a desk's screen; 0 while unknown
}

func (r *deskRound) throughVisit() {
	r.see("nobody")
	r.plain("/volgende")
	r.see("refused")
	visit, next := r.hall.arrives("Wilhelmina Alexandrina van Voorbeeldenburg-Testinkhof"), r.hall.walkIn()
	r.hall.do(func(tx *ledger.Tx) error {
		_, err := queue.Prioritise(tx, queue.DeskRequest{Office: "hal"}, next.ID, "wait")
		return err
	})
	r.at("/medewerker/balie")
	r.see("next")
	r.plain("/volgende")
	r.see("called")
	r.plain("/begin")
	r.see("serving")
	answer[bool](r.tab, `document.querySelectorAll("main details").forEach(d => d.open = true), true`)
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
		r.hall.wants(id, queue.Done)
	}
}

func (r *deskRound) throughPauses() {
	for _, mode := range []string{"lunch", "closing", "open"} {
		answer[bool](r.tab, `document.querySelectorAll("main details").forEach(d => d.open = true), true`)
		r.leave(func() {
			answer[bool](r.tab, `(f => { f.removeAttribute("data-part"); f.requestSubmit(); return true })(document.querySelector("#stand form:has([value=`+mode+`])"))`)
		})
		r.see(mode)
	}
}

// plain sends a form as a page of its own, so that what is seen is the page.
func (r *deskRound) plain(suffix string) {
	r.t.Helper()
	r.leave(func() {
		answer[bool](r.tab, `(f => { f.removeAttribute("data-part"); f.requestSubmit(f.querySelector("button:not([name])")); return true })(document.querySelector("#nu form[action$='`+suffix+`']"))`)
	})
}

// see looks at the page narrow and wide.
func (r *deskRound) see(name string) {
	r.t.Helper()
	if answer[bool](r.tab, `!!document.querySelector("[data-live]")`) {
		r.until(`document.querySelector("[data-live]").dataset.state === "fresh"`)
	}
	r.look(name)
	folder := os.Getenv("BALIE_SHOTS")
	keep := func(width string) {
		if folder != "" && r.language == "nl" {
			r.snap(filepath.Join(folder, "desk-"+name+"-"+width+".png"))
		}
	}
	keep("320")
	r.resize(1280, 900, false)
	r.until(`innerWidth === 1280 && document.fonts.status === "loaded"`)
	keep("1280")
	if wide := answer[int](r.tab, `document.scrollingElement.scrollWidth`); wide > 1280 {
		r.t.Errorf("%s: on a desk's screen it is %d wide", name, wide)
	}
	if answer[bool](r.tab, `!!document.querySelector("[data-main]")`) {
		top := answer[float64](r.tab, `document.querySelector("[data-main]").getBoundingClientRect().top`)
		if r.top != 0 && math.Abs(top-r.top) > 1 {
			r.t.Errorf("%s: the big button moved from %v to %v", name, r.top, top)
		}
		r.top = top
	}
	r.resize(narrow, 640, false)
	r.until(`innerWidth === 320`)
}

// closeDay closes the hall's day, late enough that nobody is to come.
func closeDay(t *testing.T, h *hall) {
	t.Helper()
	h.pass(10 * time.Hour)
	closeHall(h, "hal")
}
