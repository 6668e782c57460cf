package web

import "balie/web/account"

// alarmRoutes are for everybody who is signed in; a team lead tries whether it sounds.
func (a *App) alarmRoutes() []Route {
	p, anyone := a.alarm, account.Roles
	return []Route{
		{Method: "POST", Path: "/medewerker/alarm", Access: Staff, Roles: anyone, Limit: Change, Handler: p.Raise},
		{Method: "POST", Path: "/medewerker/alarm/gehoord", Access: Staff, Roles: anyone, Limit: Change, Handler: p.Hear},
		{Method: "POST", Path: "/medewerker/alarm/einde", Access: Staff, Roles: anyone, Limit: Change, Handler: p.End},
		{Method: "POST", Path: "/medewerker/alarm/proef", Access: Staff, Roles: []account.Role{account.TeamLead}, Limit: Change, Handler: p.Try},
		{Method: "GET", Path: "/medewerker/live/alarm", Access: Staff, Roles: anyone, Limit: Look, Live: true, Handler: p.Follow},
	}
}
