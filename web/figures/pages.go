package figures

import (
	"balie/booking/ledger"
	"balie/web/route"
)

// Pages answers who may see figures.
type Pages struct {
	Ledger *ledger.Ledger
}

const path = "/medewerker/cijfers"

// Routes are for colleagues who may see figures.
func (p *Pages) Routes() []route.Route {
	look := func(path string, right route.Right) route.Route {
		return route.Route{Method: "GET", Path: path, Access: route.Staff, Right: right, Limit: route.Look}
	}
	show, file := look(path, route.SeeFigures), look(path+"/bestand/:form", route.SeeFigures)
	show.Handler, file.Handler = p.Show, p.File
	return route.On(route.StaffSite, []route.Route{show, file})
}
