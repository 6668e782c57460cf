package roster

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"balie/booking/calendar"
	"balie/booking/ledger"
)

// plain is the roster as anybody would write it on paper: who is where from when to when.
type plain struct {
	duties map[DutyID]Duty
	away   map[string]Absence
	open   bool // published
}

// clash reports whether a colleague would be in two places, or is away.
func (p plain) clash(d Duty) bool {
	for _, o := range p.duties {
		if o.ID != d.ID && o.Colleague == d.Colleague && o.Date == d.Date && o.Start < d.End && d.Start < o.End {
			return true
		}
	}
	return p.isAway(d.Colleague, d.Date)
}

func (p plain) isAway(who ColleagueID, day calendar.Date) bool {
	for _, a := range p.away {
		if a.Colleague == who && day >= a.From && day <= a.Until {
			return true
		}
	}
	return false
}

// said is who is on duty, as text to compare.
func (p plain) said(day calendar.Date) (all []string) {
	for _, d := range p.duties {
		if d.Date == day && p.open && !p.isAway(d.Colleague, day) {
			all = append(all, fmt.Sprint(d.ID, d.Colleague, d.Start, d.End))
		}
	}
	slices.Sort(all)
	return all
}

// paper is a house beside its plain model.
type paper struct {
	*house
	plain
	period Period
}

var (
	someLetters = rapid.SampledFrom([]string{"A", "B", "C"})
	someDay     = rapid.Custom(func(t *rapid.T) calendar.Date { return monday + calendar.Date(rapid.IntRange(0, 2).Draw(t, "day")) })
)

// some draws a duty that stands.
func (p *paper) some(rt *rapid.T) DutyID {
	ids := slices.Sorted(maps.Keys(p.duties))
	if len(ids) == 0 {
		rt.Skip("nobody has a duty")
	}
	return rapid.SampledFrom(ids).Draw(rt, "duty")
}

func (p *paper) putOne(rt *rapid.T) {
	from := calendar.Cell(rapid.IntRange(100, 180).Draw(rt, "from"))
	d := Duty{Colleague: id(someLetters.Draw(rt, "who")), Date: someDay.Draw(rt, "day"), Start: from, End: from + calendar.Cell(rapid.IntRange(1, 40).Draw(rt, "length")),
		Kind: Desk, Place: "hal", Accepted: acceptable}
	if rapid.Bool().Draw(rt, "change") && len(p.duties) > 0 {
		d.ID = p.some(rt)
	}
	made, err := p.put(d)
	if clash := p.clash(d); clash != errors.Is(err, ErrRule) {
		rt.Fatalf("%+v: %v, on paper %v", d, err, clash)
	} else if !clash {
		p.duties[made.ID] = made
	}
}

func (p *paper) dropOne(rt *rapid.T) {
	k := p.some(rt)
	p.do(func(tx *ledger.Tx) error { return DropDuty(tx, k) })
	delete(p.duties, k)
}

func (p *paper) fallIll(rt *rapid.T) {
	a := Absence{Colleague: id(someLetters.Draw(rt, "who")), From: someDay.Draw(rt, "day")}
	a.Until = a.From + 1
	p.do(func(tx *ledger.Tx) (err error) { a, _, err = PutAbsence(tx, a); return err })
	p.away[a.ID] = a
}

func (p *paper) comeBack(rt *rapid.T) {
	ids := slices.Sorted(maps.Keys(p.away))
	if len(ids) == 0 {
		rt.Skip("nobody is ill")
	}
	a := p.away[rapid.SampledFrom(ids).Draw(rt, "absence")]
	p.do(func(tx *ledger.Tx) error { return EndAbsence(tx, a.ID, a.From) })
	delete(p.away, a.ID)
}

func (p *paper) swapOne(rt *rapid.T) {
	d, to := p.duties[p.some(rt)], id(someLetters.Draw(rt, "to"))
	given := d
	given.Colleague = to
	err := p.try(func(tx *ledger.Tx) error {
		s, err := AskSwap(tx, d.Colleague, d.ID, to, "")
		if err != nil {
			return err
		}
		_, err = AcceptSwap(tx, to, s.ID)
		return err
	})
	if ok := d.Colleague != to && !p.clash(given); ok != (err == nil) {
		rt.Fatalf("swap of %+v to %s: %v, on paper %v", d, to, err, ok)
	} else if ok {
		p.duties[d.ID] = given
	}
}

func (p *paper) publishIt(rt *rapid.T) {
	if err := p.publish(p.period); err != nil {
		rt.Fatal(err)
	}
	p.open = true
}

func (p *paper) withdrawIt(*rapid.T) {
	p.do(func(tx *ledger.Tx) error { _, err := Withdraw(tx, p.period.ID); return err })
	p.open = false
}

func (p *paper) compare(rt *rapid.T) {
	for d := monday; d < monday+4; d++ {
		var got []string
		for _, o := range p.on(d) {
			got = append(got, fmt.Sprint(o.ID, o.Colleague, o.Start, o.End))
		}
		slices.Sort(got)
		if want := p.said(d); !slices.Equal(got, want) {
			rt.Fatalf("on duty on %s: %v, on paper %v", d, got, want)
		}
	}
}

// TestTheRosterAgreesWithAPlainModel puts, moves and drops duties, lets colleagues fall ill and come
// back, exchanges duties, publishes and withdraws, and holds each answer and each day against paper.
func TestTheRosterAgreesWithAPlainModel(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		p := &paper{house: newHouse(t), plain: plain{duties: map[DutyID]Duty{}, away: map[string]Absence{}}}
		p.do(func(tx *ledger.Tx) error {
			var err error
			for _, l := range []string{"A", "B", "C"} {
				err = errors.Join(err, PutColleague(tx, Colleague{ID: id(l), WeekMinutes: 3600, Hours: []Hours{{Weekdays: everyDay, End: calendar.CellsPerDay}}}))
			}
			return err
		})
		p.period = p.house.period(monday, monday+6)
		rt.Repeat(map[string]func(*rapid.T){
			"put": p.putOne, "drop": p.dropOne, "ill": p.fallIll, "back": p.comeBack, "swap": p.swapOne,
			"publish": p.publishIt, "withdraw": p.withdrawIt, "": p.compare,
		})
	})
}
