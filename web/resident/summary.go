package resident

import (
	"slices"
	"strings"

	"balie/booking"
	"balie/booking/catalogue"
	"balie/booking/ledger"
	"balie/web/lang"
	"balie/web/page"
	"balie/web/paper"
)

// summarise says what was chosen so far.
func (v *timesView) summarise(r ledger.Reader, w lang.Words) error {
	what, err := Lines(r, w, v.wish)
	if err != nil {
		return err
	}
	if v.exit, err = catalogue.QuickExit(r, v.wish); err != nil {
		return err
	}
	if v.quiet {
		what = []string{w.T("paper.discreet")}
	}
	need, err := catalogue.MeasureAt(r, v.wish, v.office.ID)
	if err != nil {
		return err
	}
	if v.what = v.office.Name; v.route != catalogue.AtCounter {
		v.what = w.T("meeting." + string(v.route))
	}
	v.subject = strings.Join(what, "; ")
	when := []string{w.T("time.choose")}
	if v.sure != nil {
		when[0] = v.sure.moment
	}
	v.summary = []page.Item{
		{Key: w.T("sum.what"), Lines: what},
		{Key: w.T("sum.long"), Lines: []string{w.Minutes(need.Minutes)}},
		{Key: w.T("sum.where"), Lines: whereLines(w, need.Route, v.office)},
		{Key: w.T("sum.when"), Lines: when},
	}
	if v.stepped {
		v.summary[0].Change, v.summary[0].What = "/afspraak"+query(v.wish, v.extraQuery...), w.T("sum.what.change")
	}
	return nil
}

// holds says which time the visitor holds, so that they may go on with it whatever else they look at.
func (v *timesView) holds(r ledger.Reader, w lang.Words, a timesAsk) error {
	key, _ := a.ask.Key.(booking.VisitKey)
	if !v.stepped || key == "" {
		return nil
	}
	h, err := booking.HoldOf(r, key)
	if err != nil || !slices.Equal(h.Wish, v.wish) {
		return nil // nothing is held, or it was for something else
	}
	office, err := catalogue.OfficeByID(r, h.Offer.Office)
	if err != nil {
		return err
	}
	t, err := v.sayTime(r, w, h.Offer)
	if err != nil {
		return err
	}
	until := w.T("time.held", "until", w.Instant(h.Until, office.Location()))
	v.held = &barView{moment: t.short + ", " + t.at, until: until, path: "/afspraak/gegevens?v=" + string(key), onward: w.T("time.held.go", "time", t.at)}
	v.summary[3].Lines = []string{t.moment, until}
	return nil
}

// holdItems are the summary of the pages after a time was chosen.
func holdItems(r ledger.Reader, w lang.Words, h booking.Hold) ([]page.Item, catalogue.Office, error) {
	office, err := catalogue.OfficeByID(r, h.Offer.Office)
	if err != nil {
		return nil, office, err
	}
	what, err := Lines(r, w, h.Wish)
	if err != nil {
		return nil, office, err
	}
	need, err := catalogue.Measure(r, h.Wish)
	if err != nil {
		return nil, office, err
	}
	cost, err := Costs(r, w, h.Wish, h.Offer.Date)
	key := string(h.Key)
	items := []page.Item{
		{Key: w.T("sum.what"), Lines: what, Change: "/afspraak" + query(h.Wish, "v", key), What: w.T("sum.what.change")},
		{Key: w.T("sum.long"), Lines: []string{w.Minutes(h.Offer.Minutes)}},
		{Key: w.T("sum.where"), Lines: whereLines(w, need.Route, office), Change: timesPath(h) + "#plaatsen", What: w.T("sum.where.change")},
		{Key: w.T("sum.when"), Lines: []string{paper.MomentOf(w, need.Route, h.Offer.Date, h.Offer.Start)}, Change: timesPath(h) + "#kies", What: w.T("sum.when.change")},
	}
	if len(cost) > 0 {
		items = append(items, page.Item{Key: w.T("sum.cost"), Lines: cost})
	}
	if h.Last != 0 {
		term := page.Item{Key: w.T("sum.term"), Lines: []string{w.Date(h.Last)}}
		if h.Late() {
			term.Lines = append(term.Lines, w.T("term.late"))
		}
		items = append(items, term)
	}
	return items, office, err
}

// timesPath is the page of times for what a hold holds.
func timesPath(h booking.Hold) string {
	return "/afspraak/tijd" + query(h.Wish, "locatie", string(h.Offer.Office), "dag", h.Offer.Date.String(), "v", string(h.Key))
}

// BringAndWho gathers what to bring and who must come, each once.
func BringAndWho(r ledger.Reader, w lang.Words, wish catalogue.Wish) (bring, who []string, err error) {
	return paper.BringAndWho(w, wish, func(id catalogue.ProductID) (catalogue.Product, error) { return catalogue.ProductByID(r, id) })
}
