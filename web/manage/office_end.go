package manage

import (
	"errors"

	"github.com/gofiber/fiber/v2"

	"balie/booking/catalogue"
	"balie/booking/ledger"
	"balie/web/page"
)

// DeleteOffice answers POST /medewerker/beheer/locatie/:id/verwijderen: only what nothing refers to; else it says what
// does. It is for a place that was a mistake: one that was used is withdrawn.
func (p *Pages) DeleteOffice(c *fiber.Ctx) error {
	v := p.officeView(c)
	err := v.Change(p.Ledger, func(tx *ledger.Tx) (err error) {
		id := catalogue.OfficeID(v.id)
		if v.uses, err = v.usesOfOffice(tx, id); err != nil {
			return err
		}
		if len(v.uses) > 0 {
			return catalogue.ErrInUse.With("what", v.Q.Words.List(usesWords(v.uses)))
		}
		return catalogue.RemoveOffice(tx, catalogue.Configuration, id)
	})
	if err == nil {
		return v.Redirect(officesPath + "?gedaan=deleted")
	}
	if errors.Is(err, catalogue.ErrUnknownOffice) {
		return err
	}
	if failed := p.Ledger.View(v.read); errors.Is(failed, catalogue.ErrUnknownOffice) { // one that was withdrawn has no page
		return p.stays(v, err)
	}
	return p.afterOffice(v, err)
}

// stays says in the list why a place that was withdrawn is still there.
func (p *Pages) stays(v officeView, err error) error {
	list := officesView{frame: v.frame, uses: v.uses}
	if list.notice, err = v.Refused(err); err != nil {
		return err
	}
	list.title = v.Q.T("config.offices")
	if err := p.Ledger.View(list.read); err != nil {
		return err
	}
	return page.Render(v.C, v.Status(), officesPage(list))
}

// minutesLike plans that products take as long at a copied office as at the one that it is a copy of.
func (v officeView) minutesLike(r ledger.Reader, d *catalogue.Draft) error {
	if v.id != newProduct || v.copied == "" {
		return nil
	}
	products, err := catalogue.Products(r)
	if err != nil {
		return err
	}
	for _, p := range products {
		n, own := p.MinutesAt[catalogue.OfficeID(v.copied)]
		if !own {
			continue
		}
		at := map[catalogue.OfficeID]int{v.office.ID: n}
		for office, minutes := range p.MinutesAt {
			at[office] = minutes
		}
		p.MinutesAt = at
		if err := d.PutProduct(p, 0); err != nil {
			return err
		}
	}
	return nil
}
