package catalogue

import (
	"slices"

	"balie/booking/calendar"
	"balie/booking/ledger"
)

// UrgentReason is why somebody cannot wait for a public time.
type UrgentReason string

// The reasons. With each a resident may take from the reserves.
const (
	NotUrgent  UrgentReason = ""
	Death      UrgentReason = "death"
	Stillbirth UrgentReason = "stillbirth"
	BirthTerm  UrgentReason = "birth"   // the term to register is nearly over
	Journey    UrgentReason = "journey" // a document was lost before one
)

// UrgentReasons are all reasons.
var UrgentReasons = []UrgentReason{Death, Stillbirth, BirthTerm, Journey}

// Always reports whether the reason alone is enough, whatever the day.
func (u UrgentReason) Always() bool { return u == Death || u == Stillbirth }

// Urgency is a reason and the day that it is about: of death, of birth, or of departure.
type Urgency struct {
	Reason UrgentReason
	Day    calendar.Date // zero where it was not said
}

// How near a day makes something urgent.
const (
	termNear    = 2  // working days until a birth must be registered
	journeyNear = 14 // days until somebody leaves
)

var (
	// ErrNotUrgent: for what is asked there is time enough, or it has no reserve.
	ErrNotUrgent = ledger.Refuse(ledger.Conflict, "urgent.not")
	// ErrUrgentDay: the day is missing, or cannot be.
	ErrUrgentDay = ledger.Refuse(ledger.Invalid, "urgent.day")
)

// LastDay is the last lawful day: to register a birth, or for a burial or cremation. ok is false where
// the law gives no term, or the day was not said.
func (u Urgency) LastDay() (last calendar.Date, ok bool) {
	switch {
	case u.Day == 0:
		return 0, false
	case u.Reason == BirthTerm:
		return calendar.LastBirthDay(u.Day), true
	case u.Reason == Death:
		return calendar.LastBurialDay(u.Day), true
	}
	return 0, false
}

// Check refuses a day that cannot be with ErrUrgentDay, and with ErrNotUrgent one that leaves time enough.
func (u Urgency) Check(today calendar.Date) error {
	far := u.Day != 0 && (u.Day > today+400 || u.Day < today-400)
	switch {
	case !slices.Contains(UrgentReasons, u.Reason):
		return ErrNotUrgent
	case far, u.Reason != Journey && u.Day > today, !u.Reason.Always() && u.Day == 0, u.Reason == Journey && u.Day < today:
		return ErrUrgentDay
	case u.Reason == BirthTerm && calendar.LastBirthDay(u.Day) > calendar.WorkingDaysAfter(today, termNear):
		return ErrNotUrgent
	case u.Reason == Journey && u.Day > today+journeyNear:
		return ErrNotUrgent
	}
	return nil
}

// CheckUrgent refuses a wish that has no product with this reason, and what Check refuses.
func CheckUrgent(r ledger.Reader, w Wish, o OfficeID, u Urgency) error {
	has := false
	for _, line := range w {
		p, err := ProductByID(r, line.Product)
		if err != nil {
			return err
		}
		has = has || p.Urgent == u.Reason
	}
	if !has || u.Reason == NotUrgent {
		return ErrNotUrgent
	}
	office, err := OfficeByID(r, o)
	if err != nil {
		return err
	}
	return u.Check(office.Today(r.Now()))
}

// UrgentProduct is the product with a reason, or ErrUnknownProduct.
func UrgentProduct(r ledger.Reader, reason UrgentReason) (Product, error) {
	c, err := Of(r)
	if err != nil {
		return Product{}, err
	}
	for _, p := range c.products {
		if p.Urgent == reason && reason != NotUrgent {
			return p, nil
		}
	}
	return Product{}, ErrUnknownProduct
}
