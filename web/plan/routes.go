package plan

import "balie/web/route"

// Routes are for who plans the roster and the outings, and for each colleague their own duties.
func (p *Pages) Routes() []route.Route {
	return route.On(route.StaffSite, []route.Route{
		{Method: "GET", Path: "/medewerker/rooster", Access: route.Staff, Right: route.PlanRoster, Limit: route.Look, Handler: p.ShowRoster},
		{Method: "POST", Path: "/medewerker/rooster/dienst", Access: route.Staff, Right: route.PlanRoster, Limit: route.Change, Handler: p.PutDuty},
		{Method: "POST", Path: "/medewerker/rooster/weg", Access: route.Staff, Right: route.PlanRoster, Limit: route.Change, Handler: p.DropDuty},
		{Method: "POST", Path: "/medewerker/rooster/afwezig", Access: route.Staff, Right: route.PlanRoster, Limit: route.Change, Handler: p.PutAbsence},
		{Method: "POST", Path: "/medewerker/rooster/terug", Access: route.Staff, Right: route.PlanRoster, Limit: route.Change, Handler: p.EndAbsence},
		{Method: "POST", Path: "/medewerker/rooster/periode", Access: route.Staff, Right: route.PlanRoster, Limit: route.Change, Handler: p.BeginPeriod},
		{Method: "POST", Path: "/medewerker/rooster/publiceren", Access: route.Staff, Right: route.PlanRoster, Limit: route.Change, Handler: p.Publish},
		{Method: "POST", Path: "/medewerker/rooster/intrekken", Access: route.Staff, Right: route.PlanRoster, Limit: route.Change, Handler: p.Withdraw},
		{Method: "GET", Path: "/medewerker/rooster/collega", Access: route.Staff, Right: route.PlanRoster, Limit: route.Look, Handler: p.ShowColleague},
		{Method: "POST", Path: "/medewerker/rooster/collega", Access: route.Staff, Right: route.PlanRoster, Limit: route.Change, Handler: p.PutColleague},
		{Method: "GET", Path: "/medewerker/rooster/ik", Access: route.Staff, Right: route.SeeOwnRoster, Limit: route.Look, Handler: p.ShowOwn},
		{Method: "POST", Path: "/medewerker/rooster/ruilen", Access: route.Staff, Right: route.SeeOwnRoster, Limit: route.Change, Handler: p.AskSwap},
		{Method: "POST", Path: "/medewerker/rooster/ruilen/antwoord", Access: route.Staff, Right: route.SeeOwnRoster, Limit: route.Change, Handler: p.AnswerSwap},
		{Method: "GET", Path: "/medewerker/inzet", Access: route.Staff, Right: route.SeeOutings, Limit: route.Look, Handler: p.ShowBoard},
		{Method: "POST", Path: "/medewerker/inzet/publiceren", Access: route.Staff, Right: route.PlanOutings, Limit: route.Change, Handler: p.PublishWeek},
		{Method: "POST", Path: "/medewerker/inzet/weg", Access: route.Staff, Right: route.PlanOutings, Limit: route.Change, Handler: p.DropDraft},
		{Method: "POST", Path: "/medewerker/inzet/oplossen", Access: route.Staff, Right: route.PlanOutings, Limit: route.Change, Handler: p.Remedy},
		{Method: "POST", Path: "/medewerker/inzet/verplaatsen", Access: route.Staff, Right: route.PlanOutings, Limit: route.Change, Handler: p.MoveStop},
		{Method: "GET", Path: "/medewerker/inzet/dag", Access: route.Staff, Right: route.SeeOutings, Limit: route.Look, Handler: p.ShowDay},
		{Method: "POST", Path: "/medewerker/inzet/dag", Access: route.Staff, Right: route.PlanOutings, Limit: route.Change, Handler: p.SaveDay},
		{Method: "POST", Path: "/medewerker/inzet/halte", Access: route.Staff, Right: route.PlanOutings, Limit: route.Change, Handler: p.ChangeStop},
		{Method: "POST", Path: "/medewerker/inzet/afgelasten", Access: route.Staff, Right: route.RunOutings, Limit: route.Change, Handler: p.CancelDay},
		{Method: "POST", Path: "/medewerker/inzet/telefoon", Access: route.Staff, Right: route.PlanOutings, Limit: route.Change, Handler: p.RevokePhone},
		{Method: "POST", Path: "/medewerker/inzet/melden", Access: route.Staff, Right: route.RunOutings, Limit: route.Change, Handler: p.Report},
		{Method: "POST", Path: "/medewerker/inzet/partner", Access: route.Staff, Right: route.PlanOutings, Limit: route.Change, Handler: p.AskPartner},
		{Method: "POST", Path: "/medewerker/inzet/opnieuw", Access: route.Staff, Right: route.RunOutings, Limit: route.Change, Handler: p.CallAgain},
		{Method: "POST", Path: "/medewerker/inzet/bezorgd", Access: route.Staff, Right: route.RunOutings, Limit: route.Change, Handler: p.EndDelivery},
		{Method: "POST", Path: "/medewerker/inzet/volgorde", Access: route.Staff, Right: route.PlanOutings, Limit: route.Change, Handler: p.SortRound},
		{Method: "POST", Path: "/medewerker/inzet/herhalen", Access: route.Staff, Right: route.PlanOutings, Limit: route.Change, Handler: p.Repeat},
		{Method: "GET", Path: "/medewerker/inzet/voorstel", Access: route.Staff, Right: route.SeeOutings, Limit: route.Look, Handler: p.ShowProposal},
		{Method: "POST", Path: "/medewerker/inzet/voorstel", Access: route.Staff, Right: route.PlanOutings, Limit: route.Change, Handler: p.Adopt},
		{Method: "GET", Path: "/medewerker/inzet/kernen", Access: route.Staff, Right: route.SeeOutings, Limit: route.Look, Handler: p.ShowVillages},
		{Method: "GET", Path: "/medewerker/inzet/vragen", Access: route.Staff, Right: route.SeeOutings, Limit: route.Look, Handler: p.ShowRequests},
		{Method: "POST", Path: "/medewerker/inzet/vragen", Access: route.Staff, Right: route.PlanOutings, Limit: route.Change, Handler: p.AnswerRequest},
		{Method: "GET", Path: "/medewerker/inzet/blad", Access: route.Staff, Right: route.SeeOutings, Limit: route.Look, Handler: p.ShowSheet},
		{Method: "GET", Path: "/medewerker/inzet/blad.pdf", Access: route.Staff, Right: route.SeeOutings, Limit: route.Look, Handler: p.PrintSheet},
		{Method: "POST", Path: "/medewerker/inzet/adressen", Access: route.Staff, Right: route.RunOutings, Limit: route.Change, Handler: p.PrintAddresses},
	})
}
