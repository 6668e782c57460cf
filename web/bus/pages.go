package bus

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"github.com/gofiber/fiber/v2"

	"balie/booking/calendar"
	"balie/booking/catalogue"
	"balie/booking/contact"
	"balie/booking/ledger"
	"balie/outreach"
	roads "balie/outreach/route"
	"balie/web/effort"
	"balie/web/page"
	"balie/web/resident"
	"balie/web/route"
)

// Pages answers residents about the bus.
type Pages struct {
	Ledger *ledger.Ledger
	Vault  *contact.Vault
	// Origin is where residents find us: for a code on paper, a calendar.
	Origin route.Origin
	// Effort asks of a request what it asks of an appointment.
	Effort *effort.Guard
	// Wrong is the budget of wrong codes, shared with whoever else reads codes.
	Wrong *resident.WrongCodes
	// Mail says that there is a mail server, SMS that there is a gateway: only then a page promises messages.
	Mail, SMS bool
}

func (p *Pages) passes() resident.Passes {
	return resident.Passes{Vault: p.Vault, Secure: p.Origin.HTTPS, Ledger: p.Ledger}
}

// actor stands in the audit for whoever asks for themselves.
const actor ledger.Actor = "resident"

func (p *Pages) change(c *fiber.Ctx, fn func(*ledger.Tx) error) error {
	return route.Update(c, p.Ledger, actor, fn)
}

// zone is the town hall's.
func zone(q page.Request) *time.Location {
	if z := q.House.Hall.Location(); z != nil {
		return z
	}
	return time.UTC
}

// stop is a stop that is to come or under way, in the resident's words.
type stop struct {
	id       outreach.StopID
	place    outreach.Place
	village  outreach.Neighbourhood
	vehicle  string
	date     calendar.Date
	from, to calendar.Cell
	state    outreach.StopState
	late     int
	theme    string
	off      bool
	version  int
}

// now reports whether the vehicle stands there.
func (s stop) now() bool { return s.state == outreach.Here }

// when is the time in words: "10.00 tot 12.00 uur", or that it is there.
func (s stop) when(q page.Request) string {
	switch {
	case s.off:
		return q.T("bus.off")
	case s.now():
		return q.T("bus.now", "until", q.Words.At(s.to))
	}
	return q.T("bus.times", "from", q.Words.Clock(s.from), "until", q.Words.At(s.to))
}

// lateText says that it comes later than it was to; "" if it does not.
func (s stop) lateText(q page.Request) string {
	if s.late == 0 {
		return ""
	}
	return q.T("bus.late", "minutes", q.Words.Minutes(s.late))
}

// stops are the published stops from today on, for so many days.
func stops(r ledger.Reader, q page.Request, days int) (all []stop, err error) {
	today, cell := calendar.CellIn(q.Now, zone(q))
	places, villages, err := where(r)
	if err != nil {
		return nil, err
	}
	themes := map[string]string{}
	named, err := outreach.Themes(r)
	if err != nil {
		return nil, err
	}
	for _, t := range named {
		themes[t.ID] = t.Name
	}
	outings, err := outreach.Outings(r, today, today+calendar.Date(days))
	if err != nil {
		return nil, err
	}
	for _, o := range outings {
		if o.State == outreach.Draft {
			continue
		}
		v, err := outreach.VehicleByID(r, o.Vehicle)
		if err != nil {
			return nil, err
		}
		for _, s := range o.Stops {
			past := o.Date == today && (s.State == outreach.Left || s.State != outreach.Here && s.Leave <= cell)
			if past {
				continue
			}
			p := places[s.Place]
			all = append(all, stop{id: s.ID, place: p, village: villages[p.Neighbourhood], vehicle: v.Name, date: o.Date, from: s.Arrive, to: s.Leave,
				state: s.State, late: s.Late, theme: themes[o.Theme], off: s.State == outreach.Off, version: o.Version})
		}
	}
	slices.SortStableFunc(all, func(a, b stop) int { return cmp.Or(cmp.Compare(a.date, b.date), cmp.Compare(a.from, b.from)) })
	return all, nil
}

// where are the places and the villages by their ids.
func where(r ledger.Reader) (map[outreach.PlaceID]outreach.Place, map[outreach.NeighbourhoodID]outreach.Neighbourhood, error) {
	places, villages := map[outreach.PlaceID]outreach.Place{}, map[outreach.NeighbourhoodID]outreach.Neighbourhood{}
	all, err := outreach.Places(r)
	if err != nil {
		return nil, nil, err
	}
	for _, p := range all {
		places[p.ID] = p
	}
	ns, err := outreach.Neighbourhoods(r)
	for _, n := range ns {
		villages[n.ID] = n
	}
	return places, villages, err
}

// find is the village that somebody typed, by postcode or by name; ok is false where there is none.
func find(all []outreach.Neighbourhood, typed string) (found outreach.Neighbourhood, ok bool) {
	text := strings.ToLower(strings.TrimSpace(typed))
	if text == "" {
		return found, false
	}
	for _, n := range all {
		if slices.ContainsFunc(n.Postcodes, func(p string) bool { return strings.HasPrefix(strings.ReplaceAll(text, " ", ""), p) }) {
			return n, true
		}
	}
	for _, n := range all {
		if name := strings.ToLower(n.Name); name == text || strings.Contains(text, name) {
			return n, true
		}
	}
	for _, n := range all {
		if len(text) >= 3 && strings.HasPrefix(strings.ToLower(n.Name), text) {
			return n, true
		}
	}
	return found, false
}

// nearest is the stop that is best for a village: in it, else the nearest within three weeks.
func nearest(all []stop, n outreach.Neighbourhood) (best stop, ok bool) {
	away := func(s stop) float64 {
		return roads.Kilometres(roads.Position{Lat: n.Lat, Lon: n.Lon}, roads.Position{Lat: s.place.Lat, Lon: s.place.Lon})
	}
	for _, s := range all {
		if s.off {
			continue
		}
		if s.village.ID == n.ID {
			return s, true
		}
		if !ok || away(s) < away(best) {
			best, ok = s, true
		}
	}
	return best, ok
}

// offered are the products that can be had at a place, the popular ones first.
func offered(r ledger.Reader, q page.Request, id outreach.PlaceID) (all []productView, err error) {
	office, err := catalogue.OfficeByID(r, catalogue.OfficeID(id))
	if ledger.CodeOf(err) == ledger.NotFound {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	products, err := catalogue.Products(r)
	if err != nil {
		return nil, err
	}
	products = slices.Clone(products)
	slices.SortStableFunc(products, func(a, b catalogue.Product) int { return cmp.Compare(rank(a), rank(b)) })
	for _, p := range products {
		can := slices.ContainsFunc(office.Desks, func(d catalogue.Desk) bool { return slices.Contains(d.Skills, p.Skill) })
		if can && !p.Discreet && p.Route == catalogue.AtCounter && p.Popular > 0 {
			all = append(all, productView{p.Text(q.Words.Tag()).Short, "/afspraak/tijd?p=" + string(p.ID) + ".1&locatie=" + string(id)})
		}
	}
	return all, nil
}

type productView struct{ name, path string }

func rank(p catalogue.Product) int {
	if p.Popular == 0 {
		return 1000
	}
	return p.Popular
}

// None reports whether the municipality has no vehicle, so that no page leads to it.
func None(r ledger.Reader) (bool, error) {
	all, err := outreach.Vehicles(r)
	return len(all) == 0, err
}
