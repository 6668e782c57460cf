package resident

import (
	"balie/booking/catalogue"
	"balie/booking/ledger"
	"balie/booking/supply"
	"balie/web/page"
	"strconv"

	"github.com/a-h/templ"
	"github.com/gofiber/fiber/v2"
)

// OtherTimes is the page of times for what is there already: an appointment that is to be moved.
type OtherTimes struct {
	Heading, Ask, Yes string // Ask is the question before a time is taken, Yes its button
	Back              string
	Path              string // where the page stands, and its form goes
	Moves             int    // how often it was moved when the page was made; the form says so
	Notice            *page.Notice
	Fault             string // what is wrong with the time that was chosen

	// Carry are values that travel with the page, also through its links, in pairs of name and value.
	Carry []string

	Query   supply.Query
	Now     supply.Offer  // the time it has, which is no other time
	Around  *supply.Offer // a time that could not be had
	Office  catalogue.OfficeID
	Pressed *supply.Offer // the time that was pressed, which is asked about
}

// Page is the page, on which the times stand that are free now, as the address asks for them.
func (o OtherTimes) Page(c *fiber.Ctx, r ledger.Reader, q page.Request) (templ.Component, error) {
	v := timesView{heading: o.Heading, asks: o.Ask, yes: o.Yes, back: o.Back, action: o.Path, base: o.Path,
		hidden: []hidden{{"keer", strconv.Itoa(o.Moves)}}, notice: o.Notice, fault: o.Fault, extraQuery: o.Carry}
	for i := 0; i+1 < len(o.Carry); i += 2 {
		v.hidden = append(v.hidden, hidden{o.Carry[i], o.Carry[i+1]})
	}
	for _, pair := range Pairs(o.Query.Wish) {
		v.hidden = append(v.hidden, hidden{"p", pair})
	}
	a := askOf(c, o.Query)
	if a.now, a.around = &o.Now, o.Around; a.office == "" {
		a.office = o.Office
	}
	if a.around != nil {
		a.office = o.Around.Office
	}
	if o.Pressed != nil {
		a.press(*o.Pressed)
	}
	err := v.finish(r, q.Words, a)
	return timesPage(q, v), err
}
