package appointment

import (
	"github.com/gofiber/fiber/v2"

	"balie/booking"
	"balie/booking/contact"
	"balie/booking/ledger"
	"balie/web/page"
)

// resendLinkView is the page for whoever lost both link and code.
type resendLinkView struct {
	mail         bool // there is a mail server, so links can be sent
	sent         bool
	email, fault string
}

// ShowLost answers GET /a/kwijt.
func (p *Pages) ShowResendLink(c *fiber.Ctx) error {
	v := resendLinkView{mail: p.Mail, sent: p.Mail && c.Query("verstuurd") != ""}
	return page.Render(c, fiber.StatusOK, resendLinkPage(page.From(c), v))
}

// Lost answers POST /a/kwijt: it sends the links of an address's appointments there, and answers the
// same whether there are any.
func (p *Pages) ResendLink(c *fiber.Ctx) error {
	q := page.From(c)
	d := contact.Details{Name: "x", Email: c.FormValue("email"), Channel: contact.ByEmail}.Tidy(contact.Need{})
	if problems := d.Check(contact.Need{}); len(problems) > 0 {
		v := resendLinkView{mail: p.Mail, email: page.Clip(d.Email, contact.MaxEmail), fault: q.T("fault." + problems[0].Key)}
		return page.Render(c, fiber.StatusUnprocessableEntity, resendLinkPage(q, v))
	}
	if p.Mail {
		err := p.change(c, func(tx *ledger.Tx) error { return booking.ResendLinks(tx, p.Vault, d.Email) })
		if err != nil {
			return err
		}
	}
	return c.Redirect(string(q.Href("/a/kwijt?verstuurd=1")), fiber.StatusSeeOther)
}
