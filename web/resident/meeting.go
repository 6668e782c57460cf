package resident

import (
	"balie/booking"
	"balie/booking/catalogue"
	"balie/booking/ledger"
	"balie/web/lang"
	"balie/web/paper"
)

// forVisitors are the products that residents book themselves: a video meeting where there is an address
// for it.
func (p *Pages) forVisitors(all []catalogue.Product) (kept []catalogue.Product) {
	for _, one := range all {
		if !one.Invited && (one.Route != catalogue.ByVideo || p.Video != "") {
			kept = append(kept, one)
		}
	}
	return kept
}

// meeting says where and how an appointment is held.
func (p *Pages) meeting(r ledger.Reader, w lang.Words, a booking.Appointment, o catalogue.Office) (paper.Meeting, error) {
	need, err := catalogue.Measure(r, a.Wish)
	return paper.MeetingOf(w, need.Route, o, a.Offer.Start, paper.VideoLink(p.Video, booking.VideoRoom(p.Vault, a.ID))), err
}

// whereLines are a place, or how we meet instead.
func whereLines(w lang.Words, route catalogue.Route, o catalogue.Office) []string {
	if route == catalogue.AtCounter {
		return []string{o.Name, o.Street}
	}
	return paper.MeetingOf(w, route, o, 0, "").Where
}
