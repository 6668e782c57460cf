package plan

import (
	"github.com/gofiber/fiber/v2"

	"balie/booking/ledger"
	"balie/outreach"
	"balie/web/page"
	"balie/web/route"
	"balie/web/staff"
)

// requestsView are those who asked for the bus.
type requestsView struct {
	staff.Request
	notice *page.Notice
	all    []requestView
	key    string
}

type requestView struct {
	id, village, by, why, when, people, state string
	open, wish                                bool
	stops                                     []optionView // that could meet it
}

// ShowRequests answers GET /medewerker/inzet/vragen.
func (p *Pages) ShowRequests(c *fiber.Ctx) error {
	v := requestsView{Request: staff.From(c)}
	if c.Query("gedaan") != "" {
		v.notice = page.NewNotice(page.Good, v.Q.T("plan.request.done"), "")
	}
	return p.showRequests(v, fiber.StatusOK)
}

func (p *Pages) showRequests(v requestsView, status int) error {
	v.key = route.NewKey()
	err := p.Ledger.View(func(r ledger.Reader) error {
		all, err := outreach.Requests(r)
		if err != nil {
			return err
		}
		places, err := outreach.Places(r)
		if err != nil {
			return err
		}
		for _, q := range all {
			if q.Until < v.Today() {
				continue
			}
			n, err := outreach.NeighbourhoodByID(r, q.Neighbourhood)
			if err != nil {
				return err
			}
			x := requestView{id: q.ID, village: n.Name, by: v.Q.T("bus.by." + q.By), why: v.Q.T("bus.why." + q.Why), state: v.Q.T("plan.request." + string(q.State)),
				when: v.Q.T("roster.span", "from", v.Q.Words.Day(q.From), "until", v.Q.Words.Day(q.Until)), people: v.Q.Words.Persons(q.People),
				open: q.State == outreach.RequestNew, wish: q.State == outreach.RequestWish}
			if x.wish {
				if x.stops, err = v.meeting(r, q, places); err != nil {
					return err
				}
			}
			v.all = append(v.all, x)
		}
		return nil
	})
	if err != nil {
		return err
	}
	return page.Render(v.C, status, requestsPage(v))
}

// meeting are the stops in the neighbourhood of a request within its days.
func (v requestsView) meeting(r ledger.Reader, q outreach.Request, places []outreach.Place) (stops []optionView, err error) {
	here := map[outreach.PlaceID]bool{}
	for _, p := range places {
		here[p.ID] = p.Neighbourhood == q.Neighbourhood
	}
	all, err := outreach.Outings(r, q.From, q.Until)
	for _, o := range all {
		for _, s := range o.Stops {
			if here[s.Place] && s.State != outreach.Off && o.State != outreach.Cancelled {
				stops = append(stops, optionView{string(s.ID), v.Q.Words.Day(o.Date) + ", " + times(v.Q, s.Arrive, s.Leave)})
			}
		}
	}
	return stops, err
}

// AnswerRequest answers POST /medewerker/inzet/vragen.
func (p *Pages) AnswerRequest(c *fiber.Ctx) error {
	v := requestsView{Request: staff.From(c)}
	to := outreach.RequestState(v.Asked("doe"))
	err := v.Change(p.Ledger, func(tx *ledger.Tx) error {
		_, err := outreach.AnswerRequest(tx, v.Asked("vraag"), to, outreach.StopID(v.Asked("halte")))
		return err
	})
	if err == nil {
		return v.Redirect("/medewerker/inzet/vragen?gedaan=ja")
	}
	status := route.Status(err)
	if v.notice, err = v.Refused(err); err != nil {
		return err
	}
	return p.showRequests(v, status)
}
