package roster

import (
	"slices"

	"balie/booking/calendar"
	"balie/booking/ledger"
)

// known is the roster around some days, read once: whoever weighs many duties asks it.
type known struct {
	duties     []Duty // of the days, of their whole weeks and of the days beside
	of         map[ColleagueID][]Duty
	colleagues map[ColleagueID]Colleague
	absences   []Absence
	school     []Span
}

// read gathers what the rules of duties from a day until another depend on.
func read(r ledger.Reader, from, until calendar.Date) (k known, err error) {
	first, last := min(from.Monday(), from-1), max(until.Monday()+6, until+1)
	if k.duties, err = Duties(r, first, last); err != nil {
		return k, err
	}
	k.of, k.colleagues = map[ColleagueID][]Duty{}, map[ColleagueID]Colleague{}
	err = colleagues.Each(r, nil, func(_ ledger.Key, c Colleague) error {
		k.colleagues[c.ID] = c
		return nil
	})
	if err != nil {
		return k, err
	}
	if k.absences, err = Absences(r, first, last); err != nil {
		return k, err
	}
	for _, d := range k.duties {
		k.of[d.Colleague] = append(k.of[d.Colleague], d)
	}
	k.school, err = SchoolHolidays(r)
	return k, err
}

// away are the cells of a day in which a colleague is not there.
func (k known) away(id ColleagueID, day calendar.Date) (cells calendar.Cells) {
	for _, a := range k.absences {
		if a.Colleague == id {
			cells = cells.Or(a.cells(day))
		}
	}
	return cells
}

// check weighs a duty beside the others of its colleague, but for one that is given away.
func (k known) check(d Duty, given DutyID) ([]Conflict, error) {
	c, ok := k.colleagues[d.Colleague]
	if !ok {
		return nil, ErrUnknownColleague
	}
	near := slices.DeleteFunc(slices.Clone(k.of[d.Colleague]), func(o Duty) bool {
		return o.ID == d.ID || o.ID == given && given != "" || o.Date < min(d.Date.Monday(), d.Date-1) || o.Date > max(d.Date.Monday()+6, d.Date+1)
	})
	return weigh(d, c, near, k.away(d.Colleague, d.Date), k.school), nil
}
