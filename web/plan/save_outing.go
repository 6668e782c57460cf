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

// SaveDay answers POST /medewerker/inzet/dag.
func (p *Pages) SaveDay(c *fiber.Ctx) error {
	v := dayView{Request: staff.From(c)}
	o, err := p.typedOuting(v)
	if err == nil {
		err = v.Change(p.Ledger, func(tx *ledger.Tx) (err error) { o, err = outreach.PutOuting(tx, o); return err })
	}
	if err == nil {
		v.o = o
		return v.Redirect(v.path("gedaan", "opgeslagen"))
	}
	status := route.Status(err)
	key := ledger.KeyOf(err)
	if v.notice, err = v.Refused(err); err != nil {
		return err
	}
	if key == outreach.ErrOvertaken.Key {
		return p.showDay(v, status) // as it is now
	}
	v.o = o
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
	if o.From, err = clock(v.Asked("vertrek")); err != nil {
		return o, err
	}
	if o.Until, err = clock(v.Asked("terug")); err != nil {
		return o, err
	}
	o.Stops, err = v.typedStops(o)
	return o, err
}

func clock(text string) (calendar.Cell, error) {
	c, err := calendar.ParseCell(text)
	if err != nil {
		return c, outreach.ErrOuting.With("what", text)
	}
	return c, nil
}

// typedStops are the lines of the form that name a place.
func (v dayView) typedStops(o outreach.Outing) (stops []outreach.Stop, err error) {
	for i := range len(o.Stops) + moreStops {
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
		if s.Arrive, err = clock(v.Asked("van-" + n)); err != nil {
			return o.Stops, err
		}
		if s.Leave, err = clock(v.Asked("tot-" + n)); err != nil {
			return o.Stops, err
		}
		stops = append(stops, s)
	}
	slices.SortStableFunc(stops, func(a, b outreach.Stop) int { return int(a.Arrive - b.Arrive) })
	return stops, nil
}
