package plan

import (
	"github.com/gofiber/fiber/v2"

	"balie/booking/ledger"
	"balie/outreach"
	"balie/web/page"
)

// requestsView are those who asked for the bus.
type requestsView struct {
	desk
	notice *notice
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
	v := requestsView{desk: from(c)}
	if c.Query("gedaan") != "" {
		v.notice = &notice{page.Good, v.q.T("plan.request.done"), ""}
	}
	return p.showRequests(v, fiber.StatusOK)
}

func (p *Pages) showRequests(v requestsView, status int) error {
	v.key = fresh()
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
			if q.Until < v.today() {
				continue
			}
			n, err := outreach.NeighbourhoodByID(r, q.Neighbourhood)
			if err != nil {
				return err
			}
			x := requestView{id: q.ID, village: n.Name, by: v.q.T("bus.by." + q.By), why: v.q.T("bus.why." + q.Why), state: v.q.T("plan.request." + string(q.State)),
				when: v.q.T("roster.span", "from", v.q.Words.Day(q.From), "until", v.q.Words.Day(q.Until)), people: v.q.Words.Persons(q.People),
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
	return page.Render(v.c, status, requestsPage(v))
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
				stops = append(stops, optionView{string(s.ID), v.q.Words.Day(o.Date) + ", " + times(v.q, s.Arrive, s.Leave)})
			}
		}
	}
	return stops, err
}

// AnswerRequest answers POST /medewerker/inzet/vragen.
func (p *Pages) AnswerRequest(c *fiber.Ctx) error {
	v := requestsView{desk: from(c)}
	to := outreach.RequestState(v.asked("doe"))
	err := p.change(v.desk, func(tx *ledger.Tx) error {
		_, err := outreach.AnswerRequest(tx, v.asked("vraag"), to, outreach.StopID(v.asked("halte")))
		return err
	})
	if err == nil {
		return v.redirect("/medewerker/inzet/vragen?gedaan=ja")
	}
	status := statusOf(err)
	if v.notice, err = v.refused(err); err != nil {
		return err
	}
	return p.showRequests(v, status)
}
