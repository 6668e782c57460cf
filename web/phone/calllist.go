package phone

import (
	"strconv"

	"github.com/gofiber/fiber/v2"

	"balie/booking"
	"balie/booking/catalogue"
	"balie/booking/contact"
	"balie/booking/ledger"
	"balie/web/account"
	"balie/web/page"
	"balie/web/route"
	"balie/web/staff"
)

// listView is the call list: what changed, for when, and how far we are. Never for whom.
type listView struct {
	staff.Request
	notice  *page.Notice
	todo    []listedView
	settled []listedView
	invited []invitedView
	key     string
}

// invitedView is somebody who was invited and chose no time.
type invitedView struct{ id, link, what, until, tries string }

// listedView is one line of the call list.
type listedView struct {
	id            booking.AppointmentID
	why, was      string
	state         string
	tries         string
	last          string
	times         []string
	over, reached bool
}

// mostSettled is how many settled lines the page shows.
const mostSettled = 10

// ShowList answers GET /medewerker/bellijst.
func (p *Pages) ShowList(c *fiber.Ctx) error {
	v := listView{Request: staff.From(c)}
	v.notice = v.Done("phone.done.", "tried", "waits", "agreed", "kept", "off")
	return p.showList(v)
}

func (p *Pages) showList(v listView) error {
	v.key = route.NewKey()
	if err := p.Ledger.View(v.fill); err != nil {
		return err
	}
	return page.Render(v.C, v.Status(), listPage(v))
}

func (v *listView) fill(r ledger.Reader) error {
	all, err := booking.CallList(r)
	for _, a := range all {
		if err != nil {
			return err
		}
		var one listedView
		if one, err = listed(r, v.Request, a); a.State.ToDo() {
			v.todo = append(v.todo, one)
		} else if len(v.settled) < mostSettled {
			v.settled = append(v.settled, one)
		}
	}
	if err == nil {
		v.invited, err = uninvited(r, v.Request)
	}
	return err
}

// uninvited are those who were invited and chose no time. Whom a discreet product is about is not said.
func uninvited(r ledger.Reader, k staff.Request) (views []invitedView, err error) {
	all, err := booking.Invites(r)
	for _, i := range all {
		if err != nil || i.State != booking.InviteListed {
			continue
		}
		var p catalogue.Product
		if p, err = catalogue.ProductByID(r, i.Product); err != nil {
			break
		}
		one := invitedView{id: string(i.ID), what: p.Text(k.Q.Words.Tag()).Name, until: k.Q.T("invite.until", "day", k.Q.Words.Date(i.Deadline))}
		if p.Discreet {
			one.what = k.Q.T("paper.discreet")
		}
		if i.Tries > 0 {
			one.tries = k.Q.Words.N("phone.attempts", i.Tries) + "."
		}
		views = append(views, one)
	}
	return views, err
}

func listed(r ledger.Reader, k staff.Request, a booking.RescheduleRequest) (v listedView, err error) {
	w := k.Q.Words
	o, err := catalogue.OfficeByID(r, a.Was.Office)
	if err != nil {
		return v, err
	}
	v = listedView{id: a.Appointment, why: w.T("asked.why." + string(a.Why)), was: w.Moment(a.Was.Date, a.Was.Start) + ", " + o.Name,
		state: w.T("calllist.state." + string(a.State)), over: !a.State.ToDo(), reached: a.State == booking.Reached}
	if a.Tries > 0 {
		v.tries = w.N("phone.attempts", a.Tries) + "."
		v.last = w.T("calllist.last", "when", w.Day(o.Today(a.Last))+", "+w.Instant(a.Last, o.Location()))
	}
	if a.State.Open() && a.Held(r.Now()) {
		for _, p := range a.Proposals {
			at, err := catalogue.OfficeByID(r, p.Offer.Office)
			if err != nil {
				return v, err
			}
			v.times = append(v.times, w.T("asked.time", "when", w.Moment(p.Offer.Date, p.Offer.Start), "where", at.Name))
		}
	}
	return v, nil
}

// OpenListed answers POST /medewerker/bellijst/bellen: it shows whom to call, once that is noted.
func (p *Pages) OpenListed(c *fiber.Ctx) error {
	v := listView{Request: staff.From(c)}
	id := booking.AppointmentID(c.FormValue("welk"))
	err := p.Ledger.View(func(r ledger.Reader) error {
		a, found, err := booking.RescheduleRequestOf(r, id)
		if err == nil && (!found || !a.State.ToDo()) {
			err = booking.ErrNoRequest
		}
		return err
	})
	if err == nil {
		err = p.noted(v.Request, "lookup", []booking.AppointmentID{id})
	}
	if err != nil {
		return p.refuseList(v, err)
	}
	return v.Redirect("/medewerker/bellijst/wie?toegang=" + p.access(v.Request, id))
}

func (p *Pages) refuseList(v listView, err error) error {
	if v.notice, err = v.Refused(err); err != nil {
		return err
	}
	return p.showList(v)
}

// calleeView is one person of the call list: whom to call, what to say, and what came of it.
type calleeView struct {
	staff.Request
	listedView
	name, phone string
	address     []string
	what        []string
	keeps       bool
	access      string
}

// ShowCallee answers GET /medewerker/bellijst/wie.
func (p *Pages) ShowCallee(c *fiber.Ctx) error {
	v := calleeView{Request: staff.From(c)}
	id, err := p.opened(v.Request)
	if err != nil {
		return p.refuseList(listView{Request: v.Request}, err)
	}
	v.access = p.access(v.Request, id)
	if err := p.Ledger.View(func(r ledger.Reader) error { return v.read(r, p.Vault, id) }); err != nil {
		return p.refuseList(listView{Request: v.Request}, err)
	}
	return page.Render(c, v.Status(), calleePage(v))
}

func (v *calleeView) read(r ledger.Reader, vault *contact.Vault, id booking.AppointmentID) error {
	ask, found, err := booking.RescheduleRequestOf(r, id)
	if err == nil && !found {
		err = booking.ErrNoRequest
	}
	if err != nil {
		return err
	}
	if v.listedView, err = listed(r, v.Request, ask); err != nil {
		return err
	}
	a, err := booking.AppointmentByID(r, id)
	if err != nil {
		return err
	}
	if v.what, err = lines(r, v.Q.Words, a.Wish); err != nil {
		return err
	}
	d, err := contact.Read(r, vault, id.Subject())
	if err != nil {
		return err
	}
	v.name, v.phone = d.Name, contact.ShowPhone(d.Phone)
	if d.Street != "" {
		v.address = []string{d.Street, d.Postcode + " " + d.Place}
	}
	v.keeps, err = booking.CanKeep(r, id)
	return err
}

// MarkListed answers POST /medewerker/bellijst/uitkomst: what came of a call. It is answered the same
// when it is sent twice.
func (p *Pages) MarkListed(c *fiber.Ctx) error {
	v := listView{Request: staff.From(c)}
	id, err := p.opened(v.Request)
	if err != nil {
		return p.refuseList(v, err)
	}
	done, mark := outcome(c.FormValue("uitkomst"))
	if mark == nil {
		return errNoOutcome
	}
	err = v.Change(p.Ledger, func(tx *ledger.Tx) error {
		_, err := ledger.Once(tx, "call/"+string(v.S.User)+"/"+c.FormValue("sleutel"), []byte(string(id)+done), func() (bool, error) {
			return true, mark(tx, id)
		})
		if err != nil || done == "tried" || done == "waits" {
			return err
		}
		return account.Record(tx, "move", string(id), "phone")
	})
	if err != nil {
		return p.refuseList(v, err)
	}
	return v.Redirect("/medewerker/bellijst?gedaan=" + done)
}

// errNoOutcome: the form says nothing that a call can end in.
var errNoOutcome = ledger.Refuse(ledger.Invalid, "calllist.outcome")

// outcome is what a call can end in, and what it changes.
func outcome(said string) (done string, mark func(*ledger.Tx, booking.AppointmentID) error) {
	switch said {
	case "niet-bereikt":
		return "tried", func(tx *ledger.Tx, id booking.AppointmentID) error { _, err := booking.NoteTried(tx, id); return err }
	case "bereikt":
		return "waits", func(tx *ledger.Tx, id booking.AppointmentID) error { _, err := booking.NoteReached(tx, id); return err }
	case "houden":
		return "kept", booking.KeepTime
	case "afzeggen":
		return "off", func(tx *ledger.Tx, id booking.AppointmentID) error { _, err := booking.Cancel(tx, id); return err }
	}
	n, err := strconv.Atoi(said)
	if err != nil {
		return "", nil
	}
	return "agreed", func(tx *ledger.Tx, id booking.AppointmentID) error {
		_, err := booking.AcceptProposal(tx, id, n-1)
		return err
	}
}
