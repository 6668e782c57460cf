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

// propose fills the times that are soonest to be had, or those nearest to one that could not be had.
func (v *timesView) propose(r ledger.Reader, w lang.Words, a timesAsk) (first calendar.Date, err error) {
	var offers []supply.Offer
	v.bestTitle, v.bestText = byRoute(w, "time.best", v.route), byRoute(w, "time.best.text", v.route)
	if a.around != nil {
		v.bestTitle = w.T("time.near")
		offers, err = supply.Nearest(r, a.ask, *a.around, nearTimes)
	} else {
		offers, err = supply.Best(r, v.office.ID, a.ask, bestTimes+1)
	}
	if err != nil {
		return 0, err
	}
	offers = slices.DeleteFunc(offers, a.has)
	slices.SortStableFunc(offers, func(x, y supply.Offer) int {
		return cmp.Or(cmp.Compare(x.Date, y.Date), cmp.Compare(x.Start, y.Start))
	})
	if a.around == nil {
		offers = offers[:min(len(offers), bestTimes)]
	}
	for _, o := range offers {
		t, err := v.sayTime(r, w, o)
		if err != nil {
			return 0, err
		}
		t.late = a.late(w, o)
		v.best = append(v.best, t)
	}
	if len(offers) == 0 {
		return 0, nil
	}
	return offers[0].Date, nil
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
	return a.now != nil && o.Same(*a.now)
}

// sayTime says an offer; one at another place says where. A call or a video meeting is said as the half hour in which it is.
func (v *timesView) sayTime(r ledger.Reader, w lang.Words, o supply.Offer) (timeView, error) {
	t := timeView{
		value: value(o), clock: w.Clock(o.Start), at: w.At(o.Start), day: w.Day(o.Date), short: w.DayShort(o.Date), moment: w.Moment(o.Date, o.Start),
	}
	if v.route != catalogue.AtCounter {
		t.clock, t.at = w.Clock(o.Start)+"–"+w.Clock(o.Start+halfHour), w.Span(o.Start, o.Start+halfHour)
		t.moment = w.Date(o.Date) + ", " + t.at
	}
	if o.Office != v.office.ID {
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

// byRoute is the text under a key as it is for a way of meeting: "time.title", "time.title.phone".
func byRoute(w lang.Words, key string, route catalogue.Route) string {
	if route != catalogue.AtCounter {
		key += "." + string(route)
	}
	return w.T(key)
}
