package lobby

import (
	"fmt"
	"testing"

	"github.com/chromedp/cdproto/emulation"

	"balie/booking/catalogue"
	"balie/booking/ledger"
	"balie/cmd/internal/browser"
	"balie/kiosk"
	"balie/queue"
)

// hallDo writes at the hall of these stories, as a desk where one is named.
func hallDo(w *browser.Town, t *testing.T, desk string, fn func(*ledger.Tx, queue.DeskRequest) error) {
	t.Helper()
	who := ledger.Actor("system")
	if desk != "" {
		who = ledger.Actor("proef-" + desk)
	}
	err := w.Server.Server.Ledger.Update(t.Context(), who, func(tx *ledger.Tx) error {
		return fn(tx, queue.DeskRequest{Office: hallOffice, Desk: catalogue.DeskID(desk)})
	})
	if err != nil {
		t.Fatal(err)
	}
}

// comeIn lets somebody in without an appointment.
func comeIn(w *browser.Town, t *testing.T, language string) (v queue.Ticket) {
	t.Helper()
	hallDo(w, t, "", func(tx *ledger.Tx, _ queue.DeskRequest) (err error) {
		v, err = queue.Enter(tx, queue.Visitor{Office: hallOffice, Wish: catalogue.Wish{{Product: "paspoort", Persons: 1}}, Kind: queue.WalkIn, Lang: language})
		return err
	})
	w.Pass(1)
	return v
}

// call lets a desk call who is due first, after it helped whom it has.
func call(w *browser.Town, t *testing.T, desk string) (v queue.Ticket) {
	t.Helper()
	hallDo(w, t, desk, func(tx *ledger.Tx, at queue.DeskRequest) (err error) {
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
	w.Pass(1)
	return v
}

// clear sends everybody home and frees both desks.
func clear(w *browser.Town, t *testing.T) {
	t.Helper()
	for _, desk := range []string{"gendringen-2", "gendringen-3"} {
		hallDo(w, t, desk, func(tx *ledger.Tx, at queue.DeskRequest) error {
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
	hallDo(w, t, "", func(tx *ledger.Tx, at queue.DeskRequest) error {
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
func boardStory(t *testing.T, w *browser.Town) {
	clear(w, t)
	b := pairs(w, t, kiosk.QueueDisplay, hallOffice, hangingBoard)
	held(b, "board, before the first call")
	for _, m := range []kiosk.Message{{Text: "De Praotbus staat vandaag in Ulft en Megchelen. Loop gerust binnen.", Icon: "bus"}} {
		hallDo(w, t, "", func(tx *ledger.Tx, _ queue.DeskRequest) error {
			o, err := catalogue.OfficeByID(tx, hallOffice)
			m.Until = o.Today(tx.Now())
			if err == nil {
				_, err = kiosk.PutUp(tx, m)
			}
			return err
		})
	}
	for range 9 {
		comeIn(w, t, "nl")
	}
	var last queue.Ticket
	for i := range 6 {
		last = call(w, t, []string{"gendringen-2", "gendringen-3"}[i%2])
	}
	shown := `[...document.querySelectorAll(".balie-call__number")].some(e => e.textContent.replace(/\s/g, "") === "` + string(last.Number) + `")`
	b.Until(shown)
	b.WantSeen("Hiervoor opgeroepen", "Zonder afspraak", "De Praotbus staat vandaag")
	b.Until(`document.querySelector("[data-live]").dataset.state === "fresh"`)
	if n := browser.Answer[int](b, `document.querySelectorAll(".balie-board__calls tbody tr").length`); n != 4 {
		t.Errorf("%d calls stand beside", n)
	}
	held(b, "board")
	b.Hang("board-1080")
	scheme := func(name string) {
		browser.Call(b, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: name}}})
	}
	scheme("dark")
	held(b, "board, dark")
	b.Hang("board-1080-dark")
	scheme("light")
	b.Resize(3840, 2160, false)
	held(b, "board, 4K")
	b.Hang("board-4k")
	b.Resize(1920, 1080, false)
	boardSays(t, w, b)
}

// boardSays holds the voice: each call once, in its language, never two at the same time.
func boardSays(t *testing.T, w *browser.Town, b *browser.Tab) {
	if state := browser.Answer[string](b, `document.documentElement.dataset.audio`); state != "running" {
		b.WantSeen("Geluid uit: raak aan")
		b.Click("button[data-sound]", "")
	}
	b.Until(`document.documentElement.dataset.audio === "running" && document.querySelector("button[data-sound]").hidden`)
	before := browser.Answer[int](b, `window.balieSaid.length`)
	clear(w, t)
	for _, language := range []string{"nl", "de", "en"} {
		comeIn(w, t, language)
	}
	var calls []queue.Ticket
	for _, desk := range []string{"gendringen-2", "gendringen-3", "gendringen-2"} {
		calls = append(calls, call(w, t, desk))
	}
	b.Until(fmt.Sprintf(`window.balieSaid.length >= %d`, before+3))
	said := browser.Answer[[]struct {
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
func ticketStory(t *testing.T, w *browser.Town) {
	clear(w, t)
	first, second := comeIn(w, t, "nl"), comeIn(w, t, "nl")
	b := w.Open(t, browser.Person{Width: browser.Narrow, Height: 640, Touch: true, Refused: true})
	for _, language := range browser.Languages() {
		r := &browser.Round{Tab: b, Language: language, Apart: true}
		r.At("/t/" + string(second.ID))
		r.Look("ticket")
		r.At("/t/" + string(second.ID) + "?weg=1")
		r.Look("ticket-leave")
	}
	plain := w.Open(t, browser.Person{Width: browser.Narrow, Height: 640, Scriptless: true})
	plain.Visit("/nl/t/" + string(second.ID))
	plain.WantSeen("Uw nummer", "nog 1 persoon")
	b.Visit("/nl/t/" + string(second.ID))
	b.Until(`document.querySelector("[data-live]").dataset.state === "fresh"`)
	b.Hang("ticket-320")
	browser.Answer[bool](b, `(window.shaken = [], navigator.vibrate = p => window.shaken.push(p), true)`)
	b.Click("[data-quiet]", "")
	b.Until(`document.querySelector("[data-quiet]").hidden`)
	if got := call(w, t, "gendringen-2"); got.ID != first.ID {
		t.Fatalf("%s is called before %s", got.Number, first.Number)
	}
	b.Until(`document.querySelector("[data-before]").textContent === "U bent de volgende"`)
	call(w, t, "gendringen-3")
	b.Until(`document.documentElement.dataset.called === "1" && window.shaken.length === 1`)
	b.WantSeen("U bent aan de beurt", "Balie 3")
	r := &browser.Round{Tab: b, Language: "nl", Apart: true}
	r.Look("ticket-called")
	b.Hang("ticket-320-called")
	hallDo(w, t, "gendringen-3", func(tx *ledger.Tx, at queue.DeskRequest) error { _, err := queue.Start(tx, at, second.ID); return err })
	b.Until(`document.querySelector("main").dataset.state === "serving"`)
	r.Look("ticket-serving")
	plain.Visit("/nl/t/" + string(second.ID))
	plain.WantSeen("U wordt nu geholpen")
	gone := comeIn(w, t, "nl")
	plain.Visit("/nl/t/" + string(gone.ID))
	plain.Follow("a", "Ik wacht niet langer")
	plain.Push("Ja, ik ga uit de rij")
	plain.WantSeen("U bent uit de rij")
}
