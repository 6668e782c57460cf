package bus

import "balie/web/route"

// Routes are for residents and partners, about the bus.
func (p *Pages) Routes() []route.Route {
	all := route.On(route.PublicSite, []route.Route{
		{Method: "GET", Path: "/praotbus", Access: route.Public, Limit: route.Look, Handler: p.ShowHome},
		{Method: "GET", Path: "/praotbus/kern/:id", Access: route.Public, Limit: route.Look, Handler: p.ShowVillage},
		{Method: "GET", Path: "/praotbus/kern/:id/agenda.ics", Access: route.Public, Limit: route.Look, Handler: p.Follow},
		{Method: "GET", Path: "/praotbus/halte/:id", Access: route.Public, Limit: route.Look, Handler: p.ShowPlace},
		{Method: "GET", Path: "/praotbus/halte/:id/poster", Access: route.Public, Limit: route.Look, Handler: p.ShowPoster},
		{Method: "GET", Path: "/praotbus/halte/:id/poster.pdf", Access: route.Public, Limit: route.Look, Handler: p.PrintPoster},
		{Method: "GET", Path: "/praotbus/vragen", Access: route.Public, Limit: route.Look, Handler: p.ShowAsk},
		{Method: "POST", Path: "/praotbus/vragen", Access: route.Public, Limit: route.Change, Handler: p.Ask},
		{Method: "GET", Path: "/praotbus/vraag/:id", Access: route.Public, Limit: route.Look, Handler: p.ShowAnswer},
		{Method: "GET", Path: "/praotbus/partner/:id", Access: route.Public, Limit: route.Look, Handler: p.ShowPartner},
		{Method: "POST", Path: "/praotbus/partner/:id", Access: route.Public, Limit: route.Guess, Handler: p.Partner},
		{Method: "GET", Path: "/bezorgen", Access: route.Public, Limit: route.Look, Handler: p.ShowDeliver},
		{Method: "POST", Path: "/bezorgen", Access: route.Public, Limit: route.Change, Handler: p.Deliver},
		{Method: "GET", Path: "/bezorgen/openen", Access: route.Public, Limit: route.Look, Handler: p.ShowOpen},
		{Method: "POST", Path: "/bezorgen/openen", Access: route.Public, Limit: route.Guess, Handler: p.Open},
		{Method: "GET", Path: "/bezorgen/:id", Access: route.Self, Limit: route.Look, Handler: p.own(p.ShowDelivery)},
		{Method: "POST", Path: "/bezorgen/:id/openen", Access: route.Self, Limit: route.Guess, Handler: p.Open},
		{Method: "GET", Path: "/bezorgen/:id/verzetten", Access: route.Self, Limit: route.Look, Handler: p.own(p.ShowOther)},
		{Method: "POST", Path: "/bezorgen/:id/verzetten", Access: route.Self, Limit: route.Change, Handler: p.own(p.ChangeDelivery)},
		{Method: "GET", Path: "/bezorgen/:id/afzeggen", Access: route.Self, Limit: route.Look, Handler: p.own(p.ShowCallOff)},
		{Method: "POST", Path: "/bezorgen/:id/afzeggen", Access: route.Self, Limit: route.Change, Handler: p.own(p.CancelDelivery)},
		{Method: "GET", Path: "/bezorgen/:id/bevestiging.pdf", Access: route.Self, Limit: route.Look, Handler: p.own(p.PrintDelivery)},
		{Method: "GET", Path: "/bezorgen/:id/afspraak.ics", Access: route.Self, Limit: route.Look, Handler: p.own(p.CalendarOf)},
	})
	for i := range all {
		all[i].Bus = true
	}
	return all
}
