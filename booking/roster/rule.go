package roster

import (
	"slices"

	"balie/booking/calendar"
	"balie/booking/ledger"
)

// Rule is what a duty can break.
type Rule string

// The rules. Those that may be accepted are in acceptable.
const (
	TwoPlaces Rule = "two-places" // the colleague is elsewhere then
	Absent    Rule = "absent"     // the colleague is away
	Unskilled Rule = "skill"      // the colleague lacks a skill that it needs
	LongDay   Rule = "day"        // more than twelve hours from first to last
	ShortRest Rule = "rest"       // less than eleven hours since the day before, or until the day after
	OffHours  Rule = "hours"      // outside the hours in which the colleague works
	Contract  Rule = "contract"   // more in this week than by contract
	NoPause   Rule = "pause"      // over five and a half hours at a desk without half an hour between
)

// acceptable are the rules that a planner may break knowingly: they are about agreements and not
// about what is possible or lawful.
var acceptable = []Rule{OffHours, Contract, NoPause}

// Acceptable reports whether a planner may break a rule knowingly.
func (u Rule) Acceptable() bool { return slices.Contains(acceptable, u) }

// The lawful limits, in cells (Arbeidstijdenwet).
const (
	longestDay   = 12 * 60 / calendar.CellMinutes
	shortestRest = 11 * 60 / calendar.CellMinutes
	longestRow   = 330 / calendar.CellMinutes
	pause        = 30 / calendar.CellMinutes
)

// Conflict is a rule that a duty breaks. Other is the duty with which it does, where there is one.
type Conflict struct {
	Rule     Rule
	Duty     Duty
	Other    DutyID
	Skill    string // that is missing
	Accepted bool
}

// ErrRule: the duty breaks a rule; args: rule.
var ErrRule = ledger.Refuse(ledger.Conflict, "roster.rule")

// refuse returns ErrRule for the first conflict that nobody accepted, or may accept.
func refuse(d Duty, found []Conflict) error {
	for _, c := range found {
		if !c.Accepted {
			return ErrRule.With("rule", string(c.Rule), "duty", string(c.Other))
		}
	}
	return nil
}

// Check returns every rule that a duty breaks or would break, in the order of the rules. It looks at
// the colleague's other duties as they stand, drafts too, and not at the duty of the same id.
func Check(r ledger.Reader, d Duty) ([]Conflict, error) {
	k, err := read(r, d.Date, d.Date)
	if err != nil {
		return nil, err
	}
	return k.check(d, "")
}

// weigh holds a duty against every rule.
func weigh(d Duty, c Colleague, near []Duty, away calendar.Cells, school []Span) (found []Conflict) {
	broken := func(rule Rule, other DutyID, skill string) {
		found = append(found, Conflict{rule, d, other, skill, rule.Acceptable() && slices.Contains(d.Accepted, rule)})
	}
	for _, o := range near {
		if d.overlaps(o) {
			broken(TwoPlaces, o.ID, "")
		}
	}
	if !d.cells().And(away).Empty() {
		broken(Absent, "", "")
	}
	if c.Gone {
		broken(Absent, "", "")
	}
	for _, need := range d.Needs {
		if !slices.Contains(c.Skills, need) {
			broken(Unskilled, "", need)
		}
	}
	if first, last := ends(d, near, d.Date); last-first > longestDay {
		broken(LongDay, "", "")
	}
	if tooSoon(d, near) {
		broken(ShortRest, "", "")
	}
	if !d.cells().AndNot(c.works(d.Date, school)).Empty() {
		broken(OffHours, "", "")
	}
	if weekMinutes(d, near) > c.WeekMinutes {
		broken(Contract, "", "")
	}
	if d.Kind == Desk && longRow(d, near) {
		broken(NoPause, "", "")
	}
	return found
}

// ends are the first and the last cell of a colleague's day, d among it; both 0 where there is none.
func ends(d Duty, near []Duty, on calendar.Date) (first, last calendar.Cell) {
	first = calendar.CellsPerDay
	for _, o := range append(slices.Clone(near), d) {
		if o.Date == on {
			first, last = min(first, o.Start), max(last, o.End)
		}
	}
	if last == 0 {
		first = 0
	}
	return first, last
}

// tooSoon reports whether there is too little rest before the day's first duty, or after its last.
func tooSoon(d Duty, near []Duty) bool {
	first, last := ends(d, near, d.Date)
	_, before := ends(Duty{Date: d.Date - 2}, near, d.Date-1)
	after, hasAfter := ends(Duty{Date: d.Date - 2}, near, d.Date+1)
	return before > 0 && calendar.CellsPerDay-before+first < shortestRest ||
		hasAfter > 0 && calendar.CellsPerDay-last+after < shortestRest
}

// weekMinutes is what a colleague has in the week of a duty, d among it. It is weighed and never told (I13).
func weekMinutes(d Duty, near []Duty) (minutes int) {
	for _, o := range append(slices.Clone(near), d) {
		if o.Date.Monday() == d.Date.Monday() {
			minutes += (o.End - o.Start).Minutes()
		}
	}
	return minutes
}

// longRow reports whether the duty is part of too long a row at desks without a pause.
func longRow(d Duty, near []Duty) bool {
	row := d.cells()
	for _, o := range near {
		if o.Date == d.Date && o.Kind == Desk {
			row = row.Or(o.cells())
		}
	}
	length, idle, mine := 0, 0, false
	for at := range calendar.Cell(calendar.CellsPerDay) {
		if !row.Has(at) {
			if idle++; idle >= pause {
				length, mine = 0, false
			}
			continue
		}
		idle = 0
		length++
		mine = mine || at >= d.Start && at < d.End
		if length > longestRow && mine {
			return true
		}
	}
	return false
}

// Conflicts returns every rule that the duties from a day until another break, knowingly or not.
// A duty of somebody who is away is among them.
func Conflicts(r ledger.Reader, from, until calendar.Date) (found []Conflict, err error) {
	k, err := read(r, from, until)
	if err != nil {
		return nil, err
	}
	for _, d := range k.duties {
		if d.Date < from || d.Date > until {
			continue
		}
		broken, err := k.check(d, "")
		if err != nil {
			return nil, err
		}
		found = append(found, broken...)
	}
	return found, nil
}
