package help

import (
	"errors"

	"github.com/gofiber/fiber/v2"

	"balie/booking/catalogue"
	"balie/booking/ledger"
	"balie/queue"
	"balie/web/page"
	"balie/web/route"
	"balie/web/staff"
)

// Come answers POST /medewerker/helpen/kom: the desk of the request is opened for the colleague.
func (p *Pages) Come(c *fiber.Ctx) error {
	office, ask := catalogue.OfficeID(c.FormValue("locatie")), c.FormValue("vraag")
	err := staff.From(c).Change(p.Ledger, func(tx *ledger.Tx) error { _, err := queue.AcceptHelp(tx, office, ask); return err })
	if err != nil {
		return p.refuse(c, err)
	}
	return c.Redirect(string(page.From(c).Href(workPath)), fiber.StatusSeeOther)
}

// Decline answers POST /medewerker/helpen/niet. That the request is over already is no refusal.
func (p *Pages) Decline(c *fiber.Ctx) error {
	office, ask := catalogue.OfficeID(c.FormValue("locatie")), c.FormValue("vraag")
	err := staff.From(c).Change(p.Ledger, func(tx *ledger.Tx) error { return queue.DeclineHelp(tx, office, ask) })
	if err != nil && !errors.Is(err, queue.ErrHelpRequestOver) {
		return p.refuse(c, err)
	}
	return c.Redirect(string(page.From(c).Href(helpPath)), fiber.StatusSeeOther)
}

// Offer answers POST /medewerker/helpen: whether the colleague can help at an office today.
func (p *Pages) Offer(c *fiber.Ctx) error {
	office, can := catalogue.OfficeID(c.FormValue("locatie")), c.FormValue("kan") == "ja"
	if err := staff.From(c).Change(p.Ledger, func(tx *ledger.Tx) error { return queue.OfferHelp(tx, office, can) }); err != nil {
		return p.refuse(c, err)
	}
	return c.Redirect(string(page.From(c).Href(helpPath)), fiber.StatusSeeOther)
}

// offerView is one office on the page.
type offerView struct {
	id   catalogue.OfficeID
	name string
	can  bool
}

// pageView is the page of a colleague.
type pageView struct {
	staff.Request
	offices []offerView
	key     string
	refused *page.Notice
}

// Show answers GET /medewerker/helpen.
func (p *Pages) Show(c *fiber.Ctx) error { return p.show(c, fiber.StatusOK, nil) }

// refuse shows the page with what was refused on top.
func (p *Pages) refuse(c *fiber.Ctx, err error) error {
	n, failed := page.Refused(page.From(c).Words, err)
	if failed != nil {
		return failed
	}
	return p.show(c, route.Status(err), n)
}

func (p *Pages) show(c *fiber.Ctx, status int, refused *page.Notice) error {
	v := pageView{Request: staff.From(c), key: route.NewKey(), refused: refused}
	err := p.Ledger.View(func(r ledger.Reader) error {
		offices, err := catalogue.Offices(r)
		for _, o := range v.S.Here(offices) {
			if !o.Fixed() {
				continue
			}
			can, failed := queue.MayBeAsked(r, o.ID, v.S.Actor())
			err = errors.Join(err, failed)
			v.offices = append(v.offices, offerView{id: o.ID, name: o.Name, can: can})
		}
		return err
	})
	if err != nil {
		return err
	}
	return page.Render(c, status, helpPage(v))
}
