package phone

import (
	"github.com/gofiber/fiber/v2"

	"balie/booking"
	"balie/booking/contact"
	"balie/booking/ledger"
	"balie/web/page"
	"balie/web/staff"
)

// inviteeView is one person who was invited and chose no time.
type inviteeView struct {
	staff.Request
	invitedView
	name, phone string
	access      string
}

// OpenInvited answers POST /medewerker/bellijst/uitnodiging: it shows whom to call, once that is noted.
func (p *Pages) OpenInvited(c *fiber.Ctx) error {
	v := listView{Request: staff.From(c)}
	id := booking.InviteID(c.FormValue("welk"))
	err := p.Ledger.View(func(r ledger.Reader) error {
		i, err := booking.InviteByID(r, id)
		if err == nil && i.State != booking.InviteListed {
			err = booking.ErrInviteOver
		}
		return err
	})
	if err == nil {
		err = p.noted(v.Request, "lookup", []booking.AppointmentID{booking.AppointmentID(id)})
	}
	if err != nil {
		return p.refuseList(v, err)
	}
	return v.Redirect("/medewerker/bellijst/genodigde?toegang=" + p.access(v.Request, booking.AppointmentID(id)))
}

// ShowInvited answers GET /medewerker/bellijst/genodigde.
func (p *Pages) ShowInvited(c *fiber.Ctx) error {
	v := inviteeView{Request: staff.From(c)}
	id, err := p.opened(v.Request)
	if err == nil {
		v.access = p.access(v.Request, id)
		err = p.Ledger.View(func(r ledger.Reader) error { return v.read(r, p.Vault, booking.InviteID(id)) })
	}
	if err != nil {
		return p.refuseList(listView{Request: v.Request}, err)
	}
	return page.Render(c, v.Status(), inviteePage(v))
}

func (v *inviteeView) read(r ledger.Reader, vault *contact.Vault, id booking.InviteID) error {
	all, err := uninvited(r, v.Request)
	for _, one := range all {
		if one.id == string(id) {
			v.invitedView, v.link = one, "/u/"+string(id)+"#"+booking.InviteSecret(vault, id)
		}
	}
	if err == nil && v.invitedView.id == "" {
		err = booking.ErrInviteOver
	}
	if err != nil {
		return err
	}
	d, err := contact.Read(r, vault, id.Subject())
	v.name, v.phone = d.Name, contact.ShowPhone(d.Phone)
	return err
}

// MarkInvited answers POST /medewerker/bellijst/genodigde: not reached, or not needed any more.
func (p *Pages) MarkInvited(c *fiber.Ctx) error {
	v := listView{Request: staff.From(c)}
	id, err := p.opened(v.Request)
	if err != nil {
		return p.refuseList(v, err)
	}
	done := "tried"
	err = v.Change(p.Ledger, func(tx *ledger.Tx) error {
		if c.FormValue("uitkomst") == "intrekken" {
			done = "off"
			return booking.WithdrawInvite(tx, booking.InviteID(id))
		}
		_, err := ledger.Once(tx, "invited/"+string(v.S.User)+"/"+c.FormValue("sleutel"), []byte(id), func() (bool, error) {
			return true, booking.NoteInviteTried(tx, booking.InviteID(id))
		})
		return err
	})
	if err != nil {
		return p.refuseList(v, err)
	}
	return v.Redirect("/medewerker/bellijst?gedaan=" + done)
}
