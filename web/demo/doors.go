package demo

import (
	"slices"

	"github.com/gofiber/fiber/v2"

	"balie/booking/ledger"
	"balie/kiosk"
	"balie/queue"
	"balie/web/page"
)

// Door is a way in as somebody, or as a screen. Its words stand under "demo.door." and its key.
type Door struct {
	Key, Icon string
	Group     string // "resident", "hall", "colleague", "lead", "road"
	To        string // where it leads
	Role      kiosk.Role
	SignsIn   bool // as the colleague of Town.Logins
	Hall      bool // a page of one office: that of the hall
	Looks     bool // it changes nothing: a link
	Bus       bool // only where there is a bus
}

// Doors are all doors, in the order of the page.
var Doors = []Door{
	{Key: "resident", Group: "resident", Icon: "user", To: "/demo/toestel/bewoner", Looks: true},
	{Key: "ticket", Group: "resident", Icon: "ticket"},
	{Key: "kiosk", Group: "hall", Icon: "qrcode", Role: kiosk.CheckInKiosk, To: "/zuil"},
	{Key: "display", Group: "hall", Icon: "speakerphone", Role: kiosk.QueueDisplay, To: "/bord"},
	{Key: "host", Group: "colleague", Icon: "door-enter", To: "/medewerker/ontvangst", SignsIn: true, Hall: true},
	{Key: "desk", Group: "colleague", Icon: "users", To: "/medewerker/balie", SignsIn: true},
	{Key: "phone", Group: "colleague", Icon: "phone", To: "/medewerker/telefoon", SignsIn: true},
	{Key: "lead", Group: "lead", Icon: "steering-wheel", To: "/medewerker/vandaag", SignsIn: true, Hall: true},
	{Key: "manager", Group: "lead", Icon: "building", To: "/medewerker/schermen", SignsIn: true},
	{Key: "planner", Group: "road", Icon: "calendar-event", To: "/medewerker/inzet", SignsIn: true, Bus: true},
	{Key: "crew", Group: "road", Icon: "bus", To: "/demo/toestel/bus", SignsIn: true, Bus: true},
	{Key: "council", Group: "lead", Icon: "message-circle", To: "/praotbus", Looks: true, Bus: true},
}

// together is the door to four screens at once; it stands beside the others.
var together = Door{Key: "together", Icon: "users", To: "/demo/samen", SignsIn: true}

// Groups are the headings under which doors stand, in order.
var Groups = []string{"resident", "hall", "colleague", "lead", "road"}

// leadsTo is where a door leads in a town.
func (d Door) leadsTo(t Town) string {
	if d.Hall {
		return d.To + "?locatie=" + string(t.Office)
	}
	return d.To
}

// ErrDoor: there is no such door in this town.
var ErrDoor = ledger.Refuse(ledger.NotFound, "demo.door")

// doors are those of this town.
func (t Town) doors() (open []Door) {
	for _, d := range Doors {
		if (t.Bus || !d.Bus) && (!d.SignsIn || t.Logins[d.Key] != "") {
			open = append(open, d)
		}
	}
	return open
}

// Enter answers POST /demo/deur: it makes ready what a door needs and leads there. A colleague signs in with
// the fields that the form brings along. It refuses with ErrDoor.
func (p *Pages) Enter(c *fiber.Ctx) error {
	key := c.FormValue("deur")
	all := append(p.Town.doors(), together)
	i := slices.IndexFunc(all, func(d Door) bool { return d.Key == key })
	if i < 0 {
		return ErrDoor
	}
	d := all[i]
	to := d.To
	var err error
	switch {
	case d.Key == together.Key:
		if err = p.seat(c); err == nil {
			err = p.pair(c, kiosk.CheckInKiosk, kiosk.QueueDisplay)
		}
	case d.Key == "ticket":
		to, err = p.anyTicket(c)
	case d.Key == "desk":
		err = p.seat(c)
	case d.Role != "":
		err = p.pair(c, d.Role)
	}
	if err != nil {
		return err
	}
	if d.SignsIn { // the browser sends the same form there
		return c.Redirect(string(page.From(c).Href("/medewerker/inloggen")), fiber.StatusTemporaryRedirect)
	}
	return c.Redirect(string(page.From(c).Href(to)), fiber.StatusSeeOther)
}

// seat signs the desk's colleague in at the desk that is left to them. That it cannot be done is no matter:
// the desk's page says why.
func (p *Pages) seat(c *fiber.Ctx) error {
	var who ledger.Actor
	err := p.Ledger.View(func(r ledger.Reader) (err error) { who, err = p.colleague(r, "desk"); return err })
	if err != nil {
		return err
	}
	err = p.change(c, who, func(tx *ledger.Tx) error {
		_, err := queue.TakeDesk(tx, p.Town.Office, p.Town.Desk, false)
		return err
	})
	if page.Mendable(err) {
		return nil
	}
	return err
}

// anyTicket is the page of a number: that of the story, else of whoever waits, else one that is taken now.
func (p *Pages) anyTicket(c *fiber.Ctx) (path string, err error) {
	var id queue.TicketID
	err = p.Ledger.View(func(r ledger.Reader) error {
		t, err := p.told(r)
		if id = t.ticket.ID; err != nil || t.ticket.ID != "" && t.ticket.State.Live() {
			return err
		}
		v, err := queue.Look(r, p.Town.Office)
		if len(v.Waiting) > 0 {
			id = v.Waiting[len(v.Waiting)-1].Ticket.ID
		}
		return err
	})
	if err == nil && id == "" {
		err = p.change(c, actor, func(tx *ledger.Tx) error {
			t, err := queue.Enter(tx, queue.Visitor{Office: p.Town.Office, Wish: p.wishes(tx)[0], Kind: queue.WalkIn, Lang: page.From(c).Words.Tag()})
			id = t.ID
			return err
		})
	}
	return "/demo/toestel/nummer?id=" + string(id), err
}

// pair makes the browser these screens of the hall. Each has a cookie for its own pages, so that both may
// stand in one window.
func (p *Pages) pair(c *fiber.Ctx, roles ...kiosk.Role) error {
	for _, role := range roles {
		secret, err := p.secret(c, role)
		if err != nil {
			return err
		}
		p.Screens.Keep(c, secret, homes[role])
	}
	return nil
}

// homes are where each screen has its pages.
var homes = map[kiosk.Role]string{kiosk.CheckInKiosk: "/zuil", kiosk.QueueDisplay: "/bord"}

// secret opens the demo's screen of a role, which is paired when there is none yet, or none any more.
func (p *Pages) secret(c *fiber.Ctx, role kiosk.Role) (secret string, err error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	secret = p.secrets[role]
	err = p.Ledger.View(func(r ledger.Reader) error { _, err := kiosk.DeviceBySecret(r, secret); return err })
	if ledger.KeyOf(err) != kiosk.ErrNotPaired.Key {
		return secret, err
	}
	err = p.change(c, actor, func(tx *ledger.Tx) error {
		asked, fresh, err := kiosk.AskToPair(tx)
		if err != nil {
			return err
		}
		secret = fresh
		_, err = kiosk.Pair(tx, kiosk.NewDevice{Code: asked.Code, Role: role, Name: page.From(c).T("demo.door." + doorOf(role)), Office: p.Town.Office})
		return err
	})
	if err == nil {
		if p.secrets == nil {
			p.secrets = map[kiosk.Role]string{}
		}
		p.secrets[role] = secret
	}
	return secret, err
}

// doorOf is the door of a screen.
func doorOf(role kiosk.Role) string {
	i := slices.IndexFunc(Doors, func(d Door) bool { return d.Role == role })
	return Doors[i].Key
}
