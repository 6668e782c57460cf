package demo

import (
	"cmp"
	"errors"
	"slices"

	"github.com/gofiber/fiber/v2"

	"balie/booking"
	"balie/booking/catalogue"
	"balie/booking/contact"
	"balie/booking/ledger"
	"balie/booking/supply"
	"balie/kiosk"
	"balie/outreach"
	"balie/queue"
	"balie/web/page"
)

var (
	// ErrStep: this step is not the next one, or was done meanwhile.
	ErrStep = ledger.Refuse(ledger.Conflict, "demo.step")
	// ErrNoTime: no time is left today for the story's appointment.
	ErrNoTime = ledger.Refuse(ledger.Conflict, "demo.full")
	// ErrNoOuting: no outing of the bus is left to be published.
	ErrNoOuting = ledger.Refuse(ledger.Conflict, "demo.outing")
)

// ShowMe answers POST /demo/verhaal: it does a step in somebody's place, by the functions that pages use, or
// begins the story anew. What is refused stands beside the story.
func (p *Pages) ShowMe(c *fiber.Ctx) error {
	step := Step(c.FormValue("stap"))
	var err error
	if step == "" {
		err = p.Ledger.View(func(r ledger.Reader) error {
			p.mu.Lock()
			defer p.mu.Unlock()
			p.story = story{begun: true, after: r.Seq()}
			return nil
		})
	} else {
		err = p.do(c, step)
	}
	q := page.From(c)
	var notice *page.Notice
	if err != nil {
		notice, err = page.Refused(q.Words, err)
	}
	if err != nil {
		return err
	}
	p.mu.Lock()
	p.story.notice = notice
	p.mu.Unlock()
	to := "/demo"
	if c.FormValue("naar") == "/demo/samen" {
		to = "/demo/samen"
	}
	return c.Redirect(string(q.Href(to)), fiber.StatusSeeOther)
}

// do does a step. It refuses with ErrStep.
func (p *Pages) do(c *fiber.Ctx, step Step) error {
	var t told
	err := p.Ledger.View(func(r ledger.Reader) (err error) { t, err = p.told(r); return err })
	if err != nil {
		return err
	}
	if t.done(step) || !step.apart() && step != t.next(p.Town.Steps()) {
		return ErrStep
	}
	switch step {
	case Book:
		return p.change(c, actor, func(tx *ledger.Tx) error { return p.book(tx, page.From(c)) })
	case Arrive:
		return p.change(c, actor, func(tx *ledger.Tx) error {
			a, err := kiosk.Arrive(tx, p.Vault, kiosk.Arrival{Office: p.Town.Office, Appointment: t.appointment})
			if err == nil && a.Ticket.ID == "" { // cancelled meanwhile, or its time is long over
				return ErrStep
			}
			return err
		})
	case See:
		p.Saw("/t/" + string(t.ticket.ID))
		return nil
	case Call, Finish:
		return p.help(c, step, t.ticket.ID)
	case Send:
		return p.change(c, actor, p.send)
	case Close:
		return p.closeAfternoon(c)
	case Why:
		p.Saw(whyPath)
		return nil
	}
	return ErrStep
}

// help calls the story's number at the desk that is left for that, or ends the visit.
func (p *Pages) help(c *fiber.Ctx, step Step, id queue.TicketID) error {
	if err := p.seat(c); err != nil {
		return err
	}
	var who ledger.Actor
	err := p.Ledger.View(func(r ledger.Reader) (err error) { who, err = p.colleague(r, "desk"); return err })
	if err != nil {
		return err
	}
	at := queue.DeskRequest{Office: p.Town.Office, Desk: p.Town.Desk}
	return p.change(c, who, func(tx *ledger.Tx) error {
		s, _, err := queue.DeskOf(tx, who)
		if err != nil {
			return err
		}
		if s.Ticket != "" && s.Ticket != id || step == Finish {
			if err := finish(tx, at, s.Ticket); err != nil {
				return err
			}
		}
		if step == Finish {
			return nil
		}
		_, err = queue.PickByHand(tx, at, id, "quick")
		return err
	})
}

// finish ends the visit of whom a desk has.
func finish(tx *ledger.Tx, at queue.DeskRequest, id queue.TicketID) error {
	if id == "" {
		return ErrStep
	}
	t, err := queue.Start(tx, at, id)
	if err == nil || errors.Is(err, queue.ErrState) {
		_, err = queue.Finish(tx, at, cmp.Or(t.ID, id), queue.Report{})
	}
	return err
}

// soon is an appointment that somebody could make for today.
type soon struct {
	wish  catalogue.Wish
	offer supply.Offer
}

// wishes are what the desk that is left can help with, the shortest notice first.
func (p *Pages) wishes(r ledger.Reader) (all []catalogue.Wish) {
	o, err := catalogue.OfficeByID(r, p.Town.Office)
	products, more := catalogue.Products(r)
	if errors.Join(err, more) != nil {
		return nil
	}
	var able []string
	for _, desk := range o.Desks {
		if desk.ID == p.Town.Desk {
			able = desk.Skills
		}
	}
	products = slices.Clone(products) // the catalogue's own stay in order
	slices.SortStableFunc(products, func(a, b catalogue.Product) int {
		return cmp.Or(cmp.Compare(a.NoticeMinutes, b.NoticeMinutes), cmp.Compare(a.Minutes, b.Minutes))
	})
	for _, product := range products {
		wish := catalogue.Wish{{Product: product.ID, Persons: 1}}
		need, err := catalogue.Measure(r, wish)
		if err == nil && need.Route == catalogue.AtCounter && !need.Phone && !product.Discreet && slices.Contains(able, product.Skill) {
			all = append(all, wish)
		}
	}
	return all
}

// book makes the appointment of today that comes soonest, of those that residents are offered: some ten
// minutes ahead. It refuses with ErrNoTime.
func (p *Pages) book(tx *ledger.Tx, q page.Request) error {
	o, err := catalogue.OfficeByID(tx, p.Town.Office)
	if err != nil {
		return err
	}
	var best soon
	for _, wish := range p.wishes(tx) {
		starts, err := supply.Day(tx, o.ID, supply.Query{Wish: wish}, o.Today(tx.Now()))
		if err != nil {
			return err
		}
		if len(starts) > 0 && (best.wish == nil || starts[0] < best.offer.Start) {
			best = soon{wish, supply.Offer{Office: o.ID, Date: o.Today(tx.Now()), Start: starts[0]}}
		}
	}
	if best.wish == nil {
		return ErrNoTime
	}
	key := booking.NewVisitKey()
	if _, err := booking.TakeHold(tx, key, best.wish, best.offer); err != nil {
		return err
	}
	who := contact.Details{Name: q.T("demo.visitor"), Channel: contact.None}
	_, err = booking.Book(tx, p.Vault, booking.Request{Key: key, Contact: who, Lang: q.Words.Tag(), Unasked: true})
	return err
}

// ahead is how far ahead an outing is looked for that is not published yet.
const ahead = 100

// send publishes the first outing that is a draft. It refuses with ErrNoOuting.
func (p *Pages) send(tx *ledger.Tx) error {
	o, err := catalogue.OfficeByID(tx, p.Town.Office)
	if err != nil {
		return err
	}
	today := o.Today(tx.Now())
	all, err := outreach.Outings(tx, today+1, today+ahead)
	if err != nil {
		return err
	}
	for _, outing := range all {
		if outing.State != outreach.Draft {
			continue
		}
		err := tx.Try(func() error { _, err := outreach.Publish(tx, outing.ID); return err })
		if err == nil || !page.Mendable(err) {
			return err
		}
	}
	return ErrNoOuting
}
