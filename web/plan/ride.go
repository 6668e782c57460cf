package plan

import (
	"strconv"
	"strings"

	"balie/booking/calendar"
	"balie/booking/ledger"
	"balie/outreach"
	"balie/outreach/route"
	"balie/web/geomap"
	"balie/web/page"
)

// rideView is the day of an outing as a picture, a bar and a list: all three are made of the same itinerary.
type rideView struct {
	chart         geomap.Drawing
	label         string // of the picture
	bar           []barPart
	spoken        string             // the bar in words
	before        map[int][]rideLine // what comes before a stop, by its index
	departs, back string
	total         string
	waits         bool // an hour or more
}

type rideLine struct{ kind, icon, text string }

// barPart is a part of the day on the bar, in hundredths of its width.
type barPart struct {
	kind     string
	x, width string
}

// The bars of all days have one scale, in minutes of the day, so that one sees at a glance which is long.
const barFrom, barUntil = 8 * 60, 18 * 60

// longWait is from how many minutes waiting is pointed out.
const longWait = 60

// ridePlaces is what a ride is drawn on.
type ridePlaces struct {
	villages []outreach.Neighbourhood
	places   map[outreach.PlaceID]outreach.Place
}

func readRidePlaces(r ledger.Reader) (on ridePlaces, err error) {
	all, err := outreach.EverythingOf(r)
	on.places = map[outreach.PlaceID]outreach.Place{}
	for _, p := range all.Places {
		on.places[p.ID] = p
	}
	for _, n := range all.Neighbourhoods {
		if !n.Withdrawn {
			on.villages = append(on.villages, n)
		}
	}
	return on, err
}

// rideOf draws an outing; nil where it has no stops to drive to.
func rideOf(r ledger.Reader, q page.Request, o outreach.Outing, on ridePlaces) (*rideView, error) {
	day, err := outreach.ItineraryOf(r, o)
	if err != nil || len(day.Parts) == 0 {
		return nil, err
	}
	v, err := outreach.VehicleByID(r, o.Vehicle)
	if err != nil {
		return nil, err
	}
	ride := rideView{before: map[int][]rideLine{}, waits: day.Total(outreach.Waiting) >= longWait}
	dots, legs, names, base := on.drawn(o, v)
	ride.chart = geomap.Draw(dots, legs, geomap.OfDay)
	ride.label = q.T("plan.ride.map", "villages", q.Words.List(names))
	ride.lines(q, day, len(o.Stops))
	ride.departs = q.T("plan.ride.departs", "at", minute(q, day.Departs), "village", base)
	ride.back = q.T("plan.ride.back", "at", minute(q, day.Back), "village", base)
	ride.total = q.T("plan.ride.total", "drive", hours(q, day.Total(outreach.Driving)), "open", hours(q, day.Total(outreach.Serving)), "wait", hours(q, day.Total(outreach.Waiting)))
	return &ride, nil
}

// drawn are the dots and legs of an outing, the names of the villages of its stops, and that of where it begins.
func (on ridePlaces) drawn(o outreach.Outing, v outreach.Vehicle) (dots []geomap.Dot, legs []geomap.Leg, names []string, base string) {
	index := map[outreach.NeighbourhoodID]int{}
	for _, n := range on.villages {
		index[n.ID] = len(dots)
		dots = append(dots, geomap.Dot{Name: n.Name, Lat: n.Lat, Lon: n.Lon, Residents: n.Residents, Kind: geomap.Village, Silent: true})
	}
	home, away := 0, -1.0
	for i, n := range on.villages {
		if far := route.Kilometres(route.Position{Lat: n.Lat, Lon: n.Lon}, route.Position{Lat: v.Lat, Lon: v.Lon}); away < 0 || far < away {
			home, away = i, far
		}
	}
	dots[home].Kind, dots[home].Silent = geomap.Base, false
	at, order := home, 0
	for _, s := range o.Stops {
		i, known := index[on.places[s.Place].Neighbourhood]
		if s.State == outreach.Off || !known {
			continue
		}
		order++
		dots[i].Kind, dots[i].Silent = geomap.Stop, false
		if dots[i].Order == 0 {
			dots[i].Order = order
		}
		names = append(names, dots[i].Name)
		legs = append(legs, geomap.Leg{From: at, To: i})
		at = i
	}
	return dots, append(legs, geomap.Leg{From: at, To: home, Back: true}), names, dots[home].Name
}

// lines are what comes before each stop, in words, and the bar.
func (ride *rideView) lines(q page.Request, day outreach.Itinerary, stops int) {
	var spoken []string
	for _, p := range day.Parts {
		from, until := max(p.From, barFrom), min(p.Until, barUntil)
		if until > from {
			const scale = 100.0 / (barUntil - barFrom)
			ride.bar = append(ride.bar, barPart{string(p.Kind), percent(float64(from-barFrom) * scale), percent(float64(until-from) * scale)})
		}
		text := q.T("plan.ride."+string(p.Kind), "minutes", hours(q, p.Minutes()))
		spoken = append(spoken, text)
		if p.Kind == outreach.Serving {
			continue
		}
		icon := map[outreach.PartKind]string{outreach.Driving: "steering-wheel", outreach.Resting: "player-pause", outreach.Waiting: "hourglass"}[p.Kind]
		ride.before[min(p.Stop, stops)] = append(ride.before[min(p.Stop, stops)], rideLine{string(p.Kind), icon, text})
	}
	ride.spoken = strings.Join(spoken, ", ")
}

func percent(x float64) string { return strconv.FormatFloat(x, 'f', 2, 64) + "%" }

// minute is a minute of the day as a clock says it.
func minute(q page.Request, at int) string { return q.Words.ClockMinute(at) }

// hours are minutes in words, with hours where there are any.
func hours(q page.Request, minutes int) string {
	if minutes < 60 {
		return q.Words.Minutes(minutes)
	}
	said := q.Words.N("hours", minutes/60)
	if rest := minutes % 60; rest > 0 {
		said += " " + q.Words.Minutes(rest)
	}
	return said
}

// saidOf is what the layers say of a day: a holiday, a fair.
func saidOf(layers []outreach.Layer, date calendar.Date) (all []string) {
	for _, l := range layers {
		for _, x := range l.Days {
			if x.Has(date) {
				all = append(all, x.What)
			}
		}
	}
	return all
}
