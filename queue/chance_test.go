package queue

import (
	"testing"
	"time"

	"balie/booking"
	"balie/booking/calendar"
	"balie/booking/ledger"
)

// newEvening is an office of two desks from nine to half past twelve and one to five, with one desk in
// the evening, and a desk for marriages in the morning alone.
func newEvening(t *testing.T) *town {
	t.Helper()
	tn := newTown(t)
	tn.do(func(tx *ledger.Tx) error {
		o := booking.Office{ID: "avond", Kind: "townhall", Name: "Avond", Zone: "Europe/Amsterdam", Desks: []booking.Desk{
			{ID: "a-1", Name: "1", Skills: []string{"reis", "rij"}}, {ID: "a-2", Name: "2", Skills: []string{"reis", "akten"}},
		}}
		for _, w := range []struct{ id, desk, from, to string }{
			{"1a", "a-1", "09:00", "12:30"}, {"1b", "a-1", "13:00", "17:00"}, {"1c", "a-1", "17:00", "19:00"}, {"2a", "a-2", "09:00", "12:30"}, {"2b", "a-2", "13:00", "17:00"},
		} {
			o.Openings = append(o.Openings, calendar.Opening{ID: w.id, Desk: w.desk, Weekdays: []calendar.Weekday{2}, Start: cell(w.from), End: cell(w.to), Use: calendar.ForBoth, Share: calendar.Public})
		}
		return booking.PutOffice(tx, o)
	})
	return tn
}

func (t *town) chance(product booking.ProductID, kind Kind) (c Chance) {
	t.Helper()
	t.see(func(r ledger.Reader) (err error) {
		c, err = ChanceOf(r, "avond", booking.Wish{{Product: product, Persons: 1}}, kind)
		return err
	})
	return c
}

func (t *town) staff(desk booking.DeskID, who ledger.Actor) {
	t.Helper()
	err := t.ledger.Update(t.Context(), who, func(tx *ledger.Tx) error { _, err := TakeDesk(tx, "avond", desk, false); return err })
	if err != nil {
		t.Fatal(err)
	}
}

func wall(at time.Time) string {
	if at.IsZero() {
		return "-"
	}
	return at.In(amsterdam).Format("15:04")
}

func TestANumberIsForVisitsThatEndBeforeClosing(t *testing.T) {
	cases := map[string]struct {
		at      string
		staffed bool
		product booking.ProductID
		fits    bool
		starts  string
		closes  string
	}{
		"before opening":                   {"2026-12-08T08:00", false, "paspoort", true, "09:00", "19:00"},
		"in the morning":                   {"10:00", true, "paspoort", true, "10:00", "19:00"},
		"nobody is there yet":              {"10:00", false, "paspoort", true, "13:00", "19:00"},
		"just before lunch":                {"12:25", true, "paspoort", true, "13:00", "19:00"},
		"what fits before lunch":           {"12:25", true, "rijbewijs", true, "12:25", "19:00"},
		"a marriage just before five":      {"16:45", true, "huwelijk", false, "-", "17:00"},
		"the evening has one desk":         {"18:45", true, "paspoort", true, "18:45", "19:00"},
		"the last minutes":                 {"18:51", true, "paspoort", false, "-", "19:00"},
		"a marriage in the evening":        {"18:00", true, "huwelijk", false, "-", "-"},
		"what no desk of this house can":   {"10:00", true, "wmo", false, "-", "-"},
		"afternoon goes on in the evening": {"16:55", true, "paspoort", true, "16:55", "19:00"},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			tn := newEvening(t)
			if len(c.at) == 5 {
				c.at = "2026-12-01T" + c.at
			}
			tn.at(c.at)
			if c.staffed {
				tn.staff("a-1", anna)
				tn.staff("a-2", bert)
			}
			got := tn.chance(c.product, WalkIn)
			starts := "-"
			if got.Fits {
				starts = wall(got.Starts)
			}
			if got.Fits != c.fits || starts != c.starts || wall(got.Closes) != c.closes || got.Open != (c.closes != "-") {
				t.Errorf("fits %t from %s, closes %s, open %t", got.Fits, starts, wall(got.Closes), got.Open)
			}
		})
	}
}

// TestWhoWaitsAndWhoComesGoBefore fills the evening's one desk: the rest does not fit any more.
func TestWhoWaitsAndWhoComesGoBefore(t *testing.T) {
	tn := newEvening(t)
	tn.at("2026-12-01T18:00")
	tn.staff("a-1", anna)
	tn.do(func(tx *ledger.Tx) error {
		key := booking.NewVisitKey()
		if _, err := booking.TakeHoldFor(tx, key, booking.Staff, booking.Wish{{Product: "paspoort", Persons: 1}}, booking.Offer{Office: "avond", Date: tuesday, Start: cell("18:10")}); err != nil {
			return err
		}
		_, err := booking.Book(tx, tn.vault, booking.Request{Key: key, Contact: riet, Lang: "nl"})
		return err
	})
	for i, want := range []string{"18:00", "18:20", "18:30", "18:40", "18:50"} {
		if got := tn.chance("paspoort", WalkIn); !got.Fits || wall(got.Starts) != want || got.Wait != got.Starts.Sub(time.UnixMilli(tn.clock.Load())) {
			t.Fatalf("visitor %d would begin at %s (%t), want %s", i, wall(got.Starts), got.Fits, want)
		}
		tn.do(func(tx *ledger.Tx) error {
			_, err := Enter(tx, Visitor{Office: "avond", Wish: booking.Wish{{Product: "paspoort", Persons: 1}}, Kind: WalkIn, Lang: "nl"})
			return err
		})
	}
	if got := tn.chance("paspoort", WalkIn); got.Fits || !got.Open {
		t.Errorf("beyond closing: %+v", got)
	}
}

// TestAPauseIsReckonedWith looks at a desk in lunch, one that closes, and one that is away.
func TestAPauseIsReckonedWith(t *testing.T) {
	for mode, want := range map[Mode]string{Lunch: "10:30", Break: "10:15", Away: "13:00", Open: "10:00"} {
		tn := newEvening(t)
		tn.at("2026-12-01T10:00")
		tn.staff("a-1", anna)
		if mode != Open {
			err := tn.ledger.Update(t.Context(), anna, func(tx *ledger.Tx) error {
				_, err := SetMode(tx, At{Office: "avond", Desk: "a-1"}, mode, time.Time{})
				return err
			})
			if err != nil {
				t.Fatal(err)
			}
		}
		if got := tn.chance("paspoort", WalkIn); wall(got.Starts) != want {
			t.Errorf("%s: begins at %s, want %s", mode, wall(got.Starts), want)
		}
	}
}
