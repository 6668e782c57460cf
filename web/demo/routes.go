package demo

import "balie/web/route"

// Routes are for whoever looks around.
func (p *Pages) Routes() []route.Route {
	return route.On(route.PublicSite, []route.Route{
		{Method: "GET", Path: "/demo", Access: route.Public, Limit: route.Look, Handler: p.ShowDoors},
		{Method: "POST", Path: "/demo/deur", Access: route.Public, Limit: route.Enter, Handler: p.Enter},
		{Method: "POST", Path: pacePath, Access: route.Public, Limit: route.Change, Handler: p.SetPace},
		{Method: "GET", Path: "/demo/toestel/:wat", Access: route.Public, Limit: route.Look, Handler: p.ShowPhone},
		{Method: "GET", Path: "/demo/samen", Access: route.Public, Limit: route.Look, Handler: p.ShowTogether},
		{Method: "GET", Path: "/demo/verhaal", Access: route.Public, Limit: route.Free, Handler: p.ShowStory},
		{Method: "POST", Path: "/demo/verhaal", Access: route.Public, Limit: route.Change, Handler: p.ShowMe},
	})
}
