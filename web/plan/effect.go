package plan

import (
	"fmt"

	"balie/booking/calendar"
	"balie/booking/catalogue"
	"balie/booking/ledger"
	"balie/booking/roster"
	"balie/outreach"
	"balie/queue/forecast"
	"balie/queue/sim"
	"balie/web/page"
)

// effectView is what the outings of a day do to the counter's five minutes.
type effectView struct {
	before, after string
	risk          bool
	text          string
}

// playedDays is how often a day is played; enough to tell a tight day from one that is not.
const playedDays = 24

// tight is the share within five minutes below which a day is too tight.
const tight = 0.95

// effect plays a day of the town hall as it is planned, and without the desks that have nobody because
// somebody goes along with an outing. A day on which no desk is open has no effect.
func (p *Pages) effect(r ledger.Reader, q page.Request, date calendar.Date, all []outreach.Outing) (*effectView, error) {
	halls, err := townHalls(r)
	if err != nil || len(halls) == 0 {
		return nil, err
	}
	ahead, err := forecast.PlanDay(r, halls[0].ID, date)
	if ledger.KeyOf(err) == forecast.ErrNoDay.Key {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	away, err := missing(r, halls[0], date, all)
	if err != nil {
		return nil, err
	}
	plans := []sim.Plan{ahead.Plan}
	if away > 0 {
		fewer := ahead.Plan
		fewer.Desks = fewer.Desks[:max(len(fewer.Desks)-away, 0)]
		plans = append(plans, fewer)
	}
	played := sim.ComparePlans(plans, "edd-lookahead", playedDays, uint64(date))
	if away == 0 {
		played = append(played, played[0])
	}
	v := &effectView{before: share(played[0].Appointments5), after: share(played[1].Appointments5), risk: played[1].Appointments5 < tight}
	switch {
	case v.before == v.after && !v.risk:
		v.text = q.T("plan.effect.none")
	case v.risk:
		v.text = q.T("plan.effect.tight")
	default:
		v.text = q.T("plan.effect.fits")
	}
	return v, nil
}

func share(x float64) string { return fmt.Sprintf("%.0f %%", 100*x) }

// missing is how many desks of a day have nobody, because those who could sit there are on the road.
func missing(r ledger.Reader, hall catalogue.Office, date calendar.Date, all []outreach.Outing) (n int, err error) {
	desks := map[string]bool{}
	for _, w := range hall.Rules().Day(date) {
		desks[w.Desk] = true
	}
	out := map[roster.ColleagueID]bool{}
	for _, o := range all {
		if o.Date == date && o.State != outreach.Cancelled {
			for _, who := range o.Crew {
				out[who] = true
			}
		}
	}
	colleagues, err := roster.Colleagues(r)
	if err != nil || len(colleagues) == 0 {
		return 0, err
	}
	home := 0
	for _, c := range colleagues {
		if !out[c.ID] {
			home++
		}
	}
	return max(len(desks)-home, 0), nil
}
