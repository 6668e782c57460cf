package manage

import (
	"context"
	"slices"

	"github.com/gofiber/fiber/v2"

	"balie/booking/catalogue"
	"balie/booking/change"
	"balie/booking/ledger"
	"balie/web/page"
	"balie/web/route"
	"balie/web/staff"
	"balie/web/whatif"
)

// changeView is a change as it stands, in words.
type changeView struct {
	frame
	notice *page.Notice
	what   string // what it closes, and when
	reason string
	made   whatif.Made
	undo   bool // it touched nobody, and can be undone
	again  bool // it can be opened again
}

// path is where the change stands.
func (v changeView) path() string { return changePath + string(v.made.ID) }

// ShowChange answers GET /medewerker/beheer/wijziging/:id. While messages wait the page comes again when they leave.
func (p *Pages) ShowChange(c *fiber.Ctx) error {
	return p.showChange(frame{Request: staff.From(c)}, nil)
}

func (p *Pages) showChange(f frame, refused *page.Notice) error {
	f.here = "close"
	v := changeView{frame: f, notice: refused}
	err := p.Ledger.View(func(r ledger.Reader) error {
		c, err := change.ByID(r, change.ID(f.C.Params("id")))
		if err != nil {
			return err
		}
		return v.read(r, c)
	})
	if err != nil {
		return err
	}
	v.title = v.Q.T("config.change.title." + string(v.made.State))
	if n := v.made.RefreshIn(v.Q); n > 0 {
		v.C.Set("Refresh", number(n))
	}
	return page.Render(v.C, v.Status(), changePage(v))
}

// read puts a change in words.
func (v *changeView) read(r ledger.Reader, c change.Change) error {
	k, _ := c.Closure()
	o, err := catalogue.OfficeByID(r, c.Office)
	if err != nil {
		return err
	}
	v.what, v.reason = v.closedAt(o, k), k.Reason
	v.made = whatif.ReadMade(v.Q, c, o.Location(), "config.change.shut.done")
	over := k.Until < o.Today(v.Q.Now)
	v.undo, v.again = c.State == change.Sent && len(c.Lines) == 0 && !over, c.State == change.Sent && len(c.Lines) > 0 && !over
	return nil
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

// outingChangePath is where a change of outings stands, before its id.
const outingChangePath = "/medewerker/inzet/wijziging/"

// absencePath is where an absence stands, before its id.
const absencePath = "/medewerker/afwezig/"

// changeAt is where a change stands: one of outings among the outings, an absence by itself.
func changeAt(c change.Change) string {
	if _, away := change.AbsencesOf(c); away {
		return absencePath + string(c.ID)
	}
	if c.With != nil {
		return outingChangePath + string(c.ID)
	}
	return changePath + string(c.ID)
}

// rowView is one change in a list.
type rowView struct {
	path  string
	what  string
	when  string
	state string
	sum   string
}

// whatChanged is what a change closes and when. What it does to the outings stands on a page of theirs.
func (f frame) whatChanged(o catalogue.Office, c change.Change) string {
	if c.With == nil {
		k, _ := c.Closure()
		return f.closedAt(o, k)
	}
	date := o.Today(c.Made)
	if len(c.Lines) > 0 {
		date = c.Lines[0].Was.Date
	}
	key := "config.change.outing"
	if _, away := change.AbsencesOf(c); away {
		key = "absence.change"
	}
	return f.Q.T(key, "what", o.Name, "days", f.Q.Words.Day(date))
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
		row := rowView{path: changeAt(c), what: f.whatChanged(o, c), state: f.Q.T("config.change.state." + string(c.State))}
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
