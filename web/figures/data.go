package figures

import (
	"cmp"
	"slices"

	"balie/booking/calendar"
	"balie/booking/catalogue"
	counted "balie/booking/figures"
	"balie/booking/ledger"
	"balie/queue/forecast"
	"balie/web/lang"
)

// norms are the minutes within which people are called, by stream; the promise of a callback is its term.
const (
	appointmentMinutes = 5
	walkInMinutes      = 15
)

// weekData is one week of the chosen places together.
type weekData struct {
	monday calendar.Date
	counted.Published
}

// data is what a page of figures is made of.
type data struct {
	w       lang.Words
	span    span
	weeks   []weekData
	now     counted.Published
	before  counted.Published
	compare bool
	names   map[string]string // of products
	scores  []scoreOf
}

// scoreOf is how well what was foretold held, of one week.
type scoreOf struct {
	monday calendar.Date
	forecast.Accuracy
}

// read reads the figures of places in a period, and in the one before.
func read(r ledger.Reader, w lang.Words, q query, places []counted.Place, today calendar.Date) (d data, err error) {
	d = data{w: w, span: q.span}
	all, err := counted.Between(r, places, q.span.from, q.span.until, today)
	if err != nil {
		return d, err
	}
	d.now = counted.Sum(all)
	for monday := q.span.from; monday < q.span.until; monday += 7 {
		var of []counted.PublishedWeek
		for _, one := range all {
			if one.Monday == monday {
				of = append(of, one)
			}
		}
		d.weeks = append(d.weeks, weekData{monday, counted.Sum(of)})
	}
	if s, compared := q.before(); compared {
		before, err := counted.Between(r, places, s.from, s.until, today)
		if err != nil {
			return d, err
		}
		d.before, d.compare = counted.Sum(before), true
	}
	if d.names, err = productNames(r, w); err != nil {
		return d, err
	}
	d.scores, err = scoresOf(r, places, q.span)
	return d, err
}

// productNames are the names of products by id, those of discreet ones together.
func productNames(r ledger.Reader, w lang.Words) (map[string]string, error) {
	names := map[string]string{catalogue.DiscreetFact: w.T("figures.discreet"), counted.Rest: w.T("figures.rest")}
	all, err := catalogue.Products(r)
	for _, p := range all {
		names[string(p.ID)] = p.Text(w.Tag()).Name
	}
	return names, err
}

// scoresOf are the scores of what was foretold, by week, of all places together. A week of a place with too few people
// is left out.
func scoresOf(r ledger.Reader, places []counted.Place, s span) ([]scoreOf, error) {
	sums := map[calendar.Date]forecast.Accuracy{}
	for _, p := range places {
		days, err := forecast.Scores(r, catalogue.OfficeID(p), s.from, s.last())
		if err != nil {
			return nil, err
		}
		for monday, one := range byWeek(days) {
			if one.N >= counted.Fewest {
				sums[monday] = together(sums[monday], one)
			}
		}
	}
	var all []scoreOf
	for monday, sum := range sums {
		all = append(all, scoreOf{monday, sum})
	}
	slices.SortFunc(all, func(a, b scoreOf) int { return cmp.Compare(a.monday, b.monday) })
	return all, nil
}

func byWeek(days []forecast.DayScore) map[calendar.Date]forecast.Accuracy {
	sums := map[calendar.Date]forecast.Accuracy{}
	for _, d := range days {
		sums[d.Date.Monday()] = together(sums[d.Date.Monday()], d.All)
	}
	return sums
}

func together(a, b forecast.Accuracy) forecast.Accuracy {
	return forecast.Accuracy{N: a.N + b.N, InRange: a.InRange + b.InRange, Off: a.Off + b.Off, Amount: a.Amount + b.Amount}
}

// productName is what a product is called; one that is withdrawn since by its id.
func (d data) productName(id string) string {
	if name, known := d.names[id]; known {
		return name
	}
	return id
}
