package phone

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/gofiber/fiber/v2"

	"balie/booking"
	"balie/booking/catalogue"
	"balie/booking/contact"
	"balie/booking/ledger"
	"balie/queue"
	"balie/queue/forecast"
	"balie/web/asked"
	"balie/web/page"
	"balie/web/paper"
	"balie/web/route"
	"balie/web/staff"
)

// callsView is the list of residents whom we call by phone or video.
type callsView struct {
	staff.Request
	notice *page.Notice
	desks  []deskView        // where one calls
	mine   queue.DeskSession // the colleague's desk, if it is one of those
	name   string            // of that desk
	due    []dueView
	later  []string
	term   string // share of call-backs within their term
	who    *whoView
	room   string // address of video meetings
	key    string
}

// deskView is a desk of some office from which residents are called.
type deskView struct {
	office catalogue.OfficeID
	id     catalogue.DeskID
	name   string
	taken  bool
}

// dueView is a call that is due.
type dueView struct {
	number, until, what string
	attempts            int
	risk                queue.Risk
}

// whoView is the one whom this desk calls now.
type whoView struct {
	t        queue.Ticket
	name     string
	phone    string
	question string
	video    string
	aid      string
	what     []string
	to       []deskView // to whom it can be handed over
}

// ShowCalls answers GET /medewerker/telefoon/bellen.
func (p *Pages) ShowCalls(c *fiber.Ctx) error {
	v := callsView{Request: staff.From(c)}
	v.notice = v.Done("phone.done.", "took", "next", "reached", "notreached", "finished", "handed")
	return p.showCalls(v)
}

func (p *Pages) showCalls(v callsView) error {
	v.key, v.room = route.NewKey(), p.Video
	if err := p.Ledger.View(func(r ledger.Reader) error { return v.fill(r, p.Vault) }); err != nil {
		return err
	}
	return page.Render(v.C, v.Status(), callsPage(v))
}

func (v *callsView) fill(r ledger.Reader, vault *contact.Vault) error {
	offices, err := catalogue.Offices(r)
	if err != nil {
		return err
	}
	mine, has, err := queue.DeskOf(r, v.S.Actor())
	if err != nil {
		return err
	}
	for _, o := range offices {
		if err := v.addOffice(r, o, mine, has); err != nil {
			return err
		}
	}
	if v.mine.Ticket != "" {
		return v.addWho(r, vault)
	}
	return nil
}

// calls reports whether residents are called from a desk.
func calls(d catalogue.Desk) bool {
	return slices.Contains(d.Properties, "phone") || slices.Contains(d.Properties, "video")
}

func (v *callsView) addOffice(r ledger.Reader, o catalogue.Office, mine queue.DeskSession, has bool) error {
	look, err := queue.Look(r, o.ID)
	if err != nil {
		return err
	}
	for _, d := range look.Desks {
		if !calls(d.Desk) {
			continue
		}
		v.desks = append(v.desks, deskView{o.ID, d.ID, d.Name + ", " + o.Name, d.State != queue.DeskClosed})
		if has && mine.Office == o.ID && mine.Desk == d.ID {
			v.mine, v.name = mine, d.Name+", "+o.Name
		}
	}
	for _, t := range look.Waiting {
		if t.Kind != queue.Callback {
			continue
		}
		what, err := lines(r, v.Q.Words, t.Wish)
		if err != nil {
			return err
		}
		v.due = append(v.due, dueView{string(t.Number), v.Q.Words.Instant(t.NormDue, o.Location()), v.Q.Words.List(what), t.Attempts, t.Risk})
	}
	for _, a := range look.ToCall {
		v.later = append(v.later, v.Q.Words.At(a.Offer.Start))
	}
	return v.addTerm(r, o)
}

// addTerm says the share of the office's call-backs within their term, of the office alone.
func (v *callsView) addTerm(r ledger.Reader, o catalogue.Office) error {
	f, err := queue.Figures(r, o.ID, o.Today(r.Now()))
	if err == nil && f.Calls.N > 0 {
		v.term = v.Q.T("phone.term", "share", fmt.Sprintf("%.0f", 100*f.Calls.ShareInTerm()), "in", f.Calls.InTerm, "n", f.Calls.N)
	}
	return err
}

func (v *callsView) addWho(r ledger.Reader, vault *contact.Vault) error {
	t, err := queue.ByID(r, v.mine.Ticket)
	if err != nil || t.Kind != queue.Callback {
		return err
	}
	who := &whoView{t: t}
	d, err := contact.Read(r, vault, t.Appointment.Subject())
	if err != nil && ledger.CodeOf(err) != ledger.Gone {
		return err
	}
	who.name, who.phone, who.question = d.Name, contact.ShowPhone(d.Phone), d.Note
	need, err := catalogue.Measure(r, t.Wish)
	if err != nil {
		return err
	}
	if need.Route == catalogue.ByVideo {
		who.video = paper.VideoLink(v.room, booking.VideoRoom(vault, t.Appointment))
	}
	aid, err := contact.ReadAid(r, vault, string(t.Appointment))
	if err != nil {
		return err
	}
	if aid.Kind != contact.NoAid {
		who.aid = asked.Aids(v.Q.Words, aid)
	}
	if who.what, err = lines(r, v.Q.Words, t.Wish); err != nil {
		return err
	}
	for _, desk := range v.desks {
		if desk.office == t.Office && desk.id != v.mine.Desk && desk.taken {
			who.to = append(who.to, desk)
		}
	}
	v.who = who
	return nil
}

// press is which press of a button of the colleague's desk this is.
func press(r ledger.Reader, k staff.Request) (queue.DeskRequest, error) {
	mine, found, err := queue.DeskOf(r, k.S.Actor())
	if err == nil && !found {
		err = queue.ErrNotYours
	}
	at := queue.DeskRequest{Office: mine.Office, Desk: mine.Desk}
	if key := k.C.FormValue("sleutel"); key != "" {
		at.Key = string(k.S.User) + " " + key
	}
	return at, err
}

// answer shows the list again: with what was done, or with why not.
func (p *Pages) answer(k staff.Request, done string, err error) error {
	if err == nil {
		return k.Redirect("/medewerker/telefoon/bellen?gedaan=" + done)
	}
	v := callsView{Request: k}
	if errors.Is(err, queue.ErrNotYours) {
		k.C.Status(fiber.StatusConflict)
		what, do := k.Q.Words.Refusal(queue.ErrNotYours.Key, nil)
		v.notice = page.NewNotice(page.Bad, what, do)
	} else if v.notice, err = k.Refused(err); err != nil {
		return err
	}
	return p.showCalls(v)
}

// TakeDesk answers POST /medewerker/telefoon/plaats: "gendringen/gendringen-5".
func (p *Pages) TakeDesk(c *fiber.Ctx) error {
	k := staff.From(c)
	office, desk, _ := strings.Cut(c.FormValue("balie"), "/")
	return p.answer(k, "took", k.Change(p.Ledger, func(tx *ledger.Tx) error {
		_, err := queue.TakeDesk(tx, catalogue.OfficeID(office), catalogue.DeskID(desk), false)
		return err
	}))
}

// Next answers POST /medewerker/telefoon/volgende: whose call is due. That their number is shown is noted
// first.
func (p *Pages) Next(c *fiber.Ctx) error {
	k := staff.From(c)
	var at queue.DeskRequest
	err := p.Ledger.View(func(r ledger.Reader) (err error) { at, err = press(r, k); return err })
	if err != nil {
		return p.answer(k, "", err)
	}
	ctx, cancel := route.Patience(c)
	defer cancel()
	t, err := queue.Next(ctx, p.Ledger, k.S.Actor(), at, forecast.SteeringState, nil)
	if err == nil && t.Appointment != "" {
		err = p.noted(k, "lookup", []booking.AppointmentID{t.Appointment})
	}
	return p.answer(k, "next", err)
}

func (p *Pages) verb(c *fiber.Ctx, done string, fn func(*ledger.Tx, queue.DeskRequest, queue.TicketID) error) error {
	k := staff.From(c)
	return p.answer(k, done, k.Change(p.Ledger, func(tx *ledger.Tx) error {
		at, err := press(tx, k)
		if err != nil {
			return err
		}
		return fn(tx, at, queue.TicketID(c.FormValue("welk")))
	}))
}

// Reached answers POST /medewerker/telefoon/bereikt.
func (p *Pages) Reached(c *fiber.Ctx) error {
	return p.verb(c, "reached", func(tx *ledger.Tx, at queue.DeskRequest, id queue.TicketID) error {
		_, err := queue.Attempt(tx, at, id, true)
		return err
	})
}

// NotReached answers POST /medewerker/telefoon/niet-bereikt: they are called again later.
func (p *Pages) NotReached(c *fiber.Ctx) error {
	return p.verb(c, "notreached", func(tx *ledger.Tx, at queue.DeskRequest, id queue.TicketID) error {
		_, err := queue.Attempt(tx, at, id, false)
		return err
	})
}

// Finish answers POST /medewerker/telefoon/klaar.
func (p *Pages) Finish(c *fiber.Ctx) error {
	return p.verb(c, "finished", func(tx *ledger.Tx, at queue.DeskRequest, id queue.TicketID) error {
		_, err := queue.Finish(tx, at, id, queue.Report{})
		return err
	})
}

// HandOver answers POST /medewerker/telefoon/door: to another desk, with the question.
func (p *Pages) HandOver(c *fiber.Ctx) error {
	return p.verb(c, "handed", func(tx *ledger.Tx, at queue.DeskRequest, id queue.TicketID) error {
		_, err := queue.Transfer(tx, at, id, queue.Destination{Desk: catalogue.DeskID(c.FormValue("balie"))})
		return err
	})
}
