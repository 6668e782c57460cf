package queue

import (
	"errors"
	"time"

	"balie/booking"
	"balie/booking/calendar"
	"balie/booking/catalogue"
	"balie/booking/ledger"
)

// TicketID is a ticket's public id: 26 characters of ledger.IDAlphabet. It stands in the link of
// the ticket on a phone.
type TicketID string

// Ticket is one visit of somebody who is here, or whom we call. It holds nothing of a person and
// nothing of a colleague.
type Ticket struct {
	ID          TicketID              `json:"id"`
	Office      catalogue.OfficeID    `json:"office"`
	Date        calendar.Date         `json:"date"` // at the office, when it was issued
	Number      Number                `json:"number"`
	Kind        Kind                  `json:"kind"`
	State       State                 `json:"state"`
	Appointment booking.AppointmentID `json:"appointment,omitempty"`
	Wish        catalogue.Wish        `json:"wish"`
	Minutes     int                   `json:"minutes"` // planned
	Skills      []string              `json:"skills"`
	Lang        string                `json:"lang,omitempty"`
	Priority    Reason                `json:"priority,omitempty"` // why it cannot wait; "" where it can
	Picked      Reason                `json:"picked,omitempty"`   // why it was called by hand

	Booked   time.Time `json:"booked,omitzero"` // the three clocks
	Arrived  time.Time `json:"arrived,omitzero"`
	Called   time.Time `json:"called,omitzero"` // the first time since they came, or came back
	Started  time.Time `json:"started,omitzero"`
	Finished time.Time `json:"finished,omitzero"` // done, left or missed

	Again    time.Time `json:"again,omitzero"`     // not called before; waits anew from here
	LastCall time.Time `json:"last_call,omitzero"` // the last time it was called or recalled
	Calls    int       `json:"calls,omitempty"`    // how often since it last waited
	Attempts int       `json:"attempts,omitempty"` // of calling back
	Borne    Borne     `json:"borne,omitzero"`     // before they went away or were called in vain

	Desk    catalogue.DeskID `json:"desk,omitempty"`    // that has it or had it last; gone when the day is closed
	For     catalogue.DeskID `json:"for,omitempty"`     // the one desk that may call it
	Follows bool             `json:"follows,omitempty"` // For goes along with the colleague who is there

	Handover Handover `json:"handover,omitempty"` // from the desk that sent them on

	Outside bool `json:"outside,omitempty"` // waits outside
	Chair   bool `json:"chair,omitempty"`   // needs a chair
	Fetch   bool `json:"fetch,omitempty"`   // is fetched, and does not hear a call

	Done      []Handled `json:"done,omitempty"` // what was really done
	Follow    *FollowUp `json:"follow,omitempty"`
	Unlearned bool      `json:"unlearned,omitempty"` // its duration teaches nothing: training, or closed by the day
	Mistake   bool      `json:"mistake,omitempty"`   // nobody came; counts in no figure
	Unhelped  bool      `json:"unhelped,omitempty"`  // still waited when the day was closed

	Counted *ledger.Outcome `json:"counted,omitempty"` // as figures count it, since it ended

	Version uint64 `json:"version"` // of the office-day when it last changed
}

// Kind is why there is a ticket.
type Kind string

// The kinds of tickets.
const (
	Appointment Kind = "appointment"
	WalkIn      Kind = "walkin"
	Collect     Kind = "collect"  // fetches a document
	Callback    Kind = "callback" // we call, by phone or video
)

// Handled is what was really done, and how often.
type Handled struct {
	Product catalogue.ProductID `json:"product"`
	Count   int                 `json:"count"`
}

// The published norms, and the term in which we call back.
const (
	NormAppointment = 5 * time.Minute
	NormWalkIn      = 15 * time.Minute
	NormCallback    = 15 * time.Minute
)

// Norm is how long this kind may wait.
func (k Kind) Norm() time.Duration {
	switch k {
	case Appointment:
		return NormAppointment
	case Callback:
		return NormCallback
	}
	return NormWalkIn
}

func latest(a, b time.Time) time.Time {
	if a.Before(b) {
		return b
	}
	return a
}

var tickets = ledger.NewTable[Ticket]("qt:")

// ErrUnknownTicket: there is no such ticket, or none of this office.
var ErrUnknownTicket = ledger.Refuse(ledger.NotFound, "ticket.unknown")

// ByID returns a ticket, or ErrUnknownTicket.
func ByID(r ledger.Reader, id TicketID) (Ticket, error) {
	if len(id) != ledger.IDLength {
		return Ticket{}, ErrUnknownTicket
	}
	t, err := tickets.Get(r, ledger.K().Str(string(id)))
	if errors.Is(err, ledger.ErrNoRecord) {
		return Ticket{}, ErrUnknownTicket
	}
	return t, err
}

// byAppointment finds the one ticket of an appointment (I8).
var byAppointment = ledger.NewTable[TicketID]("qa:")

// ByAppointment returns the ticket of an appointment; found is false where nobody arrived yet.
func ByAppointment(r ledger.Reader, id booking.AppointmentID) (t Ticket, found bool, err error) {
	ticket, found, err := byAppointment.Find(r, ledger.K().Str(string(id)))
	if err != nil || !found {
		return t, false, err
	}
	t, err = ByID(r, ticket)
	return t, err == nil, err
}
