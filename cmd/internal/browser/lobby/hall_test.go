package lobby

import (
	"bytes"
	"errors"
	"fmt"
	"image/png"
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
	"balie/cmd/internal/browser"
	"balie/kiosk"
	"balie/queue"
	"balie/web/paper"
)

// booksNow makes an appointment at the hall, and lets the time come: it is in 25 minutes.
func booksNow(w *browser.Town, t *testing.T) (a booking.Appointment) {
	t.Helper()
	var until time.Duration
	hallDo(w, t, "", func(tx *ledger.Tx, _ queue.DeskRequest) error {
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
		a, err = booking.Book(tx, w.Server.Server.Vault, booking.Request{Key: key, Lang: "de", Contact: contact.Details{Name: "Kanarievogel", Channel: contact.None}})
		until = a.Begins(o).Sub(tx.Now())
		return err
	})
	w.Pass(int64(until.Seconds()) - 25*60)
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
func hallStory(t *testing.T, w *browser.Town) {
	clear(w, t)
	a := booksNow(w, t)
	seeing := &browser.Town{Server: w.Server, Browser: browser.StartBrowser(t, chromedp.Flag("use-fake-device-for-media-stream", true), chromedp.Flag("use-fake-ui-for-media-stream", true),
		chromedp.Flag("use-file-for-fake-video-capture", film(t, string(a.ID))))}
	pillar := pairs(seeing, t, kiosk.CheckInKiosk, hallOffice, uprightPillar)
	board := pairs(w, t, kiosk.QueueDisplay, hallOffice, hangingBoard)
	seen := func() string {
		pillar.Until(`!!document.querySelector(".balie-pillar__number")`)
		return browser.Answer[string](pillar, `document.querySelector(".balie-pillar__number").textContent.replace(/\s/g, "")`)
	}
	number := seen()
	pillar.WantSeen("Uw afspraak is om", "Volg uw nummer op uw telefoon")
	if strings.Contains(pillar.Screen(), "Kanarievogel") {
		t.Error("the pillar shows a name")
	}
	pillar.Hang("pillar-upright-scanned")
	pillar.Leave(func() { pillar.Click("a.balie-pillar-choice--main", "Klaar") })
	if again := seen(); again != number {
		t.Errorf("held up twice it is %s and then %s", number, again)
	}
	pillar.WantSeen("U was al aangemeld")
	pillar.Visit("/nl/zuil/code") // the letter is put away
	var ticket queue.Ticket
	if err := w.Server.Server.Ledger.View(func(r ledger.Reader) (err error) { ticket, _, err = queue.ByAppointment(r, a.ID); return err }); err != nil || string(ticket.Number) != number {
		t.Fatalf("the ticket is %s, the pillar says %s: %v", ticket.Number, number, err)
	}
	phone := w.Open(t, browser.Person{Width: 390, Height: 844, Touch: true})
	phone.Visit("/nl/t/" + string(ticket.ID))
	phone.Until(`document.querySelector("[data-live]").dataset.state === "fresh"`)
	phone.WantSeen("Uw nummer", "Uw afspraak is om")
	w.Pass(26 * 60)
	if called := call(w, t, "gendringen-2"); called.ID != ticket.ID {
		t.Fatalf("called is %s", called.Number)
	}
	board.Until(`document.querySelector(".balie-call__number")?.textContent.replace(/\s/g, "") === "` + number + `" && document.querySelector(".balie-call__desk").textContent.includes("Balie 2")`)
	phone.Until(`document.documentElement.dataset.called === "1"`)
	phone.WantSeen("U bent aan de beurt", "Balie 2")
	pillar.Forgive("NavigationEntryMarkedSkippable")
	cutStory(w, t, pillar, board, phone)
}

// cutStory stops the server while all three look, lets midnight pass, and starts it again: the board says
// that it is old and recovers, the pillar says kindly where to go and comes back, the phone goes on.
func cutStory(w *browser.Town, t *testing.T, pillar, board, phone *browser.Tab) {
	pillar.Until(`navigator.serviceWorker.controller !== null || (navigator.serviceWorker.ready, false)`)
	again := w.Stop(t)
	board.Until(`document.querySelector("[data-live]").dataset.state === "lost"`)
	board.WantSeen("Geen verbinding", "Balie 2") // what it showed last still stands there
	browser.Answer[bool](pillar, `(location.replace("/nl/zuil"), true)`)
	pillar.Until(`document.title.includes("even geen verbinding")`)
	pillar.WantSeen("Ga naar de balie", "Please go to the desk")
	pillar.Hang("pillar-upright-cut-off")
	w.Pass(13 * 60 * 60) // past midnight
	again()
	pillar.Until(`location.pathname.endsWith("/zuil")`)
	for _, b := range []*browser.Tab{board, phone} {
		b.Until(`document.querySelector("[data-live]")?.dataset.state !== "lost"`)
	}
	hallDo(w, t, "", func(tx *ledger.Tx, _ queue.DeskRequest) error {
		_, err := queue.Enter(tx, queue.Visitor{Office: hallOffice, Wish: catalogue.Wish{{Product: "paspoort", Persons: 1}}, Kind: queue.WalkIn, Lang: "nl"})
		return err
	})
	board.Until(`document.getElementById("datum").textContent.includes("dinsdag 1 december") && !document.querySelector(".balie-call__number")`)
	board.WantSeen("Welkom", "Er wacht 1 persoon")
	for _, b := range []*browser.Tab{pillar, board, phone} {
		b.Forgive("ERR_")
		b.Forgive("NavigationEntryMarkedSkippable")
		b.Forgive("INCOMPLETE")
	}
}

// hurried lets a page's timers run so many times as fast.
const hurried = 1440

// hurry makes every page of a tab live a day in a minute.
func hurry(b *browser.Tab) {
	b.T.Helper()
	browser.Call(b, cdppage.AddScriptToEvaluateOnNewDocument, cdppage.AddScriptToEvaluateOnNewDocumentParams{Source: fmt.Sprintf(`{
		const wait = window.setTimeout, every = window.setInterval;
		window.setTimeout = (fn, ms = 0, ...more) => wait(fn, ms / %[1]d, ...more);
		window.setInterval = (fn, ms = 0, ...more) => every(fn, ms / %[1]d, ...more);
	}`, hurried)})
}

// size is how much a page holds, the rubbish collected: elements, and bytes.
func size(b *browser.Tab) (elements int, bytes float64) {
	b.T.Helper()
	browser.Call(b, heapprofiler.CollectGarbage, cdp.Empty{})
	return browser.Answer[int](b, `document.querySelectorAll("*").length`), browser.Call(b, runtime.GetHeapUsage, cdp.Empty{}).UsedSize
}

// dayStory lets a board and a pillar hang for 24 simulated hours with a call every eight minutes: neither
// grows, and the pillar goes back to its beginning by itself each time.
func dayStory(t *testing.T, w *browser.Town) {
	clear(w, t)
	board, pillar := w.Open(t, hangingBoard), w.Open(t, uprightPillar)
	for b, role := range map[*browser.Tab]kiosk.Role{board: kiosk.QueueDisplay, pillar: kiosk.CheckInKiosk} {
		pairTab(w, t, b, role, hallOffice)
		hurry(b)
	}
	board.Visit("/nl/bord")
	pillar.Visit("/nl/zuil")
	var elements [2]int
	var bytes [2]float64
	const steps = 60 // of 24 minutes
	for step := range steps {
		for range 3 {
			staffHall(w, t) // after midnight they sit down anew
			comeIn(w, t, "nl")
			called := call(w, t, []string{"gendringen-2", "gendringen-3"}[step%2])
			board.Until(fmt.Sprintf(`document.body.innerText.replace(/\s/g, "").includes(%q)`, called.Number))
			w.Pass(8 * 60)
		}
		if step%10 == 0 {
			pillar.Visit("/nl/zuil/nummer/paspoort")
			pillar.Until(`location.pathname === "/nl/zuil"`)
		}
		if step == 9 || step == steps-1 {
			i := step / (steps - 1)
			elements[i], bytes[i] = size(board)
		}
	}
	if elements[1] > elements[0]+20 {
		t.Errorf("the board had %d elements after four hours and has %d after a day", elements[0], elements[1])
	}
	if grown := bytes[1] - bytes[0]; grown > 3<<20 {
		t.Errorf("the board grew by %.1f MB in twenty hours, from %.1f", grown/(1<<20), bytes[0]/(1<<20))
	}
	t.Logf("board: %d elements and %.1f MB after four hours, %d and %.1f MB after a day", elements[0], bytes[0]/(1<<20), elements[1], bytes[1]/(1<<20))
	for _, b := range []*browser.Tab{pillar, board} {
		b.Forgive("NavigationEntryMarkedSkippable")
	}
}
