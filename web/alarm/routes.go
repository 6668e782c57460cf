package alarm

import "balie/web/route"

// Routes are of the alarm.
func (p *Pages) Routes() []route.Route {
	return route.On(route.StaffSite, []route.Route{
		{Method: "POST", Path: "/medewerker/alarm", Access: route.Staff, Right: route.RaiseAlarm, Locked: true, Limit: route.Change, Handler: p.Raise},
		{Method: "POST", Path: "/medewerker/alarm/gehoord", Access: route.Staff, Right: route.RaiseAlarm, Locked: true, Limit: route.Change, Handler: p.Hear},
		{Method: "POST", Path: "/medewerker/alarm/einde", Access: route.Staff, Right: route.RaiseAlarm, Locked: true, Limit: route.Change, Handler: p.End},
		{Method: "POST", Path: "/medewerker/alarm/proef", Access: route.Staff, Right: route.TryAlarm, Limit: route.Change, Handler: p.Try},
		{Method: "GET", Path: "/medewerker/live/alarm", Access: route.Staff, Right: route.RaiseAlarm, Locked: true, Limit: route.Look, Live: true, Handler: p.Follow},
	})
}
