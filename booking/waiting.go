package booking

import (
	"slices"
	"time"

	"balie/booking/calendar"
	"balie/booking/catalogue"
	"balie/booking/contact"
	"balie/booking/ledger"
	"balie/booking/supply"
)

// Wait is a resident who would like to come earlier than their appointment is. It names nobody.
type Wait struct {
	Appointment AppointmentID      `json:"appointment"`
	Office      catalogue.OfficeID `json:"office"`
	State       WaitState          `json:"state"`
	Since       time.Time          `json:"since"`
	Days        []calendar.Date    `json:"days,omitempty"` // moved by itself to a time on these
	Offer       supply.Offer       `json:"offer,omitzero"` // what is offered and held
	Key         VisitKey           `json:"key,omitempty"`  // under which it is held
	Until       time.Time          `json:"until,omitzero"` // how long there is to answer
	Passed      []supply.Offer     `json:"passed,omitempty"`
	Was         supply.Offer       `json:"was"` // the time it must be earlier than
}

// WaitState is where a wait stands.
type WaitState string

// The states of a wait.
const (
	Waiting   WaitState = "waiting"
	Offered   WaitState = "offered" // a time is held for them
	WaitEnded WaitState = "ended"
)

// legalWaits is every move of a wait.
var legalWaits = map[WaitState][]WaitState{
	"":        {Waiting},
	Waiting:   {Offered, WaitEnded},
	Offered:   {Waiting, WaitEnded},
	WaitEnded: {Waiting},
}

// CanBecome reports whether a wait may go from s to next.
func (s WaitState) CanBecome(next WaitState) bool { return slices.Contains(legalWaits[s], next) }

// How offers are made: between which hours of the office's clock, for how long, how soon a time may be,
// and how long its place is kept from others after that, so that it goes to the next first.
const (
	offersFrom   = calendar.Cell(8 * 60 / calendar.CellMinutes)
	offersUntil  = calendar.Cell(21 * 60 / calendar.CellMinutes)
	offerHeld    = 30 * time.Minute
	offerGrace   = 10 * time.Minute
	offerLead    = 90 * time.Minute
	moveLead     = 4 * time.Hour
	mostPassed   = 20
	mostWaitDays = 31
)

var (
	waits   = ledger.NewTable[Wait]("wl:")
	waitsAt = ledger.NewTable[AppointmentID]("wi:") // office + since + appointment: who waits there, the longest first
)

var (
	// ErrNoWait: the resident is not on the waiting list, or nothing is offered to them.
	ErrNoWait = ledger.Refuse(ledger.Gone, "wait.none")
	// ErrWaitChannel: only an e-mail or a text message is quick enough to offer a time by.
	ErrWaitChannel = ledger.Refuse(ledger.Conflict, "wait.channel")
	// ErrWaitDays: a day is not before the appointment, or there are too many.
	ErrWaitDays = ledger.Refuse(ledger.Invalid, "wait.days")
	// ErrWaitOver: the time is held for them no more.
	ErrWaitOver = ledger.Refuse(ledger.Gone, "wait.over")
)

// WaitOf returns the wait of an appointment; found is false where nobody ever waited.
func WaitOf(r ledger.Reader, id AppointmentID) (w Wait, found bool, err error) {
	return waits.Find(r, ledger.K().Str(string(id)))
}

// WaitForEarlier puts the resident of an appointment on the waiting list: to be offered an earlier time,
// or with days to be moved by itself to the first time on one of them. Waiting again changes the days and
// keeps the place. It refuses with ErrWaitChannel, ErrWaitDays, and like Cancel.
func WaitForEarlier(tx *ledger.Tx, id AppointmentID, days []calendar.Date) (Wait, error) {
	a, o, err := changeable(tx, id)
	if err != nil {
		return Wait{}, err
	}
	if a.Channel != contact.ByEmail && a.Channel != contact.BySMS {
		return Wait{}, ErrWaitChannel
	}
	odd := func(d calendar.Date) bool { return d < o.Today(tx.Now()) || d > a.Offer.Date }
	if len(days) > mostWaitDays || slices.ContainsFunc(days, odd) {
		return Wait{}, ErrWaitDays
	}
	w, found, err := WaitOf(tx, id)
	if err != nil {
		return w, err
	}
	if found && w.State != WaitEnded {
		w.Days = days
		return w, w.write(tx)
	}
	w = Wait{Appointment: id, Office: o.ID, Since: tx.Now(), Days: days, Was: a.Offer}
	return w.become(tx, Waiting)
}

// become takes a wait to its next state and keeps the index of who waits.
func (w Wait) become(tx *ledger.Tx, next WaitState) (Wait, error) {
	if !w.State.CanBecome(next) {
		return w, ErrNoWait
	}
	w.State = next
	if next != Offered {
		w.Offer, w.Key, w.Until = supply.Offer{}, "", time.Time{}
	}
	index := ledger.K().Str(string(w.Office)).Time(w.Since).Str(string(w.Appointment))
	if next == Waiting {
		if err := waitsAt.Put(tx, index, w.Appointment); err != nil {
			return w, err
		}
	} else {
		waitsAt.Delete(tx, index)
	}
	if err := w.write(tx); err != nil {
		return w, err
	}
	return w, tx.Emit("wait."+string(next), string(w.Appointment), string(w.Office))
}

func (w Wait) write(tx *ledger.Tx) error {
	return waits.Put(tx, ledger.K().Str(string(w.Appointment)), w)
}

// StopWaiting takes a resident off the waiting list; what is held for them goes to the next. That they
// are not on it is no error.
func StopWaiting(tx *ledger.Tx, id AppointmentID) error {
	w, found, err := WaitOf(tx, id)
	if err != nil || !found || w.State == WaitEnded {
		return err
	}
	return w.end(tx)
}

// end ends a wait, and hands on what was held.
func (w Wait) end(tx *ledger.Tx) error {
	return w.giveUp(tx, WaitEnded)
}

// giveUp lets go what was held, for the next who waits.
func (w Wait) giveUp(tx *ledger.Tx, next WaitState) error {
	place, held, err := freedTimeOf(tx, w.Offer, string(w.Key))
	if err != nil {
		return err
	}
	if _, err := w.become(tx, next); err != nil {
		return err
	}
	if err := tx.Withdraw(earlierEndKey(w.Appointment)); err != nil {
		return err
	}
	if err := tx.Withdraw(earlierKey(w.Appointment)); err != nil || !held {
		return err
	}
	return offerFreed(tx, place, string(w.Key))
}

func earlierKey(id AppointmentID) string    { return "earlier/" + string(id) }
func earlierEndKey(id AppointmentID) string { return "earlier-end/" + string(id) }

// AcceptEarlier moves an appointment to the time that is offered. It refuses with ErrNoWait, ErrWaitOver,
// and like Move.
func AcceptEarlier(tx *ledger.Tx, id AppointmentID) (Appointment, error) {
	w, found, err := WaitOf(tx, id)
	if err != nil {
		return Appointment{}, err
	}
	if !found || w.State != Offered {
		return Appointment{}, ErrNoWait
	}
	if !tx.Now().Before(w.Until) {
		return Appointment{}, ErrWaitOver
	}
	a, err := AppointmentByID(tx, id)
	if err != nil {
		return a, err
	}
	if err := supply.Vacate(tx, w.Offer.Office, w.Offer.Date, string(w.Key)); err != nil {
		return a, err
	}
	to := w.Offer
	if _, err := w.become(tx, WaitEnded); err != nil {
		return a, err
	}
	if err := tx.Withdraw(earlierEndKey(id)); err != nil {
		return a, err
	}
	return MoveFor(tx, id, a.Audience(), to, a.Moves)
}

// DeclineEarlier keeps the appointment where it is; the offered time goes to the next, and its resident
// waits on.
func DeclineEarlier(tx *ledger.Tx, id AppointmentID) error {
	w, found, err := WaitOf(tx, id)
	if err != nil {
		return err
	}
	if !found || w.State != Offered {
		return ErrNoWait
	}
	return w.pass(tx)
}

// pass remembers an offer that was not taken, so that it is not made twice.
func (w Wait) pass(tx *ledger.Tx) error {
	w.Passed = append(w.Passed, w.Offer)
	w.Passed = w.Passed[max(0, len(w.Passed)-mostPassed):]
	return w.giveUp(tx, Waiting)
}
