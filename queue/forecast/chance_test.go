package forecast

import (
	"testing"
	"time"

	"balie/booking"
	"balie/booking/catalogue"
	"balie/booking/ledger"
	"balie/booking/supply"
	"balie/queue"
)

func (t *town) chance(product catalogue.ProductID, kind queue.Kind) (c Chance) {
	t.Helper()
	t.see(func(r ledger.Reader) (err error) {
		c, err = ChanceOf(r, "avond", catalogue.Wish{{Product: product, Persons: 1}}, kind)
		return err
	})
	return c
}

func TestANumberIsForVisitsThatEndBeforeClosing(t *testing.T) {
	cases := map[string]struct {
		at      string
		staffed bool
		product catalogue.ProductID
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
			got := tn.chance(c.product, queue.WalkIn)
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
		if _, err := booking.TakeHoldFor(tx, key, supply.Staff, catalogue.Wish{{Product: "paspoort", Persons: 1}}, supply.Offer{Office: "avond", Date: tuesday, Start: cell("18:10")}); err != nil {
			return err
		}
		_, err := booking.Book(tx, tn.vault, booking.Request{Key: key, Contact: riet, Lang: "nl"})
		return err
	})
	for i, want := range []string{"18:00", "18:20", "18:30", "18:40", "18:50"} {
		if got := tn.chance("paspoort", queue.WalkIn); !got.Fits || wall(got.Starts) != want || got.Wait != got.Starts.Sub(time.UnixMilli(tn.clock.Load())) {
			t.Fatalf("visitor %d would begin at %s (%t), want %s", i, wall(got.Starts), got.Fits, want)
		}
		tn.do(func(tx *ledger.Tx) error {
			_, err := queue.Enter(tx, queue.Visitor{Office: "avond", Wish: catalogue.Wish{{Product: "paspoort", Persons: 1}}, Kind: queue.WalkIn, Lang: "nl"})
			return err
		})
	}
	if got := tn.chance("paspoort", queue.WalkIn); got.Fits || !got.Open {
		t.Errorf("beyond closing: %+v", got)
	}
}

// TestAPauseIsReckonedWith looks at a desk in lunch, one that closes, and one that is away.
func TestAPauseIsReckonedWith(t *testing.T) {
	for mode, want := range map[queue.Mode]string{queue.Lunch: "10:30", queue.Break: "10:15", queue.Away: "13:00", queue.Open: "10:00"} {
		tn := newEvening(t)
		tn.at("2026-12-01T10:00")
		tn.staff("a-1", anna)
		if mode != queue.Open {
			err := tn.ledger.Update(t.Context(), anna, func(tx *ledger.Tx) error {
				_, err := queue.SetMode(tx, queue.DeskRequest{Office: "avond", Desk: "a-1"}, mode, time.Time{})
				return err
			})
			if err != nil {
				t.Fatal(err)
			}
		}
		if got := tn.chance("paspoort", queue.WalkIn); wall(got.Starts) != want {
			t.Errorf("%s: begins at %s, want %s", mode, wall(got.Starts), want)
		}
	}
}
