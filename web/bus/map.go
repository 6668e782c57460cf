package bus

import (
	"strings"

	"balie/booking/calendar"
	"balie/outreach"
	"balie/web/geomap"
	"balie/web/page"
)

// dots are the villages as they lie, each with the first day in a list on which the bus comes. near is the village to
// point out, "" for none.
func dots(q page.Request, villages []outreach.Neighbourhood, all []stop, near outreach.NeighbourhoodID, until calendar.Date) (found []geomap.Dot) {
	first := map[outreach.NeighbourhoodID]stop{}
	for _, s := range all {
		if _, known := first[s.village.ID]; !known && !s.off && s.date <= until {
			first[s.village.ID] = s
		}
	}
	for _, n := range villages {
		if n.Withdrawn || n.Lat == 0 && n.Lon == 0 {
			continue
		}
		d := geomap.Dot{Name: n.Name, Lat: n.Lat, Lon: n.Lon, Residents: n.Residents, Kind: geomap.Village, Href: "/praotbus/kern/" + string(n.ID),
			Postcodes: strings.Join(n.Postcodes, " "), Label: q.T("bus.map.nostop", "until", q.Words.Day(until))}
		if s, comes := first[n.ID]; comes {
			d.Kind, d.Second = geomap.Stop, q.Words.DayShort(s.date)
			d.Label = q.T("bus.map.stop", "day", q.Words.Day(s.date))
		}
		if n.ID == near {
			d.Kind = geomap.Near
		}
		found = append(found, d)
	}
	return found
}

// lastListed is the last day of the list of a page.
func lastListed(q page.Request) calendar.Date { return calendar.DateIn(q.Now, zone(q)) + listed }

// mapText says what a map shows.
func mapText(q page.Request, all []geomap.Dot) string {
	var names []string
	for _, d := range all {
		if d.Second != "" {
			names = append(names, d.Name)
		}
	}
	if len(names) == 0 {
		return q.T("bus.map.none")
	}
	return q.T("bus.map", "villages", q.Words.List(names))
}
