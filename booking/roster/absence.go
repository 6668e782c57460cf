package roster

import (
	"slices"

	"balie/booking/calendar"
	"balie/booking/ledger"
)

// Absence is when a colleague is away. Why is nobody's business here.
type Absence struct {
	ID        string        `json:"id"`
	Colleague ColleagueID   `json:"colleague"`
	From      calendar.Date `json:"from"`
	Until     calendar.Date `json:"until,omitzero"` // inclusive; zero: until further notice
	Start     calendar.Cell `json:"start,omitzero"` // of the first day; zero: from its beginning
	End       calendar.Cell `json:"end,omitzero"`   // of the last day; zero: until its end
}

func (a Absence) cells(d calendar.Date) calendar.Cells {
	if d < a.From || a.Until != 0 && d > a.Until {
		return calendar.Cells{}
	}
	from, to := calendar.Cell(0), calendar.Cell(calendar.CellsPerDay)
	if d == a.From {
		from = a.Start
	}
	if d == a.Until && a.End != 0 {
		to = a.End
	}
	return calendar.Cells{}.With(from, to)
}

var absences = ledger.NewTable[Absence]("ra:")

var (
	// ErrUnknownAbsence: there is no such absence, or no longer.
	ErrUnknownAbsence = ledger.Refuse(ledger.NotFound, "roster.absence")
	// ErrAbsence: it ends before it begins.
	ErrAbsence = ledger.Refuse(ledger.Invalid, "roster.absence.shape")
)

// keptAbsences is how many days after its end an absence is known.
const keptAbsences = 60

// PutAbsence notes that a colleague is away, or changes it. Duties stay and are given to nobody
// meanwhile; it returns those that are missed in whole or in part, so that whoever plans can give
// them away.
func PutAbsence(tx *ledger.Tx, a Absence) (Absence, []Duty, error) {
	if _, err := ColleagueByID(tx, a.Colleague); err != nil {
		return a, nil, err
	}
	if a.From == 0 || a.Until != 0 && a.Until < a.From || a.Until == a.From && a.End != 0 && a.End <= a.Start {
		return a, nil, ErrAbsence
	}
	if a.ID == "" {
		a.ID = tx.NewID()
	}
	if err := dropOld(tx, a.From); err != nil {
		return a, nil, err
	}
	if err := absences.Put(tx, ledger.K().Str(a.ID), a); err != nil {
		return a, nil, err
	}
	if err := audit(tx, "absence", "", a.ID, string(a.Colleague)); err != nil {
		return a, nil, err
	}
	missed, err := a.missed(tx)
	if err != nil {
		return a, nil, err
	}
	return a, missed, changed(tx, "", a.From)
}

// missed are the duties that an absence takes away, of the next eight weeks at most.
func (a Absence) missed(r ledger.Reader) (missed []Duty, err error) {
	until := a.Until
	if until == 0 || until > a.From+56 {
		until = a.From + 56
	}
	all, err := Duties(r, a.From, until)
	for _, d := range all {
		if d.Colleague == a.Colleague && !d.cells().And(a.cells(d.Date)).Empty() {
			missed = append(missed, d)
		}
	}
	return missed, err
}

// EndAbsence says that a colleague is back from a day on: from the first day on it is forgotten.
func EndAbsence(tx *ledger.Tx, id string, back calendar.Date) error {
	a, found, err := absences.Find(tx, ledger.K().Str(id))
	if err == nil && !found {
		err = ErrUnknownAbsence
	}
	if err == nil {
		err = audit(tx, "back", "", a.ID, string(a.Colleague))
	}
	if err != nil {
		return err
	}
	if back <= a.From {
		absences.Delete(tx, ledger.K().Str(id))
		return changed(tx, "", a.From)
	}
	a.Until, a.End = back-1, 0
	if err := absences.Put(tx, ledger.K().Str(id), a); err != nil {
		return err
	}
	return changed(tx, "", back)
}

// Absences returns who is away on some day from a day until another, both included.
func Absences(r ledger.Reader, from, until calendar.Date) (all []Absence, err error) {
	err = absences.Each(r, nil, func(_ ledger.Key, a Absence) error {
		if a.From <= until && (a.Until == 0 || a.Until >= from) {
			all = append(all, a)
		}
		return nil
	})
	return all, err
}

// absentCells are the cells of a day in which each colleague is away.
func absentCells(r ledger.Reader, day calendar.Date) (map[ColleagueID]calendar.Cells, error) {
	all, err := Absences(r, day, day)
	away := map[ColleagueID]calendar.Cells{}
	for _, a := range all {
		away[a.Colleague] = away[a.Colleague].Or(a.cells(day))
	}
	return away, err
}

// dropOld forgets absences that were over long before a day.
func dropOld(tx *ledger.Tx, day calendar.Date) error {
	all, err := Absences(tx, 0, day)
	all = slices.DeleteFunc(all, func(a Absence) bool { return a.Until == 0 || a.Until+keptAbsences >= day })
	for _, a := range all {
		absences.Delete(tx, ledger.K().Str(a.ID))
	}
	return err
}
