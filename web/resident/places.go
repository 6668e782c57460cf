package resident

import (
	"balie/booking/calendar"
	"balie/booking/catalogue"
	"balie/booking/ledger"
	"balie/booking/supply"
	"balie/web/lang"
)

// spotView is a place with the first time that it has.
type spotView struct {
	name, where string
	first       timeView
	path        string // its other times; "" for the place that the page is about
	soonest     bool
	date        calendar.Date // of that time
}

// mostSpots is how many other places are compared before one asks for all.
const mostSpots = 3

// fillSpots compares the places that can do this by their first time, the soonest first. A place alone is not
// compared.
func (v *timesView) fillSpots(r ledger.Reader, w lang.Words, a timesAsk) error {
	if a.only {
		return nil
	}
	offers, err := supply.FirstAnywhere(r, a.ask)
	if err != nil {
		return err
	}
	others := 0
	for i, o := range offers {
		here := o.Office == v.office.ID
		if others += 1; here {
			others--
		}
		if a.has(o) || !here && others > mostSpots && !a.places {
			continue
		}
		office, err := catalogue.OfficeByID(r, o.Office)
		if err != nil {
			return err
		}
		s := spotView{name: office.Name, where: office.Street, soonest: i == 0, date: o.Date}
		if s.first, err = v.sayTime(r, w, o); err != nil {
			return err
		}
		s.first.value = value(o) + "@" + string(o.Office)
		if !here {
			s.path = v.link("kies", "locatie", string(o.Office), "dag", "", "vanaf", "", "alle", "")
		}
		v.spots = append(v.spots, s)
	}
	if others > mostSpots && !a.places {
		v.allSpots, v.spotCount = v.link("plaatsen", "plaatsen", "1"), len(offers)
	}
	if len(v.spots) == 1 && v.spots[0].path == "" && a.filter.any() {
		v.spots = nil
	}
	v.spotsTitle = w.T("time.elsewhere")
	if !a.filter.any() {
		v.spotsTitle = w.T("time.elsewhere.when", "when", a.filter.say(w))
		v.anySpots = v.link("plaatsen", "deel", "", "dagen", "", "dag", "", "vanaf", "", "alle", "")
	}
	return nil
}
