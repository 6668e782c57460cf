package resident

import (
	"slices"

	"balie/booking/calendar"
	"balie/booking/ledger"
	"balie/booking/supply"
	"balie/web/lang"
)

// fillDay gathers the day's other times, by part of the day; what is proposed stands once.
func (v *timesView) fillDay(r ledger.Reader, w lang.Words, a timesAsk) error {
	starts, err := supply.Day(r, v.office.ID, a.ask, v.day)
	if err != nil {
		return err
	}
	if v.count = len(starts); v.count > crowded && !a.all {
		v.more = v.link("locatie", string(v.office.ID), "dag", v.day.String(), "alle", "1")
		starts = quarterly(starts)
	}
	if a.last != 0 {
		v.term = w.T("term.until", "day", w.Date(a.last))
		v.tooLate = a.late(w, supply.Offer{Date: v.day})
	}
	noon, evening := calendar.Cell(12*12), calendar.Cell(17*12)
	parts := []partView{{legend: w.T("time.morning")}, {legend: w.T("time.afternoon")}, {legend: w.T("time.evening")}}
	for _, start := range starts {
		o := supply.Offer{Office: v.office.ID, Date: v.day, Start: start}
		t, err := sayTime(r, w, o, v.office.ID)
		if err != nil {
			return err
		}
		t.checked = a.chosen != nil && same(o, *a.chosen)
		if a.has(o) || slices.ContainsFunc(v.best, func(b timeView) bool { return b.value == t.value }) {
			continue
		}
		i := 0
		if start >= evening {
			i = 2
		} else if start >= noon {
			i = 1
		}
		parts[i].times = append(parts[i].times, t)
	}
	v.parts = slices.DeleteFunc(parts, func(p partView) bool { return len(p.times) == 0 })
	return nil
}

// crowded is the number of times in a day above which a page shows one each quarter of an hour.
const crowded = 24

// quarterly keeps the first start of each quarter of an hour.
func quarterly(starts []calendar.Cell) (kept []calendar.Cell) {
	for _, s := range starts {
		if len(kept) == 0 || s/3 != kept[len(kept)-1]/3 {
			kept = append(kept, s)
		}
	}
	return kept
}
