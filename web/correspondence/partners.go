package correspondence

import (
	"crypto/sha256"
	"slices"
	"strings"

	"github.com/gofiber/fiber/v2"

	"balie/booking"
	"balie/booking/catalogue"
	"balie/booking/ledger"
	"balie/web/page"
	"balie/web/route"
	"balie/web/staff"
)

// partnersView is who may book for others, and the form to add one.
type partnersView struct {
	staff.Request
	notice     *page.Notice
	name, list string
	chosen     []string
	products   []page.Option
	partners   []partnerView
	shown      string // a key, once
	of         string // whose it is
	key        string
}

// partnerView is one partner.
type partnerView struct {
	id, name, products string
	blocked            bool
	listed             int
}

// mostListed is how many addresses a partner's list has at most.
const mostListed = 50

// ShowPartners answers GET /medewerker/partners.
func (p *Pages) ShowPartners(c *fiber.Ctx) error {
	v := partnersView{Request: staff.From(c)}
	v.notice = v.Done("access.done.", "blocked", "unblocked")
	return p.showPartners(v)
}

func (p *Pages) showPartners(v partnersView) error {
	v.key = route.NewKey()
	if err := p.Ledger.View(v.fill); err != nil {
		return err
	}
	v.C.Set(fiber.HeaderCacheControl, "no-store")
	return page.Render(v.C, v.Status(), partnersPage(v))
}

func (v *partnersView) fill(r ledger.Reader) error {
	products, err := catalogue.Products(r)
	if err != nil {
		return err
	}
	names := map[catalogue.ProductID]string{}
	for _, p := range products {
		names[p.ID] = p.Text(v.Q.Words.Tag()).Name
		v.products = append(v.products, page.Option{Value: string(p.ID), Text: names[p.ID]})
	}
	all, err := booking.Partners(r)
	for _, p := range all {
		one := partnerView{id: string(p.ID), name: p.Name, blocked: p.State == booking.PartnerBlocked, listed: len(p.Marks)}
		var said []string
		for _, id := range p.Products {
			said = append(said, names[id])
		}
		one.products = v.Q.Words.List(said)
		v.partners = append(v.partners, one)
	}
	return err
}

// AddPartner answers POST /medewerker/partners: it shows the key once. Sent twice, the second has no key to
// show and says so.
func (p *Pages) AddPartner(c *fiber.Ctx) error {
	v := partnersView{Request: staff.From(c), name: c.FormValue("naam"), list: c.FormValue("lijst")}
	var products []catalogue.ProductID
	for _, id := range c.Context().PostArgs().PeekMulti("product") {
		v.chosen = append(v.chosen, string(id))
		products = append(products, catalogue.ProductID(id))
	}
	list := strings.FieldsFunc(v.list, func(r rune) bool { return r == '\n' || r == '\r' || r == ',' || r == ';' })
	list = slices.DeleteFunc(list, func(s string) bool { return strings.TrimSpace(s) == "" })
	if len(list) > mostListed {
		return p.refusePartners(v, booking.ErrPartner)
	}
	return p.keyed(v, func(tx *ledger.Tx) (string, error) {
		partner, key, err := booking.AddPartner(tx, p.Vault, v.name, products, list)
		v.of = partner.Name
		return key, err
	})
}

// RenewPartner answers POST /medewerker/partners/sleutel.
func (p *Pages) RenewPartner(c *fiber.Ctx) error {
	v := partnersView{Request: staff.From(c)}
	return p.keyed(v, func(tx *ledger.Tx) (string, error) {
		return booking.RenewPartner(tx, p.Vault, booking.PartnerID(c.FormValue("welk")))
	})
}

// keyed shows the key that a form made, once: the ledger keeps that the form was sent, never the key.
func (p *Pages) keyed(v partnersView, make func(*ledger.Tx) (string, error)) error {
	sum := sha256.Sum256([]byte(v.C.FormValue("naam") + v.C.FormValue("welk")))
	err := v.Change(p.Ledger, func(tx *ledger.Tx) error {
		_, err := ledger.Once(tx, "partner-key/"+string(v.S.User)+"/"+v.C.FormValue("sleutel"), sum[:], func() (bool, error) {
			key, err := make(tx)
			v.shown = key
			return true, err
		})
		return err
	})
	if err != nil {
		return p.refusePartners(v, err)
	}
	if v.shown == "" {
		v.notice = page.NewNotice(page.Warn, v.Q.T("partner.key.shown"), v.Q.T("partner.key.shown.do"))
	}
	v.name, v.list, v.chosen = "", "", nil
	return p.showPartners(v)
}

func (p *Pages) refusePartners(v partnersView, err error) error {
	if v.notice, err = v.Refused(err); err != nil {
		return err
	}
	return p.showPartners(v)
}

// TurnPartner answers POST /medewerker/partners/stand: blocked, or let in again.
func (p *Pages) TurnPartner(c *fiber.Ctx) error {
	v := partnersView{Request: staff.From(c)}
	next, done := booking.PartnerBlocked, "blocked"
	if c.FormValue("stand") == "weer" {
		next, done = booking.PartnerActive, "unblocked"
	}
	err := v.Change(p.Ledger, func(tx *ledger.Tx) error {
		_, err := booking.SetPartnerState(tx, booking.PartnerID(c.FormValue("welk")), next)
		return err
	})
	if err != nil {
		return p.refusePartners(v, err)
	}
	return v.Redirect("/medewerker/partners?gedaan=" + done)
}

// spaced is a key as one copies it: groups of five and a last one.
func spaced(key string) string {
	var groups []string
	for ; len(key) > 5; key = key[5:] {
		groups = append(groups, key[:5])
	}
	return strings.Join(append(groups, key), " ")
}
