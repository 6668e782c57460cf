package asked

import (
	"strconv"
	"strings"

	"github.com/gofiber/fiber/v2"

	"balie/booking"
	"balie/booking/calendar"
	"balie/booking/catalogue"
	"balie/booking/contact"
	"balie/booking/ledger"
	"balie/web/page"
)

// Question is one on a form.
type Question struct {
	ID       string // of its field
	Ask      string
	Choices  []page.Option // none is a line of text
	Optional bool
	Value    string
	Fault    string
}

// prefix begins the name of a field; behind it stand the number of the product and the id of the question.
const prefix = "vraag_"

func field(product int, id string) string { return prefix + strconv.Itoa(product) + "_" + id }

// FieldID is the field of a question that a contact.Problem is about; ok is false for one about something else.
func FieldID(problem contact.Problem) (id string, ok bool) {
	rest, ok := strings.CutPrefix(problem.Field, "answer_")
	return prefix + rest, ok
}

// Of reads what a wish asks on the day of a visit, in the words of a request, with what was answered and what is
// wrong with it by field.
func Of(r ledger.Reader, q page.Request, w catalogue.Wish, day calendar.Date, d contact.Details, faults map[string]string) (all []Question, err error) {
	for _, line := range w {
		p, err := catalogue.ProductOn(r, line.Product, day)
		if err != nil {
			return nil, err
		}
		all = append(all, ofProduct(q, p, d, faults)...)
	}
	return all, nil
}

// OfAppointment is Of for an appointment: what its products asked when it was made.
func OfAppointment(r ledger.Reader, q page.Request, a booking.Appointment, d contact.Details, faults map[string]string) (all []Question, err error) {
	products, err := booking.ProductsOf(r, a)
	for _, p := range products {
		all = append(all, ofProduct(q, p, d, faults)...)
	}
	return all, err
}

func ofProduct(q page.Request, p catalogue.Product, d contact.Details, faults map[string]string) (all []Question) {
	for _, one := range p.Questions {
		text := one.Text(q.Words.Tag())
		id := field(p.Number(), one.ID)
		ask := Question{ID: id, Ask: text.Ask, Optional: !one.Required, Value: d.Answer(p.Number(), one.ID), Fault: faults[id]}
		for i, choice := range text.Choices {
			ask.Choices = append(ask.Choices, page.Option{Value: strconv.Itoa(i + 1), Text: choice})
		}
		if ask.Optional && len(ask.Choices) > 0 {
			ask.Choices = append([]page.Option{{Text: q.T("answers.none")}}, ask.Choices...)
		}
		all = append(all, ask)
	}
	return all
}

// legend is the question, and that nobody has to answer it where that is so.
func (one Question) legend(q page.Request) string {
	if one.Optional {
		return one.Ask + " " + q.T("page.optional")
	}
	return one.Ask
}

// mostAnswers is how many answers of a form are read.
const mostAnswers = 2 * catalogue.MostQuestions

// Answers reads what was answered from a form that was sent.
func Answers(c *fiber.Ctx) (all []contact.Answer) {
	for name, value := range c.Request().PostArgs().All() {
		rest, ours := strings.CutPrefix(string(name), prefix)
		number, id, _ := strings.Cut(rest, "_")
		product, err := strconv.Atoi(number)
		if ours && err == nil && len(all) < mostAnswers {
			all = append(all, contact.Answer{Product: product, ID: id, Said: page.Clip(string(value), 4*contact.MaxAnswer)})
		}
	}
	return all
}

// Hidden are the fields by which answers travel with a form that does not ask.
func Hidden(d contact.Details) (all [][2]string) {
	for _, a := range d.Answers {
		all = append(all, [2]string{field(a.Product, a.ID), a.Said})
	}
	return all
}
