package change

import (
	"errors"
	"testing"

	"balie/booking"
	"balie/booking/calendar"
	"balie/booking/ledger"
	"balie/booking/roster"
)

var (
	anna roster.ColleagueID = "ANNA0000000000000000000000"
	bram roster.ColleagueID = "BRAM0000000000000000000000"
)

// rostered publishes a week in which two colleagues are at the three desks of the hall, all day.
func (t *town) rostered() {
	t.Helper()
	t.do(func(tx *ledger.Tx) error {
		p, err := roster.AddPeriod(tx, roster.Span{From: monday, Until: monday + 6}, []string{string(hall)})
		if err != nil {
			return err
		}
		for _, who := range []roster.ColleagueID{anna, bram} {
			c := roster.Colleague{ID: who, Skills: []string{"reis"}, WeekMinutes: 3600, Hours: []roster.Hours{{Weekdays: []calendar.Weekday{1, 2, 3, 4, 5}, Start: 8 * 12, End: 18 * 12}}}
			if err := roster.PutColleague(tx, c); err != nil {
				return err
			}
			for day := tuesday; day < tuesday+3; day++ {
				d := roster.Duty{Colleague: who, Date: day, Start: 9 * 12, End: 16 * 12, Kind: roster.Desk, Place: string(hall), Accepted: []roster.Rule{roster.NoPause}}
				if _, err := roster.PutDuty(tx, d); err != nil {
					return err
				}
			}
		}
		_, err = roster.Publish(tx, p.ID)
		return err
	})
}

// full books two people at a time on Tuesday from one hour to another, as many as two colleagues can help.
func (t *town) full(from, until calendar.Cell) {
	t.Helper()
	for at := from; at < until; at += 2 {
		t.book(2, at)
	}
}

func (t *town) absence(away ...roster.Absence) (p Plan, err error) {
	t.Helper()
	err = t.ledger.View(func(r ledger.Reader) (err error) { p, err = ForeseeAbsence(r, away); return err })
	return p, err
}

func (t *town) away() (n int) {
	t.Helper()
	t.see(func(r ledger.Reader) error {
		all, err := roster.Absences(r, monday, monday+30)
		n = len(all)
		return err
	})
	return n
}

// TestAnAbsentColleagueTakesTheirOwnHoursOnly: of a morning of twelve and an afternoon of twelve, an absence in the
// afternoon touches some of the afternoon and nobody else; two who are away are one question, and touch everybody.
func TestAnAbsentColleagueTakesTheirOwnHoursOnly(t *testing.T) {
	tn := newTown(t)
	tn.rostered()
	tn.full(9*12, 10*12)
	tn.full(14*12, 15*12)
	p, err := tn.absence(roster.Absence{Colleague: anna, From: tuesday, Until: tuesday, Start: 13 * 12})
	if err != nil || len(p.Lines) != 6 || p.Why != booking.DeskShort {
		t.Fatalf("one afternoon touches %d: %v", len(p.Lines), err)
	}
	for _, l := range p.Lines {
		if l.Was.Start < 13*12 {
			t.Errorf("%v is touched, and the colleague is there then", l.Was.Start)
		}
		for _, to := range l.To {
			if to.Date == tuesday && to.Start >= 14*12 && to.Start < 15*12 {
				t.Errorf("%v is given to %v, when the other colleague is full", l.Was.Start, to.Start)
			}
		}
	}
	p, err = tn.absence(roster.Absence{Colleague: anna, From: tuesday, Until: tuesday}, roster.Absence{Colleague: bram, From: tuesday, Until: tuesday + 1})
	if err != nil || len(p.Lines) != 24 {
		t.Fatalf("both away touches %d: %v", len(p.Lines), err)
	}
	for _, l := range p.Lines {
		for _, to := range l.To {
			if to.Date == tuesday {
				t.Errorf("%v is given %v, when nobody is there", l.Was, to)
			}
		}
	}
	if tn.away() != 0 {
		t.Error("asking made somebody absent")
	}
}

// TestAnAbsenceIsOnePlannedChange: made, nobody told, taken back as if it never was; made again and sent, nobody is
// lost; and who is back before anybody was told keeps everybody's time.
func TestAnAbsenceIsOnePlannedChange(t *testing.T) {
	tn := newTown(t)
	tn.rostered()
	tn.full(13*12, 15*12)
	before := tn.free()
	one := roster.Absence{Colleague: anna, From: tuesday, Until: tuesday}
	plan := func() Plan {
		t.Helper()
		p, err := tn.absence(one)
		if err != nil || len(p.Lines) == 0 {
			t.Fatalf("%d lines, %v", len(p.Lines), err)
		}
		return p
	}
	first, second := plan(), plan()
	if first.Seen() != second.Seen() {
		t.Error("the same question is not recognised")
	}
	c := tn.mustMake(first)
	if away, ok := AbsencesOf(c); !ok || len(away) != 1 || tn.away() != 1 || len(tn.free()) >= len(before) {
		t.Errorf("made: %v away, %d free of %d", away, len(tn.free()), len(before))
	}
	if _, err := Make(t.Context(), tn.ledger, "staff test", second); !errors.Is(err, ErrOther) {
		t.Errorf("made twice: %v", err)
	}
	if _, err := TakeBack(t.Context(), tn.ledger, "staff test", c.ID); err != nil || tn.away() != 0 || len(tn.free()) != len(before) {
		t.Errorf("taken back: %v, %d away, %d free of %d", err, tn.away(), len(tn.free()), len(before))
	}
	c = tn.mustMake(plan())
	if err := EndAbsence(t.Context(), tn.ledger, "staff test", absenceID(one), tuesday); err != nil {
		t.Fatal(err)
	}
	tn.see(func(r ledger.Reader) (err error) { c, err = ByID(r, c.ID); return err })
	if c.State != TakenBack || tn.away() != 0 {
		t.Errorf("back before anybody was told: %s, %d away", c.State, tn.away())
	}
	c = tn.mustMake(plan())
	c, err := Send(t.Context(), tn.ledger, c.ID)
	if err != nil {
		t.Fatal(err)
	}
	tn.wantNobodyLost(c)
}

// TestOneOfTwoIsBack: the other is away still, and their appointments are planned again.
func TestOneOfTwoIsBack(t *testing.T) {
	tn := newTown(t)
	tn.rostered()
	tn.full(13*12, 15*12)
	p, err := tn.absence(roster.Absence{Colleague: anna, From: tuesday, Until: tuesday}, roster.Absence{Colleague: bram, From: tuesday, Until: tuesday})
	if err != nil {
		t.Fatal(err)
	}
	all := len(tn.mustMake(p).Lines)
	if err := EndAbsence(t.Context(), tn.ledger, "staff test", absenceID(roster.Absence{Colleague: anna, From: tuesday, Until: tuesday}), tuesday); err != nil {
		t.Fatal(err)
	}
	tn.see(func(r ledger.Reader) error {
		changes, err := All(r)
		stands := 0
		for _, c := range changes {
			if c.State == Waiting {
				if stands++; len(c.Lines) == 0 || len(c.Lines) >= all {
					t.Errorf("%d lines stand of %d", len(c.Lines), all)
				}
			}
		}
		if stands != 1 || tn.away() != 1 {
			t.Errorf("%d changes stand, %d away", stands, tn.away())
		}
		return err
	})
}

func TestAnAbsenceThatCouldNotBeIsRefused(t *testing.T) {
	tn := newTown(t)
	tn.rostered()
	for name, c := range map[string]struct {
		away []roster.Absence
		want error
	}{
		"nobody":    {nil, ErrNobody},
		"over":      {[]roster.Absence{{Colleague: anna, From: monday - 7, Until: monday - 1}}, ErrOver},
		"backwards": {[]roster.Absence{{Colleague: anna, From: tuesday + 1, Until: tuesday}}, roster.ErrAbsence},
		"unknown":   {[]roster.Absence{{Colleague: "NIEMAND0000000000000000000", From: tuesday}}, roster.ErrUnknownColleague},
	} {
		if _, err := tn.absence(c.away...); !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", name, err, c.want)
		}
	}
	tn.book(2, 10*12)
	p, err := tn.absence(roster.Absence{Colleague: anna, From: tuesday})
	if err != nil {
		t.Fatal(err)
	}
	tn.do(func(tx *ledger.Tx) error {
		_, _, err := roster.PutAbsence(tx, roster.Absence{Colleague: bram, From: tuesday, Until: tuesday})
		return err
	})
	if _, err := Make(t.Context(), tn.ledger, "staff test", p); !errors.Is(err, ErrOther) {
		t.Errorf("another is away since: %v", err)
	}
}
