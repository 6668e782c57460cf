package counter

import (
	"slices"

	"github.com/gofiber/fiber/v2"

	"balie/booking/catalogue"
	"balie/booking/ledger"
	"balie/booking/roster"
	"balie/queue"
	"balie/web/account"
	"balie/web/page"
	"balie/web/route"
	"balie/web/staff"
)

// placesView is the page on which a colleague chooses a desk.
type placesView struct {
	today   []officeView // where the roster has the colleague today
	duty    string       // when, in words
	house   []officeView // where they belong
	offices []officeView // other places
	refusal *page.Notice
	key     string
}

type officeView struct {
	name   string
	closed bool // for today
	desks  []placeView
}

// placeView is one desk to sit at.
type placeView struct {
	office, id, name string
	state            string // in words
	free             bool
}

// showPlaces shows every desk there is, with what was refused.
func (p *Pages) showPlaces(c *fiber.Ctx, status int, err error) error {
	q := page.From(c)
	s, _ := account.Current(c)
	v := placesView{key: route.NewKey(), refusal: sayRefusal(q, err)}
	failed := p.read(func(r ledger.Reader) error {
		offices, err := catalogue.Offices(r)
		if err != nil {
			return err
		}
		duties, err := dutiesToday(r, s)
		if err != nil {
			return err
		}
		usual := staff.Usual(staff.Request{S: s}, offices, r.Now())
		for _, o := range s.Here(offices) {
			view, err := officeOf(r, q, o)
			if err != nil {
				return err
			}
			i := slices.IndexFunc(duties, func(d roster.Duty) bool { return d.Place == string(o.ID) })
			switch {
			case i >= 0:
				v.today = append(v.today, view)
				v.duty = q.Words.Clock(duties[i].Start) + "–" + q.Words.Clock(duties[i].End)
			case o.ID == usual.ID:
				v.house = append(v.house, view)
			default:
				v.offices = append(v.offices, view)
			}
		}
		return nil
	})
	if failed != nil {
		return failed
	}
	return page.Render(c, status, placesPage(q, s, v))
}

// dutiesToday are the duties at desks that the published roster gives a colleague today.
func dutiesToday(r ledger.Reader, s account.Session) (mine []roster.Duty, err error) {
	offices, err := catalogue.Offices(r)
	if err != nil || len(offices) == 0 {
		return nil, err
	}
	all, err := roster.OnDuty(r, offices[0].Today(r.Now()))
	for _, d := range all {
		if d.Colleague == roster.ColleagueID(s.User) && d.Kind == roster.Desk {
			mine = append(mine, d)
		}
	}
	return mine, err
}

// officeOf is an office with its desks as they are now.
func officeOf(r ledger.Reader, q page.Request, o catalogue.Office) (v officeView, err error) {
	look, err := queue.Look(r, o.ID)
	v = officeView{name: o.Name, closed: look.Closed}
	for _, d := range look.Desks {
		v.desks = append(v.desks, placeView{string(o.ID), string(d.ID), d.Name, q.T("counter.state." + string(d.State)), d.State == queue.DeskClosed && !look.Closed})
	}
	return v, err
}

// TakePlace answers POST /medewerker/balie/plaats: the colleague sits down at a desk.
func (p *Pages) TakePlace(c *fiber.Ctx) error {
	office, desk := catalogue.OfficeID(c.FormValue("locatie")), catalogue.DeskID(c.FormValue("plek"))
	training := c.FormValue("leert") != ""
	err := staff.From(c).Change(p.Ledger, func(tx *ledger.Tx) error {
		_, err := queue.TakeDesk(tx, office, desk, training)
		return err
	})
	if err != nil {
		return p.showPlaces(c, route.Status(err), err)
	}
	return c.Redirect(string(page.From(c).Href(workPath)), fiber.StatusSeeOther)
}

// LeavePlace answers POST /medewerker/balie/weg: the colleague stands up.
func (p *Pages) LeavePlace(c *fiber.Ctx) error {
	if _, found, err := p.place(c); err == nil && !found { // the same form again, or the day was closed
		return p.back(c)
	}
	return p.act(func(c *fiber.Ctx, at queue.DeskRequest) error {
		return staff.From(c).Change(p.Ledger, func(tx *ledger.Tx) error { return queue.LeaveDesk(tx, at.Office, at.Desk) })
	})(c)
}

// sayRefusal is a refusal in words; nil for none.
func sayRefusal(q page.Request, err error) *page.Notice {
	if err == nil {
		return nil
	}
	return page.NoticeOf(q.Words, err)
}
