package booking

import (
	"errors"

	"balie/booking/calendar"
	"balie/booking/catalogue"
	"balie/booking/contact"
	"balie/booking/ledger"
)

// QuestionsOf are what the products of an appointment asked themselves when it was made.
func QuestionsOf(r ledger.Reader, a Appointment) (all []contact.Question, err error) {
	products, err := ProductsOf(r, a)
	for _, p := range products {
		all = append(all, questionsOf(p)...)
	}
	return all, err
}

// Unanswered are the questions of an appointment that have no answer, in words: whoever was invited, or got a next
// visit at a desk, was asked nothing.
func Unanswered(r ledger.Reader, a Appointment, d contact.Details, language string) (all []string, err error) {
	products, err := ProductsOf(r, a)
	for _, p := range products {
		for _, q := range p.Questions {
			if d.Answer(p.Number(), q.ID) == "" {
				all = append(all, q.Text(language).Ask)
			}
		}
	}
	return all, err
}

// ToAsk are the questions of the products of a wish on a day, in words: for whoever helps somebody who came without
// an appointment.
func ToAsk(r ledger.Reader, w catalogue.Wish, day calendar.Date, language string) (all []string, err error) {
	for _, line := range w {
		p, err := catalogue.ProductOn(r, line.Product, day)
		if errors.Is(err, catalogue.ErrUnknownProduct) {
			continue // it was deleted since
		}
		if err != nil {
			return all, err
		}
		for _, q := range p.Questions {
			all = append(all, q.Text(language).Ask)
		}
	}
	return all, nil
}

// AnswerQuestions keeps what the resident of an appointment answers to its products' own questions, in the place of
// what was answered before. Answers to anything else are dropped. It refuses with ErrDetails, as Cancel does, and
// with contact.ErrForgotten.
func AnswerQuestions(tx *ledger.Tx, v *contact.Vault, id AppointmentID, answers []contact.Answer) (Appointment, error) {
	a, _, err := changeable(tx, id)
	if err != nil {
		return a, err
	}
	questions, err := QuestionsOf(tx, a)
	if err != nil {
		return a, err
	}
	before, err := contact.Read(tx, v, id.Subject())
	if err != nil {
		return a, err
	}
	d := contact.Details{Answers: answers}.Clean().Asked(questions)
	if err := refuseProblems(d.CheckAnswers(questions)); err != nil {
		return a, err
	}
	to := before
	to.Answers = d.Answers
	if to.Same(before) {
		return a, nil
	}
	if err := contact.Correct(tx, v, id.Subject(), to); err != nil {
		return a, err
	}
	a.Changed = tx.Now()
	if err := a.write(tx); err != nil {
		return a, err
	}
	return a, a.emit(tx, "answered", "")
}
