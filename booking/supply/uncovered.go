package supply

import (
	"slices"

	"balie/booking/calendar"
	"balie/booking/catalogue"
	"balie/booking/ledger"
	"balie/booking/roster"
)

// Uncovered is a stretch of a day in which fewer colleagues are rostered than desks are open. It is
// a state of the office, for who can mend it: nobody is named.
type Uncovered struct {
	From, To calendar.Cell
	Skill    string // "" for desks of any kind
	Open     int    // desks
	There    int    // colleagues
}

// UncoveredOn returns where the published roster of an office leaves open desks without a colleague:
// of any kind first, then for each skill that more desks have than colleagues. Where no roster is
// published there is nothing to say.
func UncoveredOn(r ledger.Reader, office catalogue.OfficeID, date calendar.Date) ([]Uncovered, error) {
	c, err := catalogue.Of(r)
	if err != nil {
		return nil, err
	}
	o, err := c.Office(office)
	if err != nil {
		return nil, err
	}
	plan, err := roster.PlanOf(r, string(office), date)
	if err != nil || !plan.Published {
		return nil, err
	}
	var found []Uncovered
	for _, skill := range append([]string{""}, skillsOf(o)...) {
		found = append(found, shortage(o, plan, date, skill)...)
	}
	return found, nil
}

func skillsOf(o catalogue.Office) (skills []string) {
	for _, d := range o.Desks {
		skills = append(skills, d.Skills...)
	}
	slices.Sort(skills)
	return slices.Compact(skills)
}

// shortage returns the stretches in which a skill is short.
func shortage(o catalogue.Office, plan roster.Plan, date calendar.Date, skill string) (found []Uncovered) {
	open, there := openDesks(o, date, skill), [calendar.CellsPerDay]int{}
	for _, h := range plan.Hands {
		if skill != "" && !slices.Contains(h.Skills, skill) {
			continue
		}
		for cell := range h.Cells.All() {
			there[cell]++
		}
	}
	for at := range calendar.Cell(calendar.CellsPerDay) {
		if there[at] >= open[at] {
			continue
		}
		if n := len(found); n > 0 && found[n-1].To == at && found[n-1].Open == open[at] && found[n-1].There == there[at] {
			found[n-1].To = at + 1
			continue
		}
		found = append(found, Uncovered{at, at + 1, skill, open[at], there[at]})
	}
	return found
}

// openDesks counts the desks with a skill that are open in each cell.
func openDesks(o catalogue.Office, date calendar.Date, skill string) (open [calendar.CellsPerDay]int) {
	hours := map[string]calendar.Cells{}
	for _, w := range o.Rules().Day(date) {
		i := slices.IndexFunc(o.Desks, func(d catalogue.Desk) bool { return string(d.ID) == w.Desk })
		if i < 0 || skill != "" && !slices.Contains(o.Desks[i].Skills, skill) {
			continue
		}
		hours[w.Desk] = hours[w.Desk].Or(w.Cells)
	}
	for _, cells := range hours {
		for cell := range cells.All() {
			open[cell]++
		}
	}
	return open
}
