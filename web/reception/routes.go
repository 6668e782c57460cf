package reception

import "balie/web/route"

// Routes are for who receives visitors, and for who leads the day.
func (p *Pages) Routes() []route.Route {
	return route.On(route.StaffSite, []route.Route{
		{Method: "GET", Path: "/medewerker/ontvangst", Access: route.Staff, Right: route.ReceiveVisitors, At: route.AtField, Limit: route.Look, Handler: p.Show},
		{Method: "GET", Path: "/medewerker/live/ontvangst", Access: route.Staff, Right: route.ReceiveVisitors, At: route.AtField, Limit: route.Look, Live: true, Handler: p.Follow},
		{Method: "GET", Path: "/medewerker/noodlijst", Access: route.Staff, Right: route.SeeEmergency, At: route.AtField, Limit: route.Look, Handler: p.ShowEmergency},
		{Method: "POST", Path: "/medewerker/noodlijst/lijst", Access: route.Staff, Right: route.SeeEmergency, At: route.AtField, Limit: route.Change, Live: true, Handler: p.FetchList},
		{Method: "POST", Path: "/medewerker/noodlijst/zin", Access: route.Staff, Right: route.SealEmergency, At: route.AtField, Fresh: true, Limit: route.Change, Handler: p.DrawPhrase},
		{Method: "POST", Path: "/medewerker/noodlijst/pin", Access: route.Staff, Right: route.SealEmergency, At: route.AtField, Fresh: true, Limit: route.Change, Handler: p.SetPIN},
		{Method: "POST", Path: "/medewerker/noodlijst/terug", Access: route.Staff, Right: route.SeeEmergency, At: route.AtField, Limit: route.Change, Handler: p.RecordPaperVisit},
		{Method: "GET", Path: "/medewerker/noodlijst/zonder", Access: route.Public, Limit: route.Look, Bare: true, Handler: p.ShowUnseal},
		{Method: "POST", Path: "/medewerker/ontvangst/hulp", Access: route.Staff, Right: route.ReceiveVisitors, At: route.AtField, Limit: route.Change, Handler: p.AnswerHelp},
		{Method: "POST", Path: "/medewerker/ontvangst/zoeken", Access: route.Staff, Right: route.ReceiveVisitors, At: route.AtField, Limit: route.Change, Handler: p.Find},
		{Method: "POST", Path: "/medewerker/ontvangst/aanmelden", Access: route.Staff, Right: route.ReceiveVisitors, At: route.AtField, Limit: route.Change, Handler: p.Arrive},
		{Method: "GET", Path: "/medewerker/ontvangst/binnen", Access: route.Staff, Right: route.ReceiveVisitors, At: route.AtField, Limit: route.Look, Handler: p.ShowEnter},
		{Method: "POST", Path: "/medewerker/ontvangst/binnen", Access: route.Staff, Right: route.ReceiveVisitors, At: route.AtField, Limit: route.Change, Handler: p.Enter},
		{Method: "GET", Path: "/medewerker/ontvangst/nummer", Access: route.Staff, Right: route.ReceiveVisitors, At: route.AtField, Limit: route.Look, Handler: p.ShowTicket},
		{Method: "POST", Path: "/medewerker/ontvangst/merken", Access: route.Staff, Right: route.ReceiveVisitors, At: route.AtField, Limit: route.Change, Handler: p.Mark},
		{Method: "POST", Path: "/medewerker/ontvangst/terug", Access: route.Staff, Right: route.ReceiveVisitors, At: route.AtField, Limit: route.Change, Handler: p.Return},
		{Method: "POST", Path: "/medewerker/ontvangst/weg", Access: route.Staff, Right: route.ReceiveVisitors, At: route.AtField, Limit: route.Change, Handler: p.Leave},
		{Method: "POST", Path: "/medewerker/ontvangst/vergist", Access: route.Staff, Right: route.ReceiveVisitors, At: route.AtField, Limit: route.Change, Handler: p.Unarrive},
		{Method: "POST", Path: "/medewerker/ontvangst/voorrang", Access: route.Staff, Right: route.ReceiveVisitors, At: route.AtField, Limit: route.Change, Handler: p.Prioritise},
		{Method: "GET", Path: "/medewerker/vandaag", Access: route.Staff, Right: route.LeadDay, At: route.AtField, Limit: route.Look, Handler: p.ShowDay},
		{Method: "GET", Path: "/medewerker/live/vandaag", Access: route.Staff, Right: route.LeadDay, At: route.AtField, Limit: route.Look, Live: true, Handler: p.FollowDay},
		{Method: "POST", Path: "/medewerker/vandaag/balie", Access: route.Staff, Right: route.LeadDay, At: route.AtField, Limit: route.Change, Handler: p.LeadDesk},
		{Method: "POST", Path: "/medewerker/vandaag/sluiten", Access: route.Staff, Right: route.LeadDay, At: route.AtField, Limit: route.Change, Handler: p.CloseDay},
		{Method: "POST", Path: "/medewerker/vandaag/openen", Access: route.Staff, Right: route.LeadDay, At: route.AtField, Limit: route.Change, Handler: p.ReopenDay},
	})
}
