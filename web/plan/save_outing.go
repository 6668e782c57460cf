package plan

import (
	"slices"
	"strconv"

	"github.com/gofiber/fiber/v2"

	"balie/booking/calendar"
	"balie/booking/ledger"
	"balie/booking/roster"
	"balie/outreach"
	"balie/web/route"
	"balie/web/staff"
)

var (
	// ErrStopTime: a stop of the form has no time, or none that can be read; args: place.
	ErrStopTime = ledger.Refuse(ledger.Invalid, "plan.stoptime")
	// ErrDayTime: the outing has no time of leaving or of return that can be read.
	ErrDayTime = ledger.Refuse(ledger.Invalid, "plan.daytime")
	// ErrNotProposed: whoever proposes changes drafts that the road proposed, and no others.
	ErrNotProposed = ledger.Refuse(ledger.Forbidden, "plan.proposed")
)

// SaveDay answers POST /medewerker/inzet/dag.
func (p *Pages) SaveDay(c *fiber.Ctx) error { return p.save(c, false) }

// ProposeDay answers POST /medewerker/inzet/dag/voorstel: the team on the road proposes an outing, as a draft that a
// planner takes up. It refuses with ErrNotProposed any other.
func (p *Pages) ProposeDay(c *fiber.Ctx) error { return p.save(c, true) }

func (p *Pages) save(c *fiber.Ctx, propose bool) error {
	v := dayView{Request: staff.From(c)}
	o, err := p.typedOuting(v)
	done := "opgeslagen"
	if propose && err == nil {
		if o.State != outreach.Draft || o.ID != "" && !o.Proposed {
			return ErrNotProposed
		}
		o.Proposed, done = true, "voorgesteld"
	}
	if err == nil {
		err = v.Change(p.Ledger, func(tx *ledger.Tx) (err error) { o, err = outreach.PutOuting(tx, o); return err })
	}
	if err == nil {
		v.o = o
		return v.Redirect(v.path("gedaan", done))
	}
	status := route.Status(err)
	key := ledger.KeyOf(err)
	if v.notice, err = v.Refused(err); err != nil {
		return err
	}
	if key == outreach.ErrOvertaken.Key {
		return p.showDay(v, status) // as it is now
	}
	v.o, v.refused = o, true
	return p.showDay(v, status)
}

// typedOuting is the outing of the form over the one that there is.
func (p *Pages) typedOuting(v dayView) (o outreach.Outing, err error) {
	err = p.Ledger.View(func(r ledger.Reader) error {
		if err := v.load(r); err != nil {
			return err
		}
		o = v.o
		return nil
	})
	if err != nil {
		return o, err
	}
	o.Version, _ = strconv.Atoi(v.Asked("versie"))
	o.Kit, o.Theme, o.Crew = v.Asked("koffer"), v.Asked("thema"), nil
	for name, value := range v.C.Request().PostArgs().All() {
		if string(name) == "mee" && len(o.Crew) < 12 {
			o.Crew = append(o.Crew, roster.ColleagueID(value))
		}
	}
	if o.State != outreach.Draft {
		return o, nil
	}
	o.Date = day(v.Asked("dag"), o.Date)
	from, wrong := calendar.ParseCell(v.Asked("vertrek"))
	until, wrongToo := calendar.ParseCell(v.Asked("terug"))
	if wrong != nil || wrongToo != nil {
		return o, ErrDayTime
	}
	o.From, o.Until = from, until
	o.Stops, err = p.typedStops(v, o)
	return o, err
}

// typedStops are the lines of the form that name a place.
func (p *Pages) typedStops(v dayView, o outreach.Outing) (stops []outreach.Stop, err error) {
	for i := range max(len(o.Stops)+moreStops, v.typedLines()) {
		n := strconv.Itoa(i)
		place := v.Asked("plaats-" + n)
		if place == "" {
			continue
		}
		s := outreach.Stop{Place: outreach.PlaceID(place), State: outreach.Planned}
		if i < len(o.Stops) {
			s = o.Stops[i]
			s.Place = outreach.PlaceID(place)
		}
		from, wrong := calendar.ParseCell(v.Asked("van-" + n))
		until, wrongToo := calendar.ParseCell(v.Asked("tot-" + n))
		if wrong != nil || wrongToo != nil {
			return o.Stops, p.noTime(s.Place)
		}
		s.Arrive, s.Leave = from, until
		stops = append(stops, s)
	}
	slices.SortStableFunc(stops, func(a, b outreach.Stop) int { return int(a.Arrive - b.Arrive) })
	return stops, nil
}

// noTime says at which village a time is missing.
func (p *Pages) noTime(id outreach.PlaceID) error {
	name := string(id)
	err := p.Ledger.View(func(r ledger.Reader) error {
		place, err := outreach.PlaceByID(r, id)
		if err != nil {
			return err
		}
		n, err := outreach.NeighbourhoodByID(r, place.Neighbourhood)
		name = n.Name
		return err
	})
	if err != nil {
		return err
	}
	return ErrStopTime.With("place", name)
}
