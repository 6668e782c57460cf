package main

import (
	"fmt"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/network"

	"balie/booking/calendar"
	"balie/booking/catalogue"
	"balie/booking/ledger"
	"balie/outreach"
	"balie/queue"
)

// roadPIN opens the day on the phone of the team.
const roadPIN = "271828"

// TestOnTheRoad goes along with the bus: a phone that loses its signal and its server, another one at the
// same stop, and the office that takes a phone off.
func TestOnTheRoad(t *testing.T) {
	w := &town{browser: startBrowser(t)}
	w.main = w.startDemo(t)
	for _, story := range []struct {
		name string
		tell func(*testing.T, *town)
	}{
		{"pages", roadPagesStory},
		{"signal", signalStory},
	} {
		t.Run(story.name, func(t *testing.T) { story.tell(t, w) })
	}
}

// roadPagesStory looks at the pages of the phone in each language.
func roadPagesStory(t *testing.T, w *town) {
	o := w.outing(t)
	for _, language := range []string{"nl", "en", "de"} {
		t.Run(language, func(t *testing.T) {
			r := &round{tab: w.open(t, person{width: narrow, height: 640, refused: true}), language: language}
			r.at("/medewerker")
			r.signIn("bus", demoPassphrase)
			r.at("/medewerker/onderweg?inzet=" + string(o.ID))
			answer[bool](r.tab, `document.querySelectorAll("details:not(#meer)").forEach(d => { d.open = true }), true`)
			r.look("field-day")
			r.at("/medewerker/onderweg/oordeel?halte=" + string(o.Stops[0].ID))
			r.look("field-mark")
			r.at("/medewerker/onderweg/oordeel?gedaan=oordeel&halte=" + string(o.Stops[0].ID))
			r.look("field-thanks")
			if language == "nl" {
				r.visit("/medewerker/onderweg/zonder")
				r.look("field-offline")
			}
		})
	}
}

// outing is today's with stops.
func (w *town) outing(t *testing.T) (o outreach.Outing) {
	t.Helper()
	err := w.main.serving.house.ledger.View(func(r ledger.Reader) error {
		today := calendar.DateIn(r.Now(), r.Now().Location())
		all, err := outreach.Outings(r, today, today)
		for _, x := range all {
			if x.Open() && len(x.Stops) > 0 {
				o = x
			}
		}
		return err
	})
	if err != nil || o.ID == "" {
		t.Fatalf("no outing today: %v", err)
	}
	return o
}

// handset is a phone of the team, and the stop where it is.
type handset struct {
	*tab
	stop outreach.StopID
	left int // actions that wait
}

// does does something on the page without signal, and waits until it is kept.
func (h *handset) does(actions int, script string) {
	h.t.Helper()
	h.left += actions
	h.untilLong(fmt.Sprintf(`!!document.querySelector("[data-id='%s']")`, h.stop))
	answer[bool](h.tab, fmt.Sprintf(`(stop => { %s; return true; })(document.querySelector("[data-id='%s']"))`, script, h.stop))
	h.until(fmt.Sprintf(`document.querySelector("[data-sync]").dataset.left === "%d"`, h.left))
}

func (h *handset) helps() {
	h.t.Helper()
	h.does(1, `stop.querySelector("[data-form=binnen]").requestSubmit()`)
	for _, do := range []string{"begin", "klaar"} {
		button := fmt.Sprintf(`[data-visits] [data-do=%s]:not([hidden])`, do)
		h.until(fmt.Sprintf(`!!document.querySelector("[data-id='%s'] %s")`, h.stop, button))
		h.does(1, `stop.querySelector("`+button+`").click()`)
	}
}

func (h *handset) notesAndMarks(n int) {
	h.t.Helper()
	for range n {
		h.does(1, `stop.querySelector("[data-form=praatje]").requestSubmit()`)
		h.does(1, `stop.querySelector("[data-ask-mark]").click(); document.querySelector("[data-mark] [data-n='4']").click()`)
		h.until(`!document.querySelector("[data-thanks]").hidden && !document.querySelector("[data-stops]").checkVisibility()`)
		answer[bool](h.tab, `document.querySelector("[data-return]").click(), true`)
	}
}

// offline cuts this phone off, or gives it its signal back.
func (h *handset) offline(is bool) {
	h.t.Helper()
	tell(h.tab, network.EmulateNetworkConditionsByRule, network.EmulateNetworkConditionsByRuleParams{
		MatchedNetworkConditions: []*network.Conditions{{URLPattern: "", Latency: 0, DownloadThroughput: -1, UploadThroughput: -1, Offline: is}},
	})
}

// signalStory does over thirty actions without signal, while the server is restarted and another phone
// acts on the same stop: afterwards everything is there once.
func signalStory(t *testing.T, w *town) {
	o := w.outing(t)
	h := &handset{tab: w.colleague(t, "bus", person{width: 390, height: 844, touch: true}), stop: o.Stops[len(o.Stops)-1].ID}
	h.live(w.main.Clock())
	h.visit("/nl/medewerker/onderweg")
	h.until(`document.documentElement.dataset.kept === "none"`)
	answer[bool](h.tab, `(document.querySelector("[data-ready]").open = true, document.getElementById("pin").value = "`+roadPIN+`", document.querySelector("[data-ready] form").requestSubmit(), true)`)
	h.untilLong(`document.documentElement.dataset.kept === "ready"`)
	h.untilLong(`(navigator.serviceWorker.ready.then(() => { document.documentElement.dataset.worker = 1 }), document.documentElement.dataset.worker === "1")`)
	h.hang("field-day")
	again := w.stop(t)
	answer[bool](h.tab, `(location.replace("/nl/medewerker/onderweg"), true)`)
	h.untilLong(`document.title.includes("zonder bereik")`)
	h.opens("111112")
	h.untilLong(`document.querySelector("[data-said]").textContent.includes("klopt niet")`)
	h.opens(roadPIN)
	h.untilLong(`!document.querySelector("[data-stops]").hidden`)
	h.does(2, `stop.querySelector("[data-do=aangekomen]").click()`)
	h.helps()
	h.helps()
	h.notesAndMarks(4)
	h.hang("field-offline-open")
	h.offline(true)
	again()
	w.otherPhone(t, h.stop)
	h.helps()
	h.helps()
	h.notesAndMarks(4)
	h.does(1, `stop.querySelector("[data-do=vertrokken]").click()`)
	if h.left < 30 {
		t.Errorf("only %d actions", h.left)
	}
	h.offline(false)
	h.untilLong(`document.querySelector("[data-sync]").dataset.left === "0"`)
	h.wantSeen("Alles is verstuurd")
	w.allThereOnce(t, h.stop)
	h.takenOff(t, w)
	for _, kind := range []string{"ERR_", "NavigationEntryMarkedSkippable", "410", "/live/", "INCOMPLETE", "Clear-Site-Data"} {
		h.forgive(kind)
	}
}

// otherPhone is a colleague's, which has signal: it stands at the same stop, and gives a number there.
func (w *town) otherPhone(t *testing.T, stop outreach.StopID) {
	t.Helper()
	b := w.colleague(t, "bus2", person{width: 390, height: 844, touch: true})
	b.visit("/nl/medewerker/onderweg?halte=" + string(stop))
	press := func(do string) {
		b.leave(func() {
			answer[bool](b, fmt.Sprintf(`([...document.querySelectorAll("form[data-act]")].find(f => f.elements.doe.value === %q && f.elements.halte.value === %q).requestSubmit(), true)`, do, stop))
		})
	}
	answer[bool](b, fmt.Sprintf(`(document.querySelector("main details[id='praatje-%s']").open = true)`, stop))
	press("praatje")
	press("binnen")
	b.wantSeen("heeft een nummer")
	b.forgive("NavigationEntryMarkedSkippable")
}

// allThereOnce counts what came of it.
func (w *town) allThereOnce(t *testing.T, stop outreach.StopID) {
	t.Helper()
	err := w.main.serving.house.ledger.View(func(r ledger.Reader) error {
		notes, err := outreach.Notes(r, stop)
		if err != nil || len(notes) != 9 {
			t.Errorf("%d notes, want 8 of the one phone and 1 of the other: %v", len(notes), err)
		}
		if n, _, err := outreach.MarksOf(r, stop); err != nil || n != 8 {
			t.Errorf("%d marks, want 8: %v", n, err)
		}
		o, at, err := outreach.OutingOfStop(r, stop)
		if err != nil || o.Stops[at].State != outreach.Left {
			t.Errorf("the stop is %s: %v", o.Stops[at].State, err)
		}
		place := catalogue.OfficeID(o.Stops[at].Place)
		look, err := queue.Look(r, place)
		if len(look.Waiting) != 1 {
			t.Errorf("%d wait, want the one of the other phone", len(look.Waiting))
		}
		done := 0
		for n := 1; n <= 9; n++ {
			for _, letter := range []string{"M", "W", "P", "A", "B"} {
				if x, err := queue.ByNumber(r, place, fmt.Sprintf("%s%d", letter, n)); err == nil && x.State == queue.Done {
					done++
					if x.Started.Before(x.Arrived) || x.Finished.Before(x.Started) {
						t.Errorf("%s came, was helped and left in an odd order: %+v", x.Number, x)
					}
				}
			}
		}
		if done != 4 {
			t.Errorf("%d were helped, want 4", done)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// takenOff has the office take the phone off: it is refused and keeps nothing. What a phone keeps after its
// day it destroys as well, whenever it looks.
func (h *handset) takenOff(t *testing.T, w *town) {
	t.Helper()
	const left = `new Promise(done => { const ask = indexedDB.open("balie-sealed", 1);
		ask.onupgradeneeded = () => { ask.result.createObjectStore("boxes"); ask.result.createObjectStore("notes"); };
		ask.onsuccess = () => { const all = ask.result.transaction("boxes").objectStore("boxes").getAll(); all.onsuccess = () => { ask.result.close(); done(all.result.length); }; }; })`
	over := `(import(performance.getEntriesByType("resource").map(e => e.name).find(n => /sealed/.test(n))).then(async ({ state }) => {
		const now = [await state("onderweg"), await state("onderweg", Date.now() + 864e5), await ` + left + `];
		document.documentElement.dataset.over = now.join(" ");
	}), true)`
	h.visit("/nl/medewerker/onderweg")
	h.untilLong(`document.documentElement.dataset.kept === "ready"`)
	answer[bool](h.tab, over)
	h.untilLong(`document.documentElement.dataset.over === "ready over 0"`)
	h.visit("/nl/medewerker/onderweg")
	h.untilLong(`document.documentElement.dataset.kept === "ready"`)
	lead := w.colleague(t, "teamleider", person{width: 1280, height: 900})
	lead.visit("/nl/medewerker/inzet/dag?id=" + string(w.outingOf(t, h.stop)))
	lead.leave(func() {
		answer[bool](lead, `(document.querySelector("form[action$='/inzet/telefoon']").requestSubmit(), true)`)
	})
	lead.wantSeen("Deze telefoon is ingetrokken")
	lead.hang("field-office")
	lead.forgive("NavigationEntryMarkedSkippable")
	h.visit("/nl/medewerker/onderweg")
	h.wantSeen("Deze telefoon mag niet meer mee")
	answer[bool](h.tab, `(`+left+`.then(n => { document.documentElement.dataset.boxes = n }), true)`)
	h.untilLong(`document.documentElement.dataset.boxes === "0"`)
	if strings.Contains(h.screen(), "Nu:") {
		t.Error("a phone that was taken off shows the day")
	}
}

func (w *town) outingOf(t *testing.T, stop outreach.StopID) (id outreach.OutingID) {
	t.Helper()
	err := w.main.serving.house.ledger.View(func(r ledger.Reader) error {
		o, _, err := outreach.OutingOfStop(r, stop)
		id = o.ID
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return id
}
