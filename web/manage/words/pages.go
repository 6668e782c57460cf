package words

import (
	"slices"

	"balie/booking/ledger"
	"balie/web/route"
	"balie/web/staff"
)

// Pages answers who gives the municipality its own words and look.
type Pages struct{ Ledger *ledger.Ledger }

// Routes are for who sets up.
func (p *Pages) Routes() []route.Route {
	return route.On(route.StaffSite, slices.Concat(p.ownRoutes(), p.styleRoutes(), p.legalRoutes()))
}

// frame is what stands around every page.
type frame struct {
	staff.Request
	title, here string
}
