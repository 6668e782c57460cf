package web_test

import (
	"fmt"
	"math/rand/v2"
	"net/url"
	"testing"
	"time"

	"balie/booking"
	"balie/booking/calendar"
	"balie/booking/catalogue"
	"balie/booking/ledger"
	"balie/kiosk"
	"balie/queue"
	"balie/queue/forecast"
	"balie/web/account"
	"balie/web/webtest"
)

// hour is an hour at the counter, played through the pages of the host, four desks, the lead, the board and phones. After
// every minute each screen is read, and all must say the same: who waits in which order and for how long, who passed the
// norm, which desk calls whom, what is to be done.
type hour struct {
	*webtest.DeskTown
	host, lead, board *webtest.Person
	desks             []*webtest.Colleague
	random            *rand.Rand
	guests            []*guest
	busy              map[int]time.Time // until when a desk helps
	compared          int
	saw               struct{ calls, late, ranges, warnings, states int }
}

// guest is one of those who come.
type guest struct {
	appointment booking.AppointmentID // "" without one
	comes       time.Time
	here, gone  bool
	kind        string // what is particular about them
}

// TestAnHourAtTheCounterHasNoContradiction: forty people in an hour.
func TestAnHourAtTheCounterHasNoContradiction(t *testing.T) {
	const people, minutes = 40, 60
	h := openHour(t, people, minutes)
	for minute := range minutes {
		h.play(minute)
		h.compare(minute)
		if t.Failed() {
			return
		}
		h.Now = h.Now.Add(time.Minute)
	}
	for what, n := range map[string]int{"a fact": h.compared, "a call": h.saw.calls, "somebody past the norm": h.saw.late, "a wait": h.saw.ranges, "a warning": h.saw.warnings, "a state of a desk": h.saw.states} {
		if n == 0 {
			t.Errorf("in the whole hour no screen said %s: nothing was compared", what)
		}
	}
}

func openHour(t *testing.T, people, minutes int) *hour {
	t.Helper()
	d := webtest.NewDeskTown(t)
	h := &hour{DeskTown: d, random: rand.New(rand.NewPCG(19, 1)), busy: map[int]time.Time{}}
	webtest.Write(t, d.App, func(tx *ledger.Tx) error {
		o, err := catalogue.OfficeByID(tx, "hal")
		if err != nil {
			return err
		}
		o.Desks = append(o.Desks, catalogue.Desk{ID: "hal-4", Name: "Balie 4", Skills: []string{"reis"}})
		week := o.Openings[1]
		week.ID, week.Desk = "week-hal-4", "hal-4"
		o.Openings = append(o.Openings, week)
		return catalogue.PutOffice(tx, o)
	})
	for n := range people {
		h.expect(n, people, minutes)
	}
	h.host, h.lead = webtest.SignedIn(t, d.App, "gerda", account.Reception), webtest.SignedIn(t, d.App, "bram", account.TeamLead)
	for n, login := range []string{"anna", "sem", "noor", "ilse"} {
		h.desks = append(h.desks, d.At(login, fmt.Sprint("hal-", n+1)))
	}
	h.board = d.Somebody(t)
	h.board.Send("POST", "/scherm/koppelen", "")
	webtest.Write(t, d.App, func(tx *ledger.Tx) error {
		waits, _, err := kiosk.PairingBySecret(tx, h.board.Cookies["balie_scherm"])
		if err == nil {
			_, err = kiosk.Pair(tx, kiosk.NewDevice{Code: waits.Code, Role: kiosk.QueueDisplay, Name: "Bord", Office: "hal"})
		}
		return err
	})
	return h
}

// expect lets one more come: two of three have an appointment, and some are early, late, absent, first, in a wheelchair
// or gone before their turn.
func (h *hour) expect(n, people, minutes int) {
	kinds := []string{"", "early", "", "late", "absent", "first", "chair", "leaves", "", "missed"}
	g := &guest{comes: h.Now.Add(time.Duration(n*minutes/people) * time.Minute), kind: kinds[n%len(kinds)]}
	if n%3 != 2 {
		_, cell := calendar.CellIn(g.comes, webtest.AmsterdamOf(h.T))
		cell++
		product := catalogue.ProductID("pas")
		if n%5 == 0 {
			product = "haal"
		}
		for tries := 0; g.appointment == "" && tries < 20; tries++ {
			g.appointment = h.books(product, cell)
			cell++
		}
		switch g.kind {
		case "early":
			g.comes = g.comes.Add(-8 * time.Minute)
		case "late":
			g.comes = g.comes.Add(9 * time.Minute)
		}
	}
	h.guests = append(h.guests, g)
}

// books makes an appointment, where there is room.
func (h *hour) books(product catalogue.ProductID, at calendar.Cell) (id booking.AppointmentID) {
	free := false
	webtest.Look(h.T, h.App, func(r ledger.Reader) error {
		taken, err := booking.AppointmentsOn(r, "hal", calendar.DateIn(h.Now, webtest.AmsterdamOf(h.T)))
		n := 0
		for _, a := range taken {
			if a.Offer.Start < at+2 && at < a.Offer.Start+2 {
				n++
			}
		}
		free = n < 3
		return err
	})
	if !free {
		return ""
	}
	return webtest.Visit(h.T, h.App, "Riet Voorbeeld", product, "hal", calendar.DateIn(h.Now, webtest.AmsterdamOf(h.T)), at).ID
}

// play does what happens in a minute: who comes, what the host and the lead do, and what each desk does next.
func (h *hour) play(minute int) {
	for n, g := range h.guests {
		if !g.here && g.kind != "absent" && !g.comes.After(h.Now) {
			h.arrives(n, g)
		}
	}
	for n, c := range h.desks {
		h.works(n, c)
	}
	if _, err := forecast.Watch(h.T.Context(), h.Options.Ledger); err != nil {
		h.T.Fatal(err)
	}
	switch minute {
	case 12: // one desk falls out
		h.lead.Post("/medewerker/vandaag/balie", url.Values{"locatie": {"hal"}, "doe": {"sluit hal-2"}})
	case 16:
		h.lead.Post("/medewerker/vandaag/balie", url.Values{"locatie": {"hal"}, "doe": {"toch hal-2"}})
	}
}

// arrives lets somebody in by the host's page.
func (h *hour) arrives(n int, g *guest) {
	form := url.Values{"locatie": {"hal"}, "product": {"pas"}, "personen": {"1"}, "sleutel": {fmt.Sprint("gast-", n)}}
	path := "/medewerker/ontvangst/binnen"
	if g.appointment != "" {
		form.Set("afspraak", string(g.appointment))
		form.Set("toch", "1")
		path = "/medewerker/ontvangst/aanmelden"
	}
	answer, body := h.host.Post(path, form)
	at, err := url.Parse(answer.Header.Get("Location"))
	if answer.StatusCode != 303 || err != nil {
		h.T.Fatalf("guest %d (%s) is answered %d: %s", n, g.kind, answer.StatusCode, webtest.Said(body))
	}
	g.here = true
	number := url.Values{"locatie": {"hal"}, "nummer": {at.Query().Get("nummer")}}
	switch g.kind {
	case "first":
		number.Set("reden", "wait")
		h.host.Post("/medewerker/ontvangst/voorrang", number)
	case "chair":
		number.Set("merk", "stoel")
		number.Set("aan", "1")
		h.host.Post("/medewerker/ontvangst/merken", number)
	}
}

// works is the next step of a desk: whoever is called comes or does not, is helped for a while, and goes.
func (h *hour) works(n int, c *webtest.Colleague) {
	look := h.look()
	d := look.Desks[n]
	switch {
	case d.Ticket == "" && h.random.IntN(3) > 0:
		c.Press("volgende")
	case d.Ticket == "":
	case d.State == queue.DeskCalling && h.random.IntN(8) == 0 && h.Ticket(d.Ticket).Calls > 0:
		c.Press("niet-gekomen", "nummer", string(d.Ticket))
	case d.State == queue.DeskCalling:
		c.Press("begin", "nummer", string(d.Ticket))
		h.busy[n] = h.Now.Add(time.Duration(3+h.random.IntN(9)) * time.Minute)
	case !h.busy[n].After(h.Now):
		c.Press("klaar", "nummer", string(d.Ticket))
	}
}

func (h *hour) look() (v queue.View) {
	webtest.Look(h.T, h.App, func(r ledger.Reader) (err error) { v, err = queue.Look(r, "hal"); return err })
	return v
}

// screen is what one screen says; a field that is nil it does not show.
type screen struct {
	name   string
	order  []string          // numbers that wait
	late   []string          // of those, past the norm
	calls  map[string]string // number → desk
	ranges map[string]string // number → minutes
	warns  *string
	desks  map[string]string // desk → whom it has, "" for nobody
}

// compare reads all screens, and holds each against the first that says the same kind of fact.
func (h *hour) compare(minute int) {
	h.T.Helper()
	all := append([]screen{h.hostSays(), h.leadSays(), h.boardSays()}, h.phonesSay()...)
	for n, c := range h.desks {
		all = append(all, deskSays(fmt.Sprint("desk ", n+1), c.Page()))
	}
	if waiting := len(h.look().Waiting); len(all[0].order) != waiting {
		h.T.Errorf("minute %d: %d wait, and the host's page names %v", minute, waiting, all[0].order)
	}
	for _, s := range all {
		h.saw.calls, h.saw.late, h.saw.ranges, h.saw.states = h.saw.calls+len(s.calls), h.saw.late+len(s.late), h.saw.ranges+len(s.ranges), h.saw.states+len(s.desks)
		if s.warns != nil && *s.warns != "" {
			h.saw.warnings++
		}
	}
	for _, a := range all {
		for _, b := range all {
			h.same(minute, a, b)
		}
	}
}

func (h *hour) same(minute int, a, b screen) {
	h.T.Helper()
	differ := func(what string, x, y any) {
		if h.compared++; fmt.Sprint(x) != fmt.Sprint(y) {
			h.T.Errorf("minute %d: %s says %s is %v, %s says %v", minute, a.name, what, x, b.name, y)
		}
	}
	if a.order != nil && b.order != nil {
		n := min(len(a.order), len(b.order), 12) // the lead names twelve
		differ("the order", a.order[:n], b.order[:n])
	}
	if a.late != nil && b.late != nil && len(a.order) <= 12 {
		differ("past the norm", a.late, b.late)
	}
	for number, desk := range a.calls {
		if b.calls != nil && a.name != "board" { // the board names who was called before too
			differ("the call of "+number, desk, b.calls[number])
		}
	}
	for number, minutes := range a.ranges {
		if other, ok := b.ranges[number]; ok {
			differ("the wait of "+number, minutes, other)
		}
	}
	for desk, has := range a.desks {
		if other, ok := b.desks[desk]; ok {
			differ("whom "+desk+" has", has, other)
		}
	}
	if a.warns != nil && b.warns != nil {
		differ("the warning", *a.warns, *b.warns)
	}
}
