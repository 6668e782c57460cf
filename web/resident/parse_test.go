package resident

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"balie/booking/calendar"
	"balie/booking/catalogue"
	"balie/booking/supply"
)

func TestWishesAreReadFromPairs(t *testing.T) {
	w, err := WishOf([]string{"paspoort.3", "", "rijbewijs.1"})
	if err != nil || len(w) != 2 || w[0] != (catalogue.Line{Product: "paspoort", Persons: 3}) {
		t.Fatalf("%+v, %v", w, err)
	}
	if again, err := WishOf(Pairs(w)); err != nil || !slices.Equal(again, w) {
		t.Fatalf("there and back: %+v, %v", again, err)
	}
	refused := map[string]error{
		"paspoort": catalogue.ErrUnknownProduct, "paspoort.": catalogue.ErrUnknownProduct, "paspoort.x": catalogue.ErrUnknownProduct,
		"paspoort.99999999999999999999": catalogue.ErrUnknownProduct, strings.Repeat("a", 90) + ".1": catalogue.ErrUnknownProduct,
	}
	for pair, want := range refused {
		if _, err := WishOf([]string{pair}); !errors.Is(err, want) {
			t.Errorf("%.20q: %v", pair, err)
		}
	}
	if _, err := WishOf([]string{"a.1", "b.1", "c.1", "d.1", "e.1", "f.1"}); !errors.Is(err, catalogue.ErrTooMuch) {
		t.Errorf("six products: %v", err)
	}
}

func FuzzWish(f *testing.F) {
	f.Add("paspoort.3")
	f.Fuzz(func(t *testing.T, pair string) {
		w, err := WishOf([]string{pair})
		if err != nil || len(w) == 0 {
			return
		}
		if again, err := WishOf(Pairs(w)); err != nil || !slices.Equal(again, w) {
			t.Errorf("%q became %+v and then %+v", pair, w, again)
		}
	})
}

func TestTimesAreReadAsTheyStandOnTheButtons(t *testing.T) {
	o, ok := TimeOf("2026-12-01T10:20", "hal")
	if want := (supply.Offer{Office: "hal", Date: calendar.DateOf(2026, 12, 1), Start: 124}); !ok || o != want {
		t.Errorf("%+v %v", o, ok)
	}
	if o, ok := TimeOf("2026-12-01T10:20@bus", "hal"); !ok || o.Office != "bus" {
		t.Errorf("elsewhere: %+v %v", o, ok)
	}
	for _, odd := range []string{"", "T", "2026-12-01", "2026-02-30T10:00", "2026-12-01T24:00", "2026-12-01T10:03", "2026-12-01 10:00"} {
		if o, ok := TimeOf(odd, "hal"); ok {
			t.Errorf("%q is read as %+v", odd, o)
		}
	}
}
