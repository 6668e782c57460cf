package web

import (
	"balie/web/account"
	"balie/web/plan"
)

// planners make the roster and plan who goes where.
var planners = []account.Role{account.TeamLead, account.Manager}

// planRoutes are the roster and the outings.
func (a *App) planRoutes() []Route {
	p, anyone := &plan.Pages{Ledger: a.options.Ledger}, account.Roles
	return []Route{
		{Method: "GET", Path: "/medewerker/rooster", Access: Staff, Roles: planners, Limit: Look, Handler: p.ShowRoster},
		{Method: "POST", Path: "/medewerker/rooster/dienst", Access: Staff, Roles: planners, Limit: Change, Handler: p.PutDuty},
		{Method: "POST", Path: "/medewerker/rooster/weg", Access: Staff, Roles: planners, Limit: Change, Handler: p.DropDuty},
		{Method: "POST", Path: "/medewerker/rooster/afwezig", Access: Staff, Roles: planners, Limit: Change, Handler: p.PutAbsence},
		{Method: "POST", Path: "/medewerker/rooster/terug", Access: Staff, Roles: planners, Limit: Change, Handler: p.EndAbsence},
		{Method: "POST", Path: "/medewerker/rooster/periode", Access: Staff, Roles: planners, Limit: Change, Handler: p.BeginPeriod},
		{Method: "POST", Path: "/medewerker/rooster/publiceren", Access: Staff, Roles: planners, Limit: Change, Handler: p.Publish},
		{Method: "POST", Path: "/medewerker/rooster/intrekken", Access: Staff, Roles: planners, Limit: Change, Handler: p.Withdraw},
		{Method: "GET", Path: "/medewerker/rooster/collega", Access: Staff, Roles: planners, Limit: Look, Handler: p.ShowColleague},
		{Method: "POST", Path: "/medewerker/rooster/collega", Access: Staff, Roles: planners, Limit: Change, Handler: p.PutColleague},
		{Method: "GET", Path: "/medewerker/rooster/ik", Access: Staff, Roles: anyone, Limit: Look, Handler: p.ShowOwn},
		{Method: "POST", Path: "/medewerker/rooster/ruilen", Access: Staff, Roles: anyone, Limit: Change, Handler: p.AskSwap},
		{Method: "POST", Path: "/medewerker/rooster/ruilen/antwoord", Access: Staff, Roles: anyone, Limit: Change, Handler: p.AnswerSwap},
	}
}
