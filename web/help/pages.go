package help

import (
	"errors"

	"github.com/a-h/templ"
	"github.com/gofiber/fiber/v2"

	"balie/booking/catalogue"
	"balie/booking/ledger"
	"balie/queue"
	"balie/web/account"
	"balie/web/lang"
	"balie/web/live"
	"balie/web/page"
	"balie/web/route"
	"balie/web/staff"
)

// Pages answers what colleagues do with requests for help.
type Pages struct {
	Ledger *ledger.Ledger
}

// Paths of the page.
const (
	helpPath = "/medewerker/helpen"
	workPath = "/medewerker/balie"
)

// askView is the request that stands for a colleague, in words.
type askView struct {
	office catalogue.OfficeID
	id     string
	what   string // who would wait too long, and until when
	desk   string
}

// Bar is what stands on every page of a colleague: the request that stands for them, where there is
// one, and where to put the next.
func (p *Pages) Bar(q page.Request, s account.Session) templ.Component {
	v := barView{key: route.NewKey()}
	_ = p.Ledger.View(func(r ledger.Reader) (err error) {
		v.standing, err = standing(r)
		if err == nil {
			v.ask, err = asked(r, q.Words, s)
		}
		return err
	})
	return bar(q, s, v)
}

// barView is the bar as one colleague sees it.
type barView struct {
	standing string
	ask      *askView
	key      string
}

// Beside is what goes to everybody together with the alarm: which requests stand. A page that finds
// others than before asks for its own.
func Beside(r ledger.Reader, _ lang.Words) (live.Fragment, error) {
	all, err := standing(r)
	return live.Part("hulp-stand", stand(all)), err
}

// standing are the ids of the requests that stand at all offices.
func standing(r ledger.Reader) (ids string, err error) {
	offices, err := catalogue.Offices(r)
	for _, o := range offices {
		h, failed := queue.HelpOf(r, o.ID, o.Today(r.Now()))
		if err = errors.Join(err, failed); err != nil {
			return "", err
		}
		if a, ok := h.Standing(); ok {
			ids += a.ID + " "
		}
	}
	return ids, err
}

// asked is the request that stands for a colleague; nil for none.
func asked(r ledger.Reader, w lang.Words, s account.Session) (*askView, error) {
	offices, err := catalogue.Offices(r)
	for _, o := range offices {
		a, ok, failed := queue.HelpRequestTo(r, o.ID, s.Actor())
		if err = errors.Join(err, failed); err != nil {
			return nil, err
		}
		if !ok {
			continue
		}
		v := &askView{office: o.ID, id: a.ID, desk: deskName(o, a.Desk), what: w.T("assist.ask.soon", "office", o.Name)}
		if a.Number != "" {
			v.what = w.T("assist.ask.number", "number", string(a.Number), "time", w.Instant(a.Before, o.Location()), "office", o.Name)
		}
		return v, nil
	}
	return nil, err
}

func deskName(o catalogue.Office, id catalogue.DeskID) string {
	for _, d := range o.Desks {
		if d.ID == id {
			return d.Name
		}
	}
	return string(id)
}

// ShowNow answers GET /medewerker/helpen/nu: the request that stands for whoever is signed in, alone.
func (p *Pages) ShowNow(c *fiber.Ctx) error {
	k := staff.From(c)
	v := barView{key: route.NewKey()}
	err := p.Ledger.View(func(r ledger.Reader) (err error) {
		v.ask, err = asked(r, k.Q.Words, k.S)
		return err
	})
	if err != nil {
		return err
	}
	return page.Render(c, fiber.StatusOK, card(k.Q, k.S, v))
}
