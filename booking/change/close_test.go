package change

import (
	"errors"
	"strings"
	"testing"
	"time"

	"balie/booking"
	"balie/booking/calendar"
	"balie/booking/catalogue"
	"balie/booking/contact"
	"balie/booking/ledger"
	"balie/booking/supply"
)

// foresee plans a closure as a page does.
func (t *town) foresee(k calendar.Closure) (p Plan, err error) {
	t.Helper()
	err = t.ledger.View(func(r ledger.Reader) error {
		d, err := Closing(r, hall, k)
		if err != nil {
			return err
		}
		p, err = Foresee(r, d, hall, booking.OfficeClosed)
		return err
	})
	return p, err
}

func (t *town) mustForesee(k calendar.Closure) Plan {
	t.Helper()
	p, err := t.foresee(k)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func afternoon() calendar.Closure {
	return calendar.Closure{From: tuesday, Until: tuesday, Start: 13 * 12, End: 16 * 12, Reason: "Studiemiddag"}
}

func TestAClosureThatCouldNotBeIsRefused(t *testing.T) {
	tn := newTown(t)
	for name, c := range map[string]struct {
		change func(*calendar.Closure)
		want   error
	}{
		"yesterday":          {func(k *calendar.Closure) { k.From, k.Until = monday-1, monday-1 }, ErrOver},
		"this morning":       {func(k *calendar.Closure) { k.From, k.Until, k.Start, k.End = monday, monday, 6*12, 8*12 }, ErrOver},
		"backwards":          {func(k *calendar.Closure) { k.Until = k.From - 1 }, ErrDays},
		"for years":          {func(k *calendar.Closure) { k.Until = k.From.AddDays(longestClosure) }, ErrDays},
		"ends first":         {func(k *calendar.Closure) { k.Start, k.End = 15*12, 14*12 }, ErrTimes},
		"no time at all":     {func(k *calendar.Closure) { k.Start, k.End = 15*12, 15*12 }, ErrTimes},
		"no reason":          {func(k *calendar.Closure) { k.Reason = " \n " }, ErrReason},
		"a story":            {func(k *calendar.Closure) { k.Reason = strings.Repeat("é", longestReason+1) }, ErrReason},
		"a bell":             {func(k *calendar.Closure) { k.Reason = "ding\adong" }, ErrReason},
		"a Saturday":         {func(k *calendar.Closure) { k.From, k.Until = tuesday+4, tuesday+5 }, ErrShut},
		"the evening":        {func(k *calendar.Closure) { k.Start, k.End = 19*12, 20*12 }, ErrShut},
		"no such desk":       {func(k *calendar.Closure) { k.Desk = "hal-9" }, ErrNoDesk},
		"a line, once clean": {func(k *calendar.Closure) { k.Reason = "  Studie \n middag " }, nil},
	} {
		k := afternoon()
		c.change(&k)
		if _, err := tn.foresee(k); !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", name, err, c.want)
		}
	}
}

// TestAStopIsClosedWhereItWasPlanned: and an office that is gone cannot be closed.
func TestAStopIsClosedWhereItWasPlanned(t *testing.T) {
	tn := newTown(t)
	tn.do(func(tx *ledger.Tx) error {
		return catalogue.PutOffice(tx, catalogue.Office{ID: "plein", Kind: catalogue.Stop, Name: "Plein", Zone: "Europe/Amsterdam", Desks: []catalogue.Desk{{ID: "plein-1", Name: "Balie 1", Skills: []string{"reis"}}}})
	})
	tn.see(func(r ledger.Reader) error {
		if _, err := Closing(r, "plein", afternoon()); !errors.Is(err, ErrStop) {
			t.Errorf("a stop: %v", err)
		}
		if _, err := Closing(r, "nergens", afternoon()); !errors.Is(err, catalogue.ErrUnknownOffice) {
			t.Errorf("no office: %v", err)
		}
		return nil
	})
}

// TestTheSameClosureTwiceIsOne: pressed twice, and by two at once.
func TestTheSameClosureTwiceIsOne(t *testing.T) {
	tn := newTown(t)
	tn.book(3, 14*12)
	p, other := tn.mustForesee(afternoon()), tn.mustForesee(afternoon())
	if p.Seen() != other.Seen() {
		t.Error("the same plan is not recognised")
	}
	made := tn.mustMake(p)
	if _, err := Make(t.Context(), tn.ledger, "staff test", other); !errors.Is(err, ErrOther) {
		t.Errorf("made twice: %v", err)
	}
	if again := tn.mustForesee(afternoon()); len(again.Changes) != 0 || len(again.Lines) != 0 {
		t.Errorf("what is closed is planned again: %+v", again)
	}
	tn.see(func(r ledger.Reader) error {
		c, found, err := Standing(r, hall, afternoon())
		if !found || c.ID != made.ID {
			t.Errorf("standing is %v %s, want %s", found, c.ID, made.ID)
		}
		return err
	})
}

// TestWhatTouchesNobodyIsDoneAtOnceAndUndone: nothing waits, and it opens again.
func TestWhatTouchesNobodyIsDoneAtOnceAndUndone(t *testing.T) {
	tn := newTown(t)
	free := tn.free()
	c := tn.mustMake(tn.mustForesee(afternoon()))
	if c.State != Sent || len(c.Lines) != 0 || len(tn.free()) >= len(free) {
		t.Fatalf("%s with %d lines", c.State, len(c.Lines))
	}
	if n, err := Work(t.Context(), tn.ledger); n != 0 || err != nil {
		t.Errorf("something waits: %d, %v", n, err)
	}
	for range 2 {
		tn.do(func(tx *ledger.Tx) (err error) { c, err = Reopen(tx, c.ID); return err })
	}
	if c.State != Reopened || len(tn.free()) != len(free) {
		t.Errorf("%s, free were %d, are %d", c.State, len(free), len(tn.free()))
	}
	if c = tn.mustMake(tn.mustForesee(afternoon())); c.State != Sent {
		t.Errorf("closed again it is %s", c.State)
	}
}

// TestOpenedAgainGivesTheTimesBack: who was moved stays, who was asked may keep the old time.
func TestOpenedAgainGivesTheTimesBack(t *testing.T) {
	tn := newTown(t)
	tn.book(6, 14*12)
	c := tn.mustMake(tn.mustForesee(afternoon()))
	err := tn.ledger.Update(t.Context(), "staff test", func(tx *ledger.Tx) error { _, err := Reopen(tx, c.ID); return err })
	if !errors.Is(err, ErrWaits) {
		t.Errorf("opened again while it waits: %v", err)
	}
	if c, err = Send(t.Context(), tn.ledger, c.ID); err != nil {
		t.Fatal(err)
	}
	tn.do(func(tx *ledger.Tx) (err error) { c, err = Reopen(tx, c.ID); return err })
	if again, err := Send(t.Context(), tn.ledger, c.ID); err != nil || again.State != Reopened {
		t.Errorf("sent after it was opened again: %s, %v", again.State, err)
	}
	tn.wantNobodyLost(c)
	for _, l := range c.Lines {
		if l.State != Asked {
			continue
		}
		tn.do(func(tx *ledger.Tx) error { return booking.KeepTime(tx, l.Appointment) })
		if a := tn.appointment(l.Appointment); !a.Offer.Same(l.Was) {
			t.Errorf("%s keeps %v, want %v", a.ID, a.Offer, l.Was)
		}
	}
}

// TestWhatWasClosedLaterGoesFirst: taking back the first would leave people in a time that the second closes, and
// no line would say so.
func TestWhatWasClosedLaterGoesFirst(t *testing.T) {
	tn := newTown(t)
	tn.book(6, 14*12)
	first := tn.mustMake(tn.mustForesee(afternoon()))
	day := afternoon()
	day.Start, day.End = 0, 0
	second := tn.mustMake(tn.mustForesee(day))
	if len(second.Lines) != 0 {
		t.Fatalf("the second touches %d that the first did already", len(second.Lines))
	}
	if _, err := TakeBack(t.Context(), tn.ledger, "staff test", first.ID); !errors.Is(err, ErrLater) {
		t.Errorf("the first was taken back before the second: %v", err)
	}
	tn.do(func(tx *ledger.Tx) error { _, err := Reopen(tx, second.ID); return err })
	if c, err := TakeBack(t.Context(), tn.ledger, "staff test", first.ID); err != nil || c.State != TakenBack {
		t.Errorf("%s, %v", c.State, err)
	}
	tn.see(func(r ledger.Reader) error {
		unkept, err := booking.Unkept(r)
		if len(unkept) > 0 {
			t.Errorf("%d have no desk", len(unkept))
		}
		return err
	})
}

// TestWhoHeldATimeThatClosedCannotBookIt: nobody is added to a closed time behind the plan's back.
func TestWhoHeldATimeThatClosedCannotBookIt(t *testing.T) {
	tn := newTown(t)
	key := booking.NewVisitKey()
	tn.do(func(tx *ledger.Tx) error {
		_, err := booking.TakeHold(tx, key, catalogue.Wish{{Product: "paspoort", Persons: 1}}, supply.Offer{Office: hall, Date: tuesday, Start: 14 * 12})
		return err
	})
	tn.mustMake(tn.mustForesee(afternoon()))
	err := tn.ledger.Update(t.Context(), "web", func(tx *ledger.Tx) error {
		who := contact.Details{Name: "Riet te Voorbeeld", Channel: contact.ByEmail, Email: "riet@voorbeeld.nl"}
		_, err := booking.Book(tx, tn.vault, booking.Request{Key: key, Lang: "nl", Contact: who})
		return err
	})
	if !errors.Is(err, supply.ErrTaken) {
		t.Errorf("a held time that closed was booked: %v", err)
	}
}

// TestAnOfficeThatIsWithdrawnPutsEverybodyOnAList: with no other office there is nothing to propose.
func TestAnOfficeThatIsWithdrawnPutsEverybodyOnAList(t *testing.T) {
	tn := newTown(t)
	tn.book(9, 14*12)
	var p Plan
	tn.see(func(r ledger.Reader) error {
		d := catalogue.NewDraft(r, catalogue.Configuration)
		if err := d.Withdraw(catalogue.Ref{Kind: catalogue.KindOffice, ID: string(hall)}, monday+1); err != nil {
			return err
		}
		var err error
		p, err = Foresee(r, d, hall, booking.OfficeClosed)
		return err
	})
	if len(p.Lines) != 9 || p.Count(Move) != 0 {
		t.Fatalf("planned %+v", p.Lines)
	}
	c, err := Send(t.Context(), tn.ledger, tn.mustMake(p).ID)
	if err != nil {
		t.Fatal(err)
	}
	for _, l := range c.Lines {
		if l.State == Moved || l.Open() || l.State == Asked && tn.told()[string(l.Appointment)] != 1 || l.State == Listed && !tn.listed()[string(l.Appointment)] {
			t.Errorf("%s is %s", l.Appointment, l.State)
		}
	}
}

// TestManyLinesFitASmallEngine: 120 operations in a transaction, as etcd has; also for taking back.
func TestManyLinesFitASmallEngine(t *testing.T) {
	t.Setenv("BALIE_ENGINE_OPS", "120")
	tn := newTown(t)
	tn.book(63, 9*12)
	day := afternoon()
	day.Start, day.End = 0, 0
	p := tn.mustForesee(day)
	if len(p.Lines) != 63 {
		t.Fatalf("%d lines", len(p.Lines))
	}
	c, err := TakeBack(t.Context(), tn.ledger, "staff test", tn.mustMake(p).ID)
	if err != nil || c.State != TakenBack {
		t.Fatalf("%s, %v", c.State, err)
	}
	for _, l := range c.Lines {
		if l.State != Restored {
			t.Errorf("%s is %s", l.Appointment, l.State)
		}
	}
	if c, err = Send(t.Context(), tn.ledger, tn.mustMake(tn.mustForesee(day)).ID); err != nil {
		t.Fatal(err)
	}
	tn.wantNobodyLost(c)
}

// TestACrashWhileTakingBackLetsEveryTimeGo: the decision stands, and the rest is done when the process is back.
func TestACrashWhileTakingBackLetsEveryTimeGo(t *testing.T) {
	tn := newTown(t)
	tn.book(12, 14*12)
	free := tn.free()
	c := tn.mustMake(tn.mustForesee(afternoon()))
	left := 2
	if _, err := TakeBack(&countdown{t.Context(), &left}, tn.ledger, "staff test", c.ID); err == nil {
		t.Fatal("nothing was cut short")
	}
	tn.see(func(r ledger.Reader) (err error) { c, err = ByID(r, c.ID); return err })
	if c.State != TakenBack {
		t.Fatalf("cut before the decision: %s", c.State)
	}
	tn.clock.Add((SendAfter + time.Minute).Milliseconds())
	if _, err := Work(t.Context(), tn.ledger); err != nil {
		t.Fatal(err)
	}
	tn.see(func(r ledger.Reader) (err error) { c, err = ByID(r, c.ID); return err })
	for _, l := range c.Lines {
		if l.Open() {
			t.Errorf("%s is %s", l.Appointment, l.State)
		}
	}
	if again := tn.free(); len(again) != len(free) || len(tn.told()) != 0 {
		t.Errorf("free were %d, are %d; told %v", len(free), len(again), tn.told())
	}
}
