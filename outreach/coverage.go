package outreach

import (
	"slices"

	"balie/booking/calendar"
	"balie/booking/ledger"
)

// Coverage is how a neighbourhood stands: what was wished of a quarter, what was done and what is to come.
type Coverage struct {
	Neighbourhood Neighbourhood
	Done, Planned int           // of the quarter of a day
	Last          calendar.Date // the last visit before that day; 0: never
	Next          calendar.Date // the next one that is planned; 0: none
	Days          int           // since the last visit; -1: never
}

// Gap reports whether the neighbourhood waits longer than its wish allows, and nothing mends it in time.
func (c Coverage) Gap() bool {
	return c.Neighbourhood.Wished > 0 && (c.Days < 0 || c.Days > c.Neighbourhood.Patience())
}

// quarterOf returns the first and last day of the calendar quarter of a day.
func quarterOf(d calendar.Date) (from, until calendar.Date) {
	y, m, _ := d.Civil()
	first := m - (m-1)%3
	return calendar.DateOf(y, first, 1), calendar.DateOf(y, first+3, 1) - 1
}

// lookBack is how many days before a day visits are looked for.
const lookBack = 400

// Coverages returns how every neighbourhood stands on a day, that with the most residents first.
func Coverages(r ledger.Reader, day calendar.Date) (all []Coverage, err error) {
	ns, err := Neighbourhoods(r)
	if err != nil {
		return nil, err
	}
	visits, err := visitsOf(r, day-lookBack, day+lookBack)
	if err != nil {
		return nil, err
	}
	from, until := quarterOf(day)
	for _, n := range ns {
		c := Coverage{Neighbourhood: n, Last: n.Visited, Days: -1}
		for _, v := range visits {
			if v.of != n.ID {
				continue
			}
			past := v.on < day || v.on == day && v.done
			switch {
			case past && v.on >= from:
				c.Done++
			case !past && v.on <= until:
				c.Planned++
			}
			if past && v.on > c.Last {
				c.Last = v.on
			}
			if !past && (c.Next == 0 || v.on < c.Next) {
				c.Next = v.on
			}
		}
		if c.Last != 0 {
			c.Days = int(day - c.Last)
		}
		all = append(all, c)
	}
	return all, nil
}

// visit is a stop in a neighbourhood, done or to come.
type visit struct {
	of   NeighbourhoodID
	on   calendar.Date
	done bool
}

// visitsOf returns the visits from a day until another that are done or to come, drafts too.
func visitsOf(r ledger.Reader, from, until calendar.Date) (all []visit, err error) {
	where := map[PlaceID]NeighbourhoodID{}
	err = places.Each(r, nil, func(_ ledger.Key, p Place) error { where[p.ID] = p.Neighbourhood; return nil })
	if err != nil {
		return nil, err
	}
	outings, err := Outings(r, from, until)
	for _, o := range outings {
		if o.State == Cancelled {
			continue
		}
		seen := []NeighbourhoodID{}
		for _, s := range o.live() {
			if n := where[s.Place]; !slices.Contains(seen, n) {
				seen = append(seen, n)
				all = append(all, visit{n, o.Date, s.State == Left})
			}
		}
	}
	return all, err
}
