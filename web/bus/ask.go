package bus

import (
	"crypto/rand"
	"slices"
	"strconv"

	"github.com/gofiber/fiber/v2"

	"balie/booking/calendar"
	"balie/booking/ledger"
	"balie/outreach"
	"balie/web/page"
)

// askView is the form by which people ask for the bus.
type askView struct {
	q        page.Request
	id       string // of the request, made by the page: the same form sent again is the same request
	villages []outreach.Neighbourhood
	village  string
	by, why  string
	from     string
	until    string
	people   string
	faults   []page.Fault
	effort   string
	refused  *page.Notice
}

func (v askView) fault(field string) string {
	for _, f := range v.faults {
		if f.Field == field {
			return f.Text
		}
	}
	return ""
}

func (v askView) options(prefix string, values []string) (all []page.Option) {
	for _, x := range values {
		all = append(all, page.Option{Value: x, Text: v.q.T(prefix + x)})
	}
	return all
}

// ShowAsk answers GET /praotbus/vragen.
func (p *Pages) ShowAsk(c *fiber.Ctx) error {
	q := page.From(c)
	today := calendar.DateIn(q.Now, zone(q))
	v := askView{q: q, id: ledger.NewID(func(b []byte) { _, _ = rand.Read(b) }), from: (today + 7).String(), until: (today + 60).String(), people: "20"}
	return p.showAsk(c, v, fiber.StatusOK)
}

func (p *Pages) showAsk(c *fiber.Ctx, v askView, status int) error {
	err := p.Ledger.View(func(r ledger.Reader) (err error) { v.villages, err = outreach.Neighbourhoods(r); return err })
	if err != nil {
		return err
	}
	slices.SortFunc(v.villages, func(a, b outreach.Neighbourhood) int {
		if a.Name < b.Name {
			return -1
		}
		return 1
	})
	v.effort = p.Effort.Ask(c, v.id)
	c.Set(fiber.HeaderCacheControl, "no-store")
	return page.Render(c, status, askPage(v))
}

// Ask answers POST /praotbus/vragen.
func (p *Pages) Ask(c *fiber.Ctx) error {
	v := askView{q: page.From(c), id: c.FormValue("v"), village: c.FormValue("kern"), by: c.FormValue("wie"), why: c.FormValue("waarom"),
		from: c.FormValue("van"), until: c.FormValue("tot"), people: c.FormValue("mensen")}
	q := outreach.Request{Neighbourhood: outreach.NeighbourhoodID(v.village), By: v.by, Why: v.why}
	v.check(&q)
	if len(v.faults) > 0 {
		return p.showAsk(c, v, fiber.StatusUnprocessableEntity)
	}
	if err := p.Effort.Pay(c, v.id, nil); err != nil {
		v.refused = page.NoticeOf(v.q.Words, err)
		return p.showAsk(c, v, fiber.StatusTooManyRequests)
	}
	err := p.change(c, func(tx *ledger.Tx) (err error) { q, err = outreach.AskForBus(tx, v.id, q); return err })
	switch ledger.KeyOf(err) {
	case outreach.ErrRequest.Key:
		what, _ := v.q.Words.Refusal(ledger.KeyOf(err), nil)
		v.faults = append(v.faults, page.Fault{Field: "van", Text: what})
		return p.showAsk(c, v, fiber.StatusUnprocessableEntity)
	case outreach.ErrUnknownNeighbourhood.Key:
		v.faults = append(v.faults, page.Fault{Field: "kern", Text: v.q.T("bus.fault.village")})
		return p.showAsk(c, v, fiber.StatusUnprocessableEntity)
	}
	if err != nil {
		return err
	}
	p.Effort.Held(c, v.id)
	return c.Redirect(string(v.q.Href("/praotbus/vraag/"+q.ID)), fiber.StatusSeeOther)
}

// check reads the form into a request and names what is missing.
func (v *askView) check(q *outreach.Request) {
	missing := func(is bool, field, text string) {
		if is {
			v.faults = append(v.faults, page.Fault{Field: field, Text: text})
		}
	}
	missing(v.village == "", "kern", v.q.T("bus.fault.village"))
	missing(!slices.Contains(outreach.RequestBy, v.by), "wie", v.q.T("bus.fault.by"))
	missing(!slices.Contains(outreach.RequestWhy, v.why), "waarom", v.q.T("bus.fault.why"))
	var err error
	q.From, err = calendar.ParseDate(v.from)
	missing(err != nil, "van", v.q.T("bus.fault.day"))
	q.Until, err = calendar.ParseDate(v.until)
	missing(err != nil || q.Until < q.From, "tot", v.q.T("bus.fault.until"))
	q.People, err = strconv.Atoi(v.people)
	missing(err != nil || q.People < 1 || q.People > 500, "mensen", v.q.T("bus.fault.people"))
}

// answerView is a request and what became of it.
type answerView struct {
	q       page.Request
	r       outreach.Request
	village string
	text    string
	stop    string
}

// ShowAnswer answers GET /praotbus/vraag/:id: it names nobody, so whoever has the code may read it.
func (p *Pages) ShowAnswer(c *fiber.Ctx) error {
	v := answerView{q: page.From(c)}
	err := p.Ledger.View(func(r ledger.Reader) (err error) {
		if v.r, err = outreach.RequestByID(r, c.Params("id")); err != nil {
			return err
		}
		n, err := outreach.NeighbourhoodByID(r, v.r.Neighbourhood)
		if err != nil {
			return err
		}
		v.village, v.text = n.Name, v.q.T("bus.answer."+string(v.r.State))
		if v.r.Stop == "" {
			return nil
		}
		o, at, err := outreach.OutingOfStop(r, v.r.Stop)
		if err == nil {
			s := o.Stops[at]
			v.stop = v.q.Words.Date(o.Date) + ", " + v.q.T("bus.times", "from", v.q.Words.Clock(s.Arrive), "until", v.q.Words.At(s.Leave))
		}
		return err
	})
	if err != nil {
		return err
	}
	return page.Render(c, fiber.StatusOK, answerPage(v))
}

// partnerView is what a partner is asked.
type partnerView struct {
	q      page.Request
	id     string
	code   string
	open   bool
	stop   string
	answer outreach.Answer
	fault  string
	notice string
}

// ShowPartner answers GET /praotbus/partner/:id; the secret of the link stands behind the "#".
func (p *Pages) ShowPartner(c *fiber.Ctx) error {
	return page.Render(c, fiber.StatusOK, partnerPage(partnerView{q: page.From(c), id: c.Params("id")}))
}

// Partner answers POST /praotbus/partner/:id: it opens the question, or takes the answer.
func (p *Pages) Partner(c *fiber.Ctx) error {
	v := partnerView{q: page.From(c), id: c.Params("id"), code: c.FormValue("geheim")}
	if v.code == "" {
		v.code = c.FormValue("code")
	}
	stop := outreach.StopID(v.id)
	var err error
	if do := c.FormValue("doe"); do == "ja" || do == "nee" {
		err = p.change(c, func(tx *ledger.Tx) error { _, err := outreach.AnswerInvite(tx, stop, v.code, do == "ja"); return err })
		v.notice = v.q.T("bus.partner.thanks")
	}
	if err == nil {
		err = p.Ledger.View(func(r ledger.Reader) error { return v.read(r, stop) })
	}
	status := fiber.StatusOK
	if err != nil {
		if ledger.CodeOf(err) != ledger.NotFound && ledger.CodeOf(err) != ledger.Conflict {
			return err
		}
		v.fault, _ = v.q.Words.Refusal(ledger.KeyOf(err), nil)
		v.notice, status = "", fiber.StatusUnprocessableEntity
	}
	return page.Render(c, status, partnerPage(v))
}

func (v *partnerView) read(r ledger.Reader, stop outreach.StopID) error {
	o, at, i, err := outreach.InviteOf(r, stop, v.code)
	if err != nil {
		return err
	}
	s := o.Stops[at]
	place, err := outreach.PlaceByID(r, s.Place)
	if err != nil {
		return err
	}
	n, err := outreach.NeighbourhoodByID(r, place.Neighbourhood)
	v.open, v.answer = true, s.Partners[i].Answer
	v.stop = n.Name + ", " + place.Name + ": " + v.q.Words.Date(o.Date) + ", " + v.q.T("bus.times", "from", v.q.Words.Clock(s.Arrive), "until", v.q.Words.At(s.Leave))
	return err
}
