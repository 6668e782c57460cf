package queue

import (
	"time"

	"balie/booking/calendar"
	"balie/booking/catalogue"
	"balie/booking/ledger"
)

// DeskSession is a desk in service on one day. It is the only record that knows which colleague is
// where; it goes when they leave, at the latest when the day is closed.
type DeskSession struct {
	Office   catalogue.OfficeID `json:"office"`
	Date     calendar.Date      `json:"date"`
	Desk     catalogue.DeskID   `json:"desk"`
	Staff    ledger.Actor       `json:"staff"` // opaque
	Mode     Mode               `json:"mode"`
	Ticket   TicketID           `json:"ticket,omitempty"` // whom it called or helps
	Helping  Kind               `json:"helping,omitempty"`
	Minutes  int                `json:"minutes,omitempty"` // planned for that
	Since    time.Time          `json:"since"`             // of the mode, or of the visit
	Finishes time.Time          `json:"finishes,omitzero"`
	Ends     time.Time          `json:"ends,omitzero"` // with Closing: takes nobody who would stay longer
	Training bool               `json:"training,omitempty"`
	Undoable time.Time          `json:"undoable,omitzero"` // until when the last step can be undone
	Opened   time.Time          `json:"opened,omitzero"`
	Helps    string             `json:"helps,omitempty"` // the request that its colleague came for
	Wanted   time.Time          `json:"wanted,omitzero"` // since when whoever leads the day asks them back from a pause
}

// Mode is what a desk does between visits, as its colleague set it.
type Mode string

// The modes.
const (
	Open    Mode = "open"
	Break   Mode = "break"
	Lunch   Mode = "lunch"
	Closing Mode = "closing"
	Away    Mode = "away"
)

// modes is every legal change of mode. Nobody is asked why.
var modes = map[Mode][]Mode{
	Open:    {Break, Lunch, Closing, Away},
	Break:   {Open, Lunch, Closing, Away},
	Lunch:   {Open, Break, Closing, Away},
	Closing: {Open, Break, Lunch, Away},
	Away:    {Open, Break, Lunch, Closing},
}

// Takes reports whether a desk in this mode calls people.
func (m Mode) Takes() bool { return m == Open || m == Closing }

// DeskState is what others see of a desk.
type DeskState string

// The states of a desk: its mode, or what it does now.
const (
	DeskOpen      DeskState = "open"
	DeskCalling   DeskState = "calling" // a number, whose visitor is on the way
	DeskHelping   DeskState = "helping"
	DeskFinishing DeskState = "finishing"
	DeskBreak     DeskState = "break"
	DeskLunch     DeskState = "lunch"
	DeskClosing   DeskState = "closing"
	DeskTraining  DeskState = "training" // open, and takes longer
	DeskAway      DeskState = "away"
	DeskClosed    DeskState = "closed" // nobody is there
)

// State is what others see of the desk; View tells calling and helping apart, which takes the ticket.
func (s DeskSession) State(now time.Time) DeskState {
	switch {
	case s.Staff == "":
		return DeskClosed
	case s.Ticket != "":
		return DeskHelping
	case s.Mode.Takes() && now.Before(s.Finishes):
		return DeskFinishing
	case s.Mode == Open && s.Training:
		return DeskTraining
	}
	return DeskState(s.Mode)
}

// trainingPace is how long a visit takes at a desk where somebody learns, in percent of the plan.
const trainingPace = 150

// Pace is how long a visit takes at the desk, in percent of the plan.
func (s DeskSession) Pace() int {
	if s.Training {
		return trainingPace
	}
	return 100
}

var deskSessions = ledger.NewTable[DeskSession]("qs:")

// places finds the one desk of a colleague; it goes with the desk's record.
var places = ledger.NewTable[DeskSession]("qp:")

var (
	// ErrUnknownDesk: the office has no such desk.
	ErrUnknownDesk = ledger.Refuse(ledger.NotFound, "desk.unknown")
	// ErrNotYours: the desk is not, or no longer, the actor's.
	ErrNotYours = ledger.Refuse(ledger.Forbidden, "desk.other")
)

func sessionKey(office catalogue.OfficeID, date calendar.Date, desk catalogue.DeskID) ledger.Key {
	return dayKey(office, date).Str(string(desk))
}

// hold notes whom the desk has from now on.
func (s *DeskSession) hold(t Ticket, now time.Time) {
	s.Ticket, s.Helping, s.Minutes, s.Since, s.Finishes = t.ID, t.Kind, t.Minutes, now, time.Time{}
}

// free lets a desk go on, after finishing up for some time.
func (s *DeskSession) free(now time.Time, finishing time.Duration) {
	s.Ticket, s.Helping, s.Minutes, s.Since, s.Finishes = "", "", 0, now, time.Time{}
	if finishing > 0 && s.Mode.Takes() {
		s.Finishes = now.Add(finishing)
	}
}

func (s DeskSession) write(tx *ledger.Tx) error {
	return deskSessions.Put(tx, sessionKey(s.Office, s.Date, s.Desk), s)
}

// DeskOf returns the desk of a colleague today; found is false where they have none.
func DeskOf(r ledger.Reader, staff ledger.Actor) (s DeskSession, found bool, err error) {
	place, found, err := places.Find(r, ledger.K().Str(string(staff)))
	if err != nil || !found {
		return DeskSession{}, false, err
	}
	o, err := catalogue.OfficeByID(r, place.Office)
	if err != nil || place.Date != o.Today(r.Now()) {
		return DeskSession{}, false, err
	}
	return deskSessions.Find(r, sessionKey(place.Office, place.Date, place.Desk))
}

// mine returns the desk's record, or refuses with ErrNotYours. After midnight it is still that of
// yesterday, until the day is closed: whoever is being helped is helped.
func (at DeskRequest) mine(tx *ledger.Tx) (s DeskSession, err error) {
	o, err := catalogue.OfficeByID(tx, at.Office)
	if err != nil {
		return s, err
	}
	today := o.Today(tx.Now())
	s, found, err := deskSessions.Find(tx, sessionKey(at.Office, today, at.Desk))
	if err == nil && !found {
		s, found, err = deskSessions.Find(tx, sessionKey(at.Office, today-1, at.Desk))
	}
	switch {
	case err != nil:
		return s, err
	case !found || s.Staff != tx.Actor():
		return s, ErrNotYours
	}
	return s, nil
}

// DeskSessions returns the desks in service of an office-day.
func DeskSessions(r ledger.Reader, office catalogue.OfficeID, date calendar.Date) (found []DeskSession, err error) {
	err = deskSessions.Each(r, dayKey(office, date), func(_ ledger.Key, s DeskSession) error {
		found = append(found, s)
		return nil
	})
	return found, err
}
