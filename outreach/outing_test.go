package outreach

import (
	"errors"
	"slices"
	"testing"

	"balie/booking/calendar"
	"balie/booking/catalogue"
	"balie/booking/ledger"
	"balie/booking/roster"
)

func (t *town) breaks(o Outing) (rules []Rule) {
	t.Helper()
	t.see(func(r ledger.Reader) error {
		found, err := Check(r, o)
		for _, c := range found {
			if !slices.Contains(rules, c.Rule) {
				rules = append(rules, c.Rule)
			}
		}
		return err
	})
	return rules
}

func TestAGoodOutingBreaksNothing(t *testing.T) {
	tn := newTown(t)
	if got := tn.breaks(outing(monday, "A", "B")); len(got) > 0 {
		t.Errorf("breaks %v", got)
	}
}

func TestEveryRuleOfAnOutingIsNamed(t *testing.T) {
	tn := newTown(t)
	tn.publish(outing(monday+1, "A", "B"))
	tn.do(func(tx *ledger.Tx) error {
		_, _, err := roster.PutAbsence(tx, roster.Absence{Colleague: who("D"), From: monday, Until: monday})
		return errors.Join(err, PutLayer(tx, Layer{ID: "kermis", Name: "Kermis", Days: []LayerDay{{Span: roster.Span{From: monday + 2, Until: monday + 2}, What: "Kermis", Neighbourhood: "ulft", Blocks: true}}}))
	})
	change := func(day calendar.Date, spoil func(*Outing), crew ...string) Outing {
		o := outing(day, crew...)
		spoil(&o)
		return o
	}
	for what, c := range map[string]struct {
		o    Outing
		want Rule
	}{
		"the bus is out":          {change(monday+1, func(o *Outing) { o.Kit = "" }, "C", "D"), VehicleTaken},
		"the kit is out":          {change(monday+1, func(o *Outing) { o.Vehicle, o.From, o.Stops = "fiets", cell("13:00"), nil }, "C"), KitAway},
		"the crew is out":         {change(monday+1, func(o *Outing) { o.Vehicle, o.Stops, o.Kit = "fiets", nil, "" }, "A"), CrewTaken},
		"one of the crew is ill":  {outing(monday, "A", "D"), CrewTaken},
		"nobody for the kit":      {outing(monday, "B", "D"), NoHand},
		"one alone":               {outing(monday, "A"), FewCrew},
		"on Saturday":             {outing(monday+5, "A", "B"), OutOfHours},
		"too early for them":      {change(monday, func(o *Outing) { o.From = cell("07:00") }, "A", "B"), CrewHours},
		"one may not stand there": {change(monday, func(o *Outing) { o.Stops[0].Leave, o.Stops[1].Arrive = cell("13:30"), cell("13:55") }, "A", "B"), PlaceShut},
		"the permit ended":        {change(monday+21, func(o *Outing) { o.Stops[1].Place = "voorst-plein" }, "A", "B"), NoPermit},
		"a fair":                  {outing(monday+2, "A", "B"), DayBlocked},
		"no time to drive":        {change(monday, func(o *Outing) { o.Stops[1].Arrive = cell("11:05") }, "A", "B"), TooTight},
		"no time to come back":    {change(monday, func(o *Outing) { o.Until = cell("14:00") }, "A", "B"), TooTight},
	} {
		if got := tn.breaks(c.o); !slices.Contains(got, c.want) {
			t.Errorf("%s: breaks %v, want %s among them", what, got, c.want)
		}
		_, err := tn.put(c.o)
		if refused := errors.Is(err, ErrInTheWay); refused != c.want.Hard() && what != "one of the crew is ill" && what != "nobody for the kit" {
			t.Errorf("%s: put answers %v", what, err)
		}
		tn.do(func(tx *ledger.Tx) error { // and away with it again
			all, err := Outings(tx, monday, monday+30)
			for _, o := range all {
				if o.State == Draft && err == nil {
					err = DropDraft(tx, o.ID)
				}
			}
			return err
		})
	}
}

func TestARemedyMends(t *testing.T) {
	tn := newTown(t)
	o := outing(monday, "A", "B")
	o.Stops[1].Arrive = cell("11:05")
	tn.see(func(r ledger.Reader) error {
		found, err := Check(r, o)
		if len(found) != 1 || found[0].Remedy.Do != "time" || found[0].Remedy.Cell <= cell("11:05") {
			t.Fatalf("found %+v", found)
		}
		o.Stops[1].Arrive = found[0].Remedy.Cell
		return err
	})
	if got := tn.breaks(o); len(got) > 0 {
		t.Errorf("with the remedy it still breaks %v", got)
	}
	alone := outing(monday, "B")
	tn.see(func(r ledger.Reader) error {
		found, err := Check(r, alone)
		for _, c := range found {
			if c.Remedy.Do == "crew" && !slices.Contains(alone.Crew, c.Remedy.Who) {
				alone.Crew = append(alone.Crew, c.Remedy.Who)
			}
		}
		return err
	})
	if got := tn.breaks(alone); len(got) > 0 {
		t.Errorf("with the crew that was proposed it still breaks %v", got)
	}
}

func TestAPublishedStopIsAnOffice(t *testing.T) {
	tn := newTown(t)
	tn.publish(outing(monday, "A", "B"))
	if got := tn.offered("praten", "sinderen-plein", monday); len(got) == 0 || got[0] != cell("09:30") || got[len(got)-1] != cell("10:45") {
		t.Errorf("offered at the stop: %v", got)
	}
	if got := tn.offered("paspoort", "ulft-plein", monday); len(got) == 0 {
		t.Error("no passport where the signal is good and the kit is there")
	}
	if got := tn.offered("paspoort", "sinderen-plein", monday); len(got) > 0 {
		t.Errorf("a passport where nobody knows the signal: %v", got)
	}
	if got := tn.offered("praten", "sinderen-plein", monday+7); len(got) > 0 {
		t.Errorf("offered a week later: %v", got)
	}
	tn.see(func(r ledger.Reader) error {
		o, err := catalogue.OfficeByID(r, "sinderen-plein")
		if o.Label != "bus" || o.Kind != catalogue.Stop || o.Name != "Praotbus Sinderen" {
			t.Errorf("the office is %+v", o)
		}
		return err
	})
}

func TestWhatIsUnsolvedIsNotPublishedUnlessAccepted(t *testing.T) {
	tn := newTown(t)
	o, err := tn.put(outing(monday, "A"))
	if err != nil {
		t.Fatal(err)
	}
	publish := func() error {
		return tn.try(func(tx *ledger.Tx) error { _, err := Publish(tx, o.ID); return err })
	}
	if err := publish(); !errors.Is(err, ErrUnsolved) {
		t.Fatalf("one alone was published: %v", err)
	}
	if got := tn.offered("praten", "hal", monday); len(got) == 0 {
		t.Fatal("the town hall has nothing")
	}
	o.Accepted = []Rule{FewCrew}
	if o, err = tn.put(o); err != nil {
		t.Fatal(err)
	}
	if err := publish(); err != nil {
		t.Errorf("knowingly: %v", err)
	}
}

func TestCrewAreOnDutyAndInOnePlace(t *testing.T) {
	tn := newTown(t)
	o := tn.publish(outing(monday, "A", "B"))
	tn.see(func(r ledger.Reader) error {
		on, err := roster.OnDuty(r, monday)
		if len(on) != 2 || on[0].Kind != roster.Outing {
			t.Errorf("on duty: %+v", on)
		}
		return err
	})
	desk := roster.Duty{Colleague: who("A"), Date: monday, Start: cell("10:00"), End: cell("11:00"), Kind: roster.Desk, Place: "hal"}
	if err := tn.try(func(tx *ledger.Tx) error { _, err := roster.PutDuty(tx, desk); return err }); !errors.Is(err, roster.ErrRule) {
		t.Errorf("at the desk and on the bus: %v", err)
	}
	o.Crew = []roster.ColleagueID{who("C"), who("B")}
	if _, err := tn.put(o); err != nil {
		t.Fatal(err)
	}
	if err := tn.try(func(tx *ledger.Tx) error { _, err := roster.PutDuty(tx, desk); return err }); err != nil {
		t.Errorf("home from the bus: %v", err)
	}
}

func TestAKitIsSharedWithTheCounter(t *testing.T) {
	tn := newTown(t)
	use := KitUse{Kit: "een", Date: monday, Start: cell("13:00"), End: cell("16:00"), For: "counter"}
	take := func() error {
		return tn.try(func(tx *ledger.Tx) error { _, err := UseKit(tx, use); return err })
	}
	if err := take(); err != nil {
		t.Fatal(err)
	}
	if _, err := tn.put(outing(monday, "A", "B")); !errors.Is(err, ErrInTheWay) {
		t.Errorf("the kit is at the counter and on the bus: %v", err)
	}
	use.Date = monday + 1
	tn.publish(outing(monday+1, "A", "B"))
	if err := take(); !errors.Is(err, ErrKitTaken) {
		t.Errorf("the kit is on the bus and at the counter: %v", err)
	}
}

func TestDraftsComeAndGo(t *testing.T) {
	tn := newTown(t)
	o, err := tn.put(outing(monday, "A", "B"))
	if err != nil {
		t.Fatal(err)
	}
	stale := o
	o.Theme = "energie"
	if o, err = tn.put(o); err != nil {
		t.Fatal(err)
	}
	if _, err := tn.put(stale); !errors.Is(err, ErrOvertaken) {
		t.Errorf("a page that was overtaken: %v", err)
	}
	o.Date = monday + 1
	if o, err = tn.put(o); err != nil {
		t.Fatal(err)
	}
	tn.do(func(tx *ledger.Tx) error { return errors.Join(DropDraft(tx, o.ID), DropDraft(tx, o.ID)) })
	tn.see(func(r ledger.Reader) error {
		all, err := Outings(r, monday, monday+7)
		duties, err2 := roster.Duties(r, monday, monday+7)
		if len(all)+len(duties) > 0 {
			t.Errorf("left over: %v %v", all, duties)
		}
		return errors.Join(err, err2)
	})
}

func TestOutingsThatMakeNoSenseAreRefused(t *testing.T) {
	tn := newTown(t)
	for what, spoil := range map[string]func(*Outing){
		"no day":                func(o *Outing) { o.Date = 0 },
		"back before it leaves": func(o *Outing) { o.Until = o.From },
		"stops in no order":     func(o *Outing) { o.Stops[1].Arrive = cell("10:00") },
		"a stop after the end":  func(o *Outing) { o.Stops[1].Leave = cell("16:00") },
		"somebody twice":        func(o *Outing) { o.Crew = append(o.Crew, o.Crew[0]) },
		"too many stops":        func(o *Outing) { o.Stops = make([]Stop, mostStops+1) },
	} {
		o := outing(monday, "A", "B")
		spoil(&o)
		if _, err := tn.put(o); !errors.Is(err, ErrOuting) {
			t.Errorf("%s: %v", what, err)
		}
	}
	for want, spoil := range map[error]func(*Outing){
		ErrUnknownVehicle: func(o *Outing) { o.Vehicle = "x" }, ErrUnknownKit: func(o *Outing) { o.Kit = "x" }, ErrUnknownPlace: func(o *Outing) { o.Stops[0].Place = "x" }, ErrUnknownOuting: func(o *Outing) { o.ID = "x" },
	} {
		o := outing(monday, "A", "B")
		spoil(&o)
		if _, err := tn.put(o); !errors.Is(err, want) {
			t.Errorf("%v, want %v", err, want)
		}
	}
	o := tn.publish(outing(monday, "A", "B"))
	o.Stops[0].Leave = cell("10:30")
	if _, err := tn.put(o); !errors.Is(err, ErrBooked) {
		t.Errorf("a published stop was changed behind residents' backs: %v", err)
	}
	if err := tn.try(func(tx *ledger.Tx) error { return DropDraft(tx, o.ID) }); !errors.Is(err, ErrOutingState) {
		t.Errorf("a published outing was dropped: %v", err)
	}
}
