package web

import (
	"balie/web/account"
	onroad "balie/web/field"
)

// onRoad go out with the bus.
var onRoad = []account.Role{account.Field, account.TeamLead}

// fieldRoutes are the phone of the team on the road.
func (a *App) fieldRoutes() []Route {
	p := &onroad.Pages{Ledger: a.options.Ledger, Vault: a.options.Vault, Secure: a.options.HTTPS}
	return []Route{
		{Method: "GET", Path: "/medewerker/onderweg", Access: Staff, Roles: onRoad, Limit: Look, Handler: p.Allowed(p.ShowDay)},
		{Method: "POST", Path: "/medewerker/onderweg/doe", Access: Staff, Roles: onRoad, Limit: Change, Handler: p.Allowed(p.Act)},
		{Method: "POST", Path: "/medewerker/onderweg/stuur", Access: Staff, Roles: onRoad, Limit: Change, Handler: p.Allowed(p.Send)},
		{Method: "GET", Path: "/medewerker/onderweg/oordeel", Access: Staff, Roles: onRoad, Limit: Look, Handler: p.Allowed(p.ShowMark)},
		{Method: "POST", Path: "/medewerker/onderweg/pin", Access: Staff, Roles: onRoad, Limit: Change, Handler: p.Allowed(p.SetPIN)},
		{Method: "POST", Path: "/medewerker/onderweg/lijst", Access: Staff, Roles: onRoad, Limit: Change, Handler: p.Allowed(p.FetchList)},
		{Method: "GET", Path: "/medewerker/onderweg/zonder", Access: Public, Limit: Look, Bare: true, Handler: p.ShowOffline},
	}
}
