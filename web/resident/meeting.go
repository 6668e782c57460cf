package resident

import (
	"balie/booking/catalogue"
	"balie/web/lang"
	"balie/web/paper"
)

// forVisitors are the products that residents book themselves: a video meeting where there is an address
// for it.
func (p *Pages) forVisitors(all []catalogue.Product) (kept []catalogue.Product) {
	for _, one := range all {
		if !one.Invited && !one.Hidden && (one.Route != catalogue.ByVideo || p.Video != "") {
			kept = append(kept, one)
		}
	}
	return kept
}

// whereLines are a place, or how we meet instead.
func whereLines(w lang.Words, route catalogue.Route, o catalogue.Office) []string {
	if route == catalogue.AtCounter {
		return []string{o.Name, o.Street}
	}
	return paper.MeetingOf(w, route, o, 0, "").Where
}
