package staff

import (
	"slices"
	"time"

	"github.com/gofiber/fiber/v2"

	"balie/booking/calendar"
	"balie/booking/catalogue"
	"balie/booking/ledger"
	"balie/web/account"
	"balie/web/page"
	"balie/web/route"
)

// Request is one request of a colleague: who asks, and in which words.
type Request struct {
	C *fiber.Ctx
	Q page.Request
	S account.Session
}

// From begins a request; on a route that is not guarded its Session is empty.
func From(c *fiber.Ctx) Request {
	s, _ := account.Current(c)
	return Request{c, page.From(c), s}
}

// Asked is a field of the form where one was sent, else of the address.
func (r Request) Asked(name string) string {
	if r.C.Method() == fiber.MethodPost {
		return r.C.FormValue(name)
	}
	return r.C.Query(name)
}

// Zone is the clock of the town hall; UTC in a house without an office.
func (r Request) Zone() *time.Location {
	if zone := r.Q.House.Hall.Location(); zone != nil {
		return zone
	}
	return time.UTC
}

// Today is the day in the town hall.
func (r Request) Today() calendar.Date { return calendar.DateIn(r.Q.Now, r.Zone()) }

// Redirect leads to a page of ours in the colleague's language, which is then asked with GET.
func (r Request) Redirect(path string) error {
	return r.C.Redirect(string(r.Q.Href(path)), fiber.StatusSeeOther)
}

// Change runs fn in one transaction on the colleague's behalf.
func (r Request) Change(l *ledger.Ledger, fn func(*ledger.Tx) error) error {
	return route.Update(r.C, l, r.S.Actor(), fn)
}

// Usual is the office of some that a colleague sees first: where they belong, else the first that is open.
func Usual(r Request, offices []catalogue.Office, now time.Time) catalogue.Office {
	if i := slices.IndexFunc(offices, func(o catalogue.Office) bool { return string(o.ID) == r.S.Office() }); i >= 0 {
		return offices[i]
	}
	return catalogue.FirstOpen(offices, now)
}

// Status is that of the answer as it stands: 200 until Refused set another.
func (r Request) Status() int { return r.C.Response().StatusCode() }

// Refused says a refusal on the page where the colleague is, and gives the answer its status. What nobody
// can mend there stays an error.
func (r Request) Refused(err error) (*page.Notice, error) {
	n, failed := page.Refused(r.Q.Words, err)
	if failed == nil {
		r.C.Status(route.Status(err))
	}
	return n, failed
}

// Done is what was done, where the address of this page says so ("?gedaan=moved") and it is one of all:
// its words stand under prefix and its name. It is nil where nothing was.
func (r Request) Done(prefix string, all ...string) *page.Notice {
	for _, one := range all {
		if r.C.Query("gedaan") == one {
			return &page.Notice{Tone: page.Good, What: r.Q.T(prefix + one)}
		}
	}
	return nil
}
