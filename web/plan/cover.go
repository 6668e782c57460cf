package plan

import (
	"slices"

	"github.com/gofiber/fiber/v2"

	"balie/booking/calendar"
	"balie/booking/ledger"
	"balie/outreach"
	"balie/outreach/period"
	"balie/web/geomap"
	"balie/web/page"
	"balie/web/staff"
)

// coverView is a neighbourhood and how it stands.
type coverView struct {
	id, name    string
	pips        []string // "done", "plan", ""
	said        string   // for whoever hears the pips
	stand       string   // "5 van 6", or how long ago
	late        bool     // waits too long
	risk        bool
	planned     bool   // a visit is to come
	unasked     bool   // no visits are wished
	next, since string // the next visit; how long ago the last was
	why         string // why it is visited, or is not
}

// mostPips is how many visits are drawn.
const mostPips = 6

// covers are all neighbourhoods on a day, in words and on a map.
func covers(r ledger.Reader, q page.Request, on calendar.Date) (views []coverView, chart geomap.Drawing, err error) {
	all, err := outreach.Coverages(r, on)
	if err != nil {
		return nil, chart, err
	}
	for _, c := range all {
		n := c.Neighbourhood
		v := coverView{id: string(n.ID), name: n.Name}
		for i := range min(max(n.Wished, c.Done+c.Planned), mostPips) {
			kind := ""
			if i < c.Done {
				kind = "done"
			} else if i < c.Done+c.Planned {
				kind = "plan"
			}
			v.pips = append(v.pips, kind)
		}
		v.since = q.T("plan.cover.never")
		if c.Days >= 0 {
			v.since = q.Words.N("plan.weeks", (c.Days+6)/7)
		}
		v.said = q.T("plan.cover.said", "done", c.Done, "planned", c.Planned, "wished", n.Wished)
		v.stand = q.T("plan.cover.of", "n", c.Done+c.Planned, "wished", n.Wished)
		if c.Gap() {
			v.late = c.Days < 0 || c.Days > 2*n.Patience()
			v.risk = !v.late
			v.stand = v.since
		}
		v.next = q.T("plan.cover.none")
		v.unasked = n.Wished == 0
		if v.planned = c.Next != 0; v.planned {
			v.next = q.Words.Day(c.Next)
		}
		views = append(views, v)
	}
	return views, drawn(views, all), nil
}

// drawn is how each neighbourhood stands, where it lies.
func drawn(views []coverView, all []outreach.Coverage) geomap.Drawing {
	var dots []geomap.Dot
	for i, v := range views {
		n := all[i].Neighbourhood
		if n.Lat == 0 && n.Lon == 0 {
			continue
		}
		dots = append(dots, geomap.Dot{Name: n.Name, Second: v.since, Lat: n.Lat, Lon: n.Lon, Residents: n.Residents, Kind: v.mark()})
	}
	return geomap.Draw(dots, nil, geomap.Paper)
}

func (v coverView) mark() geomap.Kind {
	switch {
	case v.late:
		return geomap.Late
	case v.risk:
		return geomap.Risk
	}
	return geomap.Well
}

// villagesView is the page of the neighbourhoods: map, table, and why there are gaps.
type villagesView struct {
	staff.Request
	on    calendar.Date
	cover []coverView
	chart geomap.Drawing
	gaps  []gapView
	late  int
}

type gapView struct{ name, text, why string }

// ShowVillages answers GET /medewerker/inzet/kernen.
func (p *Pages) ShowVillages(c *fiber.Ctx) error {
	v := villagesView{Request: staff.From(c)}
	v.on = v.Today()
	err := p.Ledger.View(func(r ledger.Reader) (err error) {
		if v.cover, v.chart, err = covers(r, v.Q, v.on); err != nil {
			return err
		}
		for _, x := range v.cover {
			if x.late || x.risk {
				v.late++
			}
		}
		from := v.on.Monday()
		prop, err := outreach.Propose(r, from, from+7*outreach.LongestAhead-1, period.Options{Steps: 1})
		if err != nil {
			return err
		}
		v.gaps = gapsOf(v.Q, prop)
		v.explain()
		return nil
	})
	if err != nil {
		return err
	}
	return page.Render(c, fiber.StatusOK, villagesPage(v))
}

// explain says of each neighbourhood why it is visited, or is not: a visit that is planned, a wish that is met, or what
// stands in the way.
func (v *villagesView) explain() {
	for i := range v.cover {
		c := &v.cover[i]
		switch gap := slices.IndexFunc(v.gaps, func(g gapView) bool { return g.name == c.name }); {
		case gap >= 0:
			c.why = v.gaps[gap].why
		case c.planned:
			c.why = v.Q.T("plan.cover.why.planned", "when", c.next)
		case c.unasked:
			c.why = v.Q.T("plan.cover.why.unasked")
		case c.late || c.risk:
			c.why = v.Q.T("plan.cover.why.late")
		default:
			c.why = v.Q.T("plan.cover.why.well")
		}
	}
}

// gapsOf says in words why neighbourhoods get less than was wished.
func gapsOf(q page.Request, p outreach.Proposal) (views []gapView) {
	for _, g := range p.Plan.Gaps {
		views = append(views, gapView{
			name: p.Areas[g.Area].Name,
			text: q.T("plan.gap", "planned", g.Planned, "wished", g.Wished),
			why:  q.T("plan.gap."+string(g.Main), "n", g.Days[g.Main]),
		})
	}
	return views
}
