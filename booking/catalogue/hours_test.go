package catalogue

import (
	"errors"
	"testing"

	"balie/booking/calendar"
	"balie/booking/ledger"
)

// drafted plans a change and applies it unless it is refused.
func (tn *town) drafted(owner Owner, fn func(*Draft) error) error {
	return tn.l.Update(tn.t.Context(), "cli", func(tx *ledger.Tx) error {
		d := NewDraft(tx, owner)
		if err := fn(d); err != nil {
			return err
		}
		return Apply(tx, d.Changes())
	})
}

func (tn *town) hoursOn(day calendar.Date) (cells int) {
	tn.read(func(r ledger.Reader) error {
		o, err := OfficeByID(r, "plein")
		for _, w := range o.Rules().Day(day) {
			cells += w.Cells.Len()
		}
		return err
	})
	return cells
}

func TestAnOpeningChangesFromADayOnAndIsTakenBack(t *testing.T) {
	tn := newTown(t)
	tn.do(func(tx *ledger.Tx) error { return PutOffice(tx, plein()) })
	today := calendar.DateOf(2026, 12, 1)
	longer := openingOf("ochtend", "plein-1", 108, 150)
	if err := tn.drafted(Configuration, func(d *Draft) error { return d.PutOpening("plein", longer, today+7) }); err != nil {
		t.Fatal(err)
	}
	if a, b := tn.hoursOn(today), tn.hoursOn(today+7); a != 36 || b != 42 {
		t.Errorf("today %d cells, in a week %d", a, b)
	}
	ref := Ref{KindOpening, "plein", "ochtend"}
	var number int
	tn.read(func(r ledger.Reader) (err error) { _, number, err = LastMade(r, ref); return err })
	back := func(n int, owner Owner) error {
		return tn.l.Update(t.Context(), "cli", func(tx *ledger.Tx) error { return TakeBack(tx, owner, ref, n) })
	}
	if err := back(number-1, Configuration); !errors.Is(err, ErrMeanwhile) {
		t.Errorf("an older version is taken back: %v", err)
	}
	if err := back(number, Outreach); !errors.Is(err, ErrOwned) {
		t.Errorf("another owner takes it back: %v", err)
	}
	if err := back(number, Configuration); err != nil || tn.hoursOn(today+7) != 36 {
		t.Errorf("taken back: %v, and open for %d", err, tn.hoursOn(today+7))
	}
	if err := tn.drafted(Configuration, func(d *Draft) error { return d.End(ref, today+3) }); err != nil || tn.hoursOn(today+2) != 36 || tn.hoursOn(today+3) != 0 {
		t.Errorf("ended: %v, open for %d and then %d", err, tn.hoursOn(today+2), tn.hoursOn(today+3))
	}
}

func TestHoursAreRefused(t *testing.T) {
	tn := newTown(t)
	tn.do(func(tx *ledger.Tx) error {
		if err := PutOffice(tx, plein()); err != nil {
			return err
		}
		return putOpening(tx, Outreach, "plein", openingOf("stop-1", "plein-1", 180, 200))
	})
	overlapping := openingOf("nieuw", "plein-1", 140, 150)
	var in Overlap
	if err := tn.drafted(Configuration, func(d *Draft) error { return d.PutOpening("plein", overlapping, 0) }); !errors.Is(err, ErrOverlap) || !errors.As(err, &in) || in.With.ID != "ochtend" {
		t.Errorf("overlapping: %v %+v", err, in)
	}
	for what, refused := range map[string]struct {
		plan func(*Draft) error
		want error
	}{
		"another's opening":  {func(d *Draft) error { return d.PutOpening("plein", openingOf("stop-1", "plein-1", 180, 190), 0) }, ErrOwned},
		"another's end":      {func(d *Draft) error { return d.End(Ref{KindOpening, "plein", "stop-1"}, 0) }, ErrOwned},
		"no such desk":       {func(d *Draft) error { return d.PutOpening("plein", openingOf("x", "nergens", 1, 2), 0) }, ErrSetup},
		"ends before begins": {func(d *Draft) error { return d.PutOpening("plein", openingOf("x", "plein-1", 2, 1), 0) }, ErrSetup},
		"a day without date": {func(d *Draft) error {
			return d.PutException("plein", calendar.Exception{ID: "x", Start: 1, End: 2, Use: "both", Share: "public"})
		}, ErrSetup},
		"no such office": {func(d *Draft) error { return d.SetHolidays("nergens", true) }, ErrUnknownOffice},
	} {
		if err := tn.drafted(Configuration, refused.plan); !errors.Is(err, refused.want) {
			t.Errorf("%s: %v", what, err)
		}
	}
}

func TestHolidaysAndOtherHoursOfADay(t *testing.T) {
	tn := newTown(t)
	tn.do(func(tx *ledger.Tx) error { return PutOffice(tx, plein()) })
	christmas, eve := calendar.DateOf(2026, 12, 25), calendar.DateOf(2026, 12, 24)
	err := tn.drafted(Configuration, func(d *Draft) error {
		if err := d.SetHolidays("plein", true); err != nil {
			return err
		}
		return d.PutException("plein", calendar.Exception{ID: "kerst", Date: eve, Start: 108, End: 120, Use: calendar.ForBoth, Share: calendar.Public})
	})
	if err != nil || tn.hoursOn(christmas) != 0 || tn.hoursOn(eve) != 12 {
		t.Errorf("%v: open for %d at Christmas, %d before", err, tn.hoursOn(christmas), tn.hoursOn(eve))
	}
}
