package roster

import (
	"slices"

	"balie/booking/calendar"
	"balie/booking/ledger"
)

// PeriodID names a period: 26 characters of ledger.IDAlphabet.
type PeriodID string

// State is where a period stands.
type State string

// The states of a period.
const (
	Draft     State = "draft"
	Published State = "published"
	Withdrawn State = "withdrawn" // the planned desks count again
)

// legal is every move from state to state.
var legal = map[State][]State{
	Draft:     {Published, Withdrawn},
	Published: {Withdrawn},
	Withdrawn: {Published},
}

// CanBecome reports whether a period may go from s to next.
func (s State) CanBecome(next State) bool { return slices.Contains(legal[s], next) }

// Period is a row of days of some offices whose roster is made and published as a whole.
type Period struct {
	ID      PeriodID `json:"id"`
	Span    Span     `json:"span"`
	Offices []string `json:"offices"` // whose desks are covered by it
	State   State    `json:"state"`
	// Changed counts what was changed since it was published.
	Changed int `json:"changed,omitempty"`
}

// LongestPeriod is thirteen weeks.
const LongestPeriod = 13 * 7

var (
	periods = ledger.NewTable[Period]("rp:")
	stamps  = ledger.NewTable[string]("rt:")
)

var (
	// ErrUnknownPeriod: there is no such period.
	ErrUnknownPeriod = ledger.Refuse(ledger.NotFound, "roster.period")
	// ErrPeriod: it is longer than thirteen weeks, ends before it begins, or has no office.
	ErrPeriod = ledger.Refuse(ledger.Invalid, "roster.period.shape")
	// ErrPeriodsMeet: another period has one of its offices on one of its days.
	ErrPeriodsMeet = ledger.Refuse(ledger.Conflict, "roster.period.meet")
	// ErrPeriodState: it cannot be published or withdrawn as it stands.
	ErrPeriodState = ledger.Refuse(ledger.Conflict, "roster.period.state")
	// ErrBroken: some duty breaks a rule that nobody accepted; args: rule.
	ErrBroken = ledger.Refuse(ledger.Conflict, "roster.broken")
)

// AddPeriod begins the roster of a row of days. No office is in two periods on one day.
func AddPeriod(tx *ledger.Tx, span Span, offices []string) (Period, error) {
	p := Period{ID: PeriodID(tx.NewID()), Span: span, Offices: offices, State: Draft}
	if span.From == 0 || span.Until < span.From || span.Until-span.From >= LongestPeriod || len(offices) == 0 || slices.Contains(offices, "") {
		return p, ErrPeriod
	}
	all, err := Periods(tx)
	if err != nil {
		return p, err
	}
	for _, o := range all {
		both := slices.ContainsFunc(o.Offices, func(id string) bool { return slices.Contains(offices, id) })
		if both && o.Span.From <= span.Until && span.From <= o.Span.Until {
			return p, ErrPeriodsMeet
		}
	}
	return p, p.write(tx)
}

func (p Period) write(tx *ledger.Tx) error {
	if err := periods.Put(tx, ledger.K().Str(string(p.ID)), p); err != nil {
		return err
	}
	return restamp(tx)
}

// PeriodByID returns a period, or ErrUnknownPeriod.
func PeriodByID(r ledger.Reader, id PeriodID) (Period, error) {
	p, found, err := periods.Find(r, ledger.K().Str(string(id)))
	if err == nil && !found {
		err = ErrUnknownPeriod
	}
	return p, err
}

// Periods returns every period, the earliest first.
func Periods(r ledger.Reader) (all []Period, err error) {
	err = periods.Each(r, nil, func(_ ledger.Key, p Period) error {
		all = append(all, p)
		return nil
	})
	slices.SortStableFunc(all, func(a, b Period) int { return int(a.Span.From) - int(b.Span.From) })
	return all, err
}

// Publish makes a period count: from now on its offices offer what is covered. It refuses with
// ErrPeriodState, and with ErrBroken while some duty of its offices breaks a rule that nobody
// accepted. A colleague who is away is no reason to refuse: that is a shortfall.
func Publish(tx *ledger.Tx, id PeriodID) (Period, error) {
	p, err := PeriodByID(tx, id)
	if err != nil || p.State == Published {
		return p, err
	}
	if !p.State.CanBecome(Published) {
		return p, ErrPeriodState
	}
	found, err := Conflicts(tx, p.Span.From, p.Span.Until)
	if err != nil {
		return p, err
	}
	for _, c := range found {
		if p.has(c.Duty) && !c.Accepted && c.Rule != Absent {
			return p, ErrBroken.With("rule", string(c.Rule))
		}
	}
	p.State, p.Changed = Published, 0
	if err := p.write(tx); err != nil {
		return p, err
	}
	if err := audit(tx, "published", "", string(id)); err != nil {
		return p, err
	}
	return p, tx.Emit("roster.published", string(id))
}

// Withdraw lets the planned desks count again. It refuses with ErrPeriodState.
func Withdraw(tx *ledger.Tx, id PeriodID) (Period, error) {
	p, err := PeriodByID(tx, id)
	if err != nil || p.State == Withdrawn {
		return p, err
	}
	if !p.State.CanBecome(Withdrawn) {
		return p, ErrPeriodState
	}
	p.State = Withdrawn
	if err := p.write(tx); err != nil {
		return p, err
	}
	if err := audit(tx, "withdrawn", "", string(id)); err != nil {
		return p, err
	}
	return p, tx.Emit("roster.withdrawn", string(id))
}

// has reports whether a duty belongs to the period.
func (p Period) has(d Duty) bool {
	return d.Kind == Desk && p.Span.Has(d.Date) && slices.Contains(p.Offices, d.Place)
}

// periodAt returns the period that has an office on a day.
func periodAt(r ledger.Reader, office string, day calendar.Date) (p Period, found bool, err error) {
	all, err := Periods(r)
	for _, o := range all {
		if o.Span.Has(day) && slices.Contains(o.Offices, office) {
			return o, true, err
		}
	}
	return p, false, err
}

// changed tells every reader that the roster of a day is another, and counts it where it was published.
func changed(tx *ledger.Tx, office string, day calendar.Date) error {
	p, found, err := periodAt(tx, office, day)
	if err != nil {
		return err
	}
	if found && p.State == Published {
		p.Changed++
		if err := p.write(tx); err != nil {
			return err
		}
	}
	if err := restamp(tx); err != nil {
		return err
	}
	return tx.Emit("roster.changed", office, day.String())
}

// restamp tells every reader that something of the roster changed.
func restamp(tx *ledger.Tx) error { return stamps.Put(tx, ledger.K(), tx.NewID()) }

// Stamp changes with everything in the roster, and never comes back: what is derived from it may be
// kept as long as it stays the same.
func Stamp(r ledger.Reader) (string, error) {
	stamp, err := stamps.Shared(r, ledger.K())
	if stamp == nil || err != nil {
		return "", err
	}
	return *stamp, nil
}
