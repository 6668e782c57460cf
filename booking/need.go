package booking

import (
	"strconv"

	"balie/booking/calendar"
	"balie/booking/catalogue"
	"balie/booking/contact"
	"balie/booking/ledger"
)

// ErrDetails: the details have problems; args: field, problem. contact.Details.Check names them all.
var ErrDetails = ledger.Refuse(ledger.Invalid, "details.refused")

// NeedOf is what the products of a wish need of a contact: a telephone number where we call, or where a product
// cannot do without, and what they ask themselves on the day of the visit; zero is today. It says whether a letter
// would come too late for that day. It refuses a wish as
// catalogue.Measure does.
func NeedOf(r ledger.Reader, w catalogue.Wish, day calendar.Date) (need contact.Need, err error) {
	if need, err = reachNeed(r, w); err != nil {
		return need, err
	}
	need.LateLetter = day != 0 && LateLetter(r, day)
	for _, line := range w {
		p, err := catalogue.ProductOn(r, line.Product, day)
		if err != nil {
			return need, err
		}
		need.Questions = append(need.Questions, questionsOf(p)...)
	}
	return need, nil
}

// LateLetter reports whether a letter that leaves now would arrive too late for a visit on a day.
func LateLetter(r ledger.Reader, day calendar.Date) bool { return day-catalogue.Today(r) < letterDays }

// questionsOf are the questions of a product's own.
func questionsOf(p catalogue.Product) (all []contact.Question) {
	for _, q := range p.Questions {
		all = append(all, contact.Question{Product: p.Number(), ID: q.ID, Required: q.Required, Choices: q.Choices()})
	}
	return all
}

// reachNeed is NeedOf without questions: for what was answered already, or is asked at the desk.
func reachNeed(r ledger.Reader, w catalogue.Wish) (contact.Need, error) {
	need, err := catalogue.Measure(r, w)
	return contact.Need{Phone: need.Phone || need.Route == catalogue.ByCall}, err
}

// refuseDetails refuses tidied details with which a wish cannot be booked with ErrDetails, whoever books.
func refuseDetails(r ledger.Reader, w catalogue.Wish, d contact.Details) error {
	need, err := reachNeed(r, w)
	if err != nil {
		return err
	}
	return refuseProblems(d.Check(need))
}

func refuseProblems(found []contact.Problem) error {
	if len(found) > 0 {
		return ErrDetails.With("field", found[0].Field, "problem", found[0].Key)
	}
	return nil
}

// asked are the details of a request for a day with the answers that are asked then, and refuses with ErrDetails what
// is missing among them or cannot be; nothing is missing where nobody was asked.
func (q Request) asked(r ledger.Reader, w catalogue.Wish, day calendar.Date) (contact.Details, error) {
	need, err := NeedOf(r, w, day)
	if err != nil {
		return q.Contact, err
	}
	if q.Unasked {
		for i := range need.Questions {
			need.Questions[i].Required = false
		}
	}
	d := q.Contact.Asked(need.Questions)
	return d, refuseProblems(d.Check(need))
}

// ProductsOf are the products of an appointment as they were when it was made, whatever holds since. One whose
// version is not kept is left out.
func ProductsOf(r ledger.Reader, a Appointment) (all []catalogue.Product, err error) {
	for i, line := range a.Wish {
		if i >= len(a.With) {
			break
		}
		p, ok, err := catalogue.ProductAs(r, line.Product, a.With[i])
		if err != nil {
			return all, err
		}
		if ok {
			all = append(all, p)
		}
	}
	return all, nil
}

// Answered is a question of a product with what somebody answered, in words.
type Answered struct{ Asked, Said string }

// AnswersOf are the questions of an appointment and their answers in a language, as they were asked when it was made:
// whatever a product asks since.
func AnswersOf(r ledger.Reader, a Appointment, d contact.Details, language string) (all []Answered, err error) {
	if len(d.Answers) == 0 {
		return nil, nil
	}
	products, err := ProductsOf(r, a)
	for _, p := range products {
		all = append(all, answersTo(p, d, language)...)
	}
	return all, err
}

// AnswersTo is AnswersOf before there is an appointment: for the products of a wish on the day of a visit.
func AnswersTo(r ledger.Reader, w catalogue.Wish, day calendar.Date, d contact.Details, language string) (all []Answered, err error) {
	for _, line := range w {
		p, err := catalogue.ProductOn(r, line.Product, day)
		if err != nil {
			return all, err
		}
		all = append(all, answersTo(p, d, language)...)
	}
	return all, nil
}

func answersTo(p catalogue.Product, d contact.Details, language string) (all []Answered) {
	for _, q := range p.Questions {
		said, text := d.Answer(p.Number(), q.ID), q.Text(language)
		if n, err := strconv.Atoi(said); len(text.Choices) > 0 && err == nil && n >= 1 && n <= len(text.Choices) {
			said = text.Choices[n-1]
		}
		if said != "" {
			all = append(all, Answered{text.Ask, said})
		}
	}
	return all
}

// ErrHidden: residents cannot book this themselves.
var ErrHidden = ledger.Refuse(ledger.Conflict, "product.hidden")

// refuseNew refuses what residents cannot book themselves now. What they have they may move and cancel.
func refuseNew(r ledger.Reader, w catalogue.Wish) error {
	for _, line := range w {
		p, err := catalogue.ProductByID(r, line.Product)
		if err == nil && p.Hidden {
			return ErrHidden
		}
	}
	return nil
}
