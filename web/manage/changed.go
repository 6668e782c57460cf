package manage

import (
	"context"
	"math"
	"slices"
	"time"

	"github.com/gofiber/fiber/v2"

	"balie/booking"
	"balie/booking/catalogue"
	"balie/booking/change"
	"balie/booking/contact"
	"balie/booking/ledger"
	"balie/web/page"
	"balie/web/route"
	"balie/web/staff"
)

// changeView is a change as it stands, in words.
type changeView struct {
	frame
	notice *page.Notice
	id     change.ID
	what   string // what it closes, and when
	reason string
	state  change.State
	sum    string
	done   []string
	todo   []string
	leaves string // when the messages leave, and how long that takes
	leave  string // ".calls" where nothing leaves but people come on the call list
	calls  int    // that a colleague makes now
	undo   bool   // it touched nobody, and can be undone
	again  bool   // it can be opened again
}

// ShowChange answers GET /medewerker/beheer/wijziging/:id. While messages wait the page comes again when they leave.
func (p *Pages) ShowChange(c *fiber.Ctx) error {
	return p.showChange(frame{Request: staff.From(c)}, nil)
}

func (p *Pages) showChange(f frame, refused *page.Notice) error {
	f.here = "close"
	v := changeView{frame: f, notice: refused}
	var due time.Time
	err := p.Ledger.View(func(r ledger.Reader) error {
		c, err := change.ByID(r, change.ID(f.C.Params("id")))
		if err != nil {
			return err
		}
		due = c.Due
		return v.read(r, c)
	})
	if err != nil {
		return err
	}
	v.title = v.Q.T("config.change.title." + string(v.state))
	if v.state == change.Waiting {
		v.C.Set("Refresh", number(v.refreshIn(due)))
	}
	return page.Render(v.C, v.Status(), changePage(v))
}

// refreshIn is in how many seconds of the reader the words of the page are not true any more: every minute, and just
// after the messages left.
func (v changeView) refreshIn(due time.Time) int {
	left := int(math.Ceil(due.Sub(v.Q.Now).Seconds()))/max(v.Q.Faster, 1) + 2
	return max(min(left, 60), 5)
}

// read puts a change in words.
func (v *changeView) read(r ledger.Reader, c change.Change) error {
	k, _ := c.Closure()
	o, err := catalogue.OfficeByID(r, c.Office)
	if err != nil {
		return err
	}
	v.id, v.state, v.what, v.reason = c.ID, c.State, v.closedAt(o, k), k.Reason
	n, err := count(r, c)
	if err != nil {
		return err
	}
	v.sum = v.Q.Words.N("config.change.touched", len(c.Lines))
	if len(c.Lines) == 0 {
		v.sum = v.Q.T("config.change.nobody")
	}
	v.done, v.todo = v.happened(n, c)
	if v.calls = n.list; n.move+n.ask == 0 {
		v.leave = ".calls"
	}
	over := k.Until < o.Today(v.Q.Now)
	v.undo, v.again = c.State == change.Sent && len(c.Lines) == 0 && !over, c.State == change.Sent && len(c.Lines) > 0 && !over
	if c.State == change.Waiting {
		minutes := max(int(math.Ceil(c.Due.Sub(v.Q.Now).Minutes())), 1)
		v.leaves = v.Q.T("config.change.leaves"+v.leave, "minutes", v.Q.Words.Minutes(minutes), "time", v.Q.Words.Instant(c.Due, o.Location()))
	}
	return nil
}

// counts are what becomes of the lines of a change.
type counts struct {
	move, ask, call    int // still to be done
	moved, asked, list int // done
	settled            int
	times              int // held
	by                 map[contact.Channel]int
}

func count(r ledger.Reader, c change.Change) (n counts, err error) {
	n.by = map[contact.Channel]int{}
	for _, l := range c.Lines {
		n.times += len(l.Keys)
		switch l.State {
		case change.Moved:
			n.moved++
		case change.Asked:
			n.asked++
		case change.Listed:
			n.list, n.call = n.list+1, n.call+1
		case change.Settled:
			n.settled++
		}
		if !l.Open() {
			continue
		}
		a, err := booking.AppointmentByID(r, l.Appointment)
		if err != nil {
			return n, err
		}
		switch l.How {
		case change.Move:
			n.move, n.by[a.Channel] = n.move+1, n.by[a.Channel]+1
		case change.Propose:
			n.ask, n.by[a.Channel] = n.ask+1, n.by[a.Channel]+1
		case change.Call:
			n.call++
		}
	}
	return n, nil
}

// happened is what was done, and what is still to be done by itself.
func (v changeView) happened(n counts, c change.Change) (done, todo []string) {
	w := v.Q.Words
	add := func(to *[]string, key string, n int) {
		if n > 0 {
			*to = append(*to, w.N(key, n))
		}
	}
	switch c.State {
	case change.TakenBack:
		done = append(done, w.T("config.change.back.done"))
	case change.Reopened:
		done = append(done, w.T("config.change.open.done"))
	default:
		done = append(done, w.T("config.change.shut.done"))
	}
	add(&done, "config.change.moved", n.moved)
	add(&done, "config.change.asked", n.asked)
	add(&done, "config.change.listed", n.list)
	add(&done, "config.change.settled", n.settled)
	if c.State == change.TakenBack {
		return done, nil
	}
	add(&done, "config.change.held", n.times)
	add(&todo, "config.change.move", n.move)
	add(&todo, "config.change.ask", n.ask)
	add(&todo, "config.change.call", n.call-n.list)
	return done, todo
}

// TakeBack answers POST /medewerker/beheer/wijziging/:id/terugdraaien.
func (p *Pages) TakeBack(c *fiber.Ctx) error {
	return p.turn(c, func(ctx context.Context, actor ledger.Actor, id change.ID) error {
		_, err := change.TakeBack(ctx, p.Ledger, actor, id)
		return err
	})
}

// SendNow answers POST /medewerker/beheer/wijziging/:id/sturen.
func (p *Pages) SendNow(c *fiber.Ctx) error {
	return p.turn(c, func(ctx context.Context, _ ledger.Actor, id change.ID) error {
		_, err := change.Send(ctx, p.Ledger, id)
		return err
	})
}

// Reopen answers POST /medewerker/beheer/wijziging/:id/openen.
func (p *Pages) Reopen(c *fiber.Ctx) error {
	return p.turn(c, func(ctx context.Context, actor ledger.Actor, id change.ID) error {
		return p.Ledger.Update(ctx, actor, func(tx *ledger.Tx) error { _, err := change.Reopen(tx, id); return err })
	})
}

// turn does what was pressed once and shows the change; what is refused is said on its page. Pressed twice it is
// answered the same.
func (p *Pages) turn(c *fiber.Ctx, do func(context.Context, ledger.Actor, change.ID) error) error {
	f := frame{Request: staff.From(c)}
	ctx, cancel := route.Patience(c)
	defer cancel()
	id := change.ID(c.Params("id"))
	err := do(ctx, f.S.Actor(), id)
	if err == nil {
		return f.Redirect(changePath + string(id))
	}
	if ledger.KeyOf(err) == change.ErrUnknown.Key {
		return err
	}
	n, err := f.Refused(err)
	if err != nil {
		return err
	}
	return p.showChange(f, n)
}

// rowView is one change in a list.
type rowView struct {
	id    change.ID
	what  string
	when  string
	state string
	sum   string
}

// mostChanges is how many a list shows.
const mostChanges = 100

// ShowChanges answers GET /medewerker/beheer/wijzigingen: the newest first, and nobody's name.
func (p *Pages) ShowChanges(c *fiber.Ctx) error {
	f := frame{Request: staff.From(c), here: "changes"}
	f.title = f.Q.T("config.changes")
	var rows []rowView
	err := p.Ledger.View(func(r ledger.Reader) (err error) { rows, err = f.lastChanges(r, mostChanges); return err })
	if err != nil {
		return err
	}
	return page.Render(c, f.Status(), changesPage(f, rows))
}

// lastChanges are the newest changes, at most so many.
func (f frame) lastChanges(r ledger.Reader, most int) (rows []rowView, err error) {
	all, err := change.All(r)
	if err != nil {
		return nil, err
	}
	all = slices.DeleteFunc(all, func(c change.Change) bool { return !f.S.MayAt(route.CloseTimes, string(c.Office)) })
	for _, c := range all[:min(len(all), most)] {
		o, err := catalogue.OfficeByID(r, c.Office)
		if err != nil {
			return nil, err
		}
		k, _ := c.Closure()
		row := rowView{id: c.ID, what: f.closedAt(o, k), state: f.Q.T("config.change.state." + string(c.State))}
		date := o.Today(c.Made)
		row.when = f.shortDay(date) + ", " + f.Q.Words.Instant(c.Made, o.Location())
		row.sum = f.Q.Words.N("config.change.touched", len(c.Lines))
		if len(c.Lines) == 0 {
			row.sum = f.Q.T("config.change.nobody")
		}
		rows = append(rows, row)
	}
	return rows, nil
}

// callList is where a colleague calls, for who may.
func (v changeView) callList() string {
	if v.S.May(route.KeepCallList) {
		return "/medewerker/bellijst"
	}
	return ""
}
