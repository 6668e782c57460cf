package resident

import (
	"balie/booking/calendar"
	"balie/booking/catalogue"
	"balie/booking/ledger"
	"balie/booking/supply"
	"balie/web/lang"
)

// partView is the morning, the afternoon or the evening of a day.
type partView struct {
	id, legend string
	times      []timeView
	none       string // why it has none
	path, when string // the next day that has, in this part
}

// fillDay gathers the day's times, by part of the day.
func (v *timesView) fillDay(r ledger.Reader, w lang.Words, a timesAsk) error {
	starts, err := supply.Day(r, v.office.ID, a.ask, v.day)
	if err != nil {
		return err
	}
	v.count = len(starts)
	if v.route != catalogue.AtCounter {
		starts = each(starts, halfHour)
		v.count = len(starts)
	}
	if v.count > crowded && !a.all {
		v.more = v.link("kies", "dag", v.day.String(), "alle", "1")
		starts = each(starts, quarter)
	}
	if a.last != 0 {
		v.term = w.T("term.until", "day", w.Date(a.last))
		if a.last < v.office.Today(r.Now()) {
			v.term = w.T("term.past", "day", w.Date(a.last))
		}
		v.tooLate = a.late(w, supply.Offer{Date: v.day})
	}
	v.countDay(w, a)
	for _, p := range dayParts {
		part := partView{id: p.name, legend: w.T("time." + p.key)}
		for _, start := range starts {
			o := supply.Offer{Office: v.office.ID, Date: v.day, Start: start}
			if start < p.from || p.until != 0 && start >= p.until || a.has(o) {
				continue
			}
			t, err := v.sayTime(r, w, o)
			if err != nil {
				return err
			}
			part.times = append(part.times, t)
		}
		if len(part.times) == 0 {
			if err := v.emptyPart(r, w, a, p, &part); err != nil {
				return err
			}
		}
		if len(part.times) > 0 || part.path != "" {
			v.parts = append(v.parts, part)
		}
	}
	return nil
}

// emptyPart says of a part of a day that has other parts when it can be had. A filter leaves it out.
func (v *timesView) emptyPart(r ledger.Reader, w lang.Words, a timesAsk, p dayPart, part *partView) error {
	if !a.filter.any() || v.count == 0 {
		return nil
	}
	ask := a.ask
	ask.Wanted = supply.Wanted{From: p.from, Until: p.until}
	next, err := supply.BestFrom(r, v.office.ID, ask, 1, v.day+1)
	if err != nil || len(next) == 0 {
		return err
	}
	part.none = w.T("time.part.none." + p.key)
	part.when = w.T("time.part.next", "day", w.Day(next[0].Date))
	part.path = v.link("kies", "dag", next[0].Date.String(), "alle", "")
	return nil
}

// countDay says how many times the day has, or why none and what is the first after it.
func (v *timesView) countDay(w lang.Words, a timesAsk) {
	switch {
	case v.count > 0:
		v.counted = w.N("time.count", v.count)
		if !a.filter.any() {
			v.counted += " " + a.filter.say(w)
		}
	case v.shown.Why != "":
		v.counted = w.T("time.day.holiday", "holiday", w.T(v.shown.Why))
	case v.shown.State == supply.Unfit:
		v.counted = w.T("time.day.unfit", "when", a.filter.say(w))
	case v.shown.State == "":
		v.counted = w.T("time.day.full")
	default:
		v.counted = w.T("time.day." + string(v.shown.State))
	}
}

const (
	// crowded is the number of times in a day above which a page shows one each quarter of an hour.
	crowded  = 24
	quarter  = calendar.Cell(15 / calendar.CellMinutes)
	halfHour = calendar.Cell(30 / calendar.CellMinutes)
)

// each keeps the first start of each stretch of so many cells.
func each(starts []calendar.Cell, cells calendar.Cell) (kept []calendar.Cell) {
	for _, s := range starts {
		if len(kept) == 0 || s/cells != kept[len(kept)-1]/cells {
			kept = append(kept, s)
		}
	}
	return kept
}
