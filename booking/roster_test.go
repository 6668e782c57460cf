package booking

import (
	"slices"
	"strings"
	"testing"

	"balie/booking/calendar"
	"balie/booking/catalogue"
	"balie/booking/ledger"
	"balie/booking/roster"
	"balie/booking/supply"
)

// rostered publishes a week in which these colleagues are at the town hall's desks on Monday.
func (t *town) rostered(duties ...roster.Duty) (ids []roster.DutyID) {
	t.Helper()
	t.do(func(tx *ledger.Tx) error {
		p, err := roster.AddPeriod(tx, roster.Span{From: monday, Until: monday + 6}, []string{"hal"})
		if err != nil {
			return err
		}
		for _, d := range duties {
			d.Kind, d.Place, d.Date = roster.Desk, "hal", monday
			if d, err = roster.PutDuty(tx, d); err != nil {
				return err
			}
			ids = append(ids, d.ID)
		}
		_, err = roster.Publish(tx, p.ID)
		return err
	})
	return ids
}

func (t *town) colleague(letter string, skills ...string) roster.ColleagueID {
	t.Helper()
	id := roster.ColleagueID(strings.Repeat(letter, ledger.IDLength))
	t.do(func(tx *ledger.Tx) error {
		return roster.PutColleague(tx, roster.Colleague{ID: id, Skills: skills, WeekMinutes: 2400,
			Hours: []roster.Hours{{Weekdays: []calendar.Weekday{1, 2, 3, 4, 5}, Start: cell("08:00"), End: cell("18:00")}}})
	})
	return id
}

func TestAPublishedRosterLimitsWhatIsOffered(t *testing.T) {
	tn := newTown(t)
	ask := supply.Query{Wish: passports(1)}
	all := len(tn.offered("hal", ask, monday))
	anna, bram := tn.colleague("A", "reis"), tn.colleague("B", "akten")
	tn.rostered(roster.Duty{Colleague: anna, Start: cell("10:00"), End: cell("11:00")}, roster.Duty{Colleague: bram, Start: cell("09:00"), End: cell("12:00")})
	got := tn.offered("hal", ask, monday)
	if want := []calendar.Cell{cell("10:00"), cell("10:50")}; all <= len(got) || got[0] != want[0] || got[len(got)-1] != want[1] {
		t.Errorf("offered %v of %d", got, all)
	}
	if at := tn.offered("hal", supply.Query{Wish: catalogue.Wish{{Product: "rijbewijs", Persons: 1}}}, monday); len(at) != 0 {
		t.Errorf("nobody can do this: %v", at)
	}
	if len(tn.offered("hal", ask, monday+7)) == 0 {
		t.Error("a week without a roster offers nothing")
	}
	// one colleague helps one person at a time, whatever desks there are
	tn.mustBook(passports(1), at("hal", monday, "10:00"))
	if slices.Contains(tn.offered("hal", ask, monday), cell("10:05")) {
		t.Error("one colleague is sold twice")
	}
	tn.see(func(r ledger.Reader) error {
		x, _, err := supply.Explain(r, "hal", ask, monday, cell("09:00"))
		if x.Kind != "roster" {
			t.Errorf("explained as %+v", x)
		}
		return err
	})
}

func TestAPromiseStandsWhenAColleagueFallsIllAndTheShortfallIsNamed(t *testing.T) {
	tn := newTown(t)
	anna := tn.colleague("A", "reis")
	tn.rostered(roster.Duty{Colleague: anna, Start: cell("09:00"), End: cell("12:00")})
	a := tn.mustBook(passports(1), at("hal", monday, "10:00"))
	var away roster.Absence
	tn.do(func(tx *ledger.Tx) (err error) {
		away, _, err = roster.PutAbsence(tx, roster.Absence{Colleague: anna, From: monday, Until: monday})
		return err
	})
	tn.see(func(r ledger.Reader) error {
		short, err := Shortfalls(r, "hal", monday)
		if len(short) != 1 || short[0].Appointment != a.ID {
			t.Errorf("shortfalls: %v", short)
		}
		return err
	})
	if at := tn.offered("hal", supply.Query{Wish: passports(1)}, monday); len(at) != 0 {
		t.Errorf("offered without a colleague: %v", at)
	}
	tn.do(func(tx *ledger.Tx) error { return roster.EndAbsence(tx, away.ID, monday) })
	tn.see(func(r ledger.Reader) error {
		short, err := Shortfalls(r, "hal", monday)
		if len(short) != 0 {
			t.Errorf("mended, and still short: %v", short)
		}
		return err
	})
}

func TestWhatIsUncoveredIsNamedWithoutNames(t *testing.T) {
	tn := newTown(t)
	tn.rostered(roster.Duty{Colleague: tn.colleague("A", "reis", "rij"), Start: cell("09:00"), End: cell("11:00")})
	tn.see(func(r ledger.Reader) error {
		got, err := supply.UncoveredOn(r, "hal", monday)
		want := []supply.Uncovered{
			{From: cell("09:00"), To: cell("11:00"), Skill: "", Open: 2, There: 1}, {From: cell("11:00"), To: cell("12:00"), Skill: "", Open: 2, There: 0},
			{From: cell("09:00"), To: cell("12:00"), Skill: "akten", Open: 1, There: 0},
			{From: cell("09:00"), To: cell("11:00"), Skill: "reis", Open: 2, There: 1}, {From: cell("11:00"), To: cell("12:00"), Skill: "reis", Open: 2, There: 0},
			{From: cell("11:00"), To: cell("12:00"), Skill: "rij", Open: 1, There: 0},
		}
		if !slices.Equal(got, want) {
			t.Errorf("%v, want %v", got, want)
		}
		none, err2 := supply.UncoveredOn(r, "hal", monday+7)
		if len(none) != 0 || err2 != nil {
			t.Errorf("a week without a roster is short: %v %v", none, err2)
		}
		return err
	})
}
