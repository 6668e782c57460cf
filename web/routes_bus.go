package web

import "balie/web/bus"

// busRoutes are what residents and partners see of the bus.
func (a *App) busRoutes() []Route {
	p := &bus.Pages{Ledger: a.options.Ledger, Vault: a.options.Vault, Origin: a.origin()}
	return []Route{
		{Method: "GET", Path: "/praotbus", Access: Public, Limit: Look, Handler: p.ShowHome},
		{Method: "GET", Path: "/praotbus/kern/:id", Access: Public, Limit: Look, Handler: p.ShowVillage},
		{Method: "GET", Path: "/praotbus/kern/:id/agenda.ics", Access: Public, Limit: Look, Handler: p.Follow},
		{Method: "GET", Path: "/praotbus/halte/:id", Access: Public, Limit: Look, Handler: p.ShowPlace},
		{Method: "GET", Path: "/praotbus/halte/:id/poster", Access: Public, Limit: Look, Handler: p.ShowPoster},
		{Method: "GET", Path: "/praotbus/halte/:id/poster.pdf", Access: Public, Limit: Look, Handler: p.PrintPoster},
		{Method: "GET", Path: "/praotbus/vragen", Access: Public, Limit: Look, Handler: p.ShowAsk},
		{Method: "POST", Path: "/praotbus/vragen", Access: Public, Limit: Change, Handler: p.Ask},
		{Method: "GET", Path: "/praotbus/vraag/:id", Access: Public, Limit: Look, Handler: p.ShowAnswer},
		{Method: "GET", Path: "/praotbus/partner/:id", Access: Public, Limit: Look, Handler: p.ShowPartner},
		{Method: "POST", Path: "/praotbus/partner/:id", Access: Public, Limit: Guess, Handler: p.Partner},
		{Method: "GET", Path: "/bezorgen", Access: Public, Limit: Look, Handler: p.ShowDeliver},
		{Method: "POST", Path: "/bezorgen", Access: Public, Limit: Change, Handler: p.Deliver},
	}
}
