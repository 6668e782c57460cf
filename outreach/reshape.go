package outreach

import (
	"slices"

	"balie/booking"
	"balie/booking/catalogue"
	"balie/booking/change"
	"balie/booking/ledger"
	"balie/booking/roster"
)

// reshape is a change of outings that goes along with a planned change: each as it was, and as it becomes. One that
// was not there has no id before.
type reshape struct {
	Was    []Outing `json:"was"`
	Become []Outing `json:"become"`
}

// reshaping lets booking/change carry outings along: written when the supply closes, and put back with it.
var reshaping = change.NewCompanion("outing", doReshape, undoReshape)

// OutingsOf are the outings that a planned change is about, as they were and as it leaves them; none where it is about
// something else. One that it begins has no id before.
func OutingsOf(c change.Change) (was, become []Outing) {
	x, _ := reshaping.Read(c.With)
	return x.Was, x.Become
}

// foresee plans what becomes of the appointments. Of the catalogue the change carries the openings alone: what a
// vehicle makes of an office is written along, and may stay.
func (x reshape) foresee(r ledger.Reader, why booking.Change, first PlaceID, moves ...change.Relocation) (e Effect, err error) {
	e.After = x.Become
	d := catalogue.NewDraft(r, catalogue.Outreach)
	booked := 0
	for i, o := range x.Become {
		if o.State != Cancelled {
			if e.Breaks, err = Check(r, o); err != nil {
				return e, err
			}
			if err := o.refuseHard(r); err != nil {
				return e, err
			}
		}
		if err := o.planOffices(r, d, x.Was[i]); err != nil {
			return e, err
		}
		n, err := x.bookedAt(r, i)
		if err != nil {
			return e, err
		}
		booked += n
	}
	if e.Plan, err = change.Foresee(r, d, catalogue.OfficeID(first), why, moves...); err != nil {
		return e, err
	}
	e.Keep = max(booked-len(e.Plan.Lines), 0)
	e.Plan.Changes = slices.DeleteFunc(slices.Clone(e.Plan.Changes), func(c catalogue.Change) bool { return c.Ref.Kind != catalogue.KindOpening })
	e.Plan.With, err = reshaping.Of(x)
	return e, err
}

// bookedAt counts who is booked at the stops of an outing that become something else.
func (x reshape) bookedAt(r ledger.Reader, i int) (n int, err error) {
	for _, s := range x.Was[i].Stops {
		if at := x.Become[i].stop(s.ID); at >= 0 && sameStops([]Stop{s}, x.Become[i].Stops[at:at+1]) {
			continue
		}
		booked, err := Booked(r, x.Was[i], s)
		if err != nil {
			return n, err
		}
		n += len(booked)
	}
	return n, nil
}

// doReshape writes the outings as they become. It refuses with ErrOvertaken what changed since, and with ErrInTheWay.
func doReshape(tx *ledger.Tx, x reshape) error {
	for i, o := range x.Become {
		was, kind := x.Was[i], "outing.changed"
		switch now, err := OutingByID(tx, o.ID); {
		case was.ID == "" && err == nil, was.ID != "" && err == nil && now.Version != was.Version:
			return ErrOvertaken
		case was.ID == "":
			kind = "outing.published"
		case err != nil:
			return err
		}
		if o.State == Cancelled {
			kind = "outing.cancelled"
		}
		if err := o.replace(tx, was, kind); err != nil {
			return err
		}
	}
	return nil
}

// replace writes an outing over another, with its crew and offices.
func (o Outing) replace(tx *ledger.Tx, before Outing, kind string) error {
	if o.State != Cancelled {
		if err := o.refuseHard(tx); err != nil {
			return err
		}
	}
	if err := o.settleCrew(tx, before); err != nil {
		return err
	}
	if err := o.refreshOffices(tx, before); err != nil {
		return err
	}
	return o.write(tx, kind)
}

// undoReshape puts the outings back as they were; what else became of them since stays. It refuses with ErrOvertaken where a
// stop that was changed is not as the change left it, with ErrOutingState what is over, and with ErrInTheWay.
func undoReshape(tx *ledger.Tx, x reshape) error {
	for i, become := range slices.Backward(x.Become) {
		now, err := OutingByID(tx, become.ID)
		if err != nil {
			return err
		}
		if now.Date < catalogue.Today(tx) || x.Was[i].Date != 0 && x.Was[i].Date < catalogue.Today(tx) {
			return ErrOutingState
		}
		back, err := restored(now, x.Was[i], become)
		if err != nil {
			return err
		}
		if x.Was[i].ID == "" {
			err = back.discard(tx, now)
		} else if back.Crew, err = back.able(tx, back.Crew); err == nil {
			err = back.replace(tx, now, "outing.changed")
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// restored is an outing with what a change made of it put back.
func restored(now, was, become Outing) (Outing, error) {
	back := now
	back.Stops = nil
	for _, s := range now.Stops {
		then, before := become.stop(s.ID), was.stop(s.ID)
		if then >= 0 && before >= 0 && sameStops(become.Stops[then:then+1], was.Stops[before:before+1]) {
			back.Stops = append(back.Stops, s) // the change was not about it
			continue
		}
		if then < 0 || !sameStops([]Stop{s}, become.Stops[then:then+1]) {
			return back, ErrOvertaken
		}
		if before >= 0 {
			old := was.Stops[before]
			s.Place, s.Arrive, s.Leave, s.State = old.Place, old.Arrive, old.Leave, old.State
			back.Stops = append(back.Stops, s)
		}
	}
	back.From, back.Until = was.From, was.Until
	switch {
	case become.State == Cancelled: // not a move along the table: it is as if it had not been cancelled
		back.State = was.State
	case now.State == Done:
		back.State = Running
	}
	return back, nil
}

// discard takes an outing away that was begun by a change that is taken back.
func (o Outing) discard(tx *ledger.Tx, now Outing) error {
	o.Stops, o.State = now.Stops, Cancelled
	if err := o.settleCrew(tx, now); err != nil {
		return err
	}
	if err := o.refreshOffices(tx, now); err != nil {
		return err
	}
	return o.remove(tx)
}

// able are those of a crew who can go along: the others are on duty elsewhere, away, or gone.
func (o Outing) able(r ledger.Reader, crew []roster.ColleagueID) (can []roster.ColleagueID, err error) {
	mine, err := dutiesOf(r, o)
	if err != nil {
		return nil, err
	}
	for _, who := range crew {
		d := o.duty(who)
		d.ID = mine[who].ID
		found, err := roster.Check(r, d)
		if err != nil {
			return nil, err
		}
		if !slices.ContainsFunc(found, func(x roster.Conflict) bool { return !x.Rule.Acceptable() }) {
			can = append(can, who)
		}
	}
	return can, nil
}
