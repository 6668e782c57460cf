package field

import (
	"fmt"
	"strings"
	"testing"

	"balie/booking/calendar"
	"balie/booking/catalogue"
	"balie/booking/ledger"
	"balie/cmd/internal/browser"
	"balie/cmd/internal/demo"
	"balie/cmd/internal/servertest"
	"balie/outreach"
	"balie/queue"
)

// roadPIN opens the day on the phone of the team.
const roadPIN = "27182818"

// TestOnTheRoad goes along with the bus: a phone that loses its signal and its server, another one at the
// same stop, and the office that takes a phone off.
func TestOnTheRoad(t *testing.T) {
	browser.Tell(t, nil,
		browser.Story{Name: "pages", Tell: roadPagesStory},
		browser.Story{Name: "signal", Tell: signalStory, Always: true},
	)
}

// roadPagesStory looks at the pages of the phone in each language.
func roadPagesStory(t *testing.T, w *browser.Town) {
	o := outing(w, t)
	for _, language := range browser.Languages() {
		t.Run(language, func(t *testing.T) {
			r := &browser.Round{Tab: w.Open(t, browser.Person{Width: browser.Narrow, Height: 640, Refused: true}), Language: language}
			r.At("/medewerker")
			r.SignIn("bus", demo.Passphrase)
			r.At("/medewerker/onderweg?inzet=" + string(o.ID))
			browser.Answer[bool](r.Tab, `document.querySelectorAll("details:not(#meer)").forEach(d => { d.open = true }), true`)
			r.Look("field-day")
			r.At("/medewerker/onderweg/oordeel?halte=" + string(o.Stops[0].ID))
			r.Look("field-mark")
			r.At("/medewerker/onderweg?gedaan=aangekomen&bij=" + strings.Repeat("A", ledger.IDLength))
			r.Look("field-undo")
			r.At("/medewerker/onderweg/oordeel?gedaan=oordeel&halte=" + string(o.Stops[0].ID))
			r.Look("field-thanks")
			if language == "nl" {
				r.Visit("/medewerker/onderweg/zonder")
				r.Look("field-offline")
			}
		})
	}
}

// outing is today's with stops.
func outing(w *browser.Town, t *testing.T) (o outreach.Outing) {
	t.Helper()
	err := w.Server.Server.Ledger.View(func(r ledger.Reader) error {
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
	*browser.Tab
	stop outreach.StopID
	left int // actions that wait
}

// does does something on the page without signal, and waits until it is kept.
func (h *handset) does(actions int, script string) {
	h.T.Helper()
	h.left += actions
	h.Until(fmt.Sprintf(`!!document.querySelector("[data-id='%s']")`, h.stop))
	browser.Answer[bool](h.Tab, fmt.Sprintf(`(stop => { %s; return true; })(document.querySelector("[data-id='%s']"))`, script, h.stop))
	h.Until(fmt.Sprintf(`document.querySelector("[data-sync]").dataset.left === "%d"`, h.left))
}

func (h *handset) helps() {
	h.T.Helper()
	h.does(1, `stop.querySelector("[data-form=binnen]").requestSubmit()`)
	for _, do := range []string{"begin", "klaar"} {
		button := fmt.Sprintf(`[data-visits] [data-do=%s]:not([hidden])`, do)
		h.Until(fmt.Sprintf(`!!document.querySelector("[data-id='%s'] %s")`, h.stop, button))
		h.does(1, `stop.querySelector("`+button+`").click()`)
	}
}

func (h *handset) notesAndMarks(n int) {
	h.T.Helper()
	for range n {
		h.does(1, `stop.querySelector("[data-form=praatje]").requestSubmit()`)
		h.does(1, `stop.querySelector("[data-ask-mark]").click(); document.querySelector("[data-mark] [data-n='4']").click()`)
		h.Until(`!document.querySelector("[data-thanks]").hidden && !document.querySelector("[data-stops]").checkVisibility()`)
		browser.Answer[bool](h.Tab, `document.querySelector("[data-return]").click(), true`)
	}
}

// undoes takes back what was done last, which was not sent yet.
func (h *handset) undoes() {
	h.T.Helper()
	h.left--
	browser.Answer[bool](h.Tab, `(document.querySelector("[data-undo-do]").click(), true)`)
	h.Until(fmt.Sprintf(`document.querySelector("[data-sync]").dataset.left === "%d"`, h.left))
}

// offline cuts this phone off, or gives it its signal back.
func (h *handset) offline(is bool) {
	h.T.Helper()
	browser.CutOff(h.Tab, is)
}

// signalStory does over thirty actions without signal, while the server is restarted and another phone
// acts on the same stop: afterwards everything is there once.
func signalStory(t *testing.T, w *browser.Town) {
	o := outing(w, t)
	h := &handset{Tab: w.Colleague(t, "bus", browser.Person{Width: 390, Height: 844, Touch: true}), stop: o.Stops[len(o.Stops)-1].ID}
	h.Live(w.Server.Server.Clock())
	h.Visit("/nl/medewerker/onderweg")
	h.Until(`document.documentElement.dataset.kept === "none"`)
	browser.Answer[bool](h.Tab, `(document.querySelector("[data-ready]").open = true, document.getElementById("pin").value = "`+roadPIN+`", document.querySelector("[data-ready] form").requestSubmit(), true)`)
	h.Until(`document.documentElement.dataset.kept === "ready"`)
	h.Until(`(navigator.serviceWorker.ready.then(() => { document.documentElement.dataset.worker = 1 }), document.documentElement.dataset.worker === "1")`)
	h.Hang("field-day")
	again := w.Stop(t)
	browser.Answer[bool](h.Tab, `(location.replace("/nl/medewerker/onderweg"), true)`)
	h.Until(`document.title.includes("zonder bereik")`)
	h.Opens("111112")
	h.Until(`document.querySelector("[data-said]").textContent.includes("klopt niet")`)
	h.Opens(roadPIN)
	h.Until(`!document.querySelector("[data-stops]").hidden`)
	h.does(1, `stop.querySelector("[data-do=aangekomen]").click()`) // a server that is silent says nothing of the place
	h.WantSeen("Wel bereik, maar de server antwoordt niet")
	h.undoes()
	h.does(1, `stop.querySelector("[data-do=aangekomen]").click()`)
	h.helps()
	h.helps()
	h.notesAndMarks(4)
	h.Hang("field-offline-open")
	h.offline(true)
	again()
	h.Until(`document.querySelector("[data-sync]").textContent.includes("Geen bereik")`)
	otherPhone(w, t, h.stop)
	h.helps()
	h.helps()
	h.notesAndMarks(4)
	h.does(1, `stop.querySelector("[data-do=vertrokken]").click(); document.querySelector("[data-leaving]").open && document.querySelector("[data-go]").click()`)
	if h.left < 30 {
		t.Errorf("only %d actions", h.left)
	}
	h.offline(false)
	h.Until(`document.querySelector("[data-sync]").dataset.left === "0"`)
	h.WantSeen("Alles is verstuurd")
	allThereOnce(w, t, h.stop)
	h.takenOff(t, w)
	for _, kind := range []string{"ERR_", "NavigationEntryMarkedSkippable", "410", "/live/", "INCOMPLETE", "Clear-Site-Data"} {
		h.Forgive(kind)
	}
}

// otherPhone is a colleague's, which has signal: it stands at the same stop, and gives a number there.
func otherPhone(w *browser.Town, t *testing.T, stop outreach.StopID) {
	t.Helper()
	b := w.Colleague(t, "bus2", browser.Person{Width: 390, Height: 844, Touch: true})
	b.Visit("/nl/medewerker/onderweg?halte=" + string(stop))
	press := func(do string) {
		b.Leave(func() {
			browser.Answer[bool](b, fmt.Sprintf(`([...document.querySelectorAll("form[data-act]")].find(f => f.elements.doe.value === %q && f.elements.halte.value === %q).requestSubmit(), true)`, do, stop))
		})
	}
	browser.Answer[bool](b, fmt.Sprintf(`(document.querySelector("main details[id='praatje-%s']").open = true)`, stop))
	press("praatje")
	press("binnen")
	servertest.Soon(t, "the other phone gave a number", func() bool { return waitingAt(t, w, stop) == 1 })
	b.Forgive("NavigationEntryMarkedSkippable")
}

// waitingAt is how many wait at a stop.
func waitingAt(t *testing.T, w *browser.Town, stop outreach.StopID) (n int) {
	t.Helper()
	err := w.Server.Server.Ledger.View(func(r ledger.Reader) error {
		o, at, err := outreach.OutingOfStop(r, stop)
		if err != nil {
			return err
		}
		look, err := queue.Look(r, catalogue.OfficeID(o.Stops[at].Place))
		n = len(look.Waiting)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// allThereOnce counts what came of it.
func allThereOnce(w *browser.Town, t *testing.T, stop outreach.StopID) {
	t.Helper()
	err := w.Server.Server.Ledger.View(func(r ledger.Reader) error {
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
func (h *handset) takenOff(t *testing.T, w *browser.Town) {
	t.Helper()
	const left = `new Promise(done => { const ask = indexedDB.open("balie-sealed", 1);
		ask.onupgradeneeded = () => { ask.result.createObjectStore("boxes"); ask.result.createObjectStore("notes"); };
		ask.onsuccess = () => { const all = ask.result.transaction("boxes").objectStore("boxes").getAll(); all.onsuccess = () => { ask.result.close(); done(all.result.length); }; }; })`
	over := `(import(performance.getEntriesByType("resource").map(e => e.name).find(n => /sealed/.test(n))).then(async ({ state }) => {
		const now = [await state("onderweg"), await state("onderweg", Date.now() + 864e5), await ` + left + `];
		document.documentElement.dataset.over = now.join(" ");
	}), true)`
	h.Visit("/nl/medewerker/onderweg")
	h.Until(`document.documentElement.dataset.kept === "ready"`)
	browser.Answer[bool](h.Tab, over)
	h.Until(`document.documentElement.dataset.over === "ready over 0"`)
	h.Visit("/nl/medewerker/onderweg")
	h.Until(`document.documentElement.dataset.kept === "ready"`)
	lead := w.Colleague(t, "teamleider", browser.Person{Width: 1280, Height: 900})
	lead.Visit("/nl/medewerker/inzet/dag?id=" + string(outingOf(w, t, h.stop)))
	lead.Leave(func() {
		browser.Answer[bool](lead, `(document.querySelector("form[action$='/inzet/telefoon']").requestSubmit(), true)`)
	})
	lead.WantSeen("Deze telefoon is ingetrokken")
	lead.Hang("field-office")
	lead.Forgive("NavigationEntryMarkedSkippable")
	h.Visit("/nl/medewerker/onderweg")
	h.WantSeen("Deze telefoon mag niet meer mee")
	browser.Answer[bool](h.Tab, `(`+left+`.then(n => { document.documentElement.dataset.boxes = n }), true)`)
	h.Until(`document.documentElement.dataset.boxes === "0"`)
	if strings.Contains(h.Screen(), "Nu:") {
		t.Error("a phone that was taken off shows the day")
	}
}

func outingOf(w *browser.Town, t *testing.T, stop outreach.StopID) (id outreach.OutingID) {
	t.Helper()
	err := w.Server.Server.Ledger.View(func(r ledger.Reader) error {
		o, _, err := outreach.OutingOfStop(r, stop)
		id = o.ID
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return id
}
