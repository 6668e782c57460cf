package resident

import (
	"cmp"
	"slices"

	"balie/booking/calendar"
	"balie/booking/catalogue"
	"balie/booking/ledger"
	"balie/booking/supply"
	"balie/web/lang"
)

// propose fills the best times, or those nearest to one that could not be had.
func (v *timesView) propose(r ledger.Reader, w lang.Words, a timesAsk) (first calendar.Date, err error) {
	var offers []supply.Offer
	v.bestTitle, v.bestText = w.T("time.best"), w.T("time.best.text")
	if a.around != nil {
		v.bestTitle, v.bestText = w.T("time.near"), ""
		offers, err = supply.Nearest(r, a.ask, *a.around, nearTimes)
	} else {
		offers, err = supply.Best(r, v.office.ID, a.ask, bestTimes+1)
	}
	if err != nil {
		return 0, err
	}
	offers = slices.DeleteFunc(offers, a.has)
	if a.around == nil {
		offers = offers[:min(len(offers), bestTimes)]
	}
	if len(offers) == 0 {
		return 0, nil
	}
	nearest := offers[0]
	slices.SortStableFunc(offers, func(x, y supply.Offer) int {
		return cmp.Or(cmp.Compare(x.Date, y.Date), cmp.Compare(x.Start, y.Start))
	})
	chosen := offers[0] // until the visitor chooses another: the soonest, or the nearest
	if a.around != nil {
		chosen = nearest
	}
	for _, o := range offers {
		t, err := sayTime(r, w, o, v.office.ID)
		if err != nil {
			return 0, err
		}
		t.late = a.late(w, o)
		t.checked = o == chosen && a.chosen == nil || a.chosen != nil && same(o, *a.chosen)
		v.best = append(v.best, t)
	}
	return chosen.Date, nil
}

func same(o, p supply.Offer) bool {
	return o.Office == p.Office && o.Date == p.Date && o.Start == p.Start
}

// late says that a time is after the last lawful day.
func (a timesAsk) late(w lang.Words, o supply.Offer) string {
	if a.last == 0 || o.Date <= a.last {
		return ""
	}
	return w.T("term.late")
}

// has reports whether an offer is the time that the appointment has now.
func (a timesAsk) has(o supply.Offer) bool {
	return a.now != nil && same(o, *a.now)
}

// sayTime says an offer; one at another place says where.
func sayTime(r ledger.Reader, w lang.Words, o supply.Offer, here catalogue.OfficeID) (timeView, error) {
	t := timeView{
		value: value(o), clock: w.Clock(o.Start), at: w.At(o.Start), day: w.Day(o.Date), moment: w.Moment(o.Date, o.Start),
	}
	if o.Office != here {
		office, err := catalogue.OfficeByID(r, o.Office)
		if err != nil {
			return t, err
		}
		t.place = office.Name
		t.value += "@" + string(o.Office)
	}
	return t, nil
}

func value(o supply.Offer) string { return o.Date.String() + "T" + o.Start.String() }
