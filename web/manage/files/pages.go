package files

import (
	"balie/booking/ledger"
	"balie/web/route"
	"balie/web/staff"
)

// Pages answers who takes the municipality out as files, and brings it in.
type Pages struct{ Ledger *ledger.Ledger }

// Routes are for who sets up.
func (p *Pages) Routes() []route.Route {
	return route.On(route.StaffSite, p.filesRoutes())
}

// frame is what stands around every page.
type frame struct {
	staff.Request
	title, here string
}
