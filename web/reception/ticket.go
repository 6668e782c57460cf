package reception

import (
	"slices"

	"github.com/gofiber/fiber/v2"

	"balie/booking/ledger"
	"balie/queue"
	"balie/queue/forecast"
	"balie/web/page"
	"balie/web/route"
)

// ticketView is one number, and what the receptionist can do with it.
type ticketView struct {
	request
	notice *page.Notice
	t      queue.Ticket
	what   string
	wait   string // how long the wait is so far
	expect string // about how long it will be from now; "" where nobody knows
	key    string
	done   string // what the address says that just happened
}

// dones are what just happened, as the address of the page after it says: with a ticket, nothing of a person.
var dones = []string{"here", "early", "ahead", "late", "already", "finished", "entered", "marked", "returned", "left", "withdrawn", "first", "notfirst"}

// still reports whether what just happened is so yet: a page that is loaded again says only what is.
func still(t queue.Ticket, done string) bool {
	switch done {
	case "left":
		return t.State == queue.Left
	case "withdrawn":
		return t.Mistake
	case "finished":
		return t.State == queue.Done
	case "already":
		return true
	case "marked":
		return t.State.Live()
	case "first", "notfirst":
		return t.State == queue.Waiting && (t.Priority != "") == (done == "first")
	}
	return t.State == queue.Waiting
}

// ShowTicket answers GET /medewerker/ontvangst/nummer.
func (p *Pages) ShowTicket(c *fiber.Ctx) error {
	d, err := p.at(c)
	if err != nil {
		return err
	}
	v := ticketView{request: d, done: c.Query("gedaan")}
	return p.showTicket(v, c.Query("nummer"), fiber.StatusOK)
}

func (p *Pages) showTicket(v ticketView, number string, status int) error {
	v.key = route.NewKey()
	err := p.Ledger.View(func(r ledger.Reader) (err error) {
		if v.t, err = queue.ByNumber(r, v.office.ID, number); err != nil {
			return err
		}
		if v.what, err = wishText(r, v.Q.Words, v.t.Wish); err != nil {
			return err
		}
		if slices.Contains(dones, v.done) && still(v.t, v.done) {
			v.notice = page.NewNotice(page.Good, v.Q.T("reception.done."+v.done), "")
		}
		return v.times(r)
	})
	if ledger.KeyOf(err) == queue.ErrUnknownTicket.Key {
		home := homeView{request: v.request, typed: clip(number)}
		if home.notice, err = page.Refused(v.Q.Words, err); err != nil {
			return err
		}
		return p.show(home, fiber.StatusNotFound)
	}
	if err != nil {
		return err
	}
	return page.Render(v.C, status, ticketPage(v))
}

// times says how long they wait, and about how much longer.
func (v *ticketView) times(r ledger.Reader) error {
	if v.t.State != queue.Waiting {
		return nil
	}
	look, err := queue.Look(r, v.office.ID)
	if err != nil {
		return err
	}
	for _, w := range look.Waiting {
		if w.ID == v.t.ID {
			v.wait = so(v.Q.Words, w)
		}
	}
	wait, err := forecast.Wait(r, v.t)
	v.expect = v.Q.Words.Wait(wait.Minutes())
	return err
}

// unmistaken reports whether an arrival can still be taken back.
func (v ticketView) unmistaken() bool { return v.t.State == queue.Waiting && v.t.LastCall.IsZero() }

func (v ticketView) gone() bool {
	return v.t.State == queue.Parked || v.t.State == queue.Missed || v.t.State == queue.Left && !v.t.Mistake
}

func (v ticketView) leaves() bool { return v.t.State == queue.Waiting || v.t.State == queue.Parked }

// verb runs a verb on the number of a form and shows it again, with a refusal where there is one.
func (p *Pages) verb(c *fiber.Ctx, done string, fn func(*ledger.Tx, queue.DeskRequest, queue.Ticket) (queue.Ticket, error)) error {
	d, err := p.at(c)
	if err != nil {
		return err
	}
	number := c.FormValue("nummer")
	err = d.Change(p.Ledger, func(tx *ledger.Tx) error {
		t, err := queue.ByNumber(tx, d.office.ID, number)
		if err == nil {
			_, err = fn(tx, d.press(), t)
		}
		return err
	})
	if err == nil {
		return d.Redirect(d.path("/medewerker/ontvangst/nummer", "nummer", number, "gedaan", done))
	}
	v, status := ticketView{request: d}, route.Status(err)
	if v.notice, err = page.Refused(d.Q.Words, err); err != nil {
		return err
	}
	return p.showTicket(v, number, status)
}

// Mark answers POST /medewerker/ontvangst/merken: one mark on or off.
func (p *Pages) Mark(c *fiber.Ctx) error {
	which, on := c.FormValue("merk"), c.FormValue("aan") != ""
	return p.verb(c, "marked", func(tx *ledger.Tx, at queue.DeskRequest, t queue.Ticket) (queue.Ticket, error) {
		m := queue.Marks{Outside: t.Outside, Chair: t.Chair, Fetch: t.Fetch}
		switch which {
		case "buiten":
			m.Outside = on
		case "stoel":
			m.Chair = on
		case "ophalen":
			m.Fetch = on
		}
		at.Key = "" // the same mark twice is no second change
		return queue.Mark(tx, at, t.ID, m)
	})
}

// Return answers POST /medewerker/ontvangst/terug: somebody is back, and waits again.
func (p *Pages) Return(c *fiber.Ctx) error {
	return p.verb(c, "returned", func(tx *ledger.Tx, at queue.DeskRequest, t queue.Ticket) (queue.Ticket, error) {
		return queue.Return(tx, at, t.ID)
	})
}

// Leave answers POST /medewerker/ontvangst/weg: somebody went away.
func (p *Pages) Leave(c *fiber.Ctx) error {
	return p.verb(c, "left", func(tx *ledger.Tx, at queue.DeskRequest, t queue.Ticket) (queue.Ticket, error) {
		return queue.Leave(tx, at, t.ID)
	})
}

// Unarrive answers POST /medewerker/ontvangst/vergist: nobody of this number is here.
func (p *Pages) Unarrive(c *fiber.Ctx) error {
	return p.verb(c, "withdrawn", func(tx *ledger.Tx, at queue.DeskRequest, t queue.Ticket) (queue.Ticket, error) {
		return queue.UndoArrive(tx, at, t.ID)
	})
}

// Prioritise answers POST /medewerker/ontvangst/voorrang: with a reason, or taken back.
func (p *Pages) Prioritise(c *fiber.Ctx) error {
	reason, done := queue.Reason(c.FormValue("reden")), "first"
	if c.FormValue("niet") != "" {
		reason, done = "", "notfirst"
	} else if reason == "" {
		reason = "none" // refused: to go first takes a reason
	}
	return p.verb(c, done, func(tx *ledger.Tx, at queue.DeskRequest, t queue.Ticket) (queue.Ticket, error) {
		return queue.Prioritise(tx, at, t.ID, reason)
	})
}
