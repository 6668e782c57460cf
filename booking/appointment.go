package booking

import (
	"errors"
	"slices"
	"time"

	"balie/booking/calendar"
	"balie/booking/catalogue"
	"balie/booking/contact"
	"balie/booking/ledger"
	"balie/booking/supply"
)

// AppointmentID is an appointment's public id: 26 characters of ledger.IDAlphabet. It stands in
// links and in the QR code, and opens nothing by itself.
type AppointmentID string

// ClaimID is the id of the appointment's desk time.
func (id AppointmentID) ClaimID() string { return string(id) }

// Holds is the time of the appointment, whatever for.
func (id AppointmentID) Holds(r ledger.Reader, _ catalogue.Wish) (o supply.Offer, ok bool, err error) {
	a, err := AppointmentByID(r, id)
	return a.Offer, err == nil, err
}

// Appointment is a promise: an office, a time, and what it is for. It holds nothing of a person.
type Appointment struct {
	ID      AppointmentID   `json:"id"`
	State   State           `json:"state"`
	Wish    catalogue.Wish  `json:"wish"`
	Offer   supply.Offer    `json:"offer"`
	Cells   int             `json:"cells"`
	With    []int           `json:"with,omitempty"`  // the version of each product of Wish, as it was when this was made
	Moves   int             `json:"moves,omitempty"` // how often it was moved; the SEQUENCE of its calendar entry
	Lang    string          `json:"lang"`
	Channel contact.Channel `json:"channel"`
	By      string          `json:"by,omitempty"`      // the partner who booked it
	Urgent  bool            `json:"urgent,omitempty"`  // it may take from the reserves
	Code    int             `json:"code,omitempty"`    // which of its possible spoken codes was free
	Brought uint64          `json:"brought,omitempty"` // which lines of what to bring were ticked off
	Late    int             `json:"late,omitempty"`    // how many minutes later than Begins they said they come
	Made    time.Time       `json:"made"`
	Changed time.Time       `json:"changed"`
	Counted *ledger.Outcome `json:"counted,omitempty"` // as figures count it, of one that nobody came for
}

// State is where an appointment stands.
type State string

// The states of an appointment.
const (
	Booked    State = "booked"
	Cancelled State = "cancelled"
	Arrived   State = "arrived"
	Served    State = "served"
	Missed    State = "missed"
)

// legal is every move from state to state; a move to the same state is not one.
var legal = map[State][]State{
	Booked:    {Cancelled, Arrived, Missed},
	Arrived:   {Served, Missed, Booked}, // back to booked: somebody was checked in by mistake
	Missed:    {Arrived},                // too late, and helped all the same
	Served:    {Arrived},                // the finish was a mistake
	Cancelled: {},
}

// CanBecome reports whether an appointment may go from s to next.
func (s State) CanBecome(next State) bool { return slices.Contains(legal[s], next) }

var appointments = ledger.NewTable[Appointment]("ap:")

var (
	// ErrUnknownAppointment: there is no such appointment.
	ErrUnknownAppointment = ledger.Refuse(ledger.NotFound, "appointment.unknown")
	// ErrNotBooked: the appointment was cancelled, missed, or is over; args: state.
	ErrNotBooked = ledger.Refuse(ledger.Conflict, "appointment.closed")
	// ErrStarted: its time has come; the desk can help now.
	ErrStarted = ledger.Refuse(ledger.Conflict, "appointment.started")
	// ErrMovedMeanwhile: it was moved since this page was opened; args: nothing, the page shows the new time.
	ErrMovedMeanwhile = ledger.Refuse(ledger.Conflict, "appointment.moved")
)

// AppointmentByID returns an appointment, or ErrUnknownAppointment.
func AppointmentByID(r ledger.Reader, id AppointmentID) (Appointment, error) {
	if !isID(string(id)) {
		return Appointment{}, ErrUnknownAppointment
	}
	a, err := appointments.Get(r, ledger.K().Str(string(id)))
	if errors.Is(err, ledger.ErrNoRecord) {
		return Appointment{}, ErrUnknownAppointment
	}
	return a, err
}

// Audience is who its resident is when they look for another time.
func (a Appointment) Audience() supply.Audience {
	if a.Urgent {
		return supply.Urgent
	}
	return supply.Public
}

// Begins returns the instant at which the appointment begins.
func (a Appointment) Begins(o catalogue.Office) time.Time {
	at, _ := calendar.At(a.Offer.Date, a.Offer.Start, o.Location())
	return at
}

// Comes returns the instant at which its resident said they come: later than Begins for one who is
// running late.
func (a Appointment) Comes(o catalogue.Office) time.Time {
	return a.Begins(o).Add(time.Duration(a.Late) * time.Minute)
}

// Ends returns the instant at which the appointment is planned to end.
func (a Appointment) Ends(o catalogue.Office) time.Time {
	return a.Begins(o).Add(time.Duration(a.Offer.Minutes) * time.Minute)
}

// changeable returns an appointment that its resident may still move or cancel.
func changeable(tx *ledger.Tx, id AppointmentID) (Appointment, catalogue.Office, error) {
	a, err := AppointmentByID(tx, id)
	if err != nil {
		return a, catalogue.Office{}, err
	}
	o, err := catalogue.OfficeByID(tx, a.Offer.Office)
	switch {
	case err != nil:
		return a, o, err
	case a.State != Booked:
		return a, o, ErrNotBooked.With("state", string(a.State))
	case !tx.Now().Before(a.Begins(o)) && !a.stillLate(o, tx.Now()):
		return a, o, ErrStarted
	}
	return a, o, nil
}

// stillLate reports whether somebody who said to be late is still within the time that is reckoned with.
func (a Appointment) stillLate(o catalogue.Office, now time.Time) bool {
	return a.Late > 0 && now.Before(a.Begins(o).Add(LateGrace*time.Minute))
}

func (a Appointment) write(tx *ledger.Tx) error {
	return appointments.Put(tx, ledger.K().Str(string(a.ID)), a)
}

// deskCells is how many cells an offer takes of a desk.
func deskCells(o supply.Offer) int {
	_, cells := o.DeskTime()
	return cells
}
