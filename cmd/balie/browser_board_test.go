package main

import (
	"fmt"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"

	"balie/booking/catalogue"
	"balie/booking/ledger"
	"balie/kiosk"
	"balie/queue"
)

// hallDo writes at the hall of these stories, as a desk where one is named.
func (w *town) hallDo(t *testing.T, desk string, fn func(*ledger.Tx, queue.DeskRequest) error) {
	t.Helper()
	who := ledger.Actor("system")
	if desk != "" {
		who = ledger.Actor("proef-" + desk)
	}
	err := w.main.serving.house.ledger.Update(t.Context(), who, func(tx *ledger.Tx) error {
		return fn(tx, queue.DeskRequest{Office: hallOffice, Desk: catalogue.DeskID(desk)})
	})
	if err != nil {
		t.Fatal(err)
	}
}

// comeIn lets somebody in without an appointment.
func (w *town) comeIn(t *testing.T, language string) (v queue.Ticket) {
	t.Helper()
	w.hallDo(t, "", func(tx *ledger.Tx, _ queue.DeskRequest) (err error) {
		v, err = queue.Enter(tx, queue.Visitor{Office: hallOffice, Wish: catalogue.Wish{{Product: "paspoort", Persons: 1}}, Kind: queue.WalkIn, Lang: language})
		return err
	})
	w.pass(1)
	return v
}

// call lets a desk call who is due first, after it helped whom it has.
func (w *town) call(t *testing.T, desk string) (v queue.Ticket) {
	t.Helper()
	w.hallDo(t, desk, func(tx *ledger.Tx, at queue.DeskRequest) (err error) {
		s, found, err := queue.DeskOf(tx, tx.Actor())
		if err != nil || !found {
			return fmt.Errorf("nobody is at %s: %v", desk, err)
		}
		if s.Ticket != "" {
			if _, err := queue.Start(tx, at, s.Ticket); err != nil {
				return err
			}
			if _, err := queue.Finish(tx, at, s.Ticket, queue.Report{}); err != nil {
				return err
			}
		}
		look, err := queue.Look(tx, hallOffice)
		if err != nil || len(look.Waiting) == 0 {
			return fmt.Errorf("nobody waits: %v", err)
		}
		v, err = queue.Call(tx, at, look.Waiting[0].ID, look.Version)
		return err
	})
	w.pass(1)
	return v
}

// clear sends everybody home and frees both desks.
func (w *town) clear(t *testing.T) {
	t.Helper()
	for _, desk := range []string{"gendringen-2", "gendringen-3"} {
		w.hallDo(t, desk, func(tx *ledger.Tx, at queue.DeskRequest) error {
			s, _, err := queue.DeskOf(tx, tx.Actor())
			if err != nil || s.Ticket == "" {
				return err
			}
			if _, err := queue.Start(tx, at, s.Ticket); err != nil {
				return err
			}
			_, err = queue.Finish(tx, at, s.Ticket, queue.Report{})
			return err
		})
	}
	w.hallDo(t, "", func(tx *ledger.Tx, at queue.DeskRequest) error {
		v, err := queue.Look(tx, hallOffice)
		for _, one := range v.Waiting {
			if _, left := queue.Leave(tx, queue.DeskRequest{Office: hallOffice}, one.ID); left != nil && err == nil {
				err = left
			}
		}
		return err
	})
}

// boardStory hangs a board, light and dark, at 1080p and 4K: it shows and says calls one after the other.
func boardStory(t *testing.T, w *town) {
	w.clear(t)
	b := w.pairs(t, kiosk.Board, hallOffice, hangingBoard)
	b.held("board, before the first call")
	for _, m := range []kiosk.Message{{Text: "De Praotbus staat vandaag in Ulft en Megchelen. Loop gerust binnen.", Icon: "bus"}} {
		w.hallDo(t, "", func(tx *ledger.Tx, _ queue.DeskRequest) error {
			o, err := catalogue.OfficeByID(tx, hallOffice)
			m.Until = o.Today(tx.Now())
			if err == nil {
				_, err = kiosk.PutUp(tx, m)
			}
			return err
		})
	}
	for range 9 {
		w.comeIn(t, "nl")
	}
	var last queue.Ticket
	for i := range 6 {
		last = w.call(t, []string{"gendringen-2", "gendringen-3"}[i%2])
	}
	shown := `document.querySelector(".balie-call__number")?.textContent.replace(/\s/g, "") === "` + string(last.Number) + `"`
	b.until(shown)
	b.wantSeen("Hiervoor opgeroepen", "Zonder afspraak", "De Praotbus staat vandaag")
	b.until(`document.querySelector("[data-live]").dataset.state === "fresh"`)
	if n := answer[int](b, `document.querySelectorAll(".balie-board__calls tbody tr").length`); n != 4 {
		t.Errorf("%d calls stand beside", n)
	}
	b.held("board")
	b.hang("board-1080")
	scheme := func(name string) {
		tell(b, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: name}}})
	}
	scheme("dark")
	b.held("board, dark")
	b.hang("board-1080-dark")
	scheme("light")
	b.resize(3840, 2160, false)
	b.held("board, 4K")
	b.hang("board-4k")
	b.resize(1920, 1080, false)
	boardSays(t, w, b)
}

// boardSays holds the voice: each call once, in its language, never two at the same time.
func boardSays(t *testing.T, w *town, b *tab) {
	if state := answer[string](b, `document.documentElement.dataset.audio`); state != "running" {
		b.wantSeen("Geluid uit: raak aan")
		b.click("button[data-sound]", "")
	}
	b.until(`document.documentElement.dataset.audio === "running" && document.querySelector("button[data-sound]").hidden`)
	before := answer[int](b, `window.balieSaid.length`)
	w.clear(t)
	for _, language := range []string{"nl", "de", "en"} {
		w.comeIn(t, language)
	}
	var calls []queue.Ticket
	for _, desk := range []string{"gendringen-2", "gendringen-3", "gendringen-2"} {
		calls = append(calls, w.call(t, desk))
	}
	for begin := time.Now(); time.Since(begin) < 40*time.Second && answer[int](b, `window.balieSaid.length`) < before+3; time.Sleep(100 * time.Millisecond) {
	}
	said := answer[[]struct {
		Call  string
		Most  int
		Words []string
	}](b, fmt.Sprintf(`window.balieSaid.slice(%d).map(s => ({Call: s.call, Most: s.most, Words: s.words.map(String)}))`, before))
	if len(said) != 3 {
		t.Fatalf("three calls are said %d times: %+v", len(said), said)
	}
	for i, s := range said {
		if s.Most != 1 || s.Words[1] != string(calls[i].Number[:1]) {
			t.Errorf("call %d is said as %+v, the ticket is %s", i, s, calls[i].Number)
		}
	}
}

// ticketStory is a number on a phone of 320 pixels: its place, then where to go, in all languages and
// without script too.
func ticketStory(t *testing.T, w *town) {
	w.clear(t)
	first, second := w.comeIn(t, "nl"), w.comeIn(t, "nl")
	b := w.open(t, person{width: narrow, height: 640, touch: true, refused: true})
	for _, language := range languages() {
		r := &round{tab: b, language: language, apart: true}
		r.at("/t/" + string(second.ID))
		r.look("ticket")
		r.at("/t/" + string(second.ID) + "?weg=1")
		r.look("ticket-leave")
	}
	plain := w.open(t, person{width: narrow, height: 640, scriptless: true})
	plain.visit("/nl/t/" + string(second.ID))
	plain.wantSeen("Uw nummer", "nog 1 persoon")
	b.visit("/nl/t/" + string(second.ID))
	b.until(`document.querySelector("[data-live]").dataset.state === "fresh"`)
	b.hang("ticket-320")
	answer[bool](b, `(window.shaken = [], navigator.vibrate = p => window.shaken.push(p), true)`)
	b.click("[data-quiet]", "")
	b.until(`document.querySelector("[data-quiet]").hidden`)
	if got := w.call(t, "gendringen-2"); got.ID != first.ID {
		t.Fatalf("%s is called before %s", got.Number, first.Number)
	}
	b.until(`document.querySelector("[data-before]").textContent === "U bent de volgende"`)
	w.call(t, "gendringen-3")
	b.until(`document.documentElement.dataset.called === "1" && window.shaken.length === 1`)
	b.wantSeen("U bent aan de beurt", "Balie 3")
	r := &round{tab: b, language: "nl", apart: true}
	r.look("ticket-called")
	b.hang("ticket-320-called")
	w.hallDo(t, "gendringen-3", func(tx *ledger.Tx, at queue.DeskRequest) error { _, err := queue.Start(tx, at, second.ID); return err })
	b.until(`document.querySelector("main").dataset.state === "serving"`)
	r.look("ticket-serving")
	plain.visit("/nl/t/" + string(second.ID))
	plain.wantSeen("U wordt nu geholpen")
	gone := w.comeIn(t, "nl")
	plain.visit("/nl/t/" + string(gone.ID))
	plain.follow("a", "Ik wacht niet langer")
	plain.push("Ja, ik ga uit de rij")
	plain.wantSeen("U bent uit de rij")
}
