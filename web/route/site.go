package route

import (
	"balie/booking/ledger"
	"cmp"
	"slices"
)

// Site is an audience that may have an address of its own to listen on, so that staff's sign-in need
// not face the internet. Where a site has none, it answers with the public one.
type Site string

// The sites.
const (
	PublicSite Site = "public" // residents
	StaffSite  Site = "staff"  // colleagues
	LobbySite  Site = "lobby"  // screens in the hall, and the phones of the field team
	EverySite  Site = "every"  // assets and health, on each of them
)

// Sites are all sites.
var Sites = []Site{PublicSite, StaffSite, LobbySite, EverySite}

// On puts routes on a site.
func On(s Site, routes []Route) []Route {
	routes = slices.Clone(routes)
	for i := range routes {
		routes[i].Site = s
	}
	return routes
}

// Through says by which door somebody comes in on these routes. A route that has one already keeps it.
func Through(d ledger.Door, routes []Route) []Route {
	routes = slices.Clone(routes)
	for i := range routes {
		routes[i].Door = cmp.Or(routes[i].Door, d)
	}
	return routes
}
