package web

import (
	"github.com/gofiber/fiber/v2"

	"balie/web/account"
	"balie/web/counter"
)

// atDesk may sit at a desk and help people.
var atDesk = []account.Role{account.Counter, account.TeamLead}

func (a *App) counterRoutes() []Route {
	p := &counter.Pages{Ledger: a.options.Ledger, Vault: a.options.Vault, Hub: a.hub}
	press := func(verb string, handler fiber.Handler) Route {
		return Route{Method: "POST", Path: "/medewerker/balie/" + verb, Access: Staff, Roles: atDesk, Limit: Change, Handler: handler}
	}
	return []Route{
		{Method: "GET", Path: "/medewerker/balie", Access: Staff, Roles: atDesk, Limit: Look, Handler: p.ShowWork},
		{Method: "GET", Path: "/medewerker/balie/nu", Access: Staff, Roles: atDesk, Limit: Look, Live: true, Handler: p.ShowNow},
		{Method: "GET", Path: "/medewerker/live/rij/:office", Access: Staff, Roles: atDesk, Limit: Look, Live: true, Handler: p.Follow},
		press("plaats", p.TakePlace),
		press("weg", p.LeavePlace),
		press("volgende", p.CallNext),
		press("opnieuw", p.Recall),
		press("begin", p.Start),
		press("klaar", p.Finish),
		press("niet-gekomen", p.Miss),
		press("terug", p.PutBack),
		press("parkeer", p.Park),
		press("verder", p.Resume),
		press("door", p.Transfer),
		press("kies", p.Pick),
		press("ongedaan", p.Undo),
		press("stand", p.SetStand),
		press("langer", p.More),
	}
}
