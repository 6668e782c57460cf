package roster

import (
	"cmp"
	"errors"
	"slices"

	"balie/booking/calendar"
	"balie/booking/ledger"
)

// DutyID names a duty: 26 characters of ledger.IDAlphabet.
type DutyID string

// Kind says where a duty is.
type Kind string

// The kinds of duty.
const (
	Desk   Kind = "desk"   // at the desks of an office
	Outing Kind = "outing" // with a vehicle
)

// Duty is a stretch of one day in which one colleague is in one place.
type Duty struct {
	ID        DutyID        `json:"id"`
	Colleague ColleagueID   `json:"colleague"`
	Date      calendar.Date `json:"date"`
	Start     calendar.Cell `json:"start"`
	End       calendar.Cell `json:"end"`
	Kind      Kind          `json:"kind"`
	Place     string        `json:"place"`           // id of the office or the outing
	Needs     []string      `json:"needs,omitempty"` // skills without which it cannot be done
	// CanHelp says that this colleague does other work then, and can help at the counter when it is
	// busy. Such a duty gives no supply.
	CanHelp bool `json:"can_help,omitempty"`
	// Draft duties are plans that bind nobody but the planner. At a desk the period says so; of an
	// outing the outing does.
	Draft bool `json:"draft,omitempty"`
	// Accepted are rules that it breaks knowingly.
	Accepted []Rule `json:"accepted,omitempty"`
}

// overlaps reports whether two duties have a moment in common.
func (d Duty) overlaps(o Duty) bool {
	return d.Date == o.Date && d.Start < o.End && o.Start < d.End
}

func (d Duty) cells() calendar.Cells { return calendar.Cells{}.With(d.Start, d.End) }

var (
	duties  = ledger.NewTable[Duty]("rd:")          // day + id
	dutyDay = ledger.NewTable[calendar.Date]("ri:") // id → day
)

func dutyKey(date calendar.Date, id DutyID) ledger.Key {
	return ledger.K().Int32(int32(date)).Str(string(id))
}

var (
	// ErrUnknownDuty: there is no such duty, or no longer.
	ErrUnknownDuty = ledger.Refuse(ledger.NotFound, "roster.duty")
	// ErrDuty: the duty makes no sense; args: what.
	ErrDuty = ledger.Refuse(ledger.Invalid, "roster.duty.shape")
)

// PutDuty gives a colleague a duty, or changes one; a duty without an id is new. It refuses a duty
// that breaks a rule with ErrRule, naming the first, unless the rule is one that may be accepted and
// stands in Accepted. In a period that is published the duty counts at once.
func PutDuty(tx *ledger.Tx, d Duty) (Duty, error) {
	if err := d.validate(); err != nil {
		return d, err
	}
	var before Duty
	if d.ID == "" {
		d.ID = DutyID(tx.NewID())
	} else if old, err := DutyByID(tx, d.ID); err == nil {
		before = old
	} else if !errors.Is(err, ErrUnknownDuty) {
		return d, err
	}
	found, err := Check(tx, d)
	if err != nil {
		return d, err
	}
	if err := refuse(d, found); err != nil {
		return d, err
	}
	if before.ID != "" && before.Date != d.Date {
		duties.Delete(tx, dutyKey(before.Date, before.ID))
	}
	if err := d.write(tx); err != nil {
		return d, err
	}
	if err := audit(tx, "duty", d.Place, string(d.ID)); err != nil {
		return d, err
	}
	return d, changed(tx, d.Place, d.Date)
}

// audit writes who changed the roster, and what of it.
func audit(tx *ledger.Tx, what, office string, ids ...string) error {
	return tx.Audit(ledger.Audited{What: "roster." + what, Office: office, IDs: ids, Found: true})
}

func (d Duty) validate() error {
	switch {
	case d.Date == 0 || d.Start < 0 || d.Start >= d.End || d.End > calendar.CellsPerDay:
		return ErrDuty.With("what", "end must be later than start")
	case d.Kind != Desk && d.Kind != Outing:
		return ErrDuty.With("what", "kind must be desk or outing")
	case d.Place == "":
		return ErrDuty.With("what", "place is missing")
	}
	return nil
}

func (d Duty) write(tx *ledger.Tx) error {
	if err := duties.Put(tx, dutyKey(d.Date, d.ID), d); err != nil {
		return err
	}
	return dutyDay.Put(tx, ledger.K().Str(string(d.ID)), d.Date)
}

// DropDuty takes a duty away; that there is none is no error.
func DropDuty(tx *ledger.Tx, id DutyID) error {
	d, err := DutyByID(tx, id)
	if errors.Is(err, ErrUnknownDuty) {
		return nil
	}
	if err != nil {
		return err
	}
	duties.Delete(tx, dutyKey(d.Date, id))
	dutyDay.Delete(tx, ledger.K().Str(string(id)))
	if err := closeSwaps(tx, id); err != nil {
		return err
	}
	if err := audit(tx, "dropped", d.Place, string(id)); err != nil {
		return err
	}
	return changed(tx, d.Place, d.Date)
}

// DutyByID returns a duty, or ErrUnknownDuty.
func DutyByID(r ledger.Reader, id DutyID) (Duty, error) {
	date, found, err := dutyDay.Find(r, ledger.K().Str(string(id)))
	if err == nil && !found {
		err = ErrUnknownDuty
	}
	if err != nil {
		return Duty{}, err
	}
	return duties.Get(r, dutyKey(date, id))
}

// Duties returns every duty from a day until another, both included, drafts and those of absent
// colleagues too: for who plans.
func Duties(r ledger.Reader, from, until calendar.Date) (all []Duty, err error) {
	published, err := Periods(r)
	if err != nil {
		return nil, err
	}
	err = duties.Range(r, ledger.K().Int32(int32(from)), ledger.K().Int32(int32(until)+1), func(_ ledger.Key, d Duty) error {
		if d.Kind == Desk {
			d.Draft = !slices.ContainsFunc(published, func(p Period) bool { return p.State == Published && p.has(d) })
		}
		all = append(all, d)
		return nil
	})
	slices.SortStableFunc(all, func(a, b Duty) int {
		return cmp.Or(cmp.Compare(a.Date, b.Date), cmp.Compare(a.Start, b.Start), cmp.Compare(a.ID, b.ID))
	})
	return all, err
}

// OnDuty returns what is published for a day, early to late, without what an absent colleague was to
// do. A duty of which only a part is missed is given with what is left of it.
func OnDuty(r ledger.Reader, day calendar.Date) ([]Duty, error) {
	all, err := Duties(r, day, day)
	if err != nil {
		return nil, err
	}
	missed, err := absentCells(r, day)
	if err != nil {
		return nil, err
	}
	var on []Duty
	for _, d := range all {
		if !d.Draft {
			on = append(on, d.without(missed[d.Colleague])...)
		}
	}
	return on, nil
}

// without returns the stretches of a duty that are left when some cells of the day are missed.
func (d Duty) without(missed calendar.Cells) (left []Duty) {
	if d.cells().And(missed).Empty() {
		return []Duty{d}
	}
	open := d.cells().AndNot(missed)
	for at := d.Start; at < d.End; {
		if !open.Has(at) {
			at++
			continue
		}
		part := d
		part.Start = at
		for at < d.End && open.Has(at) {
			at++
		}
		part.End = at
		left = append(left, part)
	}
	return left
}
