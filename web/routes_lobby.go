package web

import (
	"balie/kiosk"
	"balie/web/account"
	"balie/web/lobby"
)

// screenLeads say what hangs in the hall.
var screenLeads = []account.Role{account.TeamLead, account.Manager}

// Which screens may use a route.
var (
	anyScreen = kiosk.Roles
	pillars   = []kiosk.Role{kiosk.Pillar}
	boards    = []kiosk.Role{kiosk.Board}
)

func (a *App) newScreens() *lobby.Pages {
	return &lobby.Pages{Ledger: a.options.Ledger, Vault: a.options.Vault, Hub: a.hub, Secure: a.options.HTTPS, PublicURL: a.options.PublicURL}
}

// screenRoutes are for browsers in the hall: one that is not paired can only ask to be.
func (a *App) screenRoutes() []Route {
	p := a.screens
	return []Route{
		{Method: "GET", Path: "/scherm", Access: Public, Limit: Look, Handler: p.ShowPair},
		{Method: "POST", Path: "/scherm/koppelen", Access: Public, Limit: Guess, Handler: p.AskToPair},
		{Method: "POST", Path: "/scherm/hier", Access: Device, Screens: anyScreen, Limit: Change, Handler: p.Seen},
	}
}

// ticketRoutes are for the phones of who waits.
func (a *App) ticketRoutes() []Route {
	p := a.screens
	return []Route{
		{Method: "GET", Path: "/hier/:office", Access: Public, Limit: Look, Handler: p.ShowHere},
	}
}

func (a *App) lobbyStaffRoutes() []Route {
	p := a.screens
	return []Route{
		{Method: "GET", Path: "/medewerker/schermen", Access: Staff, Roles: screenLeads, Limit: Look, Handler: p.ShowScreens},
		{Method: "POST", Path: "/medewerker/schermen", Access: Staff, Roles: screenLeads, Limit: Change, Handler: p.Pair},
		{Method: "POST", Path: "/medewerker/schermen/weg", Access: Staff, Roles: screenLeads, Limit: Change, Handler: p.Unpair},
		{Method: "GET", Path: "/medewerker/schermen/poster.pdf", Access: Staff, Roles: screenLeads, Limit: Look, Handler: p.PrintPoster},
	}
}
