package booking

import (
	"errors"
	"testing"
	"time"

	"balie/booking/calendar"
	"balie/booking/catalogue"
	"balie/booking/ledger"
	"balie/booking/supply"
)

func dateOn(y int, m time.Month, d int) calendar.Date { return calendar.DateOf(y, m, d) }

func TestMeasureAddsProductsAndPersons(t *testing.T) {
	tn := newTown(t)
	tn.see(func(r ledger.Reader) error {
		need, err := catalogue.Measure(r, catalogue.Wish{{Product: "paspoort", Persons: 3}, {Product: "rijbewijs", Persons: 1}})
		if need.Minutes != 25 || need.Cells != 5 || len(need.Skills) != 2 {
			t.Errorf("three passports and a licence: %+v", need)
		}
		return err
	})
	refused := map[string]struct {
		w    catalogue.Wish
		want error
	}{
		"nothing":      {nil, catalogue.ErrNothingChosen},
		"nobody":       {catalogue.Wish{{Product: "paspoort", Persons: 0}}, catalogue.ErrPersons},
		"too many":     {catalogue.Wish{{Product: "paspoort", Persons: 7}}, catalogue.ErrPersons},
		"twice":        {catalogue.Wish{{Product: "paspoort", Persons: 1}, {Product: "paspoort", Persons: 1}}, catalogue.ErrTwice},
		"not together": {catalogue.Wish{{Product: "paspoort", Persons: 1}, {Product: "huwelijk", Persons: 1}}, catalogue.ErrNotTogether},
		"alone":        {catalogue.Wish{{Product: "wmo", Persons: 1}, {Product: "huwelijk", Persons: 1}}, catalogue.ErrNotTogether},
		"six products": {make(catalogue.Wish, 6), catalogue.ErrTooMuch},
		"unknown":      {catalogue.Wish{{Product: "vliegbrevet", Persons: 1}}, catalogue.ErrUnknownProduct},
	}
	for name, c := range refused {
		tn.see(func(r ledger.Reader) error {
			if _, err := catalogue.Measure(r, c.w); !errors.Is(err, c.want) {
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
		tn.mustBook(passports(1), supply.Offer{Office: "bus", Date: tuesday + 1, Start: start})
	}
	want := map[calendar.Date]supply.DayState{
		monday: supply.Past, tuesday: supply.Past, tuesday + 1: supply.Full, tuesday + 2: supply.Free,
		dateOn(2026, 12, 5): supply.Closed, dateOn(2027, 3, 1): supply.Later,
	}
	tn.see(func(r ledger.Reader) error {
		for date, state := range want {
			days, err := supply.Month(r, "bus", supply.Query{Wish: passports(1)}, date, date)
			if err != nil || days[0].State != state {
				t.Errorf("%s is %v (%v), want %s", date, days, err, state)
			}
		}
		christmas, err := supply.Month(r, "hal", supply.Query{Wish: passports(1)}, dateOn(2026, 12, 25), dateOn(2026, 12, 25))
		if christmas[0].State != supply.Closed || christmas[0].Why != "holiday.eerste_kerstdag" {
			t.Errorf("Christmas: %+v", christmas[0])
		}
		return err
	})
}

func TestBestNearestAndFirstAreAllToBeHad(t *testing.T) {
	tn := newTown(t)
	ask := supply.Query{Wish: catalogue.Wish{{Product: "paspoort", Persons: 2}}}
	taken := at("hal", tuesday, "10:00")
	tn.mustBook(ask.Wish, taken)
	tn.mustBook(ask.Wish, taken)
	var offers []supply.Offer
	tn.see(func(r ledger.Reader) error {
		best, err := supply.Best(r, "hal", ask, 3)
		if err != nil || len(best) != 3 || best[0].Date != monday || best[2].Date == monday {
			t.Errorf("best: %+v %v", best, err)
		}
		near, err := supply.Nearest(r, ask, taken, 4)
		if err != nil || len(near) != 4 || near[0].Date != tuesday {
			t.Errorf("nearest: %+v %v", near, err)
		}
		first, err := supply.FirstAnywhere(r, ask)
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
	tn.do(func(tx *ledger.Tx) error { return catalogue.PutOffice(tx, hall) })
	tn.mustBook(passports(1), at("hal", tuesday, "09:00"))
	tn.mustBook(passports(1), at("hal", tuesday, "09:00"))
	cases := map[string]struct {
		w     catalogue.Wish
		date  calendar.Date
		start string
		want  supply.Explanation
	}{
		"free":       {passports(1), tuesday, "09:10", supply.Explanation{Kind: "free"}},
		"taken":      {passports(1), tuesday, "09:00", supply.Explanation{Kind: "taken"}},
		"past":       {passports(1), monday, "07:00", supply.Explanation{Kind: "past"}},
		"notice":     {catalogue.Wish{{Product: "huwelijk", Persons: 1}}, monday, "09:00", supply.Explanation{Kind: "notice", Minutes: 1440}},
		"horizon":    {passports(1), dateOn(2027, 6, 1), "09:00", supply.Explanation{Kind: "horizon", Days: 60}},
		"skill":      {catalogue.Wish{{Product: "wmo", Persons: 1}}, tuesday, "09:00", supply.Explanation{Kind: "skill"}},
		"closed":     {passports(1), tuesday + 1, "09:00", supply.Explanation{Kind: "closed", What: catalogue.KindClosure, Rule: "studiedag", Owner: catalogue.Configuration, Name: "Studiedag"}},
		"holiday":    {passports(1), dateOn(2026, 12, 25), "09:00", supply.Explanation{Kind: "holiday", Name: "eerste_kerstdag"}},
		"no opening": {passports(1), tuesday, "15:00", supply.Explanation{Kind: "no-opening"}},
		"closing":    {passports(1), tuesday, "11:55", supply.Explanation{Kind: "closing", Minutes: 10}},
		"reserve":    {passports(1), tuesday, "13:00", supply.Explanation{Kind: "reserve", What: catalogue.KindOpening, Rule: "reserve", Owner: catalogue.Configuration}},
	}
	for name, c := range cases {
		tn.see(func(r ledger.Reader) error {
			got, _, err := supply.Explain(r, "hal", supply.Query{Wish: c.w}, c.date, cell(c.start))
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
	tn.do(func(tx *ledger.Tx) error { return catalogue.PutOffice(tx, bus) })
	public, urgent := supply.Query{Wish: passports(1)}, supply.Query{Wish: passports(1), Audience: supply.Urgent}
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
	products := map[string]func(*catalogue.Product){
		"id":      func(p *catalogue.Product) { p.ID = "Paspoort Aanvragen" },
		"minutes": func(p *catalogue.Product) { p.Minutes = 0 },
		"skill":   func(p *catalogue.Product) { p.Skill = "" },
		"horizon": func(p *catalogue.Product) { p.HorizonDays = 0 },
		"persons": func(p *catalogue.Product) { p.MaxPersons = 0 },
		"texts":   func(p *catalogue.Product) { p.Texts = nil },
	}
	for name, spoil := range products {
		p := testProducts()[0]
		spoil(&p)
		if err := tn.try(func(tx *ledger.Tx) error { return catalogue.PutProduct(tx, p) }); !errors.Is(err, catalogue.ErrSetup) {
			t.Errorf("product, %s: %v", name, err)
		}
	}
	offices := map[string]func(*catalogue.Office){
		"id":       func(o *catalogue.Office) { o.ID = "../x" },
		"zone":     func(o *catalogue.Office) { o.Zone = "Mars/Olympus" },
		"desks":    func(o *catalogue.Office) { o.Desks = nil },
		"twice":    func(o *catalogue.Office) { o.Desks = append(o.Desks, o.Desks[0]) },
		"skills":   func(o *catalogue.Office) { o.Desks[0].Skills = nil },
		"no desk":  func(o *catalogue.Office) { o.Openings[0].Desk = "hal-9" },
		"backward": func(o *catalogue.Office) { o.Openings[0].End = o.Openings[0].Start - 1 },
	}
	for name, spoil := range offices {
		o := testOffices()[0]
		spoil(&o)
		if err := tn.try(func(tx *ledger.Tx) error { return catalogue.PutOffice(tx, o) }); !errors.Is(err, catalogue.ErrSetup) {
			t.Errorf("office, %s: %v", name, err)
		}
	}
}
