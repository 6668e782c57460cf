package web

import (
	"balie/web/account"
	"balie/web/manage"
	"balie/web/resident"
)

// Who looks ahead and back, and who decides when a desk falls out.
var (
	lookers  = []account.Role{account.TeamLead, account.Manager}
	deciders = []account.Role{account.TeamLead}
)

func (a *App) manageRoutes() []Route {
	p := &manage.Pages{Ledger: a.options.Ledger, Elsewhere: resident.Elsewhere}
	return []Route{
		{Method: "GET", Path: "/medewerker/vooruit", Access: Staff, Roles: lookers, Limit: Look, Handler: p.ShowAhead},
		{Method: "GET", Path: "/medewerker/terug", Access: Staff, Roles: lookers, Limit: Look, Handler: p.ShowBack},
		{Method: "GET", Path: "/medewerker/uitval", Access: Staff, Roles: deciders, Limit: Look, Handler: p.ShowOut},
		{Method: "POST", Path: "/medewerker/uitval/bekijk", Access: Staff, Roles: deciders, Limit: Look, Handler: p.ShowOut},
		{Method: "POST", Path: "/medewerker/uitval", Access: Staff, Roles: deciders, Limit: Change, Handler: p.CarryOut},
		{Method: "POST", Path: "/medewerker/uitval/terug", Access: Staff, Roles: deciders, Limit: Change, Handler: p.OpenAgain},
	}
}
