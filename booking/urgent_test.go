package booking

import (
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"balie/booking/calendar"
	"balie/booking/catalogue"
	"balie/booking/ledger"
	"balie/booking/supply"
)

func TestWhatCannotWaitIsJudgedByItsDay(t *testing.T) {
	cases := map[string]struct {
		u    catalogue.Urgency
		want error
	}{
		"a death without a day":         {catalogue.Urgency{Reason: catalogue.Death, Day: 0}, nil},
		"a death today":                 {catalogue.Urgency{Reason: catalogue.Death, Day: monday}, nil},
		"a death tomorrow":              {catalogue.Urgency{Reason: catalogue.Death, Day: monday + 1}, catalogue.ErrUrgentDay},
		"a death long ago":              {catalogue.Urgency{Reason: catalogue.Death, Day: monday - 500}, catalogue.ErrUrgentDay},
		"a stillbirth":                  {catalogue.Urgency{Reason: catalogue.Stillbirth, Day: 0}, nil},
		"a birth without a day":         {catalogue.Urgency{Reason: catalogue.BirthTerm, Day: 0}, catalogue.ErrUrgentDay},
		"a birth today, until Thursday": {catalogue.Urgency{Reason: catalogue.BirthTerm, Day: monday}, catalogue.ErrNotUrgent},
		"a birth on Friday, until Tue":  {catalogue.Urgency{Reason: catalogue.BirthTerm, Day: monday - 3}, nil},
		"a birth whose term is over":    {catalogue.Urgency{Reason: catalogue.BirthTerm, Day: monday - 20}, nil},
		"a journey without a day":       {catalogue.Urgency{Reason: catalogue.Journey, Day: 0}, catalogue.ErrUrgentDay},
		"a journey in a week":           {catalogue.Urgency{Reason: catalogue.Journey, Day: monday + 7}, nil},
		"a journey in three weeks":      {catalogue.Urgency{Reason: catalogue.Journey, Day: monday + 21}, catalogue.ErrNotUrgent},
		"a journey yesterday":           {catalogue.Urgency{Reason: catalogue.Journey, Day: monday - 1}, catalogue.ErrUrgentDay},
		"nothing":                       {catalogue.Urgency{}, catalogue.ErrNotUrgent},
		"a reason that there is not":    {catalogue.Urgency{Reason: "hurry", Day: monday}, catalogue.ErrNotUrgent},
	}
	for name, c := range cases {
		if err := c.u.Check(monday); !errors.Is(err, c.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// urgentTown has a bus of one desk: two hours for everybody, and a reserve of an hour that opens at a
// quarter past ten.
func urgentTown(t testing.TB) *town {
	tn := newTown(t)
	tn.do(func(tx *ledger.Tx) error {
		p := testProducts()[0]
		p.Urgent = catalogue.Death
		bus := testOffices()[1]
		bus.Openings[0].Start, bus.Openings[0].End = cell("09:00"), cell("11:00")
		reserve := bus.Openings[0]
		reserve.ID, reserve.Start, reserve.End, reserve.Share, reserve.ReleaseAt = "reserve", cell("11:00"), cell("12:00"), calendar.Reserve, cell("10:15")
		bus.Openings = append(bus.Openings, reserve)
		return errors.Join(catalogue.PutProduct(tx, p), catalogue.PutOffice(tx, bus))
	})
	return tn
}

func (t *town) holdUrgent(key VisitKey, w catalogue.Wish, o supply.Offer, u catalogue.Urgency) (h Hold, err error) {
	err = t.try(func(tx *ledger.Tx) (err error) { h, err = TakeHoldUrgent(tx, key, w, o, u); return err })
	return h, err
}

func TestTheReserveIsForWhoCannotWaitUntilItsMoment(t *testing.T) {
	tn := urgentTown(t)
	tn.at("2026-12-01T08:00")
	reserved := at("bus", tuesday, "11:30")
	if _, err := tn.hold(NewVisitKey(), passports(1), reserved); !errors.Is(err, supply.ErrTaken) {
		t.Error("the public holds the reserve:", err)
	}
	if _, err := tn.holdUrgent(NewVisitKey(), catalogue.Wish{{Product: "rijbewijs", Persons: 1}}, reserved, catalogue.Urgency{Reason: catalogue.Death, Day: 0}); !errors.Is(err, catalogue.ErrNotUrgent) {
		t.Error("a product without a reason holds the reserve:", err)
	}
	key := NewVisitKey()
	if _, err := tn.holdUrgent(key, passports(1), reserved, catalogue.Urgency{Reason: catalogue.Death, Day: tuesday}); err != nil {
		t.Fatal(err)
	}
	if _, err := tn.hold(key, passports(1), at("bus", tuesday, "11:00")); err != nil { // chooses again, on a page that knows the key alone
		t.Error("who cannot wait chooses once:", err)
	}
	if _, err := tn.hold(key, passports(2), reserved); !errors.Is(err, supply.ErrTaken) {
		t.Error("another wish has the reserve too:", err)
	}
	a, err := tn.book(key, riet)
	if err != nil || !a.Urgent {
		t.Fatalf("%+v %v", a, err)
	}
	if a, err = tn.move(a.ID, reserved, 0); err != nil {
		t.Error("who cannot wait moves within the reserve:", err)
	}
	tn.at("2026-12-01T10:14")
	if tn.hasStart(at("bus", tuesday, "11:00"), passports(1)) {
		t.Error("the reserve is open a minute too soon")
	}
	tn.at("2026-12-01T10:15")
	if !tn.hasStart(at("bus", tuesday, "11:00"), passports(1)) || tn.hasStart(reserved, passports(1)) {
		t.Error("what is left of the reserve is not open at its moment")
	}
}

func TestAHoldKnowsTheLastLawfulDay(t *testing.T) {
	tn := urgentTown(t)
	h, err := tn.holdUrgent(NewVisitKey(), passports(1), at("bus", tuesday+3, "09:00"), catalogue.Urgency{Reason: catalogue.Death, Day: monday - 12}) // Wednesday 18 November
	if err != nil || h.Last != calendar.DateOf(2026, 11, 26) || !h.Late() {
		t.Errorf("%+v %v", h, err)
	}
	if h, err = tn.holdUrgent(NewVisitKey(), passports(1), at("bus", tuesday, "09:00"), catalogue.Urgency{Reason: catalogue.Death, Day: 0}); err != nil || h.Late() {
		t.Errorf("%+v %v", h, err)
	}
}

// TestTheReserveAgreesWithAPlainModel lets people come in any order while the morning passes. The public
// never gets a minute of the reserve before its moment, who cannot wait is always offered all that is
// free, and after the moment everything that is left is everybody's: nothing is wasted.
func TestTheReserveAgreesWithAPlainModel(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		tn := urgentTown(t)
		tn.at("2026-12-01T08:00")
		taken := map[calendar.Cell]bool{}
		for i := range rapid.IntRange(5, 20).Draw(rt, "steps") {
			urgent := rapid.Bool().Draw(rt, fmt.Sprint("urgent ", i))
			start := cell("09:00") + calendar.Cell(rapid.IntRange(0, 35).Draw(rt, "start"))
			tn.pass(time.Duration(rapid.IntRange(0, 20).Draw(rt, "minutes")) * time.Minute)
			o, ask := at("bus", tuesday, start.String()), supply.Query{Wish: passports(1)}
			if urgent {
				ask.Audience = supply.Urgent
			}
			want := modelStarts(tn, taken, urgent)
			if got := tn.offered("bus", ask, tuesday); !slices.Equal(got, want) {
				rt.Fatalf("urgent %t is offered %v, the model says %v", urgent, got, want)
			}
			key := NewVisitKey()
			var err error
			if urgent {
				_, err = tn.holdUrgent(key, ask.Wish, o, catalogue.Urgency{Reason: catalogue.Death, Day: 0})
			} else {
				_, err = tn.hold(key, ask.Wish, o)
			}
			if can := slices.Contains(want, start); (err == nil) != can {
				rt.Fatalf("urgent %t at %s: %v, the model says %t", urgent, start, err, can)
			}
			if err == nil {
				if _, err := tn.book(key, riet); err != nil {
					rt.Fatal(err)
				}
				taken[start], taken[start+1] = true, true
			}
		}
		tn.close()
	})
}

// modelStarts are the starts of ten minutes between nine and twelve that are free, to come, and open.
func modelStarts(tn *town, taken map[calendar.Cell]bool, urgent bool) (starts []calendar.Cell) {
	_, now := calendar.CellIn(time.UnixMilli(tn.clock.Load()), amsterdam)
	open := func(c calendar.Cell) bool {
		reserve := c >= cell("11:00")
		return c >= cell("09:00") && c < cell("12:00") && !taken[c] && (!reserve || urgent || now >= cell("10:15"))
	}
	for c := max(cell("09:00"), now+1); c < cell("12:00"); c++ {
		if open(c) && open(c+1) {
			starts = append(starts, c)
		}
	}
	return starts
}
