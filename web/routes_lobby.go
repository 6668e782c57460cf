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
	return &lobby.Pages{Ledger: a.options.Ledger, Vault: a.options.Vault, Hub: a.hub, Origin: a.origin()}
}

// screenRoutes are for browsers in the hall: one that is not paired can only ask to be.
func (a *App) screenRoutes() []Route {
	p := a.screens
	return []Route{
		{Method: "GET", Path: "/scherm", Access: Public, Limit: Look, Handler: p.ShowPair},
		{Method: "POST", Path: "/scherm/koppelen", Access: Public, Limit: Guess, Handler: p.AskToPair},
		{Method: "GET", Path: "/scherm/zonder", Access: Public, Limit: Look, Bare: true, Handler: p.ShowCutOff},
		{Method: "POST", Path: "/scherm/hier", Access: Device, Screens: anyScreen, Limit: Change, Handler: p.Seen},
		{Method: "GET", Path: "/zuil", Access: Device, Screens: pillars, Limit: Look, Handler: p.ShowWelcome},
		{Method: "GET", Path: "/zuil/code", Access: Device, Screens: pillars, Limit: Look, Handler: p.ShowCode},
		{Method: "POST", Path: "/zuil/aanmelden", Access: Device, Screens: pillars, Limit: Change, Handler: p.Arrive},
		{Method: "GET", Path: "/zuil/nummer", Access: Device, Screens: pillars, Limit: Look, Handler: p.ShowChoices},
		{Method: "GET", Path: "/zuil/nummer/:product", Access: Device, Screens: pillars, Limit: Look, Handler: p.ShowTake},
		{Method: "POST", Path: "/zuil/nummer", Access: Device, Screens: pillars, Limit: Change, Handler: p.Take},
		{Method: "GET", Path: "/zuil/afspraak", Access: Device, Screens: pillars, Limit: Look, Handler: p.ShowBook},
		{Method: "POST", Path: "/zuil/afspraak", Access: Device, Screens: pillars, Limit: Change, Handler: p.Book},
		{Method: "POST", Path: "/zuil/hulp", Access: Device, Screens: pillars, Limit: Change, Handler: p.CallHelp},
		{Method: "GET", Path: "/zuil/volg", Access: Device, Screens: pillars, Limit: Look, Live: true, Handler: p.FollowHelp},
		{Method: "GET", Path: "/bord", Access: Device, Screens: boards, Limit: Look, Handler: p.ShowBoard},
		{Method: "GET", Path: "/bord/volg", Access: Device, Screens: boards, Limit: Look, Live: true, Handler: p.FollowBoard},
	}
}

// keeperRoutes are on every site: the worker of a browser that goes on without the server.
func (a *App) keeperRoutes() []Route {
	return []Route{{Method: "GET", Path: "/scherm/wachter.js", Access: Public, Limit: Look, Bare: true, Handler: a.screens.ServeKeeper}}
}

// ticketRoutes are for the phones of who waits.
func (a *App) ticketRoutes() []Route {
	p := a.screens
	return []Route{
		{Method: "GET", Path: "/t/:id", Access: Public, Limit: Look, Handler: p.ShowTicket},
		{Method: "POST", Path: "/t/:id/weg", Access: Public, Limit: Change, Handler: p.Leave},
		{Method: "GET", Path: "/t/:id/bon.pdf", Access: Public, Limit: Look, Handler: p.PrintSlip},
		{Method: "GET", Path: "/live/rij/:office", Access: Public, Limit: Look, Live: true, Bare: true, Handler: p.FollowOrder},
		{Method: "GET", Path: "/hier/:office", Access: Public, Limit: Look, Handler: p.ShowHere},
	}
}

func (a *App) lobbyStaffRoutes() []Route {
	p := a.screens
	return []Route{
		{Method: "GET", Path: "/medewerker/schermen", Access: Staff, Roles: screenLeads, Limit: Look, Handler: p.ShowScreens},
		{Method: "POST", Path: "/medewerker/schermen", Access: Staff, Roles: screenLeads, Limit: Change, Handler: p.Pair},
		{Method: "POST", Path: "/medewerker/schermen/weg", Access: Staff, Roles: screenLeads, Limit: Change, Handler: p.Unpair},
		{Method: "GET", Path: "/medewerker/schermen/berichten", Access: Staff, Roles: screenLeads, Limit: Look, Handler: p.ShowMessages},
		{Method: "POST", Path: "/medewerker/schermen/berichten", Access: Staff, Roles: screenLeads, Limit: Change, Handler: p.PutUp},
		{Method: "POST", Path: "/medewerker/schermen/berichten/weg", Access: Staff, Roles: screenLeads, Limit: Change, Handler: p.TakeDown},
		{Method: "GET", Path: "/medewerker/ontvangst/bon/:id", Access: Staff, Roles: hosts, Limit: Look, Handler: p.PrintSlip},
		{Method: "GET", Path: "/medewerker/schermen/poster.pdf", Access: Staff, Roles: screenLeads, Limit: Look, Handler: p.PrintPoster},
	}
}
