package booking

import (
	"errors"
	"slices"
	"testing"

	"balie/booking/calendar"
	"balie/booking/catalogue"
	"balie/booking/contact"
	"balie/booking/ledger"
	"balie/booking/supply"
)

func (t *town) revise(id AppointmentID, q Revision) (a Appointment, err error) {
	err = t.try(func(tx *ledger.Tx) (err error) { a, err = Revise(tx, t.vault, id, q); return err })
	return a, err
}

func (t *town) keepsTime(id AppointmentID, w catalogue.Wish) (keeps bool) {
	t.Helper()
	t.see(func(r ledger.Reader) error {
		a, err := AppointmentByID(r, id)
		if err != nil {
			return err
		}
		q, err := RevisionQuery(r, t.vault, a, w, false)
		if err != nil {
			return err
		}
		keeps, err = KeepsTime(r, a, q)
		return err
	})
	return keeps
}

func (t *town) stands(id AppointmentID, w catalogue.Wish, o supply.Offer) {
	t.Helper()
	t.see(func(r ledger.Reader) error {
		a, err := AppointmentByID(r, id)
		if err != nil || !slices.Equal(a.Wish, w) || !a.Offer.Same(o) || a.State != Booked {
			t.Errorf("%+v %v, want %v at %+v", a, err, w, o)
		}
		return err
	})
}

// TestOneChildLessKeepsTheTime: the time is kept, the rest is free at once, and calendar and messages follow.
func TestOneChildLessKeepsTheTime(t *testing.T) {
	tn := newTown(t)
	a := tn.mustBookFor(mailed, at("bus", tuesday, "10:00"))
	a, err := tn.revise(a.ID, Revision{Wish: passports(3), At: a.Offer})
	if err != nil || a.Offer.Minutes != 20 || a.Moves != 1 {
		t.Fatalf("two children more: %+v %v", a, err)
	}
	if tn.hasStart(at("bus", tuesday, "10:15"), passports(1)) {
		t.Error("its last minutes are sold twice")
	}
	if a, err = tn.revise(a.ID, Revision{Wish: passports(2), At: a.Offer, Moves: 1}); err != nil || a.Offer.Minutes != 15 || a.Cells != 3 || a.Moves != 2 {
		t.Fatalf("one child less: %+v %v", a, err)
	}
	if !tn.hasStart(at("bus", tuesday, "10:15"), passports(1)) {
		t.Error("what it leaves is not free")
	}
	if _, told := tn.waiting(a)["moved/"+string(a.ID)+"/2"]; !told {
		t.Errorf("nobody is told: %v", tn.waiting(a))
	}
	if again, err := tn.revise(a.ID, Revision{Wish: passports(2), At: a.Offer, Moves: 1}); err != nil || again.Moves != 2 {
		t.Errorf("the same sent twice: %+v %v", again, err)
	}
}

// TestANeighbouringDeskKeepsTheTime: only the other desk has room for the longer visit.
func TestANeighbouringDeskKeepsTheTime(t *testing.T) {
	tn := newTown(t)
	a := tn.mustBook(passports(1), at("hal", tuesday, "09:00"))
	both := catalogue.Wish{{Product: "paspoort", Persons: 1}, {Product: "rijbewijs", Persons: 1}}
	tn.mustBook(both, at("hal", tuesday, "09:10")) // only at the first desk
	if !tn.keepsTime(a.ID, passports(4)) {
		t.Error("the second desk has room")
	}
	a, err := tn.revise(a.ID, Revision{Wish: passports(4), At: a.Offer})
	if err != nil || a.Offer.Start != cell("09:00") || a.Offer.Minutes != 25 {
		t.Fatalf("%+v %v", a, err)
	}
	if tn.keepsTime(a.ID, both) {
		t.Error("two licences do not fit at one desk")
	}
}

// TestWhatComesFreeGoesToWhoWaits: the minutes that one child less leaves, and all of a time that is left.
func TestWhatComesFreeGoesToWhoWaits(t *testing.T) {
	for name, c := range map[string]struct {
		to   supply.Offer
		wish catalogue.Wish
		free string
	}{
		"the last minutes": {at("bus", tuesday, "10:00"), passports(1), "10:10"},
		"all of it":        {at("bus", tuesday+1, "10:00"), passports(5), "10:00"},
		"the first":        {at("bus", tuesday, "10:10"), passports(1), "10:00"},
	} {
		t.Run(name, func(t *testing.T) {
			tn := newTown(t)
			a := tn.mustBook(passports(3), at("bus", tuesday, "10:00"))
			waits := tn.mustBookFor(mailed, at("bus", tuesday+8, "10:00"))
			if err := tn.wait(waits.ID, tuesday); err != nil {
				t.Fatal(err)
			}
			if _, err := tn.revise(a.ID, Revision{Wish: c.wish, At: c.to}); err != nil {
				t.Fatal(err)
			}
			tn.stands(waits.ID, passports(1), at("bus", tuesday, c.free))
		})
	}
}

// TestWhoWaitsWaitsOn: an earlier time that was held was for what they came for before.
func TestWhoWaitsWaitsOn(t *testing.T) {
	tn := newTown(t)
	early := tn.mustBook(passports(1), at("bus", tuesday+1, "10:00"))
	a := tn.mustBookFor(mailed, at("bus", tuesday+8, "10:00"))
	if err := tn.wait(a.ID); err != nil {
		t.Fatal(err)
	}
	if _, err := tn.cancel(early.ID); err != nil || tn.waitOf(a.ID).State != Offered {
		t.Fatalf("%v %+v", err, tn.waitOf(a.ID))
	}
	if _, err := tn.revise(a.ID, Revision{Wish: passports(2), At: a.Offer}); err != nil {
		t.Fatal(err)
	}
	if w := tn.waitOf(a.ID); w.State != Waiting || len(w.Passed) != 1 {
		t.Errorf("%+v", w)
	}
}

// TestARevisionIsRefused: each refusal, and after it the old appointment stands.
func TestARevisionIsRefused(t *testing.T) {
	tn := newTown(t)
	tn.do(func(tx *ledger.Tx) error {
		p, err := catalogue.ProductByID(tx, "rijbewijs")
		if err != nil {
			return err
		}
		p.Hidden = true
		return catalogue.PutProduct(tx, p)
	})
	a := tn.mustBook(passports(1), at("hal", tuesday, "11:50"))
	with := func(id catalogue.ProductID) catalogue.Wish {
		return catalogue.Wish{{Product: "paspoort", Persons: 1}, {Product: id, Persons: 1}}
	}
	past := at("hal", monday, "09:00")
	past.Date--
	for name, c := range map[string]struct {
		q    Revision
		want error
	}{
		"the same":              {Revision{Wish: passports(1), At: a.Offer}, ErrUnchanged},
		"nothing":               {Revision{At: a.Offer}, catalogue.ErrNothingChosen},
		"too many":              {Revision{Wish: passports(7), At: a.Offer}, catalogue.ErrPersons},
		"what does not combine": {Revision{Wish: with("huwelijk"), At: a.Offer}, catalogue.ErrNotTogether},
		"what is unknown":       {Revision{Wish: with("draak"), At: a.Offer}, catalogue.ErrUnknownProduct},
		"what we book alone":    {Revision{Wish: with("rijbewijs"), At: a.Offer}, ErrHidden},
		"after closing":         {Revision{Wish: passports(2), At: a.Offer}, supply.ErrTaken},
		"a day that is over":    {Revision{Wish: passports(2), At: past}, supply.ErrPast},
		"an older page":         {Revision{Wish: passports(2), At: a.Offer, Moves: 5}, ErrMovedMeanwhile},
	} {
		if _, err := tn.revise(a.ID, c.q); !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", name, err, c.want)
		}
		tn.stands(a.ID, passports(1), a.Offer)
	}
	if _, err := tn.revise("00000000000000000000000000", Revision{}); !errors.Is(err, ErrUnknownAppointment) {
		t.Errorf("nobody's: %v", err)
	}
	tn.at("2026-12-01T11:50")
	if _, err := tn.revise(a.ID, Revision{Wish: passports(2), At: a.Offer}); !errors.Is(err, ErrStarted) {
		t.Errorf("begun: %v", err)
	}
	tn.at("2026-12-01T11:00")
	if _, err := tn.cancel(a.ID); err != nil {
		t.Fatal(err)
	}
	if _, err := tn.revise(a.ID, Revision{Wish: passports(2), At: a.Offer}); !errors.Is(err, ErrNotBooked) {
		t.Errorf("cancelled: %v", err)
	}
}

// TestWhatWeAskedIsAnsweredFirst: while times are held for another question.
func TestWhatWeAskedIsAnsweredFirst(t *testing.T) {
	tn := newTown(t)
	a := tn.mustBookFor(mailed, at("hal", tuesday+6, "09:00"))
	tn.do(func(tx *ledger.Tx) error {
		_, err := RequestReschedule(tx, a.ID, DeskShort, []supply.Offer{at("hal", tuesday+7, "09:00")})
		return err
	})
	if _, err := tn.revise(a.ID, Revision{Wish: passports(2), At: a.Offer}); !errors.Is(err, ErrAnswerFirst) {
		t.Errorf("%v", err)
	}
}

// TestANewProductAsks: its questions and a number are asked, and what a product asked that is gone is forgotten.
func TestANewProductAsks(t *testing.T) {
	tn := newTown(t)
	tn.do(func(tx *ledger.Tx) error {
		p, err := catalogue.ProductByID(tx, "rijbewijs")
		if err != nil {
			return err
		}
		p.NeedsPhone = true
		p.Questions = []catalogue.Question{{ID: "soort", Required: true, Texts: map[string]catalogue.QuestionText{"nl": {Ask: "Welke soort?"}, "en": {Ask: "Which?"}, "de": {Ask: "Welche?"}}}}
		return catalogue.PutProduct(tx, p)
	})
	a := tn.mustBook(passports(1), at("hal", tuesday, "09:00"))
	both := catalogue.Wish{{Product: "paspoort", Persons: 1}, {Product: "rijbewijs", Persons: 1}}
	number := 0
	tn.see(func(r ledger.Reader) error {
		p, err := catalogue.ProductByID(r, "rijbewijs")
		number = p.Number()
		return err
	})
	q := Revision{Wish: both, At: a.Offer, Answers: []contact.Answer{{Product: number, ID: "soort", Said: "Bromfiets"}}}
	if _, err := tn.revise(a.ID, q); !errors.Is(err, ErrDetails) {
		t.Errorf("without a number: %v", err)
	}
	q.Phone = "0612345678"
	unanswered := q
	unanswered.Answers = nil
	if _, err := tn.revise(a.ID, unanswered); !errors.Is(err, ErrDetails) {
		t.Errorf("without an answer: %v", err)
	}
	tn.stands(a.ID, passports(1), a.Offer)
	if _, err := tn.revise(a.ID, q); err != nil {
		t.Fatal(err)
	}
	kept := func() (d contact.Details) {
		tn.see(func(r ledger.Reader) (err error) { d, err = contact.Read(r, tn.vault, a.ID.Subject()); return err })
		return d
	}
	if d := kept(); d.Phone == "" || len(d.Answers) != 1 || d.Name != riet.Name {
		t.Errorf("kept: %+v", d)
	}
	if _, err := tn.revise(a.ID, Revision{Wish: passports(1), At: a.Offer, Moves: 1}); err != nil || len(kept().Answers) != 0 {
		t.Errorf("without the licence: %v %+v", err, kept())
	}
}

// TestMoreTimeStaysNeeded: who needs more time needs it with one person less too.
func TestMoreTimeStaysNeeded(t *testing.T) {
	tn := newTown(t)
	d := riet
	d.Aid = contact.Aid{Kind: contact.MoreTime}
	key := NewVisitKey()
	if _, err := tn.hold(key, passports(3), at("bus", tuesday, "10:00")); err != nil {
		t.Fatal(err)
	}
	a, err := tn.book(key, d)
	if err != nil || a.Offer.Minutes != 30 {
		t.Fatalf("%+v %v", a, err)
	}
	if a, err = tn.revise(a.ID, Revision{Wish: passports(2), At: a.Offer}); err != nil || a.Offer.Minutes != 25 {
		t.Errorf("%+v %v", a, err)
	}
}

// TestARevisionIsSeenByAPlan names its event, which plans of the municipality read.
func TestARevisionIsSeenByAPlan(t *testing.T) {
	tn := newTown(t)
	a := tn.mustBook(passports(2), at("bus", tuesday, "10:00"))
	if _, err := tn.revise(a.ID, Revision{Wish: passports(1), At: at("bus", tuesday+calendar.Date(1), "10:00")}); err != nil {
		t.Fatal(err)
	}
	tn.see(func(r ledger.Reader) error {
		all, err := ledger.Events(r, 0, 1000)
		if !slices.ContainsFunc(all, func(e ledger.Event) bool {
			return e.Kind == "appointment.changed" && e.Persons == 1 && slices.Contains(e.IDs, string(a.ID))
		}) {
			t.Error("nothing says that it was changed")
		}
		return err
	})
}
