package web

import (
	"balie/web/account"
	"balie/web/plan"
)

// planners make the roster and plan who goes where.
var planners = []account.Role{account.TeamLead, account.Manager}

// outside go out or plan who does; they see the plan and say where the bus is.
var outside = []account.Role{account.TeamLead, account.Manager, account.Field}

// planRoutes are the roster and the outings.
func (a *App) planRoutes() []Route {
	p, anyone := &plan.Pages{Ledger: a.options.Ledger, Vault: a.options.Vault, Origin: a.origin()}, account.Roles
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
		{Method: "GET", Path: "/medewerker/inzet", Access: Staff, Roles: outside, Limit: Look, Handler: p.ShowBoard},
		{Method: "POST", Path: "/medewerker/inzet/publiceren", Access: Staff, Roles: planners, Limit: Change, Handler: p.PublishWeek},
		{Method: "POST", Path: "/medewerker/inzet/weg", Access: Staff, Roles: planners, Limit: Change, Handler: p.DropDraft},
		{Method: "POST", Path: "/medewerker/inzet/oplossen", Access: Staff, Roles: planners, Limit: Change, Handler: p.Remedy},
		{Method: "POST", Path: "/medewerker/inzet/verplaatsen", Access: Staff, Roles: planners, Limit: Change, Handler: p.MoveStop},
		{Method: "GET", Path: "/medewerker/inzet/dag", Access: Staff, Roles: outside, Limit: Look, Handler: p.ShowDay},
		{Method: "POST", Path: "/medewerker/inzet/dag", Access: Staff, Roles: planners, Limit: Change, Handler: p.SaveDay},
		{Method: "POST", Path: "/medewerker/inzet/halte", Access: Staff, Roles: planners, Limit: Change, Handler: p.ChangeStop},
		{Method: "POST", Path: "/medewerker/inzet/afgelasten", Access: Staff, Roles: outside, Limit: Change, Handler: p.CancelDay},
		{Method: "POST", Path: "/medewerker/inzet/telefoon", Access: Staff, Roles: planners, Limit: Change, Handler: p.RevokePhone},
		{Method: "POST", Path: "/medewerker/inzet/melden", Access: Staff, Roles: outside, Limit: Change, Handler: p.Report},
		{Method: "POST", Path: "/medewerker/inzet/partner", Access: Staff, Roles: planners, Limit: Change, Handler: p.AskPartner},
		{Method: "POST", Path: "/medewerker/inzet/opnieuw", Access: Staff, Roles: outside, Limit: Change, Handler: p.CallAgain},
		{Method: "POST", Path: "/medewerker/inzet/bezorgd", Access: Staff, Roles: outside, Limit: Change, Handler: p.EndDelivery},
		{Method: "POST", Path: "/medewerker/inzet/volgorde", Access: Staff, Roles: planners, Limit: Change, Handler: p.SortRound},
		{Method: "POST", Path: "/medewerker/inzet/herhalen", Access: Staff, Roles: planners, Limit: Change, Handler: p.Repeat},
		{Method: "GET", Path: "/medewerker/inzet/voorstel", Access: Staff, Roles: outside, Limit: Look, Handler: p.ShowProposal},
		{Method: "POST", Path: "/medewerker/inzet/voorstel", Access: Staff, Roles: planners, Limit: Change, Handler: p.Adopt},
		{Method: "GET", Path: "/medewerker/inzet/kernen", Access: Staff, Roles: outside, Limit: Look, Handler: p.ShowVillages},
		{Method: "GET", Path: "/medewerker/inzet/vragen", Access: Staff, Roles: outside, Limit: Look, Handler: p.ShowRequests},
		{Method: "POST", Path: "/medewerker/inzet/vragen", Access: Staff, Roles: planners, Limit: Change, Handler: p.AnswerRequest},
		{Method: "GET", Path: "/medewerker/inzet/blad", Access: Staff, Roles: outside, Limit: Look, Handler: p.ShowSheet},
		{Method: "GET", Path: "/medewerker/inzet/blad.pdf", Access: Staff, Roles: outside, Limit: Look, Handler: p.PrintSheet},
		{Method: "POST", Path: "/medewerker/inzet/adressen", Access: Staff, Roles: outside, Limit: Change, Handler: p.PrintAddresses},
	}
}
