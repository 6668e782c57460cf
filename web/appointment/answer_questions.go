package appointment

import (
	"github.com/gofiber/fiber/v2"

	"balie/booking"
	"balie/booking/contact"
	"balie/booking/ledger"
	"balie/web/asked"
	"balie/web/page"
	"balie/web/route"
)

// questionsView asks what the products of an appointment ask themselves: of who was invited, or got a next visit at a
// desk, nobody did.
type questionsView struct {
	a     booking.Appointment
	asked []asked.Question
	list  []page.Fault
}

// ShowQuestions answers GET /a/:id/vragen.
func (p *Pages) ShowQuestions(c *fiber.Ctx, id booking.AppointmentID) error {
	return p.showQuestions(c, fiber.StatusOK, id, nil, nil)
}

// showQuestions shows the form with what was typed, or with what was answered before.
func (p *Pages) showQuestions(c *fiber.Ctx, status int, id booking.AppointmentID, typed []contact.Answer, problems []contact.Problem) error {
	q, v, faults := page.From(c), questionsView{}, map[string]string{}
	for _, problem := range problems {
		field, _ := asked.FieldID(problem)
		faults[field] = q.T("fault." + problem.Key)
		v.list = append(v.list, page.Fault{Field: field, Text: faults[field]})
	}
	err := p.read(func(r ledger.Reader) (err error) {
		if v.a, err = booking.AppointmentByID(r, id); err != nil {
			return err
		}
		d, err := contact.Read(r, p.Vault, id.Subject())
		if err != nil {
			return err
		}
		if typed != nil {
			d.Answers = typed
		}
		v.asked, err = asked.OfAppointment(r, q, v.a, d, faults)
		return err
	})
	if v.a.State != booking.Booked && v.a.ID != "" {
		return p.showClosed(c, id, booking.ErrNotBooked)
	}
	if err != nil {
		return err
	}
	if len(v.asked) == 0 {
		return c.Redirect(string(q.Href("/a/"+string(id))), fiber.StatusSeeOther)
	}
	c.Set(fiber.HeaderCacheControl, "no-store")
	return page.Render(c, status, questionsPage(q, v))
}

// AnswerQuestions answers POST /a/:id/vragen. Sent twice it is answered the same.
func (p *Pages) AnswerQuestions(c *fiber.Ctx, id booking.AppointmentID) error {
	typed := asked.Answers(c)
	var problems []contact.Problem
	err := p.read(func(r ledger.Reader) error {
		a, err := booking.AppointmentByID(r, id)
		if err != nil {
			return err
		}
		questions, err := booking.QuestionsOf(r, a)
		problems = contact.Details{Answers: typed}.Clean().CheckAnswers(questions)
		return err
	})
	if err != nil {
		return err
	}
	if len(problems) > 0 {
		return p.showQuestions(c, fiber.StatusUnprocessableEntity, id, typed, problems)
	}
	err = p.change(c, func(tx *ledger.Tx) error {
		_, err := booking.AnswerQuestions(tx, p.Vault, id, typed)
		return err
	})
	switch {
	case route.IsOneOf(err, booking.ErrNotBooked, booking.ErrStarted):
		return p.showClosed(c, id, err)
	case err != nil:
		return err
	}
	return c.Redirect(string(page.From(c).Href("/a/"+string(id)+"?antwoord=1#gezegd")), fiber.StatusSeeOther)
}
