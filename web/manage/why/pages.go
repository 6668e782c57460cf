package why

import (
	"slices"

	"balie/booking/ledger"
	"balie/web/route"
	"balie/web/staff"
)

// Pages answers why a time is offered or not, and how the year fills.
type Pages struct{ Ledger *ledger.Ledger }

// Routes are for who explains times, and who sets up.
func (p *Pages) Routes() []route.Route {
	return route.On(route.StaffSite, slices.Concat(p.whyRoutes(), p.yearRoutes()))
}

// frame is what stands around every page.
type frame struct {
	staff.Request
	title, here string
}

// Where the cause of a time that is not there is set.
const (
	closePath = "/medewerker/beheer/sluiten"
	hoursPath = "/medewerker/beheer/uren"
)

// playedDays is how often a day is played.
const playedDays = 24
