package booking

import (
	"errors"
	"testing"
	"time"

	"balie/booking/calendar"
	"balie/booking/ledger"
)

func dateOn(y int, m time.Month, d int) calendar.Date { return calendar.DateOf(y, m, d) }

func TestMeasureAddsProductsAndPersons(t *testing.T) {
	tn := newTown(t)
	tn.see(func(r ledger.Reader) error {
		need, err := Measure(r, Wish{{"paspoort", 3}, {"rijbewijs", 1}})
		if need.Minutes != 25 || need.Cells != 5 || len(need.Skills) != 2 {
			t.Errorf("three passports and a licence: %+v", need)
		}
		return err
	})
	refused := map[string]struct {
		w    Wish
		want error
	}{
		"nothing":      {nil, ErrNothingChosen},
		"nobody":       {Wish{{"paspoort", 0}}, ErrPersons},
		"too many":     {Wish{{"paspoort", 7}}, ErrPersons},
		"twice":        {Wish{{"paspoort", 1}, {"paspoort", 1}}, ErrTwice},
		"not together": {Wish{{"paspoort", 1}, {"huwelijk", 1}}, ErrNotTogether},
		"alone":        {Wish{{"wmo", 1}, {"huwelijk", 1}}, ErrNotTogether},
		"six products": {make(Wish, 6), ErrTooMuch},
		"unknown":      {Wish{{"vliegbrevet", 1}}, ErrUnknownProduct},
	}
	for name, c := range refused {
		tn.see(func(r ledger.Reader) error {
			if _, err := Measure(r, c.w); !errors.Is(err, c.want) {
				t.Errorf("%s: got %v, want %v", name, err, c.want)
			}
			return nil
		})
	}
}

func TestMonthSaysWhatADayIs(t *testing.T) {
	tn := newTown(t)
	tn.at("2026-12-01T11:57")
	for start := cell("10:00"); start < cell("11:00"); start += 2 {
		tn.mustBook(passports(1), Offer{Office: "bus", Date: tuesday + 1, Start: start})
	}
	want := map[calendar.Date]DayState{
		monday: Past, tuesday: Past, tuesday + 1: Full, tuesday + 2: Free,
		dateOn(2026, 12, 5): Closed, dateOn(2027, 3, 1): Later,
	}
	tn.see(func(r ledger.Reader) error {
		for date, state := range want {
			days, err := Month(r, "bus", Asking{Wish: passports(1)}, date, date)
			if err != nil || days[0].State != state {
				t.Errorf("%s is %v (%v), want %s", date, days, err, state)
			}
		}
		christmas, err := Month(r, "hal", Asking{Wish: passports(1)}, dateOn(2026, 12, 25), dateOn(2026, 12, 25))
		if christmas[0].State != Closed || christmas[0].Why != "holiday.eerste_kerstdag" {
			t.Errorf("Christmas: %+v", christmas[0])
		}
		return err
	})
}

func TestBestNearestAndFirstAreAllToBeHad(t *testing.T) {
	tn := newTown(t)
	ask := Asking{Wish: Wish{{"paspoort", 2}}}
	taken := at("hal", tuesday, "10:00")
	tn.mustBook(ask.Wish, taken)
	tn.mustBook(ask.Wish, taken)
	var offers []Offer
	tn.see(func(r ledger.Reader) error {
		best, err := Best(r, "hal", ask, 3)
		if err != nil || len(best) != 3 || best[0].Date != monday || best[2].Date == monday {
			t.Errorf("best: %+v %v", best, err)
		}
		near, err := Nearest(r, ask, taken, 4)
		if err != nil || len(near) != 4 || near[0].Date != tuesday {
			t.Errorf("nearest: %+v %v", near, err)
		}
		first, err := FirstAnywhere(r, ask)
		if err != nil || len(first) != 2 || first[0].Office != "hal" {
			t.Errorf("first anywhere: %+v %v", first, err)
		}
		offers = append(append(best, near...), first...)
		return nil
	})
	for _, o := range offers {
		if o == taken {
			t.Error("the taken time is offered")
		}
		key := NewVisitKey()
		if _, err := tn.hold(key, ask.Wish, o); err != nil {
			t.Errorf("%+v was offered and refused: %v", o, err)
		}
		tn.do(func(tx *ledger.Tx) error { return DropHold(tx, key) })
	}
}

func TestExplainNamesTheReason(t *testing.T) {
	tn := newTown(t)
	hall := testOffices()[0]
	hall.Closures = []calendar.Closure{{ID: "studiedag", From: tuesday + 1, Until: tuesday + 1, Reason: "Studiedag"}}
	hall.Openings = append(hall.Openings, calendar.Opening{ID: "reserve", Desk: "hal-1", Weekdays: hall.Openings[0].Weekdays, Start: cell("13:00"), End: cell("14:00"), Use: calendar.ForAppointment, Share: calendar.Reserve, ReleaseHours: 2})
	tn.do(func(tx *ledger.Tx) error { return PutOffice(tx, hall) })
	tn.mustBook(passports(1), at("hal", tuesday, "09:00"))
	tn.mustBook(passports(1), at("hal", tuesday, "09:00"))
	cases := map[string]struct {
		w     Wish
		date  calendar.Date
		start string
		want  Explanation
	}{
		"free":       {passports(1), tuesday, "09:10", Explanation{Kind: "free"}},
		"taken":      {passports(1), tuesday, "09:00", Explanation{Kind: "taken"}},
		"past":       {passports(1), monday, "07:00", Explanation{Kind: "past"}},
		"notice":     {Wish{{"huwelijk", 1}}, monday, "09:00", Explanation{Kind: "notice", Minutes: 1440}},
		"horizon":    {passports(1), dateOn(2027, 6, 1), "09:00", Explanation{Kind: "horizon", Days: 60}},
		"skill":      {Wish{{"wmo", 1}}, tuesday, "09:00", Explanation{Kind: "skill"}},
		"closed":     {passports(1), tuesday + 1, "09:00", Explanation{Kind: "closed", Rule: "studiedag", Name: "Studiedag"}},
		"holiday":    {passports(1), dateOn(2026, 12, 25), "09:00", Explanation{Kind: "holiday", Name: "eerste_kerstdag"}},
		"no opening": {passports(1), tuesday, "15:00", Explanation{Kind: "no-opening"}},
		"closing":    {passports(1), tuesday, "11:55", Explanation{Kind: "closing", Minutes: 10}},
		"reserve":    {passports(1), tuesday, "13:00", Explanation{Kind: "share", Rule: "reserve"}},
	}
	for name, c := range cases {
		tn.see(func(r ledger.Reader) error {
			got, err := Explain(r, "hal", Asking{Wish: c.w}, c.date, cell(c.start))
			if err != nil || got != c.want {
				t.Errorf("%s: got %+v %v, want %+v", name, got, err, c.want)
			}
			return nil
		})
	}
}

func TestReserveOpensToEverybodyAtItsMoment(t *testing.T) {
	tn := newTown(t)
	bus := testOffices()[1]
	bus.Openings[0].Share, bus.Openings[0].ReleaseHours = calendar.Reserve, 24
	tn.do(func(tx *ledger.Tx) error { return PutOffice(tx, bus) })
	public, urgent := Asking{Wish: passports(1)}, Asking{Wish: passports(1), Audience: Urgent}
	tn.at("2026-11-30T09:59")
	if got := tn.offered("bus", public, tuesday); len(got) != 0 {
		t.Errorf("the public is offered %v before the release", got)
	}
	if got := tn.offered("bus", urgent, tuesday); len(got) != 11 {
		t.Errorf("urgent is offered %d", len(got))
	}
	tn.at("2026-11-30T10:29")
	if got := tn.offered("bus", public, tuesday); len(got) != 5 {
		t.Errorf("half an hour is released, offered %v", got)
	}
	tn.at("2026-11-30T11:00")
	if got := tn.offered("bus", public, tuesday); len(got) != 11 {
		t.Errorf("all is released, offered %v", got)
	}
}

func TestSetupThatCouldNotWorkIsRefused(t *testing.T) {
	tn := newTown(t)
	products := map[string]func(*Product){
		"id":      func(p *Product) { p.ID = "Paspoort Aanvragen" },
		"minutes": func(p *Product) { p.Minutes = 0 },
		"skill":   func(p *Product) { p.Skill = "" },
		"horizon": func(p *Product) { p.HorizonDays = 0 },
		"persons": func(p *Product) { p.MaxPersons = 0 },
		"texts":   func(p *Product) { p.Texts = nil },
	}
	for name, spoil := range products {
		p := testProducts()[0]
		spoil(&p)
		if err := tn.try(func(tx *ledger.Tx) error { return PutProduct(tx, p) }); !errors.Is(err, ErrSetup) {
			t.Errorf("product, %s: %v", name, err)
		}
	}
	offices := map[string]func(*Office){
		"id":       func(o *Office) { o.ID = "../x" },
		"zone":     func(o *Office) { o.Zone = "Mars/Olympus" },
		"desks":    func(o *Office) { o.Desks = nil },
		"twice":    func(o *Office) { o.Desks = append(o.Desks, o.Desks[0]) },
		"skills":   func(o *Office) { o.Desks[0].Skills = nil },
		"no desk":  func(o *Office) { o.Openings[0].Desk = "hal-9" },
		"backward": func(o *Office) { o.Openings[0].End = o.Openings[0].Start - 1 },
	}
	for name, spoil := range offices {
		o := testOffices()[0]
		spoil(&o)
		if err := tn.try(func(tx *ledger.Tx) error { return PutOffice(tx, o) }); !errors.Is(err, ErrSetup) {
			t.Errorf("office, %s: %v", name, err)
		}
	}
}
