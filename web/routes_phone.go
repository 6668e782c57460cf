package web

import "balie/web/account"

// callers help residents by telephone.
var callers = []account.Role{account.Counter, account.TeamLead}

func (a *App) phoneRoutes() []Route {
	p := a.phones()
	return []Route{
		{Method: "GET", Path: "/medewerker/telefoon", Access: Staff, Roles: callers, Limit: Look, Handler: p.Show},
		{Method: "POST", Path: "/medewerker/telefoon/zoeken", Access: Staff, Roles: callers, Limit: Change, Handler: p.Find},
		{Method: "POST", Path: "/medewerker/telefoon/gegeven", Access: Staff, Roles: callers, Limit: Guess, Handler: p.Confirm},
		{Method: "GET", Path: "/medewerker/telefoon/afspraak", Access: Staff, Roles: callers, Limit: Look, Handler: p.ShowAppointment},
		{Method: "POST", Path: "/medewerker/telefoon/verzetten", Access: Staff, Roles: callers, Limit: Change, Handler: p.Move},
		{Method: "POST", Path: "/medewerker/telefoon/afzeggen", Access: Staff, Roles: callers, Limit: Change, Handler: p.Cancel},
		{Method: "POST", Path: "/medewerker/telefoon/opsturen", Access: Staff, Roles: callers, Limit: Change, Handler: p.Resend},
		{Method: "POST", Path: "/medewerker/telefoon/verbeteren", Access: Staff, Roles: callers, Limit: Change, Handler: p.Correct},
		{Method: "GET", Path: "/medewerker/telefoon/nieuw", Access: Staff, Roles: callers, Limit: Look, Handler: p.ShowNew},
		{Method: "POST", Path: "/medewerker/telefoon/nieuw", Access: Staff, Roles: callers, Limit: Change, Handler: p.Book},
		{Method: "GET", Path: "/medewerker/telefoon/bellen", Access: Staff, Roles: callers, Limit: Look, Handler: p.ShowCalls},
		{Method: "POST", Path: "/medewerker/telefoon/plaats", Access: Staff, Roles: callers, Limit: Change, Handler: p.TakeDesk},
		{Method: "POST", Path: "/medewerker/telefoon/volgende", Access: Staff, Roles: callers, Limit: Change, Handler: p.Next},
		{Method: "POST", Path: "/medewerker/telefoon/bereikt", Access: Staff, Roles: callers, Limit: Change, Handler: p.Reached},
		{Method: "POST", Path: "/medewerker/telefoon/niet-bereikt", Access: Staff, Roles: callers, Limit: Change, Handler: p.NotReached},
		{Method: "POST", Path: "/medewerker/telefoon/klaar", Access: Staff, Roles: callers, Limit: Change, Handler: p.Finish},
		{Method: "POST", Path: "/medewerker/telefoon/door", Access: Staff, Roles: callers, Limit: Change, Handler: p.HandOver},
	}
}
