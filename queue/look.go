package queue

import (
	"cmp"
	"slices"
	"time"

	"balie/booking"
	"balie/booking/calendar"
	"balie/booking/catalogue"
	"balie/booking/ledger"
)

// View is everything a counter page needs of an office today, in one reading. It names no
// colleague.
type View struct {
	Office   catalogue.OfficeID
	Date     calendar.Date
	Now      time.Time
	Version  uint64 // of the queue
	Closed   bool
	Waiting  []Wait   // in the order of their norm: who cannot wait first, then who is due
	Called   []Ticket // by the time of the call
	Serving  []Ticket
	Parked   []Ticket
	Expected []booking.Appointment // of today, not yet here, early to late
	ToCall   []booking.Appointment // by phone or video, later today
	Desks    []DeskView            // as the office has them
	Recent   []LastCall            // the newest first
}

// Wait is somebody who waits.
type Wait struct {
	Ticket
	NormDue time.Time
	Sofar   time.Duration // since the promise; 0 for who is early
	Risk    Risk
	NotYet  bool // is not called by the order yet
}

// Risk is how near somebody is to waiting longer than the norm.
type Risk string

// The risks.
const (
	Calm   Risk = "calm"
	AtRisk Risk = "soon"  // within two minutes
	Over   Risk = "over"  // the norm has passed
	Early  Risk = "early" // before the promised time
)

// soonOver is how long before the norm passes somebody is at risk.
const soonOver = 2 * time.Minute

// DeskView is a desk as others see it.
type DeskView struct {
	catalogue.Desk
	State    DeskState
	Mode     Mode // what it does after this visit
	Ticket   TicketID
	Since    time.Time
	Finishes time.Time // while finishing up
	Ends     time.Time // while closing
	Training bool
	CanUndo  time.Time // until when the last step can be undone; zero for not
	Wanted   time.Time // since when it is asked back from its pause
}

// Look reads an office as it is now. It reads only who is in the house, however long the history.
func Look(r ledger.Reader, office catalogue.OfficeID) (View, error) {
	o, err := catalogue.OfficeByID(r, office)
	if err != nil {
		return View{}, err
	}
	v := View{Office: office, Date: o.Today(r.Now()), Now: r.Now()}
	d, err := dayOf(r, office, v.Date)
	if err != nil {
		return v, err
	}
	v.Version, v.Closed, v.Recent = d.Version, d.Closed, d.Calls
	for _, add := range []func(ledger.Reader, catalogue.Office) error{v.addWaiting, v.addAtDesks, v.addExpected, v.addDesks} {
		if err := add(r, o); err != nil {
			return v, err
		}
	}
	return v, nil
}

func (v *View) addWaiting(r ledger.Reader, o catalogue.Office) error {
	err := spots.Each(r, dayKey(v.Office, v.Date), func(_ ledger.Key, s Spot) error {
		t, err := ByID(r, s.ID)
		if err != nil {
			return err
		}
		v.Waiting = append(v.Waiting, Wait{t, t.Due(), max(0, v.Now.Sub(latest(t.Promised(), t.Again))), t.risk(v.Now), v.Now.Before(t.CallableFrom(o))})
		return nil
	})
	slices.SortStableFunc(v.Waiting, func(a, b Wait) int {
		if urgent := (a.Priority != ""); urgent != (b.Priority != "") {
			return cmp.Compare(flag(!urgent), flag(urgent))
		}
		return cmp.Or(a.NormDue.Compare(b.NormDue), a.Arrived.Compare(b.Arrived), cmp.Compare(a.ID, b.ID))
	})
	return err
}

func (t Ticket) risk(now time.Time) Risk {
	switch due := t.Due(); {
	case now.Before(t.Promised()), now.Before(t.Again):
		return Early
	case now.After(due):
		return Over
	case due.Sub(now) <= soonOver:
		return AtRisk
	}
	return Calm
}

func (v *View) addAtDesks(r ledger.Reader, _ catalogue.Office) error {
	key := dayKey(v.Office, v.Date)
	err := atDesk.Each(r, key, func(k ledger.Key, _ bool) error {
		t, err := ByID(r, TicketID(k[len(key):len(k)-1]))
		if err != nil {
			return err
		}
		switch t.State {
		case Called:
			v.Called = append(v.Called, t)
		case Serving:
			v.Serving = append(v.Serving, t)
		default:
			v.Parked = append(v.Parked, t)
		}
		return nil
	})
	for _, list := range [][]Ticket{v.Called, v.Serving, v.Parked} {
		slices.SortStableFunc(list, func(a, b Ticket) int {
			return cmp.Or(a.LastCall.Compare(b.LastCall), cmp.Compare(a.Number, b.Number))
		})
	}
	return err
}

func (v *View) addExpected(r ledger.Reader, _ catalogue.Office) error {
	all, err := booking.AppointmentsOn(r, v.Office, v.Date)
	for _, a := range all {
		if a.State != booking.Booked {
			continue
		}
		if need, err := catalogue.Measure(r, a.Wish); err == nil && need.Route != catalogue.AtCounter {
			v.ToCall = append(v.ToCall, a)
			continue
		}
		v.Expected = append(v.Expected, a)
	}
	return err
}

func (v *View) addDesks(r ledger.Reader, o catalogue.Office) error {
	for _, d := range o.Desks {
		s, _, err := deskSessions.Find(r, sessionKey(o.ID, v.Date, d.ID))
		if err != nil {
			return err
		}
		view := DeskView{
			Desk: d, State: s.State(v.Now), Mode: s.Mode, Ticket: s.Ticket, Since: s.Since,
			Finishes: s.Finishes, Ends: s.Ends, Training: s.Training, Wanted: s.Wanted,
		}
		if slices.ContainsFunc(v.Called, func(t Ticket) bool { return t.ID == s.Ticket }) {
			view.State = DeskCalling
		}
		if !v.Now.After(s.Undoable) {
			view.CanUndo = s.Undoable
		}
		v.Desks = append(v.Desks, view)
	}
	return nil
}
