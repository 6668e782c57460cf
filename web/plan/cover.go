package plan

import (
	"fmt"
	"math"

	"github.com/gofiber/fiber/v2"

	"balie/booking/calendar"
	"balie/booking/ledger"
	"balie/outreach"
	"balie/outreach/period"
	"balie/web/page"
	"balie/web/staff"
)

// coverView is a neighbourhood and how it stands.
type coverView struct {
	id, name  string
	pips      []string // "done", "plan", ""
	said      string   // for whoever hears the pips
	stand     string   // "5 van 6", or how long ago
	late      bool     // waits too long
	risk      bool
	next      string
	residents int
	x, y      int // on the map
	anchor    string
}

// mostPips is how many visits are drawn.
const mostPips = 6

// covers are all neighbourhoods on a day.
func covers(r ledger.Reader, q page.Request, monday, on calendar.Date) (views []coverView, err error) {
	all, err := outreach.Coverages(r, on)
	if err != nil {
		return nil, err
	}
	for _, c := range all {
		n := c.Neighbourhood
		v := coverView{id: string(n.ID), name: n.Name, residents: n.Residents}
		for i := range min(max(n.Wished, c.Done+c.Planned), mostPips) {
			kind := ""
			if i < c.Done {
				kind = "done"
			} else if i < c.Done+c.Planned {
				kind = "plan"
			}
			v.pips = append(v.pips, kind)
		}
		v.said = q.T("plan.cover.said", "done", c.Done, "planned", c.Planned, "wished", n.Wished)
		v.stand = q.T("plan.cover.of", "n", c.Done+c.Planned, "wished", n.Wished)
		if c.Gap() {
			v.late = c.Days < 0 || c.Days > 2*n.Patience()
			v.risk = !v.late
			v.stand = q.T("plan.cover.never")
			if c.Days >= 0 {
				v.stand = q.Words.N("plan.weeks", (c.Days+6)/7)
			}
		}
		v.next = q.T("plan.cover.none")
		if c.Next != 0 {
			v.next = q.Words.Day(c.Next)
		}
		views = append(views, v)
	}
	place(views, all)
	return views, nil
}

// The map is a sketch: positions as they lie, on a sheet of so many units.
const mapWide, mapHigh, mapEdge = 560.0, 480.0, 40.0

// place gives each neighbourhood its point on the map.
func place(views []coverView, all []outreach.Coverage) {
	south, north, west, east := math.Inf(1), math.Inf(-1), math.Inf(1), math.Inf(-1)
	for _, c := range all {
		south, north = min(south, c.Neighbourhood.Lat), max(north, c.Neighbourhood.Lat)
		west, east = min(west, c.Neighbourhood.Lon), max(east, c.Neighbourhood.Lon)
	}
	for i, c := range all {
		n := c.Neighbourhood
		views[i].x = int(mapEdge + (mapWide-2*mapEdge)*(n.Lon-west)/max(east-west, 1e-9))
		views[i].y = int(mapEdge + (mapHigh-2*mapEdge)*(north-n.Lat)/max(north-south, 1e-9))
		views[i].anchor = "start"
		if float64(views[i].x) > mapWide*0.7 {
			views[i].anchor = "end"
		}
	}
}

// radius of a village on the map grows with its residents.
func (v coverView) radius() string {
	return fmt.Sprintf("%.1f", 5+math.Sqrt(float64(v.residents))/12)
}

func (v coverView) labelX() string {
	away := 10 + math.Sqrt(float64(v.residents))/12
	if v.anchor == "end" {
		away = -away
	}
	return fmt.Sprintf("%.0f", float64(v.x)+away)
}

func (v coverView) mark() string {
	switch {
	case v.late:
		return "balie-cover__late"
	case v.risk:
		return "balie-cover__risk"
	}
	return "balie-cover__well"
}

// villagesView is the page of the neighbourhoods: map, table, and why there are gaps.
type villagesView struct {
	staff.Request
	on    calendar.Date
	cover []coverView
	gaps  []gapView
	late  int
}

type gapView struct{ name, text, why string }

// ShowVillages answers GET /medewerker/inzet/kernen.
func (p *Pages) ShowVillages(c *fiber.Ctx) error {
	v := villagesView{Request: staff.From(c)}
	v.on = v.Today()
	err := p.Ledger.View(func(r ledger.Reader) (err error) {
		if v.cover, err = covers(r, v.Q, v.on, v.on); err != nil {
			return err
		}
		for _, x := range v.cover {
			if x.late || x.risk {
				v.late++
			}
		}
		from := v.on.Monday()
		prop, err := outreach.Propose(r, from, from+7*outreach.LongestAhead-1, period.Options{Steps: 1})
		v.gaps = gapsOf(v.Q, prop)
		return err
	})
	if err != nil {
		return err
	}
	return page.Render(c, fiber.StatusOK, villagesPage(v))
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
