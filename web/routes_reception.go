package web

import (
	"balie/web/account"
	"balie/web/reception"
)

var (
	// hosts receive whoever comes in; at the desk they do so too when nobody is at the door.
	hosts = []account.Role{account.Reception, account.Counter, account.TeamLead}
	// dayLeads lead the day of an office.
	dayLeads = []account.Role{account.TeamLead}
)

func (a *App) receptionRoutes() []Route {
	p := &reception.Pages{Ledger: a.options.Ledger, Vault: a.options.Vault, Accounts: a.accounts, Hub: a.hub}
	return []Route{
		{Method: "GET", Path: "/medewerker/ontvangst", Access: Staff, Roles: hosts, Limit: Look, Handler: p.Show},
		{Method: "GET", Path: "/medewerker/live/ontvangst", Access: Staff, Roles: hosts, Limit: Look, Live: true, Handler: p.Follow},
		{Method: "GET", Path: "/medewerker/noodlijst", Access: Staff, Roles: hosts, Limit: Look, Handler: p.ShowEmergency},
		{Method: "POST", Path: "/medewerker/noodlijst/lijst", Access: Staff, Roles: hosts, Limit: Change, Live: true, Handler: p.FetchList},
		{Method: "POST", Path: "/medewerker/noodlijst/pin", Access: Staff, Roles: dayLeads, Fresh: true, Limit: Change, Handler: p.SetPIN},
		{Method: "POST", Path: "/medewerker/noodlijst/terug", Access: Staff, Roles: hosts, Limit: Change, Handler: p.TypeBack},
		{Method: "GET", Path: "/medewerker/noodlijst/zonder", Access: Public, Limit: Look, Bare: true, Handler: p.ShowUnseal},
		{Method: "POST", Path: "/medewerker/ontvangst/hulp", Access: Staff, Roles: hosts, Limit: Change, Handler: p.AnswerHelp},
		{Method: "POST", Path: "/medewerker/ontvangst/zoeken", Access: Staff, Roles: hosts, Limit: Change, Handler: p.Find},
		{Method: "POST", Path: "/medewerker/ontvangst/aanmelden", Access: Staff, Roles: hosts, Limit: Change, Handler: p.Arrive},
		{Method: "GET", Path: "/medewerker/ontvangst/binnen", Access: Staff, Roles: hosts, Limit: Look, Handler: p.ShowEnter},
		{Method: "POST", Path: "/medewerker/ontvangst/binnen", Access: Staff, Roles: hosts, Limit: Change, Handler: p.Enter},
		{Method: "GET", Path: "/medewerker/ontvangst/nummer", Access: Staff, Roles: hosts, Limit: Look, Handler: p.ShowTicket},
		{Method: "POST", Path: "/medewerker/ontvangst/merken", Access: Staff, Roles: hosts, Limit: Change, Handler: p.Mark},
		{Method: "POST", Path: "/medewerker/ontvangst/terug", Access: Staff, Roles: hosts, Limit: Change, Handler: p.Return},
		{Method: "POST", Path: "/medewerker/ontvangst/weg", Access: Staff, Roles: hosts, Limit: Change, Handler: p.Leave},
		{Method: "POST", Path: "/medewerker/ontvangst/vergist", Access: Staff, Roles: hosts, Limit: Change, Handler: p.Unarrive},
		{Method: "POST", Path: "/medewerker/ontvangst/voorrang", Access: Staff, Roles: hosts, Limit: Change, Handler: p.Prioritise},
		{Method: "GET", Path: "/medewerker/vandaag", Access: Staff, Roles: dayLeads, Limit: Look, Handler: p.ShowDay},
		{Method: "GET", Path: "/medewerker/live/vandaag", Access: Staff, Roles: dayLeads, Limit: Look, Live: true, Handler: p.FollowDay},
		{Method: "POST", Path: "/medewerker/vandaag/sluiten", Access: Staff, Roles: dayLeads, Limit: Change, Handler: p.CloseDay},
		{Method: "POST", Path: "/medewerker/vandaag/openen", Access: Staff, Roles: dayLeads, Limit: Change, Handler: p.ReopenDay},
	}
}
