package field

import "balie/web/route"

// Routes are of the team on the road.
func (p *Pages) Routes() []route.Route {
	return route.On(route.StaffSite, []route.Route{
		{Method: "GET", Path: "/medewerker/onderweg", Access: route.Staff, Right: route.WorkOnRoad, Limit: route.Look, First: p.Wipe, Handler: p.Allowed(p.ShowDay)},
		{Method: "POST", Path: "/medewerker/onderweg/doe", Access: route.Staff, Right: route.WorkOnRoad, Limit: route.Change, First: p.Wipe, Handler: p.Allowed(p.Act)},
		{Method: "POST", Path: "/medewerker/onderweg/stuur", Access: route.Staff, Right: route.WorkOnRoad, Limit: route.Change, First: p.Wipe, Handler: p.Allowed(p.Send)},
		{Method: "GET", Path: "/medewerker/onderweg/oordeel", Access: route.Staff, Right: route.WorkOnRoad, Limit: route.Look, First: p.Wipe, Handler: p.Allowed(p.ShowMark)},
		{Method: "POST", Path: "/medewerker/onderweg/pin", Access: route.Staff, Right: route.WorkOnRoad, Limit: route.Change, First: p.Wipe, Handler: p.Allowed(p.SetPIN)},
		{Method: "POST", Path: "/medewerker/onderweg/lijst", Access: route.Staff, Right: route.WorkOnRoad, Limit: route.Change, First: p.Wipe, Handler: p.Allowed(p.FetchList)},
		{Method: "GET", Path: "/medewerker/onderweg/zonder", Access: route.Public, Limit: route.Look, Bare: true, Bus: true, Handler: p.ShowOffline},
	})
}
