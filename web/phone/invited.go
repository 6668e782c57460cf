package phone

import (
	"github.com/gofiber/fiber/v2"

	"balie/booking"
	"balie/booking/contact"
	"balie/booking/ledger"
	"balie/web/page"
)

// inviteeView is one person who was invited and chose no time.
type inviteeView struct {
	call
	invitedView
	name, phone string
	access      string
}

// OpenInvited answers POST /medewerker/bellijst/uitnodiging: it shows whom to call, once that is noted.
func (p *Pages) OpenInvited(c *fiber.Ctx) error {
	v := listView{call: from(c)}
	id := booking.InviteID(c.FormValue("welk"))
	err := p.Ledger.View(func(r ledger.Reader) error {
		i, err := booking.InviteByID(r, id)
		if err == nil && i.State != booking.InviteListed {
			err = booking.ErrInviteOver
		}
		return err
	})
	if err == nil {
		err = p.noted(v.call, "lookup", []booking.AppointmentID{booking.AppointmentID(id)})
	}
	if err != nil {
		return p.refuseList(v, err)
	}
	return v.redirect("/medewerker/bellijst/genodigde?toegang=" + p.access(v.call, booking.AppointmentID(id)))
}

// ShowInvited answers GET /medewerker/bellijst/genodigde.
func (p *Pages) ShowInvited(c *fiber.Ctx) error {
	v := inviteeView{call: from(c)}
	id, err := p.opened(v.call)
	if err == nil {
		v.access = p.access(v.call, id)
		err = p.Ledger.View(func(r ledger.Reader) error { return v.read(r, p.Vault, booking.InviteID(id)) })
	}
	if err != nil {
		return p.refuseList(listView{call: v.call}, err)
	}
	return page.Render(c, v.status(), inviteePage(v))
}

func (v *inviteeView) read(r ledger.Reader, vault *contact.Vault, id booking.InviteID) error {
	all, err := v.uninvited(r)
	for _, one := range all {
		if one.id == string(id) {
			v.invitedView = one
		}
	}
	if err == nil && v.invitedView.id == "" {
		err = booking.ErrInviteOver
	}
	if err != nil {
		return err
	}
	d, err := contact.Read(r, vault, id.Subject())
	v.name, v.phone = d.Name, d.Phone
	return err
}

// MarkInvited answers POST /medewerker/bellijst/genodigde: not reached, or not needed any more.
func (p *Pages) MarkInvited(c *fiber.Ctx) error {
	v := listView{call: from(c)}
	id, err := p.opened(v.call)
	if err != nil {
		return p.refuseList(v, err)
	}
	done := "tried"
	err = p.change(v.call, func(tx *ledger.Tx) error {
		if c.FormValue("uitkomst") == "intrekken" {
			done = "off"
			return booking.WithdrawInvite(tx, booking.InviteID(id))
		}
		_, err := ledger.Once(tx, "invited/"+string(v.s.User)+"/"+c.FormValue("sleutel"), []byte(id), func() (bool, error) {
			return true, booking.NoteInviteTried(tx, booking.InviteID(id))
		})
		return err
	})
	if err != nil {
		return p.refuseList(v, err)
	}
	return v.redirect("/medewerker/bellijst?gedaan=" + done)
}
