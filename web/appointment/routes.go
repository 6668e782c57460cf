package appointment

import "balie/web/route"

// Routes are for whoever looks after an appointment of theirs.
func (p *Pages) Routes() []route.Route {
	return route.On(route.PublicSite, []route.Route{
		{Method: "GET", Path: "/Q/:id", Access: route.Public, Limit: route.Look, Handler: p.ByCode},
		{Method: "GET", Path: "/a", Access: route.Public, Limit: route.Look, Handler: p.ShowOpen},
		{Method: "GET", Path: "/a/openen", Access: route.Public, Limit: route.Look, Handler: p.ShowOpen},
		{Method: "POST", Path: "/a/openen", Access: route.Public, Limit: route.Guess, Handler: p.Open},
		{Method: "GET", Path: "/a/kwijt", Access: route.Public, Limit: route.Look, Handler: p.ShowResendLink},
		{Method: "POST", Path: "/a/kwijt", Access: route.Public, Limit: route.Guess, Handler: p.ResendLink},
		{Method: "GET", Path: "/a/:id", Access: route.Self, Limit: route.Look, Handler: p.Own(p.ShowAppointment)},
		{Method: "POST", Path: "/a/:id/openen", Access: route.Self, Limit: route.Guess, Handler: p.OpenThis},
		{Method: "GET", Path: "/a/:id/verzetten", Access: route.Self, Limit: route.Look, Handler: p.Own(p.ShowMove)},
		{Method: "POST", Path: "/a/:id/verzetten", Access: route.Self, Limit: route.Change, Handler: p.Own(p.Move)},
		{Method: "GET", Path: "/a/:id/wijzigen", Access: route.Self, Limit: route.Look, Handler: p.Own(p.ShowRevise)},
		{Method: "POST", Path: "/a/:id/wijzigen", Access: route.Self, Limit: route.Change, Handler: p.Own(p.Revise)},
		{Method: "GET", Path: "/a/:id/afzeggen", Access: route.Self, Limit: route.Look, Handler: p.Own(p.ShowCancel)},
		{Method: "POST", Path: "/a/:id/afzeggen", Access: route.Self, Limit: route.Change, Handler: p.Own(p.Cancel)},
		{Method: "GET", Path: "/a/:id/bevestiging.pdf", Access: route.Self, Limit: route.Look, Handler: p.Own(p.Print)},
		{Method: "GET", Path: "/a/:id/afspraak.ics", Access: route.Self, Limit: route.Look, Handler: p.Own(p.Calendar)},
		{Method: "GET", Path: "/a/:id/kaart", Access: route.Self, Limit: route.Look, Handler: p.Own(p.ShowCard)},
		{Method: "GET", Path: "/a/:id/kaart.pdf", Access: route.Self, Limit: route.Look, Handler: p.Own(p.PrintCard)},
		{Method: "GET", Path: "/a/:id/bereiken", Access: route.Self, Limit: route.Look, Handler: p.Own(p.ShowContact)},
		{Method: "POST", Path: "/a/:id/bereiken", Access: route.Self, Limit: route.Change, Handler: p.Own(p.ChangeContact)},
		{Method: "GET", Path: "/a/:id/vragen", Access: route.Self, Limit: route.Look, Handler: p.Own(p.ShowQuestions)},
		{Method: "POST", Path: "/a/:id/vragen", Access: route.Self, Limit: route.Change, Handler: p.Own(p.AnswerQuestions)},
		{Method: "POST", Path: "/a/:id/meenemen", Access: route.Self, Limit: route.Change, Handler: p.Own(p.TickOff)},
		{Method: "GET", Path: "/a/:id/eerder", Access: route.Self, Limit: route.Look, Handler: p.Own(p.ShowEarlier)},
		{Method: "POST", Path: "/a/:id/eerder", Access: route.Self, Limit: route.Change, Handler: p.Own(p.WaitForEarlier)},
		{Method: "POST", Path: "/a/:id/eerder/weg", Access: route.Self, Limit: route.Change, Handler: p.Own(p.StopWaiting)},
		{Method: "POST", Path: "/a/:id/eerder/antwoord", Access: route.Self, Limit: route.Change, Handler: p.Own(p.AnswerEarlier)},
		{Method: "POST", Path: "/a/:id/voorstel", Access: route.Self, Limit: route.Change, Handler: p.Own(p.AnswerAsk)},
		{Method: "POST", Path: "/a/:id/hier", Access: route.Self, Limit: route.Change, Handler: p.HereByID},
		{Method: "POST", Path: "/a/:id/later", Access: route.Self, Limit: route.Change, Handler: p.Own(p.Late)},
		{Method: "POST", Path: "/a/:id/sluiten", Access: route.Self, Limit: route.Change, Handler: p.Leave},
	})
}
