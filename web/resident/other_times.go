package resident

import (
	"balie/booking/catalogue"
	"balie/booking/ledger"
	"balie/booking/supply"
	"balie/web/page"
	"strconv"

	"github.com/a-h/templ"
)

// OtherTimes is the page of times for what is there already: an appointment that is to be moved.
type OtherTimes struct {
	Heading, Submit string
	Short           string // Submit, where there is little room
	Back            string
	Path            string // where the page stands, and its form goes
	Moves           int    // how often it was moved when the page was made; the form says so
	Notice          *page.Notice
	Fault           string // what is wrong with the time that was chosen

	Query      supply.Query
	Now        supply.Offer  // the time it has, which is no other time
	Around     *supply.Offer // a time that could not be had
	Office     catalogue.OfficeID
	Month, Day string // as timesAsk has them
	All        bool
}

// Page is the page, on which the times stand that are free now.
func (o OtherTimes) Page(r ledger.Reader, q page.Request) (templ.Component, error) {
	v := timesView{heading: o.Heading, submit: o.Submit, short: o.Short, back: o.Back, action: o.Path, base: o.Path, here: o.Path,
		hidden: []hidden{{"keer", strconv.Itoa(o.Moves)}}, notice: o.Notice, fault: o.Fault}
	err := v.finish(r, q.Words, timesAsk{ask: o.Query, now: &o.Now, around: o.Around, office: o.Office, month: o.Month, day: o.Day, all: o.All})
	return timesPage(q, v), err
}
