package lobby

import (
	"cmp"
	"errors"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/gofiber/fiber/v2"

	"balie/booking"
	"balie/booking/catalogue"
	"balie/booking/ledger"
	"balie/queue"
	"balie/queue/forecast"
	"balie/web/live"
	"balie/web/page"
	"balie/web/paper"
	"balie/web/route"
)

// ticketView is a number on the phone of who waits.
type ticketView struct {
	q      page.Request
	t      queue.Ticket
	office catalogue.Office
	what   string // "" where others should not read it
	desk   string
	called string
	early  string // when the appointment is, while that is to come
	place  int    // from 1; 0 where it is not known
	wait   string
	state  string // of the ticket, or "over" for another day's
	order  orderView
	seq    uint64
	sure   bool // it is asked whether leaving is meant
	clock  string
}

// orderView is who waits in which order at an office, and who is called: the same for all phones, which
// find their own number in it.
type orderView struct {
	waiting string // "A12,3,8;M4,5,15": number, and from how many minutes to how many; -1 where nobody knows
	called  string // "A11,Balie 3"
	more    int    // how many wait beyond
}

// mostInOrder bounds what every phone is sent with each change. Who waits further back is told so.
const mostInOrder = 150

// TicketByCode answers GET /T/:id, which is what the code of a number holds.
func (p *Pages) TicketByCode(c *fiber.Ctx) error {
	return c.Redirect(string(page.From(c).Href("/t/"+booking.Scanned(c.Params("id")))), fiber.StatusSeeOther)
}

// ShowTicket answers GET /t/:id. Whoever has the address may see it: it names nobody.
func (p *Pages) ShowTicket(c *fiber.Ctx) error {
	v, err := p.ticket(c)
	if err != nil {
		return err
	}
	v.sure = c.Query("weg") != "" && v.leaves()
	return page.Render(c, fiber.StatusOK, ticketPage(v))
}

// ticket reads a number and its place in the order.
func (p *Pages) ticket(c *fiber.Ctx) (v ticketView, err error) {
	c.Set(fiber.HeaderCacheControl, "no-store")
	v.q = page.From(c)
	err = p.Ledger.View(func(r ledger.Reader) (err error) {
		v.seq = r.Seq()
		if v.t, err = queue.ByID(r, queue.TicketID(c.Params("id"))); err != nil {
			return err
		}
		if v.office, err = catalogue.OfficeByID(r, v.t.Office); err != nil {
			return err
		}
		return v.read(r, p)
	})
	return v, err
}

func (v *ticketView) read(r ledger.Reader, p *Pages) (err error) {
	w, zone := v.q.Words, v.office.Location()
	v.state, v.clock, v.desk = string(v.t.State), w.Instant(r.Now(), zone), deskName(v.office, v.t.Desk)
	if v.t.Date != v.office.Today(r.Now()) && v.t.State != queue.Called && v.t.State != queue.Serving {
		v.state = "over"
		return nil
	}
	v.called = w.T("ticket.called", "time", w.Instant(v.t.LastCall, zone))
	switch booked := w.Instant(v.t.Booked, zone); {
	case r.Now().Before(v.t.CallableFrom(v.office)):
		v.early = w.T("ticket.notyet", "time", w.Instant(v.t.CallableFrom(v.office), zone))
	case r.Now().Before(v.t.Booked):
		v.early = w.T("ticket.early", "time", booked)
	}
	for i, line := range v.t.Wish {
		product, err := catalogue.ProductByID(r, line.Product)
		if errors.Is(err, catalogue.ErrUnknownProduct) || product.Discreet {
			v.what = ""
			break
		}
		if err != nil {
			return err
		}
		if i > 0 {
			v.what += ", "
		}
		v.what += product.Text(w.Tag()).Name
	}
	if v.order, err = p.order(r, v.office); err != nil {
		return err
	}
	return v.find(r)
}

// find is the ticket's own place, as the phone finds it by itself later.
func (v *ticketView) find(r ledger.Reader) error {
	if v.t.State != queue.Waiting {
		return nil
	}
	of, err := forecast.Wait(r, v.t)
	if err != nil {
		return err
	}
	look, err := queue.Look(r, v.office.ID)
	for i, t := range look.Waiting {
		if t.ID == v.t.ID {
			v.place = i + 1
		}
	}
	v.wait = cmp.Or(v.q.Words.Wait(of.Minutes()), v.q.T("ticket.wait.unknown"))
	return err
}

// order reads the order of an office for every phone.
func (p *Pages) order(r ledger.Reader, o catalogue.Office) (v orderView, err error) {
	look, err := queue.Look(r, o.ID)
	if err != nil {
		return v, err
	}
	k, err := forecast.Predict(r, o.ID)
	if err != nil {
		return v, err
	}
	var waiting, called []string
	for i, t := range look.Waiting {
		if i == mostInOrder {
			v.more = len(look.Waiting) - i
			break
		}
		of, err := k.Wait(r, t.Ticket)
		if err != nil {
			return v, err
		}
		from, to, known := of.Minutes()
		if !known {
			from, to = -1, -1
		}
		waiting = append(waiting, string(t.Number)+","+strconv.Itoa(from)+","+strconv.Itoa(to))
	}
	for _, t := range look.Called {
		called = append(called, string(t.Number)+","+strings.ReplaceAll(deskName(o, t.Desk), ";", " "))
	}
	v.waiting, v.called = strings.Join(waiting, ";"), strings.Join(called, ";")
	return v, nil
}

// FollowOrder answers GET /live/rij/:office: the order of numbers, once for all phones.
func (p *Pages) FollowOrder(c *fiber.Ctx) error {
	id := catalogue.OfficeID(strings.Clone(c.Params("office")))
	if err := p.Ledger.View(func(r ledger.Reader) error { _, err := catalogue.OfficeByID(r, id); return err }); err != nil {
		return err
	}
	wants := func(e ledger.Event) bool {
		return (strings.HasPrefix(e.Kind, "ticket.") || strings.HasPrefix(e.Kind, "desk.")) && slices.Contains(e.IDs, string(id))
	}
	return p.Hub.Serve(c, p.Hub.Topic("order/"+string(id), wants, func(r ledger.Reader) ([]live.Fragment, error) {
		o, err := catalogue.OfficeByID(r, id)
		if err != nil {
			return nil, err
		}
		v, err := p.order(r, o)
		return []live.Fragment{live.Part("volgorde", order(v))}, err
	}, live.Every(30*time.Second)))
}

// leaves reports whether who waits may go by themselves.
func (v ticketView) leaves() bool { return v.t.State == queue.Waiting || v.t.State == queue.Parked }

// Leave answers POST /t/:id/weg: somebody waits no longer. Sent twice it is answered the same.
func (p *Pages) Leave(c *fiber.Ctx) error {
	id := queue.TicketID(c.Params("id"))
	err := route.Update(c, p.Ledger, "resident", func(tx *ledger.Tx) error {
		t, err := queue.ByID(tx, id)
		if err != nil || t.State == queue.Left {
			return err
		}
		if t.State != queue.Waiting && t.State != queue.Parked {
			return queue.ErrState.With("state", string(t.State), "number", string(t.Number))
		}
		_, err = queue.Leave(tx, queue.DeskRequest{Office: t.Office}, id)
		return err
	})
	if errors.Is(err, queue.ErrState) { // called just now: the page says where to go
		err = nil
	}
	if err != nil {
		return err
	}
	return c.Redirect(string(page.From(c).Href("/t/"+string(id))), fiber.StatusSeeOther)
}

// PrintSlip answers GET /t/:id/bon.pdf: the number on paper, for who asks.
func (p *Pages) PrintSlip(c *fiber.Ctx) error {
	v, err := p.ticket(c)
	if err != nil {
		return err
	}
	content, err := paper.Slip{
		Office: v.office.Name, Label: v.q.T("ticket.yours"), Number: spaced(v.t.Number), Text: []string{v.q.T("ticket.slip.text")},
		Payload: paper.TicketCode(p.Origin.Of(c), string(v.t.ID)), Language: v.q.Words.Tag(), Made: v.t.Arrived,
	}.PDF()
	if err != nil {
		return err
	}
	c.Set(fiber.HeaderContentType, "application/pdf")
	c.Set(fiber.HeaderContentDisposition, `inline; filename="`+v.q.T("ticket.file")+`.pdf"`)
	return c.Send(content)
}
