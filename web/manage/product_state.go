package manage

import (
	"cmp"
	"slices"

	"balie/booking/calendar"
	"balie/booking/catalogue"
	"balie/booking/ledger"
	"balie/web/lang"
	"balie/web/page"
	"balie/web/resident"
)

// stateView is how a product stands, in words.
type stateView struct {
	text, tone, icon string
}

// stateOf says whether a product is offered, hidden, withdrawn or to come, and that no desk can do it.
func stateOf(w lang.Words, past catalogue.ProductPast, today calendar.Date, desk bool) stateView {
	now, begun := past.On(today)
	next, later := past.Next(today)
	switch {
	case !begun && later:
		return stateView{w.T("config.product.state.coming", "day", w.Date(next.From)), "neutral", "clock"}
	case now.Ends && later && !next.Ends:
		return stateView{w.T("config.product.state.again", "day", w.Date(next.From)), "neutral", "clock"}
	case now.Ends:
		return stateView{w.T("config.product.state.withdrawn"), "neutral", "x"}
	case !desk:
		return stateView{w.T("config.product.state.nodesk"), "warning", "alert-triangle"}
	case later && next.Ends:
		return stateView{w.T("config.product.state.until", "day", w.Date(next.From)), "warning", "clock"}
	case now.Product.Hidden:
		return stateView{w.T("config.product.state.hidden"), "neutral", "lock"}
	case now.Product.Invited:
		return stateView{w.T("config.product.state.invited"), "neutral", "mail"}
	case later:
		return stateView{w.T("config.product.state.changes", "day", w.Date(next.From)), "success", "circle-check"}
	}
	return stateView{w.T("config.product.state.offered"), "success", "circle-check"}
}

// someDesk reports whether some desk can do a product today.
func someDesk(offices []catalogue.Office, p catalogue.Product) bool {
	return slices.ContainsFunc(offices, func(o catalogue.Office) bool {
		return slices.ContainsFunc(o.Desks, func(d catalogue.Desk) bool { return d.Can([]string{p.Skill}) })
	})
}

// productGroup are the products of one family.
type productGroup struct {
	name  string
	lines []productLine
}

// productLine is one product of the list.
type productLine struct {
	id, name, minutes string
	state             stateView
}

// readProducts reads every product in the groups of the first page; those of no group stand last.
func readProducts(r ledger.Reader, q page.Request) (all []productGroup, err error) {
	pasts, err := catalogue.ProductPasts(r)
	if err != nil {
		return nil, err
	}
	offices, err := catalogue.Offices(r)
	if err != nil {
		return nil, err
	}
	today := catalogue.Today(r)
	m, err := catalogue.MunicipalityOf(r)
	if err != nil {
		return nil, err
	}
	groups := resident.GroupsOf(m, q.Words)
	lines := make([][]productLine, len(groups)+1)
	for _, past := range pasts {
		said, ok := past.Said(today)
		if !ok {
			continue
		}
		p := said.Product
		at := slices.IndexFunc(groups, func(g resident.Group) bool { return g.ID == p.Group })
		if at < 0 {
			at = len(groups)
		}
		lines[at] = append(lines[at], productLine{string(past.ID), p.Text(q.Words.Tag()).Name, q.Words.Minutes(p.Minutes), stateOf(q.Words, past, today, someDesk(offices, p))})
	}
	for i, some := range lines {
		if len(some) == 0 {
			continue
		}
		name := q.T("config.product.nogroup")
		if i < len(groups) {
			name = groups[i].Name
		}
		slices.SortStableFunc(some, func(a, b productLine) int { return cmp.Compare(a.name, b.name) })
		all = append(all, productGroup{name, some})
	}
	return all, nil
}
