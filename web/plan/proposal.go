package plan

import (
	"strconv"

	"github.com/gofiber/fiber/v2"

	"balie/booking/calendar"
	"balie/booking/ledger"
	"balie/outreach"
	"balie/outreach/period"
	"balie/web/page"
	"balie/web/route"
	"balie/web/staff"
)

// proposalView is a period as it is proposed.
type proposalView struct {
	staff.Request
	notice *page.Notice
	monday calendar.Date
	weeks  int
	fresh  bool
	score  []string
	parts  []proposedWeek
	gaps   []gapView
	change []string // against the period before
	count  int      // days that would change
	key    string
}

type proposedWeek struct {
	n    int
	days []proposedDay
}

type proposedDay struct {
	when, crew string
	stops      []string
	new        bool
	gone       bool
}

// proposalSteps are enough for a quarter, and take a second or two.
const proposalSteps = 3000

// weeksOf reads how many weeks are asked for.
func (v proposalView) weeksOf() int {
	n, err := strconv.Atoi(v.Asked("weken"))
	if err != nil || n < 1 || n > outreach.LongestAhead {
		return 4
	}
	return n
}

// ShowProposal answers GET /medewerker/inzet/voorstel.
func (p *Pages) ShowProposal(c *fiber.Ctx) error {
	return p.showProposal(proposalView{Request: staff.From(c)}, fiber.StatusOK)
}

// propose asks the planner for what the form or the address asks for.
func (p *Pages) propose(v *proposalView) (prop outreach.Proposal, err error) {
	v.monday, v.weeks, v.fresh = day(v.Asked("week"), v.Today()).Monday(), v.weeksOf(), v.Asked("opnieuw") != ""
	err = p.Ledger.View(func(r ledger.Reader) (err error) {
		from, until := v.monday, v.monday+calendar.Date(7*v.weeks)-1
		if tomorrow := v.Today() + 1; from < tomorrow {
			from, until = tomorrow, max(until, tomorrow+6)
		}
		prop, err = outreach.Propose(r, from, until, period.Options{Seed: 1, Fresh: v.fresh, Steps: proposalSteps})
		return err
	})
	return prop, err
}

func (p *Pages) showProposal(v proposalView, status int) error {
	v.key = route.NewKey()
	prop, err := p.propose(&v)
	if err != nil {
		return err
	}
	err = p.Ledger.View(func(r ledger.Reader) error { return v.read(r, prop) })
	if err != nil {
		return err
	}
	return page.Render(v.C, status, proposalPage(v))
}

func (v *proposalView) read(r ledger.Reader, prop outreach.Proposal) error {
	names, err := namesOf(r)
	if err != nil {
		return err
	}
	places, err := placesOf(r)
	if err != nil {
		return err
	}
	s := prop.Plan.Score
	v.score = []string{
		v.Q.Words.N("plan.score.broken", s.Broken), v.Q.T("plan.score.worst", "n", s.Worst),
		v.Q.T("plan.score.contacts", "n", s.Contacts), v.Q.T("plan.score.driving", "minutes", v.Q.Words.Minutes(s.Driving)),
	}
	v.gaps = gapsOf(v.Q, prop)
	last := calendar.Date(0)
	for i, d := range prop.Days {
		at := prop.Problem.Days[i]
		if len(d.Stops) == 0 && (d.Outing.ID == "" || d.Outing.State == outreach.Cancelled) {
			continue
		}
		if at.Date.Monday() != last {
			last = at.Date.Monday()
			v.parts = append(v.parts, proposedWeek{n: week(at.Date)})
		}
		x := proposedDay{when: v.Q.Words.Day(at.Date), new: prop.Changes(i), gone: len(d.Stops) == 0}
		if x.new {
			v.count++
		}
		for _, s := range d.Stops {
			x.stops = append(x.stops, times(v.Q, s.Arrive, s.Leave)+" "+places[s.Place].village)
		}
		x.crew = (&boardView{Request: v.Request}).crewText(outreach.Outing{Crew: d.Crew, Kit: d.Kit}, names)
		w := &v.parts[len(v.parts)-1]
		w.days = append(w.days, x)
	}
	for _, c := range prop.Plan.Changes {
		place := places[prop.Places[c.Place].ID]
		key := "plan.diff.gone"
		if c.Added {
			key = "plan.diff.new"
		}
		v.change = append(v.change, v.diff(key, prop.Problem.Days[c.Day].Date, place.village))
	}
	return nil
}

func (v *proposalView) diff(key string, date calendar.Date, village string) string {
	if key == "plan.diff.new" {
		return v.Q.T("plan.diff.new", "day", v.Q.Words.Day(date), "village", village)
	}
	return v.Q.T("plan.diff.gone", "day", v.Q.Words.Day(date), "village", village)
}

// Adopt answers POST /medewerker/inzet/voorstel: the proposal becomes drafts, a day in a transaction.
func (p *Pages) Adopt(c *fiber.Ctx) error {
	v := proposalView{Request: staff.From(c)}
	prop, err := p.propose(&v)
	if err != nil {
		return err
	}
	n := 0
	for i := range prop.Days {
		if !prop.Changes(i) {
			continue
		}
		err := v.Change(p.Ledger, func(tx *ledger.Tx) error { _, err := prop.Adopt(tx, i); return err })
		if err != nil {
			status := route.Status(err)
			if v.notice, err = v.Refused(err); err != nil {
				return err
			}
			return p.showProposal(v, status)
		}
		n++
	}
	return v.Redirect("/medewerker/inzet?week=" + v.monday.String() + "&gedaan=overgenomen&en=" + strconv.Itoa(n))
}
