package phone

import "balie/web/route"

// Routes are of the telephone team.
func (p *Pages) Routes() []route.Route {
	return route.On(route.StaffSite, []route.Route{
		{Method: "GET", Path: "/medewerker/telefoon", Access: route.Staff, Right: route.ChangeForOthers, Limit: route.Look, Handler: p.Show},
		{Method: "POST", Path: "/medewerker/telefoon/zoeken", Access: route.Staff, Right: route.ChangeForOthers, Limit: route.Change, Handler: p.Find},
		{Method: "POST", Path: "/medewerker/telefoon/gegeven", Access: route.Staff, Right: route.ChangeForOthers, Limit: route.Guess, Handler: p.Confirm},
		{Method: "GET", Path: "/medewerker/telefoon/afspraak", Access: route.Staff, Right: route.ChangeForOthers, Limit: route.Look, Handler: p.ShowAppointment},
		{Method: "GET", Path: "/medewerker/telefoon/geschiedenis", Access: route.Staff, Right: route.ChangeForOthers, Limit: route.Look, Handler: p.ShowHistory},
		{Method: "POST", Path: "/medewerker/telefoon/verzetten", Access: route.Staff, Right: route.ChangeForOthers, Limit: route.Change, Handler: p.Move},
		{Method: "GET", Path: "/medewerker/telefoon/wijzigen", Access: route.Staff, Right: route.ChangeForOthers, Limit: route.Look, Handler: p.ShowRevise},
		{Method: "POST", Path: "/medewerker/telefoon/wijzigen", Access: route.Staff, Right: route.ChangeForOthers, Limit: route.Change, Handler: p.Revise},
		{Method: "POST", Path: "/medewerker/telefoon/afzeggen", Access: route.Staff, Right: route.ChangeForOthers, Limit: route.Change, Handler: p.Cancel},
		{Method: "POST", Path: "/medewerker/telefoon/opsturen", Access: route.Staff, Right: route.ChangeForOthers, Limit: route.Change, Handler: p.Resend},
		{Method: "POST", Path: "/medewerker/telefoon/verbeteren", Access: route.Staff, Right: route.ChangeForOthers, Limit: route.Change, Handler: p.Correct},
		{Method: "GET", Path: "/medewerker/telefoon/nieuw", Access: route.Staff, Right: route.ChangeForOthers, Limit: route.Look, Handler: p.ShowNew},
		{Method: "POST", Path: "/medewerker/telefoon/nieuw", Access: route.Staff, Right: route.ChangeForOthers, Limit: route.Change, Handler: p.Book},
		{Method: "GET", Path: "/medewerker/telefoon/bellen", Access: route.Staff, Right: route.TakeCalls, Limit: route.Look, Handler: p.ShowCalls},
		{Method: "POST", Path: "/medewerker/telefoon/plaats", Access: route.Staff, Right: route.TakeCalls, Limit: route.Change, Handler: p.TakeDesk},
		{Method: "POST", Path: "/medewerker/telefoon/volgende", Access: route.Staff, Right: route.TakeCalls, Limit: route.Change, Handler: p.Next},
		{Method: "POST", Path: "/medewerker/telefoon/bereikt", Access: route.Staff, Right: route.TakeCalls, Limit: route.Change, Handler: p.Reached},
		{Method: "POST", Path: "/medewerker/telefoon/niet-bereikt", Access: route.Staff, Right: route.TakeCalls, Limit: route.Change, Handler: p.NotReached},
		{Method: "POST", Path: "/medewerker/telefoon/klaar", Access: route.Staff, Right: route.TakeCalls, Limit: route.Change, Handler: p.Finish},
		{Method: "POST", Path: "/medewerker/telefoon/door", Access: route.Staff, Right: route.TakeCalls, Limit: route.Change, Handler: p.HandOver},
		{Method: "GET", Path: "/medewerker/bellijst", Access: route.Staff, Right: route.KeepCallList, Limit: route.Look, Handler: p.ShowList},
		{Method: "POST", Path: "/medewerker/bellijst/bellen", Access: route.Staff, Right: route.KeepCallList, Limit: route.Change, Handler: p.OpenListed},
		{Method: "GET", Path: "/medewerker/bellijst/wie", Access: route.Staff, Right: route.KeepCallList, Limit: route.Look, Handler: p.ShowCallee},
		{Method: "POST", Path: "/medewerker/bellijst/uitkomst", Access: route.Staff, Right: route.KeepCallList, Limit: route.Change, Handler: p.MarkListed},
		{Method: "POST", Path: "/medewerker/bellijst/uitnodiging", Access: route.Staff, Right: route.KeepCallList, Limit: route.Change, Handler: p.OpenInvited},
		{Method: "GET", Path: "/medewerker/bellijst/genodigde", Access: route.Staff, Right: route.KeepCallList, Limit: route.Look, Handler: p.ShowInvited},
		{Method: "POST", Path: "/medewerker/bellijst/genodigde", Access: route.Staff, Right: route.KeepCallList, Limit: route.Change, Handler: p.MarkInvited},
	})
}
