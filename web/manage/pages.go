package manage

import (
	"context"
	"sync"
	"time"

	"github.com/gofiber/fiber/v2"

	"balie/booking"
	"balie/booking/calendar"
	"balie/booking/catalogue"
	"balie/booking/ledger"
	"balie/queue/sim"
	"balie/web/account"
	"balie/web/lang"
	"balie/web/page"
)

// Pages answers who leads and manages.
type Pages struct {
	Ledger *ledger.Ledger
	// Elsewhere says an end of the guide that is not with us.
	Elsewhere func(w lang.Words, end string) string

	mu     sync.Mutex
	played map[playedKey]sim.Replayed // days that were; they do not change
}

type playedKey struct {
	office catalogue.OfficeID
	date   calendar.Date
}

// patience is how long somebody waits for a write at most.
const patience = 10 * time.Second

// desk is one request of a colleague, about an office and a day.
type desk struct {
	c       *fiber.Ctx
	q       page.Request
	s       account.Session
	offices []catalogue.Office // town halls
	office  catalogue.Office
	date    calendar.Date
	key     string
}

// at reads which office and day a request is about: the first town hall and shift days from today
// where it does not say.
func (p *Pages) at(c *fiber.Ctx, shift int) (d desk, err error) {
	s, _ := account.Current(c)
	d = desk{c: c, q: page.From(c), s: s, key: string(booking.NewVisitKey())}
	wanted, day := catalogue.OfficeID(c.FormValue("locatie", c.Query("locatie"))), c.FormValue("dag", c.Query("dag"))
	err = p.Ledger.View(func(r ledger.Reader) error {
		all, err := catalogue.Offices(r)
		for _, o := range all {
			if o.Kind != catalogue.TownHall {
				continue
			}
			d.offices = append(d.offices, o)
			if d.office.ID == "" || o.ID == wanted {
				d.office = o
			}
		}
		if err == nil && d.office.ID == "" {
			return catalogue.ErrUnknownOffice
		}
		if d.date, err = calendar.ParseDate(day); err != nil {
			d.date = d.office.Today(r.Now()).AddDays(shift)
		}
		return nil
	})
	return d, err
}

func (p *Pages) change(d desk, fn func(*ledger.Tx) error) error {
	ctx, cancel := context.WithTimeout(d.c.Context(), patience)
	defer cancel()
	return p.Ledger.Update(ctx, d.s.Actor(), fn)
}

// refusal is an error that the page can say; what nobody can mend there stays an error.
func refusal(w lang.Words, err error) (*page.Refusal, error) {
	switch ledger.CodeOf(err) {
	case ledger.Invalid, ledger.Conflict, ledger.NotFound:
		what, do := w.Refusal(ledger.KeyOf(err), ledger.ArgsOf(err))
		return &page.Refusal{What: what, Do: do}, nil
	}
	return nil, err
}

// namedProducts is how many products stand for a skill.
const namedProducts = 2

// skillName says a skill as people at the counter do: by what it is for.
func skillName(r ledger.Reader, w lang.Words, skill string) string {
	products, err := catalogue.Products(r)
	if err != nil {
		return skill
	}
	var names []string
	for _, p := range products {
		if p.Skill == skill && !p.Discreet && len(names) < namedProducts {
			names = append(names, p.Text(w.Tag()).Short)
		}
	}
	if len(names) == 0 {
		return w.T("manage.skill.other")
	}
	return w.List(names)
}
