package lobby

import (
	"github.com/gofiber/fiber/v2"

	"balie/booking/catalogue"
	"balie/booking/ledger"
	"balie/web/page"
)

// searchView is what lies behind "something else": a product is looked for in one's own words.
type searchView struct {
	checkInView
	query   string
	found   string // how many were found, and for which words
	choices []choiceView
}

// mostFound is how many products stand above the keys, and longestQuery how much of what was typed is looked for.
const (
	mostFound    = 3
	longestQuery = 40
)

// ShowSearch answers GET /zuil/zoek: without words, what is chosen most after the first choices.
func (p *Pages) ShowSearch(c *fiber.Ctx) error {
	base, err := p.checkIn(c)
	if err != nil {
		return err
	}
	v := searchView{checkInView: base, query: catalogue.CleanLine(page.Clip(c.Query("zoek"), longestQuery))}
	v.title, v.back = v.q.T("pillar.what"), "/zuil/nummer"
	if err := p.Ledger.View(v.look); err != nil {
		return err
	}
	return page.Render(c, fiber.StatusOK, searchPage(v))
}

func (v *searchView) look(r ledger.Reader) error {
	all, collect, err := offered(r, v.office)
	if err != nil {
		return err
	}
	if collect.ID != "" {
		all = append(all, collect)
	}
	found := all[min(perPage, len(all)):]
	v.found = v.q.T("pillar.search.help")
	if v.query != "" {
		tag := v.q.Words.Tag()
		if v.further != "" {
			tag = "nl"
		}
		found = catalogue.Look(all, v.query, tag).Products
		if v.found = v.q.Words.N("pillar.found", min(len(found), mostFound)); len(found) == 0 {
			v.found = v.q.T("pillar.found.none")
		}
	}
	for _, p := range found[:min(len(found), mostFound)] {
		choice := choiceView{icon: p.Icon, name: p.Text(v.q.Words.Tag()).Short, path: "/zuil/nummer/" + string(p.ID)}
		if p.ID == collect.ID {
			choice.name = v.q.T("pillar.collect")
		}
		v.choices = append(v.choices, choice)
	}
	return nil
}
