package help

import "balie/web/route"

// Routes are for who can help at the counter.
func (p *Pages) Routes() []route.Route {
	return route.On(route.StaffSite, []route.Route{
		{Method: "GET", Path: "/medewerker/helpen", Access: route.Staff, Right: route.HelpAtDesk, At: route.AtEach, Limit: route.Look, Handler: p.Show},
		{Method: "GET", Path: "/medewerker/helpen/nu", Access: route.Staff, Right: route.HelpAtDesk, At: route.AtEach, Limit: route.Look, Live: true, Handler: p.ShowNow},
		{Method: "POST", Path: "/medewerker/helpen", Access: route.Staff, Right: route.HelpAtDesk, At: route.AtField, Limit: route.Change, Handler: p.Offer},
		{Method: "POST", Path: "/medewerker/helpen/kom", Access: route.Staff, Right: route.HelpAtDesk, At: route.AtField, Limit: route.Change, Handler: p.Come},
		{Method: "POST", Path: "/medewerker/helpen/niet", Access: route.Staff, Right: route.HelpAtDesk, At: route.AtField, Limit: route.Change, Handler: p.Decline},
	})
}
