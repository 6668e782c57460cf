package booking

import (
	"context"
	"errors"
	"slices"
	"testing"
	"time"

	"balie/booking/catalogue"
	"balie/booking/contact"
	"balie/booking/ledger"
	"balie/booking/supply"
)

func (t *town) ask(id AppointmentID, why Change, proposals ...supply.Offer) (told bool, err error) {
	err = t.try(func(tx *ledger.Tx) (err error) { told, err = RequestReschedule(tx, id, why, proposals); return err })
	return told, err
}

func (t *town) askOf(id AppointmentID) (a RescheduleRequest) {
	t.Helper()
	t.see(func(r ledger.Reader) (err error) { a, _, err = RescheduleRequestOf(r, id); return err })
	return a
}

func (t *town) callList() (ids []AppointmentID) {
	t.Helper()
	t.see(func(r ledger.Reader) error {
		all, err := CallList(r)
		for _, a := range all {
			if a.State.ToDo() {
				ids = append(ids, a.Appointment)
			}
		}
		return err
	})
	return ids
}

func (t *town) accept(id AppointmentID, n int) (a Appointment, err error) {
	err = t.try(func(tx *ledger.Tx) (err error) { a, err = AcceptProposal(tx, id, n); return err })
	return a, err
}

func (t *town) hasStart(o supply.Offer, w catalogue.Wish) bool {
	t.Helper()
	return slices.Contains(t.offered(o.Office, supply.Query{Wish: w}, o.Date), o.Start)
}

var (
	called = contact.Details{Name: "Riet Wissink", Phone: "0315 292292", Channel: contact.ByPhone}
	texted = contact.Details{Name: "Riet Wissink", Phone: "06 1234 5678", Channel: contact.BySMS}
	posted = contact.Details{Name: "Riet Wissink", Street: "Dorpsstraat 1", Postcode: "7081 BN", Place: "Gendringen", Channel: contact.ByLetter}
)

func TestEverybodyIsToldOrOnTheCallList(t *testing.T) {
	cases := map[string]struct {
		who  contact.Details
		on   int // days from Tuesday
		told bool
	}{
		"e-mail":                 {mailed, 2, true},
		"text message":           {texted, 2, true},
		"a letter in time":       {posted, 7, true},
		"a letter too late":      {posted, 1, false},
		"by telephone":           {called, 2, false},
		"no way":                 {riet, 2, false},
		"e-mail within the hour": {mailed, -1, false},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			tn := newTown(t)
			a := tn.mustBookFor(c.who, at("hal", tuesday.AddDays(c.on), "09:00"))
			told, err := tn.ask(a.ID, DeskShort, at("hal", tuesday+3, "10:00"), at("bus", tuesday+3, "10:00"))
			if err != nil || told != c.told {
				t.Fatalf("told %t, %v", told, err)
			}
			if listed := slices.Contains(tn.callList(), a.ID); listed == told {
				t.Errorf("told %t and on the call list %t", told, listed)
			}
			_, waits := tn.waiting(a)["asked/"+string(a.ID)]
			if waits != told {
				t.Errorf("told %t, and a message in the outbox %t", told, waits)
			}
		})
	}
}

func TestProposedTimesAreHeldUntilAnAnswer(t *testing.T) {
	one, two := at("bus", tuesday+3, "10:00"), at("bus", tuesday+3, "10:30")
	answers := map[string]func(*town, Appointment) error{
		"accepts": func(tn *town, a Appointment) error { _, err := tn.accept(a.ID, 1); return err },
		"keeps": func(tn *town, a Appointment) error {
			return tn.try(func(tx *ledger.Tx) error { return KeepTime(tx, a.ID) })
		},
		"cancels": func(tn *town, a Appointment) error { _, err := tn.cancel(a.ID); return err },
		"chooses": func(tn *town, a Appointment) error {
			_, err := tn.move(a.ID, at("hal", tuesday+2, "09:00"), 0)
			return err
		},
		"says nothing": func(tn *town, _ Appointment) error { tn.pass(proposalsHeld); return nil },
	}
	for name, answer := range answers {
		t.Run(name, func(t *testing.T) {
			tn := newTown(t)
			a := tn.mustBookFor(mailed, at("hal", tuesday+1, "09:00"))
			if _, err := tn.ask(a.ID, StopMoved, one, two); err != nil {
				t.Fatal(err)
			}
			if tn.hasStart(one, passports(1)) || tn.hasStart(two, passports(1)) {
				t.Fatal("a proposed time is offered to others")
			}
			if err := answer(tn, a); err != nil {
				t.Fatal(err)
			}
			if !tn.hasStart(one, passports(1)) {
				t.Error("the first proposal is not free for others")
			}
			if got := tn.hasStart(two, passports(1)); got == (name == "accepts") {
				t.Errorf("the second proposal is free for others: %t", got)
			}
		})
	}
}

func TestAnAnswerSentTwiceIsAnsweredTheSame(t *testing.T) {
	tn := newTown(t)
	a := tn.mustBookFor(mailed, at("hal", tuesday+1, "09:00"))
	if _, err := tn.ask(a.ID, OtherChange, at("bus", tuesday+3, "10:00")); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		if got, err := tn.accept(a.ID, 0); err != nil || got.Moves != 1 || got.Offer.Office != "bus" {
			t.Fatalf("%+v %v", got, err)
		}
	}
	if s := tn.askOf(a.ID).State; s != Agreed {
		t.Error("the ask is", s)
	}
	keep := func() error { return tn.try(func(tx *ledger.Tx) error { return KeepTime(tx, a.ID) }) }
	if err := keep(); !errors.Is(err, ErrNoRequest) {
		t.Error("kept after it was agreed:", err)
	}
}

func TestTheSameQuestionChangesNothingAndAnotherLetsTheFirstGo(t *testing.T) {
	tn := newTown(t)
	a := tn.mustBookFor(called, at("hal", tuesday+1, "09:00"))
	one, two := at("bus", tuesday+3, "10:00"), at("bus", tuesday+3, "10:30")
	for range 2 {
		if _, err := tn.ask(a.ID, OtherChange, one); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := tn.ask(a.ID, OtherChange, two); err != nil {
		t.Fatal(err)
	}
	if !tn.hasStart(one, passports(1)) || tn.hasStart(two, passports(1)) {
		t.Error("the first question's time is still held, or the second's is not")
	}
	if n := len(tn.callList()); n != 1 {
		t.Error("the call list has", n)
	}
}

func TestWhoDoesNotAnswerIsCalled(t *testing.T) {
	tn := newTown(t)
	a := tn.mustBookFor(mailed, at("hal", tuesday+10, "09:00"))
	if _, err := tn.ask(a.ID, OfficeClosed, at("bus", tuesday+13, "10:00")); err != nil {
		t.Fatal(err)
	}
	list := func() int {
		n, err := ListUnanswered(context.Background(), tn.ledger)
		if err != nil {
			t.Fatal(err)
		}
		return n
	}
	if n := list(); n != 0 {
		t.Fatal("listed before the end:", n)
	}
	tn.pass(proposalsHeld + time.Minute)
	if n := list(); n != 1 || !slices.Contains(tn.callList(), a.ID) {
		t.Fatal("listed", n, tn.callList())
	}
	if n := list(); n != 0 {
		t.Error("listed again:", n)
	}
	if _, err := tn.accept(a.ID, 0); !errors.Is(err, ErrNoProposal) {
		t.Error("a time that is held no more was taken:", err)
	}
}

func TestNobodyKeepsATimeThatNoDeskHas(t *testing.T) {
	tn := newTown(t)
	a := tn.mustBookFor(called, at("bus", tuesday, "10:00"))
	tn.do(func(tx *ledger.Tx) error {
		o := testOffices()[1]
		o.Openings = nil
		return catalogue.PutOffice(tx, o)
	})
	if _, err := tn.ask(a.ID, StopCancelled); err != nil {
		t.Fatal(err)
	}
	if err := tn.try(func(tx *ledger.Tx) error { return KeepTime(tx, a.ID) }); !errors.Is(err, ErrCannotKeep) {
		t.Error(err)
	}
	if _, err := tn.move(a.ID, at("hal", tuesday, "10:00"), 0); err != nil {
		t.Error(err)
	}
}

func TestQuestionsThatCannotBeAskedAreRefused(t *testing.T) {
	tn := newTown(t)
	a := tn.mustBookFor(mailed, at("hal", tuesday+1, "09:00"))
	taken := tn.mustBookFor(mailed, at("bus", tuesday, "10:00"))
	cases := map[string]struct {
		want      error
		proposals []supply.Offer
	}{
		"three":   {ErrProposals, []supply.Offer{at("hal", tuesday, "09:00"), at("hal", tuesday, "09:30"), at("hal", tuesday, "10:00")}},
		"taken":   {supply.ErrTaken, []supply.Offer{taken.Offer}},
		"twice":   {supply.ErrTaken, []supply.Offer{at("bus", tuesday, "10:30"), at("bus", tuesday, "10:30")}},
		"past":    {supply.ErrPast, []supply.Offer{at("hal", monday-1, "09:00")}},
		"nowhere": {catalogue.ErrUnknownOffice, []supply.Offer{at("maan", tuesday, "09:00")}},
	}
	for name, c := range cases {
		if _, err := tn.ask(a.ID, OtherChange, c.proposals...); !errors.Is(err, c.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := tn.cancel(a.ID); err != nil {
		t.Fatal(err)
	}
	if _, err := tn.ask(a.ID, OtherChange); !errors.Is(err, ErrNotBooked) {
		t.Error("asked about what was cancelled:", err)
	}
	if err := tn.try(func(tx *ledger.Tx) error { _, err := NoteTried(tx, a.ID); return err }); !errors.Is(err, ErrNoRequest) {
		t.Error("called about what was cancelled:", err)
	}
	if err := tn.try(func(tx *ledger.Tx) error { return ListToCall(tx, a.ID, Undelivered) }); err != nil || len(tn.callList()) > 0 {
		t.Error("listed what was cancelled:", err, tn.callList())
	}
}

func TestWhoComesAllTheSameIsCalledNoMore(t *testing.T) {
	tn := newTown(t)
	a := tn.mustBookFor(called, at("hal", monday, "09:00"))
	if _, err := tn.ask(a.ID, DeskShort); err != nil {
		t.Fatal(err)
	}
	tn.do(func(tx *ledger.Tx) error { _, err := Arrive(tx, a.ID); return err })
	if len(tn.callList()) > 0 {
		t.Error("still on the call list")
	}
}

func TestTheListForgetsWithTheResident(t *testing.T) {
	tn := newTown(t)
	a := tn.mustBookFor(called, at("hal", monday, "09:00"))
	if _, err := tn.ask(a.ID, DeskShort); err != nil {
		t.Fatal(err)
	}
	tn.pass(Retention + 24*time.Hour)
	if _, err := ForgetDue(context.Background(), tn.ledger, tn.vault); err != nil {
		t.Fatal(err)
	}
	if tn.askOf(a.ID).State != "" || len(tn.callList()) > 0 {
		t.Error("the call list remembers somebody who was forgotten")
	}
}

func TestWhatIsProposedCanBeHeldSideBySide(t *testing.T) {
	tn := newTown(t)
	a := tn.mustBookFor(called, at("bus", tuesday, "10:00"))
	var two []supply.Offer
	tn.see(func(r ledger.Reader) (err error) { two, err = Propose(r, a.ID, Unavailable{}); return err })
	if len(two) != 2 || two[0].Same(two[1]) || two[0].Same(a.Offer) {
		t.Fatalf("%+v", two)
	}
	if _, err := tn.ask(a.ID, OtherChange, two...); err != nil {
		t.Error(err)
	}
}
