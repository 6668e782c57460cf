package outreach

import (
	"errors"
	"slices"

	"balie/booking/calendar"
	"balie/booking/ledger"
	"balie/booking/roster"
)

// What an outing is refused for.
var (
	// ErrOuting: it makes no sense; args: what.
	ErrOuting = ledger.Refuse(ledger.Invalid, "outing.shape")
	// ErrInTheWay: a vehicle, a kit or a colleague would be in two places; args: rule.
	ErrInTheWay = ledger.Refuse(ledger.Conflict, "outing.way")
	// ErrBooked: the stop is published; a planned change (Foresee) moves it, and tells who is booked there.
	ErrBooked = ledger.Refuse(ledger.Conflict, "outing.booked")
)

// mostStops is how many stops an outing has at most.
const mostStops = 12

// PutOuting adds a draft or changes one; an outing without an id is new. The crew's duties follow. It
// refuses with ErrInTheWay what cannot be; what merely breaks another rule is written, and Check names
// it until it is mended or accepted. Of a published outing crew, kit, theme and what is accepted may be
// changed here; times and places are a planned change (Foresee).
func PutOuting(tx *ledger.Tx, o Outing) (Outing, error) {
	if err := o.validate(); err != nil {
		return o, err
	}
	kind := "outing.changed"
	before := Outing{State: Draft}
	if o.ID == "" {
		o.ID, o.State, kind = OutingID(tx.NewID()), Draft, "outing.drafted"
	} else {
		var err error
		if before, err = OutingByID(tx, o.ID); err != nil {
			return o, err
		}
		if before.Version != o.Version {
			return o, ErrOvertaken
		}
		o.State = before.State
	}
	if before.State != Draft && (o.Date != before.Date || o.Vehicle != before.Vehicle || !sameStops(o.Stops, before.Stops)) {
		return o, ErrBooked
	}
	if before.State == Cancelled || before.State == Done {
		return o, ErrOutingState
	}
	for i := range o.Stops {
		if o.Stops[i].ID == "" {
			o.Stops[i].ID, o.Stops[i].State = StopID(tx.NewID()), Planned
		}
	}
	if err := o.refuseHard(tx); err != nil {
		return o, err
	}
	if before.ID != "" && before.Date != o.Date {
		outings.Delete(tx, outingKey(before.Date, before.ID))
	}
	if err := o.settleCrew(tx, before); err != nil {
		return o, err
	}
	if err := o.refreshOffices(tx, before); err != nil {
		return o, err
	}
	return o, o.write(tx, kind)
}

func (o Outing) validate() error {
	switch {
	case o.Date == 0:
		return ErrOuting.With("what", "date")
	case o.From < 0 || o.From >= o.Until || o.Until > calendar.CellsPerDay:
		return ErrOuting.With("what", "from, until")
	case len(o.Stops) > mostStops:
		return ErrOuting.With("what", "stops")
	case len(slices.Compact(slices.Sorted(slices.Values(o.Crew)))) != len(o.Crew):
		return ErrOuting.With("what", "crew")
	}
	last := o.From
	for _, s := range o.Stops {
		if s.State == Off {
			continue
		}
		if s.Arrive < last || s.Arrive >= s.Leave || s.Leave > o.Until {
			return ErrOuting.With("what", "arrive, leave")
		}
		last = s.Leave
	}
	return nil
}

func sameStops(a, b []Stop) bool {
	return slices.EqualFunc(a, b, func(s, t Stop) bool {
		return s.ID == t.ID && s.Place == t.Place && s.Arrive == t.Arrive && s.Leave == t.Leave && s.State == t.State
	})
}

// refuseHard refuses what can never be.
func (o Outing) refuseHard(r ledger.Reader) error {
	found, err := Check(r, o)
	if err != nil {
		return err
	}
	for _, c := range found {
		if c.Rule.Hard() {
			return ErrInTheWay.With("rule", string(c.Rule))
		}
	}
	return nil
}

// settleCrew gives the crew their duties, and takes those away of who stays at home.
func (o Outing) settleCrew(tx *ledger.Tx, before Outing) error {
	mine := map[roster.ColleagueID]roster.Duty{}
	if before.ID != "" {
		var err error
		if mine, err = dutiesOf(tx, before); err != nil {
			return err
		}
	}
	for who, d := range mine {
		if !slices.Contains(o.Crew, who) || o.State == Cancelled {
			if err := roster.DropDuty(tx, d.ID); err != nil {
				return err
			}
		}
	}
	if o.State == Cancelled {
		return nil
	}
	for _, who := range o.Crew {
		d := o.duty(who)
		d.ID, d.Accepted = mine[who].ID, []roster.Rule{roster.OffHours, roster.Contract, roster.NoPause}
		if _, err := roster.PutDuty(tx, d); err != nil {
			return err
		}
	}
	return nil
}

// Publish makes an outing count: each stop is an office for its hours, bookable and with a queue of its
// own, and the agenda has it. It refuses with ErrOutingState, with ErrInTheWay, and with ErrUnsolved
// while a rule is broken that nobody accepted.
func Publish(tx *ledger.Tx, id OutingID) (Outing, error) {
	o, err := OutingByID(tx, id)
	if err != nil || o.State == Published {
		return o, err
	}
	v, err := VehicleByID(tx, o.Vehicle)
	if err != nil {
		return o, err
	}
	if len(o.live()) == 0 && !v.Delivers {
		return o, ErrOuting.With("what", "stops")
	}
	found, err := Check(tx, o)
	if err != nil {
		return o, err
	}
	for _, c := range found {
		if c.Rule.Hard() {
			return o, ErrInTheWay.With("rule", string(c.Rule))
		}
		if !c.Accepted {
			return o, ErrUnsolved.With("rule", string(c.Rule))
		}
	}
	before := o
	if err := o.become(Published); err != nil {
		return o, err
	}
	if err := o.settleCrew(tx, before); err != nil {
		return o, err
	}
	if err := o.refreshOffices(tx, before); err != nil {
		return o, err
	}
	return o, o.write(tx, "outing.published")
}

// ErrUnsolved: the outing breaks a rule that nobody accepted; args: rule.
var ErrUnsolved = ledger.Refuse(ledger.Conflict, "outing.unsolved")

// DropDraft takes a draft away; that there is none is no error.
func DropDraft(tx *ledger.Tx, id OutingID) error {
	o, err := OutingByID(tx, id)
	if errors.Is(err, ErrUnknownOuting) {
		return nil
	}
	if err != nil {
		return err
	}
	if o.State != Draft {
		return ErrOutingState
	}
	before := o
	o.State = Cancelled
	if err := o.settleCrew(tx, before); err != nil {
		return err
	}
	return o.remove(tx)
}

// remove takes an outing away, and says so.
func (o Outing) remove(tx *ledger.Tx) error {
	outings.Delete(tx, outingKey(o.Date, o.ID))
	outingDay.Delete(tx, key(string(o.ID)))
	for _, s := range o.Stops {
		stopOf.Delete(tx, key(string(s.ID)))
	}
	return tx.Emit("outing.dropped", string(o.ID), o.Vehicle)
}
