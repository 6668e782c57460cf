package booking

import (
	"slices"
	"time"

	"balie/booking/calendar"
	"balie/booking/catalogue"
	"balie/booking/ledger"
	"balie/booking/supply"
)

// LateAnswer is what becomes of an appointment whose resident is running late.
type LateAnswer string

// The answers.
const (
	LateFits   LateAnswer = "fits"   // the time stands
	LateMoved  LateAnswer = "moved"  // the appointment has a new time, later today
	LateChoose LateAnswer = "choose" // it does not fit any more; Offers are other times
)

// Lateness is the answer to somebody who is running late.
type Lateness struct {
	Answer      LateAnswer
	Appointment Appointment
	Offers      []supply.Offer // with LateChoose: the nearest other times, fewer where there are fewer
}

// LateMinutes are how late one can say to be.
var LateMinutes = []int{5, 10, 20}

// LateGrace is how much later than booked one comes in time, in minutes: the desks reckon with it.
const LateGrace = 15

// lateOffers is how many other times are offered.
const lateOffers = 3

var (
	// ErrLateMinutes: one is 5, 10 or 20 minutes late.
	ErrLateMinutes = ledger.Refuse(ledger.Invalid, "late.minutes")
	// ErrLateDay: the appointment is not today, or its time is long past; it can be moved.
	ErrLateDay = ledger.Refuse(ledger.Conflict, "late.day")
)

// RunningLate notes how much later the resident of an appointment of today comes, and answers what
// becomes of it: up to LateGrace it fits, unless the whole visit would then not end before closing;
// later than that it moves to that later time if that is free, in the same transaction; else its
// resident chooses, and it stands as it was with the note. Said again the same it is answered the
// same while the appointment was not moved. It refuses with ErrLateMinutes, ErrLateDay and ErrNotBooked.
func RunningLate(tx *ledger.Tx, id AppointmentID, minutes int) (Lateness, error) {
	if !slices.Contains(LateMinutes, minutes) {
		return Lateness{}, ErrLateMinutes
	}
	a, err := AppointmentByID(tx, id)
	if err != nil {
		return Lateness{}, err
	}
	o, err := catalogue.OfficeByID(tx, a.Offer.Office)
	switch {
	case err != nil:
		return Lateness{}, err
	case a.State != Booked:
		return Lateness{}, ErrNotBooked.With("state", string(a.State))
	case a.Offer.Date != o.Today(tx.Now()) || tx.Now().After(a.Begins(o).Add(LateGrace*time.Minute)):
		return Lateness{}, ErrLateDay
	}
	return a.comeLate(tx, minutes)
}

func (a Appointment) comeLate(tx *ledger.Tx, minutes int) (Lateness, error) {
	ask := supply.Query{Wish: a.Wish, Moving: a.ID, Audience: supply.Staff}
	start := a.Offer.Start + calendar.Cell(calendar.CellsFor(minutes))
	before, err := supply.EndsBeforeClosing(tx, a.Offer.Office, ask, a.Offer.Date, start)
	if err != nil {
		return Lateness{}, err
	}
	if minutes <= LateGrace && before {
		a, err = a.noteLate(tx, minutes)
		return Lateness{Answer: LateFits, Appointment: a}, err
	}
	free, err := supply.Day(tx, a.Offer.Office, ask, a.Offer.Date)
	if err != nil {
		return Lateness{}, err
	}
	if slices.Contains(free, start) {
		to := a.Offer
		to.Start = start
		moved, err := a.moveTo(tx, supply.Staff, to, NotifyMoved, maxMoves)
		return Lateness{Answer: LateMoved, Appointment: moved}, err
	}
	if a, err = a.noteLate(tx, minutes); err != nil {
		return Lateness{}, err
	}
	offers, err := supply.NextFrom(tx, a.Offer.Office, ask, a.Offer.Date, start, lateOffers)
	return Lateness{Answer: LateChoose, Appointment: a, Offers: offers}, err
}

// noteLate keeps what was said, for whoever calls people at the office.
func (a Appointment) noteLate(tx *ledger.Tx, minutes int) (Appointment, error) {
	if a.Late == minutes {
		return a, nil
	}
	a.Late, a.Changed = minutes, tx.Now()
	if err := a.write(tx); err != nil {
		return a, err
	}
	return a, a.emit(tx, "late", "")
}
