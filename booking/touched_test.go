package booking

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"balie/booking/calendar"
	"balie/booking/catalogue"
	"balie/booking/ledger"
	"balie/booking/supply"
)

// foresee is what a change of the hall would touch.
func (t *town) foresee(change func(*catalogue.Office)) (found []Touched) {
	t.Helper()
	t.see(func(r ledger.Reader) (err error) {
		d := catalogue.NewDraft(r, catalogue.Configuration)
		hall := testOffices()[0]
		change(&hall)
		if err := d.PutOffice(hall, 0); err != nil {
			return err
		}
		found, err = TouchedBy(r, d)
		return err
	})
	return found
}

// TestAChangeSaysFirstWhomItTouches: ids, the time that each has, and why it cannot be kept; and it changes nothing.
func TestAChangeSaysFirstWhomItTouches(t *testing.T) {
	tn := newTown(t)
	rij := tn.mustBook(catalogue.Wish{{Product: "rijbewijs", Persons: 1}}, at("hal", tuesday, "11:30")) // desk 1 only
	tn.mustBook(passports(1), at("hal", tuesday, "09:00"))
	closed := func(k calendar.Closure) func(*catalogue.Office) {
		return func(o *catalogue.Office) { o.Closures = []calendar.Closure{k} }
	}
	for name, c := range map[string]struct {
		change func(*catalogue.Office)
		cause  supply.Cause
	}{
		"an hour less":           {func(o *catalogue.Office) { o.Openings[0].End = cell("11:00") }, supply.Cause{Kind: string(calendar.NoOpening)}},
		"a closure":              {closed(calendar.Closure{ID: "dag", Desk: "hal-1", From: tuesday, Until: tuesday, Reason: "Studie"}), supply.Cause{Kind: string(calendar.ClosedBy), Rule: "dag", Name: "Studie"}},
		"a skill that goes":      {func(o *catalogue.Office) { o.Desks[0].Skills = []string{"reis"} }, supply.Cause{Kind: supply.BySkill, Rule: "hal-1"}},
		"a desk that goes":       {func(o *catalogue.Office) { o.Desks, o.Openings = o.Desks[1:], o.Openings[1:] }, supply.Cause{Kind: supply.ByDesk}},
		"walk-in only":           {func(o *catalogue.Office) { o.Openings[0].Use = calendar.ForWalkIn }, supply.Cause{Kind: supply.ByUse, Rule: "hal-1"}},
		"nothing that is booked": {closed(calendar.Closure{ID: "dag", From: tuesday + 1, Until: tuesday + 1, Reason: "Studie"}), supply.Cause{}},
	} {
		found := tn.foresee(c.change)
		if c.cause.Kind == "" && len(found) > 0 || c.cause.Kind != "" && (len(found) != 1 || found[0] != Touched{rij.ID, rij.Offer, c.cause}) {
			t.Errorf("%s: %+v", name, found)
		}
	}
	tn.see(func(r ledger.Reader) error {
		d := catalogue.NewDraft(r, catalogue.Configuration)
		if err := d.Withdraw(catalogue.Ref{Kind: catalogue.KindProduct, ID: "rijbewijs"}, tuesday); err != nil {
			return err
		}
		found, err := TouchedBy(r, d)
		if len(found) != 1 || found[0].Appointment != rij.ID || found[0].Cause.Kind != ByProduct {
			t.Errorf("a product that goes: %+v", found)
		}
		unkept, _ := Unkept(r)
		if len(unkept) != 0 {
			t.Errorf("asking changed something: %+v", unkept)
		}
		return err
	})
}

// TestMinutesThatChangeTouchNobody: an appointment keeps the version and the minutes it was made with, also when it
// moves; how many do is said.
func TestMinutesThatChangeTouchNobody(t *testing.T) {
	tn := newTown(t)
	a := tn.mustBook(passports(1), at("hal", tuesday, "09:00"))
	longer := testProducts()[0]
	longer.Minutes = 25
	tn.see(func(r ledger.Reader) error {
		d := catalogue.NewDraft(r, catalogue.Configuration)
		if err := d.PutProduct(longer, 0); err != nil {
			return err
		}
		keep, err := Keeping(r, d)
		if keep["paspoort"] != 1 {
			t.Errorf("kept: %v", keep)
		}
		return err
	})
	tn.do(func(tx *ledger.Tx) error { return catalogue.PutProduct(tx, longer) })
	b := tn.mustBook(passports(1), at("hal", tuesday, "10:00"))
	if !slices.Equal(a.With, []int{1}) || !slices.Equal(b.With, []int{2}) || b.Offer.Minutes != 25 {
		t.Errorf("made with %v and %v, %d minutes", a.With, b.With, b.Offer.Minutes)
	}
	moved, err := tn.move(a.ID, at("hal", tuesday, "11:00"), 0)
	if err != nil || moved.Offer.Minutes != 10 || !slices.Equal(moved.With, []int{1}) {
		t.Errorf("moved: %+v %v", moved, err)
	}
}

// TestWhatIsForeseenIsWhatCheckNames: for any change under any appointments, who is touched before is who cannot be
// kept after.
func TestWhatIsForeseenIsWhatCheckNames(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		tn := newTown(t)
		defer tn.close()
		for range rapid.IntRange(1, 8).Draw(rt, "appointments") {
			wish := rapid.SampledFrom([]catalogue.Wish{passports(1), passports(3), {{Product: "rijbewijs", Persons: 1}}}).Draw(rt, "wish")
			o := at("hal", tuesday+calendar.Date(rapid.IntRange(0, 1).Draw(rt, "day")), "09:00")
			o.Start += calendar.Cell(rapid.IntRange(0, 30).Draw(rt, "start"))
			key := NewVisitKey()
			if _, err := tn.hold(key, wish, o); err == nil {
				_, _ = tn.book(key, riet)
			}
		}
		smaller := testOffices()[0]
		for i := range smaller.Openings {
			smaller.Openings[i].Start += calendar.Cell(rapid.IntRange(0, 12).Draw(rt, "later"))
			smaller.Openings[i].End -= calendar.Cell(rapid.IntRange(0, 12).Draw(rt, "sooner"))
		}
		if rapid.Bool().Draw(rt, "closed") {
			smaller.Closures = []calendar.Closure{{ID: "x", Desk: "hal-1", From: tuesday, Until: tuesday, Reason: "x"}}
		}
		foreseen := tn.foresee(func(o *catalogue.Office) { *o = smaller })
		tn.do(func(tx *ledger.Tx) error { return catalogue.PutOffice(tx, smaller) })
		tn.see(func(r ledger.Reader) error {
			unkept, err := Unkept(r)
			if !slices.Equal(foreseen, unkept) {
				rt.Fatalf("foreseen %+v\nafter %+v", foreseen, unkept)
			}
			return err
		})
	})
}
