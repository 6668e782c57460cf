package main

import (
	"bytes"
	"errors"
	"fmt"
	"image/png"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/heapprofiler"
	cdppage "github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"

	"balie/booking"
	"balie/booking/calendar"
	"balie/booking/catalogue"
	"balie/booking/contact"
	"balie/booking/ledger"
	"balie/booking/supply"
	"balie/kiosk"
	"balie/queue"
	"balie/web/paper"
)

// booksNow makes an appointment at the hall, and lets the time come: it is in 25 minutes.
func (w *town) booksNow(t *testing.T) (a booking.Appointment) {
	t.Helper()
	var until time.Duration
	w.hallDo(t, "", func(tx *ledger.Tx, _ queue.DeskRequest) error {
		o, err := catalogue.OfficeByID(tx, hallOffice)
		if err != nil {
			return err
		}
		key := booking.NewVisitKey()
		date, cell := calendar.CellIn(tx.Now(), o.Location())
		for later := calendar.Cell(13); later < 60; later++ { // others may have booked at the pillar
			_, err = booking.TakeHoldFor(tx, key, supply.Staff, catalogue.Wish{{Product: "ophalen", Persons: 1}}, supply.Offer{Office: hallOffice, Date: date, Start: cell + later})
			if !errors.Is(err, supply.ErrTaken) {
				break
			}
		}
		if err != nil {
			return err
		}
		a, err = booking.Book(tx, w.main.serving.house.vault, booking.Request{Key: key, Lang: "de", Contact: contact.Details{Name: "Kanarievogel", Channel: contact.None}})
		until = a.Begins(o).Sub(tx.Now())
		return err
	})
	w.pass(int64(until.Seconds()) - 25*60)
	return a
}

// film writes what a camera sees that a letter with a code is held before: a few pictures, over and over.
func film(t *testing.T, payload string) string {
	t.Helper()
	const wide, high, side = 640, 480, 400
	content, err := paper.QRPNG(payload, side)
	if err != nil {
		t.Fatal(err)
	}
	picture, err := png.Decode(bytes.NewReader(content))
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	fmt.Fprintf(&out, "YUV4MPEG2 W%d H%d F10:1 Ip A1:1 C420jpeg\n", wide, high)
	for range 10 {
		out.WriteString("FRAME\n")
		luma := bytes.Repeat([]byte{150}, wide*high)
		for y := range side {
			for x := range side {
				grey, _, _, _ := picture.At(x, y).RGBA()
				luma[(y+(high-side)/2)*wide+x+(wide-side)/2] = byte(30 + grey>>8*200/255)
			}
		}
		out.Write(luma)
		out.Write(bytes.Repeat([]byte{128}, wide*high/2))
	}
	path := filepath.Join(t.TempDir(), "camera.y4m")
	if err := os.WriteFile(path, out.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// hallStory is a visit in three browsers: a letter held before the camera of the pillar gives a number; the
// board shows its call, and the phone says where to go. Held up twice it is the same number.
func hallStory(t *testing.T, w *town) {
	w.clear(t)
	a := w.booksNow(t)
	seeing := &town{main: w.main, browser: startBrowser(t, chromedp.Flag("use-fake-device-for-media-stream", true), chromedp.Flag("use-fake-ui-for-media-stream", true),
		chromedp.Flag("use-file-for-fake-video-capture", film(t, string(a.ID))))}
	pillar := seeing.pairs(t, kiosk.Pillar, hallOffice, uprightPillar)
	board := w.pairs(t, kiosk.Board, hallOffice, hangingBoard)
	seen := func() string {
		pillar.untilLong(`!!document.querySelector(".balie-pillar__number")`)
		return answer[string](pillar, `document.querySelector(".balie-pillar__number").textContent.replace(/\s/g, "")`)
	}
	number := seen()
	pillar.wantSeen("Uw afspraak is om", "Volg uw nummer op uw telefoon")
	if strings.Contains(pillar.screen(), "Kanarievogel") {
		t.Error("the pillar shows a name")
	}
	pillar.hang("pillar-upright-scanned")
	pillar.leave(func() { pillar.click("a.balie-pillar-choice--main", "Klaar") })
	if again := seen(); again != number {
		t.Errorf("held up twice it is %s and then %s", number, again)
	}
	pillar.wantSeen("U was al aangemeld")
	pillar.visit("/nl/zuil/code") // the letter is put away
	var ticket queue.Ticket
	if err := w.main.serving.house.ledger.View(func(r ledger.Reader) (err error) { ticket, _, err = queue.ByAppointment(r, a.ID); return err }); err != nil || string(ticket.Number) != number {
		t.Fatalf("the ticket is %s, the pillar says %s: %v", ticket.Number, number, err)
	}
	phone := w.open(t, person{width: 390, height: 844, touch: true})
	phone.visit("/nl/t/" + string(ticket.ID))
	phone.until(`document.querySelector("[data-live]").dataset.state === "fresh"`)
	phone.wantSeen("Uw nummer", "Uw afspraak is om")
	w.pass(26 * 60)
	if called := w.call(t, "gendringen-2"); called.ID != ticket.ID {
		t.Fatalf("called is %s", called.Number)
	}
	board.until(`document.querySelector(".balie-call__number")?.textContent.replace(/\s/g, "") === "` + number + `" && document.querySelector(".balie-call__desk").textContent.includes("Balie 2")`)
	phone.until(`document.documentElement.dataset.called === "1"`)
	phone.wantSeen("U bent aan de beurt", "Balie 2")
	pillar.forgive("NavigationEntryMarkedSkippable")
	w.cutStory(t, pillar, board, phone)
}

// untilLong is until, for what a camera and a worker need some time for on a busy machine.
func (b *tab) untilLong(condition string) {
	b.t.Helper()
	for begin := time.Now(); time.Since(begin) < 4*patience; time.Sleep(50 * time.Millisecond) {
		if is, err := chromedp.Run(b.ctx, chromedp.Evaluate[bool](condition)); err == nil && is {
			return
		}
	}
	b.t.Fatalf("never became true: %s\n%s", condition, b.screen())
}

// cutStory stops the server while all three look, lets midnight pass, and starts it again: the board says
// that it is old and recovers, the pillar says kindly where to go and comes back, the phone goes on.
func (w *town) cutStory(t *testing.T, pillar, board, phone *tab) {
	pillar.until(`navigator.serviceWorker.controller !== null || (navigator.serviceWorker.ready, false)`)
	again := w.stop(t)
	board.untilLong(`document.querySelector("[data-live]").dataset.state === "lost"`)
	board.wantSeen("Geen verbinding", "Balie 2") // what it showed last still stands there
	answer[bool](pillar, `(location.replace("/nl/zuil"), true)`)
	pillar.untilLong(`document.title.includes("even geen verbinding")`)
	pillar.wantSeen("Ga naar de balie", "Please go to the desk")
	pillar.hang("pillar-upright-cut-off")
	w.pass(13 * 60 * 60) // past midnight
	again()
	pillar.untilLong(`location.pathname.endsWith("/zuil")`)
	for _, b := range []*tab{board, phone} {
		b.untilLong(`document.querySelector("[data-live]")?.dataset.state !== "lost"`)
	}
	w.hallDo(t, "", func(tx *ledger.Tx, _ queue.DeskRequest) error {
		_, err := queue.Enter(tx, queue.Visitor{Office: hallOffice, Wish: catalogue.Wish{{Product: "paspoort", Persons: 1}}, Kind: queue.WalkIn, Lang: "nl"})
		return err
	})
	board.untilLong(`document.getElementById("datum").textContent.includes("dinsdag 1 december") && !document.querySelector(".balie-call__number")`)
	board.wantSeen("Welkom", "Er wacht 1 persoon")
	for _, b := range []*tab{pillar, board, phone} {
		b.forgive("ERR_")
		b.forgive("NavigationEntryMarkedSkippable")
		b.forgive("INCOMPLETE")
	}
}

// stop ends the server as it is, and returns what starts it again at the same address.
func (w *town) stop(t *testing.T) (again func()) {
	t.Helper()
	data, at := w.main.serving.house.data, strings.TrimPrefix(w.main.URL(), "http://")
	clock := w.main.Clock
	if err := w.main.Close(); err != nil {
		t.Fatal(err)
	}
	return func() {
		t.Helper()
		m := &Main{Out: io.Discard, Err: os.Stderr, Clock: clock}
		err := m.ParseFlags([]string{"demo", "--listen", at, "--data", data})
		if err == nil {
			err = m.Run(t.Context())
		}
		if err != nil {
			t.Fatal(err)
		}
		*w.main = *m
	}
}

// hurried lets a page's timers run so many times as fast.
const hurried = 1440

// hurry makes every page of a tab live a day in a minute.
func (b *tab) hurry() {
	b.t.Helper()
	tell(b, cdppage.AddScriptToEvaluateOnNewDocument, cdppage.AddScriptToEvaluateOnNewDocumentParams{Source: fmt.Sprintf(`{
		const wait = window.setTimeout, every = window.setInterval;
		window.setTimeout = (fn, ms = 0, ...more) => wait(fn, ms / %[1]d, ...more);
		window.setInterval = (fn, ms = 0, ...more) => every(fn, ms / %[1]d, ...more);
	}`, hurried)})
}

// size is how much a page holds, the rubbish collected: elements, and bytes.
func (b *tab) size() (elements int, bytes float64) {
	b.t.Helper()
	tell(b, heapprofiler.CollectGarbage, cdp.Empty{})
	return answer[int](b, `document.querySelectorAll("*").length`), tell(b, runtime.GetHeapUsage, cdp.Empty{}).UsedSize
}

// dayStory lets a board and a pillar hang for 24 simulated hours with a call every eight minutes: neither
// grows, and the pillar goes back to its beginning by itself each time.
func dayStory(t *testing.T, w *town) {
	w.clear(t)
	board, pillar := w.open(t, hangingBoard), w.open(t, uprightPillar)
	for b, role := range map[*tab]kiosk.Role{board: kiosk.Board, pillar: kiosk.Pillar} {
		w.pairTab(t, b, role, hallOffice)
		b.hurry()
	}
	board.visit("/nl/bord")
	pillar.visit("/nl/zuil")
	var elements [2]int
	var bytes [2]float64
	const steps = 60 // of 24 minutes
	for step := range steps {
		for range 3 {
			w.staffHall(t) // after midnight they sit down anew
			w.comeIn(t, "nl")
			w.call(t, []string{"gendringen-2", "gendringen-3"}[step%2])
			w.pass(8 * 60)
		}
		if step%10 == 0 {
			pillar.visit("/nl/zuil/nummer/paspoort")
			pillar.until(`location.pathname === "/nl/zuil"`)
		}
		if step == 9 || step == steps-1 {
			i := step / (steps - 1)
			elements[i], bytes[i] = board.size()
		}
		time.Sleep(100 * time.Millisecond)
	}
	if elements[1] > elements[0]+20 {
		t.Errorf("the board had %d elements after four hours and has %d after a day", elements[0], elements[1])
	}
	if grown := bytes[1] - bytes[0]; grown > 3<<20 {
		t.Errorf("the board grew by %.1f MB in twenty hours, from %.1f", grown/(1<<20), bytes[0]/(1<<20))
	}
	t.Logf("board: %d elements and %.1f MB after four hours, %d and %.1f MB after a day", elements[0], bytes[0]/(1<<20), elements[1], bytes[1]/(1<<20))
	for _, b := range []*tab{pillar, board} {
		b.forgive("NavigationEntryMarkedSkippable")
	}
}
