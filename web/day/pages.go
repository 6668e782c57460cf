package day

import (
	"cmp"
	"sync"

	"github.com/gofiber/fiber/v2"

	"balie/booking/calendar"
	"balie/booking/catalogue"
	"balie/booking/ledger"
	"balie/queue/sim"
	"balie/web/lang"
	"balie/web/route"
	"balie/web/staff"
)

// Pages answers who leads and manages.
type Pages struct {
	Ledger *ledger.Ledger
	// Elsewhere says an end of the guide that is not with us.
	Elsewhere func(w lang.Words, end string) string

	mu        sync.Mutex
	simulated map[simulatedKey]sim.Replayed // days that were; they do not change
}

type simulatedKey struct {
	office catalogue.OfficeID
	date   calendar.Date
}

// request is one request of a colleague, about an office and a day.
type request struct {
	staff.Request
	offices []catalogue.Office // town halls
	office  catalogue.Office
	date    calendar.Date
	key     string
}

// at reads which office and day a request is about. Where it does not say: the first town hall that is open
// now, and shift days from today, or on from there to the first day on which that office works.
func (p *Pages) at(c *fiber.Ctx, shift int) (d request, err error) {
	d = request{Request: staff.From(c), key: route.NewKey()}
	wanted, day := catalogue.OfficeID(c.FormValue("locatie", c.Query("locatie"))), c.FormValue("dag", c.Query("dag"))
	err = p.Ledger.View(func(r ledger.Reader) error {
		all, err := catalogue.Offices(r)
		for _, o := range d.S.Here(all) {
			if !o.Fixed() {
				continue
			}
			d.offices = append(d.offices, o)
			if o.ID == wanted {
				d.office = o
			}
		}
		switch {
		case err != nil:
			return err
		case len(d.offices) == 0:
			return catalogue.ErrUnknownOffice
		case d.office.ID == "":
			d.office = staff.Usual(d.Request, d.offices, r.Now())
		}
		if d.date, err = calendar.ParseDate(day); err != nil {
			d.date = workday(d.office, d.office.Today(r.Now()).AddDays(shift), cmp.Compare(shift, 0))
		}
		return nil
	})
	return d, err
}

// mostClosed is how many days in a row an office may be closed, for workday.
const mostClosed = 14

// workday is a day, or the first before it (step -1) or after it (1) on which an office works.
func workday(o catalogue.Office, date calendar.Date, step int) calendar.Date {
	for i := range mostClosed {
		if day := date.AddDays(i * step); len(o.Rules().Day(day)) > 0 {
			return day
		}
	}
	return date
}
