package outreach

import (
	"errors"
	"fmt"
	"testing"
	"time"

	"balie/booking"
	"balie/booking/calendar"
	"balie/booking/catalogue"
	"balie/booking/change"
	"balie/booking/contact"
	"balie/booking/ledger"
	"balie/booking/roster"
	"balie/booking/supply"
)

// bookBy makes an appointment at a place for who can be told by mail.
func (t *town) bookBy(place PlaceID, day calendar.Date, at calendar.Cell) booking.Appointment {
	t.Helper()
	key := booking.NewVisitKey()
	var a booking.Appointment
	t.do(func(tx *ledger.Tx) (err error) {
		offer := supply.Offer{Office: catalogue.OfficeID(place), Date: day, Start: at}
		if _, err := booking.TakeHold(tx, key, catalogue.Wish{{Product: "praten", Persons: 1}}, offer); err != nil {
			return err
		}
		who := contact.Details{Name: "Riet Wissink", Channel: contact.ByEmail, Email: fmt.Sprintf("riet%d@voorbeeld.example", at)}
		a, err = booking.Book(tx, t.vault, booking.Request{Key: key, Contact: who, Lang: "nl"})
		return err
	})
	return a
}

func (t *town) foresee(c Change) (e Effect) {
	t.Helper()
	t.see(func(r ledger.Reader) (err error) { e, err = Foresee(r, c); return err })
	return e
}

func (t *town) foreseeOuting(id OutingID) (e Effect) {
	t.Helper()
	t.see(func(r ledger.Reader) (err error) { e, err = ForeseeOuting(r, id); return err })
	return e
}

func (t *town) makes(e Effect) change.Change {
	t.Helper()
	c, err := change.Make(t.Context(), t.ledger, "staff test", e.Plan)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// later is after the messages left.
func (t *town) later() {
	t.Helper()
	t.clock.Add((change.SendAfter + time.Minute).Milliseconds())
	if _, err := change.Work(t.Context(), t.ledger); err != nil {
		t.Fatal(err)
	}
}

func (t *town) appointment(id booking.AppointmentID) (a booking.Appointment) {
	t.Helper()
	t.see(func(r ledger.Reader) (err error) { a, err = booking.AppointmentByID(r, id); return err })
	return a
}

// TestNobodyIsOfferedWhatGoesWithTheirOwnStop cancels an outing: no proposal lies at another stop of it, nor is any
// offered again by who calls, or to who waits. (The first Balie proposed the other stop of the same cancelled outing.)
func TestNobodyIsOfferedWhatGoesWithTheirOwnStop(t *testing.T) {
	tn := newTown(t)
	o := tn.publish(outing(monday, "A", "B"))
	a, b := tn.bookBy("ulft-plein", monday, cell("12:00")), tn.book("praten", "sinderen-plein", monday, "10:00")
	e := tn.foreseeOuting(o.ID)
	if len(e.Plan.Lines) != 2 || e.Keep != 0 {
		t.Fatalf("foreseen: %+v", e)
	}
	gone := func(when string, offers []supply.Offer) {
		t.Helper()
		for _, x := range offers {
			if x.Date == monday && x.Office != "hal" {
				t.Errorf("%s: %v is proposed, which goes too", when, x)
			}
		}
	}
	for _, l := range e.Plan.Lines {
		gone("foreseen", l.To)
	}
	tn.makes(e)
	for _, id := range []booking.AppointmentID{a.ID, b.ID} {
		tn.see(func(r ledger.Reader) error {
			again, err := booking.Propose(r, id, booking.Unavailable{})
			gone("before the messages", again)
			return err
		})
	}
	tn.later()
	tn.see(func(r ledger.Reader) error {
		list, err := booking.CallList(r)
		for _, x := range list {
			for _, p := range x.Proposals {
				gone("on the call list", []supply.Offer{p.Offer})
			}
		}
		if len(list) != 1 || list[0].Appointment != b.ID || list[0].Why != booking.StopCancelled {
			t.Errorf("the call list: %+v", list)
		}
		return err
	})
	for _, place := range []PlaceID{"ulft-plein", "sinderen-plein"} {
		if got := tn.offered("praten", place, monday); len(got) > 0 {
			t.Errorf("%s still offers %v", place, got)
		}
	}
	if _, err := tn.put(outing(monday, "A", "B")); err != nil {
		t.Errorf("bus, kit and crew are not free again: %v", err)
	}
}

func TestAStopThatMovesTellsOnlyWhoCannotKeepTheirTime(t *testing.T) {
	tn := newTown(t)
	o := tn.publish(outing(monday, "A", "B"))
	early, late := tn.bookBy("ulft-plein", monday, cell("12:00")), tn.bookBy("ulft-plein", monday, cell("13:00"))
	called := tn.book("praten", "ulft-plein", monday, "12:15")
	c := Change{Stop: o.Stops[1].ID, Arrive: cell("12:30"), Leave: cell("14:00"), Version: o.Version}
	e := tn.foresee(c)
	if len(e.Plan.Lines) != 2 || e.Keep != 1 || e.Plan.Count(change.Move) != 1 || e.Plan.Count(change.Call) != 1 {
		t.Fatalf("foreseen: %+v", e)
	}
	tn.makes(e)
	if at := tn.appointment(early.ID).Offer.Start; at != cell("12:00") {
		t.Errorf("moved before the messages left, to %v", at)
	}
	if err := tn.ledger.View(func(r ledger.Reader) error { _, err := Foresee(r, c); return err }); !errors.Is(err, ErrOvertaken) {
		t.Errorf("foreseen again from the page before: %v", err)
	}
	tn.later()
	if at := tn.appointment(early.ID).Offer.Start; at < cell("12:30") || at > cell("13:00") {
		t.Errorf("moved to %v", at)
	}
	if at := tn.appointment(late.ID).Offer.Start; at != cell("13:00") {
		t.Errorf("who could keep the time has %v", at)
	}
	if !tn.appointment(called.ID).Offer.Same(called.Offer) {
		t.Error("whom no message reaches was moved")
	}
	if got := tn.offered("praten", "ulft-plein", monday); len(got) == 0 || got[0] < cell("12:30") {
		t.Errorf("offered after the move: %v", got)
	}
}

// TestAStopGoesElsewhereWithItsBookings: within the village we move people along; to another they are asked first.
func TestAStopGoesElsewhereWithItsBookings(t *testing.T) {
	for place, near := range map[PlaceID]bool{"ulft-kerk": true, "voorst-plein": false} {
		tn := newTown(t)
		tn.do(func(tx *ledger.Tx) error {
			return PutPlace(tx, Place{ID: "ulft-kerk", Neighbourhood: "ulft", Name: "kerk", Lat: 51.8921, Lon: 6.3791})
		})
		o := tn.publish(outing(monday, "A", "B"))
		a, b := tn.bookBy("ulft-plein", monday, cell("12:00")), tn.bookBy("ulft-plein", monday, cell("12:15"))
		e := tn.foresee(Change{Stop: o.Stops[1].ID, Place: place, Arrive: cell("12:00"), Leave: cell("14:00"), Version: o.Version})
		if n := e.Plan.Count(change.Move); near != (n == 2) || !near && n != 0 {
			t.Fatalf("to %s: %+v", place, e.Plan.Lines)
		}
		for i, l := range e.Plan.Lines {
			if want := []booking.Appointment{a, b}[i]; l.To[0].Office != catalogue.OfficeID(place) || l.To[0].Start != want.Offer.Start {
				t.Errorf("%v goes along to %v", want.Offer, l.To)
			}
		}
		tn.makes(e)
		tn.later()
		if got := tn.appointment(a.ID).Offer; near != (got.Office == catalogue.OfficeID(place)) {
			t.Errorf("to %s: the appointment is at %v", place, got)
		}
		if got := tn.outing(o.ID).Stops[1]; got.Place != place || got.State != Planned {
			t.Errorf("the stop: %+v", got)
		}
	}
}

// TestAStopGoesToAnotherDayWithItsBookings: the same moment there is proposed first, and nobody is moved unasked.
func TestAStopGoesToAnotherDayWithItsBookings(t *testing.T) {
	tn := newTown(t)
	o := tn.publish(outing(monday, "A", "B"))
	a := tn.bookBy("ulft-plein", monday, cell("12:15"))
	tn.do(func(tx *ledger.Tx) error {
		_, _, err := roster.PutAbsence(tx, roster.Absence{Colleague: who("B"), From: monday + 1, Until: monday + 1})
		return err
	})
	c := Change{Stop: o.Stops[1].ID, Date: monday + 1, Arrive: cell("10:00"), Leave: cell("12:00"), Version: o.Version}
	e := tn.foresee(c)
	if again := tn.foresee(c); again.Plan.Seen() != e.Plan.Seen() {
		t.Error("foreseen twice it is not the same")
	}
	if len(e.Plan.Lines) != 1 || e.Plan.Lines[0].How != change.Propose || e.Plan.Lines[0].To[0] != (supply.Offer{Office: "ulft-plein", Date: monday + 1, Start: cell("10:15"), Minutes: 15}) {
		t.Fatalf("foreseen: %+v", e.Plan.Lines)
	}
	if len(e.Breaks) == 0 || e.Breaks[0].Rule != FewCrew {
		t.Errorf("nobody says that somebody of the crew cannot: %+v", e.Breaks)
	}
	made := tn.makes(e)
	tn.later()
	if !tn.appointment(a.ID).Offer.Same(a.Offer) {
		t.Error("moved to another day unasked")
	}
	_, become := OutingsOf(made)
	if got := tn.outing(become[1].ID); got.State != Published || got.Date != monday+1 || len(got.Stops) != 1 || len(got.Crew) != 1 {
		t.Errorf("the outing there: %+v", got)
	}
	if got := tn.outing(o.ID); got.State != Published || got.Stops[1].State != Off {
		t.Errorf("the outing that it left: %+v", got)
	}
}

// TestTakenBackAllIsAsItWas for each kind of change: nobody is told, and outing, crew and times are as before.
func TestTakenBackAllIsAsItWas(t *testing.T) {
	for name, foresee := range map[string]func(*town, Outing) Effect{
		"cancelled": func(tn *town, o Outing) Effect { return tn.foreseeOuting(o.ID) },
		"a stop": func(tn *town, o Outing) Effect {
			return tn.foresee(Change{Stop: o.Stops[1].ID, Cancel: true, Version: o.Version})
		},
		"hours": func(tn *town, o Outing) Effect {
			return tn.foresee(Change{Stop: o.Stops[1].ID, Arrive: cell("12:30"), Leave: cell("14:00"), Version: o.Version})
		},
		"place": func(tn *town, o Outing) Effect {
			return tn.foresee(Change{Stop: o.Stops[1].ID, Place: "voorst-plein", Arrive: cell("12:00"), Leave: cell("14:00"), Version: o.Version})
		},
		"day": func(tn *town, o Outing) Effect {
			return tn.foresee(Change{Stop: o.Stops[1].ID, Date: monday + 1, Arrive: cell("12:00"), Leave: cell("14:00"), Version: o.Version})
		},
	} {
		tn := newTown(t)
		o := tn.publish(outing(monday, "A", "B"))
		a := tn.bookBy("ulft-plein", monday, cell("12:00"))
		before := tn.offered("praten", "ulft-plein", monday)
		c := tn.makes(foresee(tn, o))
		if _, err := change.TakeBack(t.Context(), tn.ledger, "staff test", c.ID); err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		tn.later()
		got := tn.outing(o.ID)
		if got.State != Published || len(got.Crew) != 2 || !sameStops(got.Stops, o.Stops) || got.From != o.From || got.Until != o.Until {
			t.Errorf("%s: the outing is %+v", name, got)
		}
		if after := tn.offered("praten", "ulft-plein", monday); fmt.Sprint(after) != fmt.Sprint(before) {
			t.Errorf("%s: offered %v, before %v", name, after, before)
		}
		if !tn.appointment(a.ID).Offer.Same(a.Offer) || tn.told()[string(a.ID)] != 0 {
			t.Errorf("%s: somebody was moved or told", name)
		}
		tn.see(func(r ledger.Reader) error {
			all, err := Outings(r, monday+1, monday+1)
			if len(all) > 0 {
				t.Errorf("%s: left behind %+v", name, all)
			}
			return err
		})
		if _, err := change.TakeBack(t.Context(), tn.ledger, "staff test", c.ID); err != nil {
			t.Errorf("%s taken back twice: %v", name, err)
		}
	}
}

// told counts the messages that wait for each appointment beside its confirmation and reminder.
func (t *town) told() map[string]int {
	t.Helper()
	n := map[string]int{}
	t.see(func(r ledger.Reader) error {
		all, err := ledger.Waiting(r)
		for _, o := range all {
			switch tell, _ := booking.NotificationOf(o.Message.Template); tell {
			case booking.NotifyReschedule, booking.NotifyRescheduled, booking.NotifyMoved:
				n[o.Message.Subject.ID]++
			}
		}
		return err
	})
	return n
}

func TestAChangeThatCannotBeIsRefused(t *testing.T) {
	tn := newTown(t)
	o := tn.publish(outing(monday, "A", "B"))
	tn.publish(Outing{Vehicle: "bus", Date: monday + 1, From: cell("09:00"), Until: cell("15:00"), Crew: outing(monday, "A", "B").Crew,
		Stops: []Stop{{Place: "sinderen-plein", Arrive: cell("09:30"), Leave: cell("11:00")}}})
	refused := func(name string, c Change, want error) {
		t.Helper()
		if err := tn.ledger.View(func(r ledger.Reader) error { _, err := Foresee(r, c); return err }); !errors.Is(err, want) {
			t.Errorf("%s: %v", name, err)
		}
	}
	first := Change{Stop: o.Stops[0].ID, Arrive: cell("09:30"), Leave: cell("11:00"), Version: o.Version}
	with := func(fn func(*Change)) Change { c := first; fn(&c); return c }
	refused("no such stop", with(func(c *Change) { c.Stop = "X" }), ErrUnknownStop)
	refused("nothing different", first, ErrNoChange)
	refused("into the next stop", with(func(c *Change) { c.Leave = cell("13:00") }), ErrOuting)
	refused("into the past", with(func(c *Change) { c.Date = monday - 30 }), ErrOuting)
	refused("where it stands already", with(func(c *Change) { c.Date = monday + 1 }), ErrOuting)
	refused("an older page", with(func(c *Change) { c.Version-- }), ErrOvertaken)
	tn.do(func(tx *ledger.Tx) (err error) { o, err = ArriveStop(tx, o.Stops[0].ID); return err })
	refused("moved while we stand there", with(func(c *Change) { c.Arrive, c.Version = cell("09:45"), o.Version }), ErrOutingState)
	tn.book("praten", "ulft-plein", monday, "12:00")
	if err := tn.try(func(tx *ledger.Tx) error { _, err := CallOff(tx, o.ID); return err }); !errors.Is(err, ErrBooked) {
		t.Errorf("called off without looking: %v", err)
	}
}

// TestWhatHappenedMeanwhileStopsTakingBack: the stop that was changed is not as the change left it.
func TestWhatHappenedMeanwhileStopsTakingBack(t *testing.T) {
	tn := newTown(t)
	o := tn.publish(outing(monday, "A", "B"))
	c := tn.makes(tn.foresee(Change{Stop: o.Stops[0].ID, Arrive: cell("09:45"), Leave: cell("11:00"), Version: o.Version}))
	tn.do(func(tx *ledger.Tx) error { _, err := ArriveStop(tx, o.Stops[0].ID); return err })
	if err := tn.try(func(tx *ledger.Tx) error { _, err := change.Reopen(tx, c.ID); return err }); !errors.Is(err, ErrOvertaken) {
		t.Errorf("undone while we stand there: %v", err)
	}
}
