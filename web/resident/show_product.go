package resident

import (
	"cmp"
	"errors"
	"slices"

	"github.com/gofiber/fiber/v2"

	"balie/booking/catalogue"
	"balie/booking/ledger"
	"balie/web/page"
)

// productView is one product: what it takes, for how many, and what can be done at the same visit.
type productView struct {
	product                 catalogue.Product
	persons                 int
	extras                  []extraView
	v                       string // the visit key that is carried along, if any
	offices                 []catalogue.Office
	fees, surcharges, later []feeView
	next                    string // when fees change
	ready, readySoon        string
	urgent                  string // the path of the reason for which it may not wait
	preview                 bool   // it stands on another page
}

// extraView is a product that combines, and for how many it is chosen.
type extraView struct {
	product catalogue.Product
	persons int
}

// meta says how long a product takes, and that it can be done online where it can.
func meta(q page.Request, p catalogue.Product) string {
	if p.OnlineURL != "" {
		return q.T("product.meta.online", "minutes", q.Words.Minutes(p.Minutes))
	}
	return q.Words.Minutes(p.Minutes)
}

func places(offices []catalogue.Office) (names []string) {
	for _, o := range offices {
		if !slices.Contains(names, o.Place) {
			names = append(names, o.Place)
		}
	}
	return names
}

// ShowProduct answers GET /afspraak?product=…, where a product is named by its id or by the last
// part of its UPL address, as other sites link to it. With p=… what was chosen before stands filled in.
func (p *Pages) ShowProduct(c *fiber.Ctx) error {
	q := page.From(c)
	chosen, err := WishOf(QueryAll(c, "p"))
	if err != nil {
		return err
	}
	v := productView{persons: 1, v: c.Query("v")}
	err = p.read(func(r ledger.Reader) (err error) {
		if v.product, err = named(r, c.Query("product"), chosen); err != nil {
			return err
		}
		all, err := catalogue.Products(r)
		if err != nil {
			return err
		}
		v.fill(all, chosen)
		v.offices, err = catalogue.OfficesFor(r, catalogue.Wish{{Product: v.product.ID, Persons: 1}})
		if len(v.offices) > 0 {
			v.say(q.Words, v.offices[0].Today(r.Now()))
		}
		return err
	})
	if err != nil {
		return err
	}
	if v.product.Urgent.Always() {
		return c.Redirect(string(q.Href("/spoed/"+urgentPath(v.product.Urgent))), fiber.StatusSeeOther)
	}
	v.urgent = urgentPath(v.product.Urgent)
	return page.Render(c, fiber.StatusOK, productPage(q, v))
}

// named finds the product of a link, or the first of what was chosen.
func named(r ledger.Reader, name string, chosen catalogue.Wish) (catalogue.Product, error) {
	if name == "" && len(chosen) > 0 {
		name = string(chosen[0].Product)
	}
	p, err := catalogue.ProductByID(r, catalogue.ProductID(name))
	if errors.Is(err, catalogue.ErrUnknownProduct) {
		return catalogue.ProductByUPL(r, name)
	}
	return p, err
}

// fill adds what combines, with what was chosen of it.
func (v *productView) fill(all []catalogue.Product, chosen catalogue.Wish) {
	persons := map[catalogue.ProductID]int{}
	for _, l := range chosen {
		persons[l.Product] = l.Persons
	}
	v.persons = max(1, persons[v.product.ID])
	for _, e := range all {
		if e.ID != v.product.ID && e.Combines != "" && e.Combines == v.product.Combines {
			v.extras = append(v.extras, extraView{e, persons[e.ID]})
		}
	}
	slices.SortStableFunc(v.extras, func(a, b extraView) int { return cmp.Compare(a.product.Rank(), b.product.Rank()) })
}

// likelyExtras is how many of what combines a page shows at once.
const likelyExtras = 4

// likely are the extras that are chosen most; rest are the others.
func (v productView) likely() []extraView { return v.extras[:min(len(v.extras), likelyExtras)] }

func (v productView) rest() []extraView { return v.extras[min(len(v.extras), likelyExtras):] }

// anyChosen reports whether one of these was chosen, so that its list must stand open.
func anyChosen(extras []extraView) bool {
	return slices.ContainsFunc(extras, func(e extraView) bool { return e.persons > 0 })
}
