package day

import "balie/web/route"

// Routes are for who looks ahead, looks back, and decides when a desk falls out.
func (p *Pages) Routes() []route.Route {
	return route.On(route.StaffSite, []route.Route{
		{Method: "GET", Path: "/medewerker/vooruit", Access: route.Staff, Right: route.SeeForecast, At: route.AtField, Limit: route.Look, Handler: p.ShowAhead},
		{Method: "GET", Path: "/medewerker/terug", Access: route.Staff, Right: route.SeeForecast, At: route.AtField, Limit: route.Look, Handler: p.ShowBack},
		{Method: "GET", Path: "/medewerker/uitval", Access: route.Staff, Right: route.DecideOutage, At: route.AtField, Limit: route.Look, Handler: p.ShowOut},
		{Method: "POST", Path: "/medewerker/uitval/bekijk", Access: route.Staff, Right: route.DecideOutage, At: route.AtField, Limit: route.Look, Handler: p.ShowOut},
		{Method: "POST", Path: "/medewerker/uitval", Access: route.Staff, Right: route.DecideOutage, At: route.AtField, Limit: route.Change, Handler: p.CarryOut},
		{Method: "POST", Path: "/medewerker/uitval/drukte", Access: route.Staff, Right: route.DecideOutage, At: route.AtField, Limit: route.Change, Handler: p.SetRush},
		{Method: "POST", Path: "/medewerker/uitval/terug", Access: route.Staff, Right: route.DecideOutage, At: route.AtField, Limit: route.Change, Handler: p.OpenAgain},
	})
}
