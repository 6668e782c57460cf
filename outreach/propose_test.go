package outreach

import (
	"errors"
	"slices"
	"testing"

	"balie/booking/calendar"
	"balie/booking/ledger"
	"balie/booking/roster"
	"balie/outreach/period"
)

func (t *town) propose(weeks int) (p Proposal) {
	t.Helper()
	t.see(func(r ledger.Reader) (err error) {
		p, err = Propose(r, monday, monday+calendar.Date(7*weeks)-1, period.Options{Seed: 1})
		return err
	})
	return p
}

func (t *town) adopt(p Proposal) {
	t.Helper()
	for day := range p.Days {
		t.do(func(tx *ledger.Tx) error { _, err := p.Adopt(tx, day); return err })
	}
}

func TestAProposalCanBeAdoptedAndPublished(t *testing.T) {
	tn := newTown(t)
	p := tn.propose(13)
	for _, a := range p.Problem.Areas {
		planned := 0
		for _, visits := range p.Plan.Days {
			for _, v := range visits {
				if p.Problem.Areas[p.Problem.Places[v.Place].Area].Name == a.Name {
					planned++
				}
			}
		}
		explained := slices.ContainsFunc(p.Plan.Gaps, func(g period.Gap) bool { return p.Problem.Areas[g.Area].Name == a.Name && g.Main != "" })
		if planned < a.Wished && !explained || planned > a.Wished {
			t.Errorf("%s: %d of %d, explained: %t", a.Name, planned, a.Wished, explained)
		}
	}
	tn.adopt(p)
	n := 0
	tn.see(func(r ledger.Reader) error {
		all, err := Outings(r, monday, monday+90)
		n = len(all)
		return err
	})
	if n < 6 {
		t.Fatalf("%d outings", n)
	}
	tn.publishAll()
	again := tn.propose(13)
	for day := range again.Days {
		if again.Changes(day) && again.Days[day].Outing.ID != "" {
			t.Errorf("day %d changes without a reason", day)
		}
	}
}

func TestAnIllnessChangesOnlyTheOutingsItTouches(t *testing.T) {
	tn := newTown(t)
	tn.adopt(tn.propose(13))
	before := tn.publishAll()
	ill := before[1]
	tn.do(func(tx *ledger.Tx) error {
		_, _, err := roster.PutAbsence(tx, roster.Absence{Colleague: ill.Crew[0], From: ill.Date, Until: ill.Date})
		return err
	})
	p := tn.propose(13)
	for _, d := range p.Days {
		if d.Outing.ID == "" {
			continue
		}
		same := sameStops(d.Stops, d.Outing.live()) && slices.Equal(d.Crew, d.Outing.Crew)
		if d.Outing.ID != ill.ID && !same {
			t.Errorf("%s changes, the illness was on %s", d.Outing.Date, ill.Date)
		}
		if d.Outing.ID == ill.ID && (!sameStops(d.Stops, ill.live()) || slices.Contains(d.Crew, ill.Crew[0])) {
			t.Errorf("the day of the illness: %v with %v", d.Stops, d.Crew)
		}
	}
}

func TestAPeriodHasOneToThirteenWeeks(t *testing.T) {
	tn := newTown(t)
	tn.see(func(r ledger.Reader) error {
		if _, err := Propose(r, monday, monday+7*13, period.Options{}); !errors.Is(err, ErrPeriod) {
			t.Errorf("fourteen weeks: %v", err)
		}
		if _, err := Propose(r, monday, monday-1, period.Options{}); !errors.Is(err, ErrPeriod) {
			t.Errorf("backwards: %v", err)
		}
		return nil
	})
}

// publishAll publishes every outing, each in a transaction of its own as the plan does.
func (t *town) publishAll() (all []Outing) {
	t.Helper()
	t.see(func(r ledger.Reader) (err error) { all, err = Outings(r, monday, monday+90); return err })
	for i, o := range all {
		t.do(func(tx *ledger.Tx) (err error) { all[i], err = Publish(tx, o.ID); return err })
	}
	return all
}
