package reception

import (
	"slices"
	"strconv"

	"github.com/gofiber/fiber/v2"

	"balie/booking/catalogue"
	"balie/booking/ledger"
	"balie/queue"
	"balie/queue/forecast"
	"balie/web/page"
	"balie/web/route"
)

// enterView lets somebody in without an appointment: what for, how many, in which language.
type enterView struct {
	request
	notice  *page.Notice
	query   string
	found   []catalogue.Product
	product catalogue.Product
	collect bool
	persons int
	lang    string
	minutes string
	wait    string // expected; "" where no desk at work can do it
	key     string
}

// ShowEnter answers GET /medewerker/ontvangst/binnen.
func (p *Pages) ShowEnter(c *fiber.Ctx) error {
	d, err := p.at(c)
	if err != nil {
		return err
	}
	v := enterView{request: d, query: clip(c.Query("q")), collect: c.Query("soort") == string(queue.Collect), persons: 1, lang: "nl"}
	v.product.ID = catalogue.ProductID(c.Query("product"))
	return p.showEnter(v, fiber.StatusOK)
}

func (p *Pages) showEnter(v enterView, status int) error {
	v.key = route.NewKey()
	if err := p.Ledger.View(func(r ledger.Reader) error { return v.fill(r) }); err != nil {
		return err
	}
	return page.Render(v.C, status, enterPage(v))
}

// fill reads what can be chosen here, or how long who chose this would wait.
func (v *enterView) fill(r ledger.Reader) error {
	all, err := catalogue.Products(r)
	if err != nil {
		return err
	}
	all = slices.DeleteFunc(slices.Clone(all), func(p catalogue.Product) bool { return p.Route != catalogue.AtCounter || !v.canDo(p) })
	if v.product.ID == "" && v.collect {
		return v.collects(r, all)
	}
	if v.product.ID != "" {
		if v.product, err = catalogue.ProductByID(r, v.product.ID); err != nil {
			return err
		}
		return v.expect(r)
	}
	if v.query != "" {
		v.found = catalogue.Search(all, v.query)
		return nil
	}
	v.found = slices.DeleteFunc(all, func(p catalogue.Product) bool { return p.Popular == 0 })
	slices.SortStableFunc(v.found, func(a, b catalogue.Product) int { return a.Rank() - b.Rank() })
	return nil
}

// canDo reports whether the office has a desk for a product.
func (v *enterView) canDo(p catalogue.Product) bool {
	return slices.ContainsFunc(v.office.Desks, func(d catalogue.Desk) bool { return slices.Contains(d.Skills, p.Skill) })
}

// collects chooses what is made to be collected: the product that follows on others.
func (v *enterView) collects(r ledger.Reader, all []catalogue.Product) error {
	next := map[catalogue.ProductID]bool{}
	every, err := catalogue.Products(r)
	if err != nil {
		return err
	}
	for _, p := range every {
		next[p.Next] = p.Next != ""
	}
	if i := slices.IndexFunc(all, func(p catalogue.Product) bool { return next[p.ID] }); i >= 0 {
		v.product = all[i]
		return v.expect(r)
	}
	v.found = all
	return nil
}

func (v *enterView) expect(r ledger.Reader) error {
	v.minutes = v.Q.Words.Minutes(v.product.Minutes)
	kind := queue.WalkIn
	if v.collect {
		kind = queue.Collect
	}
	wait, err := forecast.WaitIfJoining(r, v.office.ID, catalogue.Wish{{Product: v.product.ID, Persons: max(v.persons, 1)}}, kind)
	v.wait = v.Q.Words.Wait(wait.Minutes())
	return err
}

func clip(s string) string { return string([]rune(s)[:min(len([]rune(s)), longestSearch)]) }

// Enter answers POST /medewerker/ontvangst/binnen: it gives a number. Sent twice it is the same.
func (p *Pages) Enter(c *fiber.Ctx) error {
	d, err := p.at(c)
	if err != nil {
		return err
	}
	persons, _ := strconv.Atoi(c.FormValue("personen"))
	v := enterView{request: d, collect: c.FormValue("soort") == string(queue.Collect), persons: persons, lang: c.FormValue("taal")}
	if !slices.Contains([]string{"nl", "en", "de"}, v.lang) {
		v.lang = "nl"
	}
	v.product.ID = catalogue.ProductID(c.FormValue("product"))
	visitor := queue.Visitor{
		Office: d.office.ID, Wish: catalogue.Wish{{Product: v.product.ID, Persons: persons}}, Kind: queue.WalkIn, Lang: v.lang, Key: d.press().Key,
		Marks: queue.Marks{Outside: c.FormValue("buiten") != "", Chair: c.FormValue("stoel") != "", Fetch: c.FormValue("ophalen") != ""},
	}
	if v.collect {
		visitor.Kind = queue.Collect
	}
	if v.product.ID == "" {
		visitor.Wish = nil
	}
	var t queue.Ticket
	err = d.Change(p.Ledger, func(tx *ledger.Tx) (err error) { t, err = queue.Enter(tx, visitor); return err })
	if err == nil {
		return d.Redirect(d.path("/medewerker/ontvangst/nummer", "nummer", string(t.Number), "gedaan", "entered"))
	}
	if ledger.KeyOf(err) == catalogue.ErrUnknownProduct.Key {
		v.product.ID = ""
	}
	status := route.Status(err)
	if v.notice, err = page.Refused(d.Q.Words, err); err != nil {
		return err
	}
	return p.showEnter(v, status)
}
