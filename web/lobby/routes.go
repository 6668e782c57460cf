package lobby

import (
	"balie/web/route"
	"slices"
)

// Routes are for devices in the hall, the phones of who waits, and who sets up devices.
func (p *Pages) Routes() []route.Route {
	return slices.Concat(
		route.On(route.LobbySite, []route.Route{
			{Method: "GET", Path: "/scherm", Access: route.Public, Limit: route.Look, Handler: p.ShowPair},
			{Method: "POST", Path: "/scherm/koppelen", Access: route.Public, Limit: route.Guess, Handler: p.AskToPair},
			{Method: "GET", Path: "/scherm/zonder", Access: route.Public, Limit: route.Look, Bare: true, Handler: p.ShowCutOff},
			{Method: "POST", Path: "/scherm/hier", Access: route.Device, Right: route.UseDevice, Limit: route.Change, Handler: p.Seen},
			{Method: "GET", Path: "/zuil", Access: route.Device, Right: route.CheckIn, Limit: route.Look, Handler: p.ShowWelcome},
			{Method: "GET", Path: "/zuil/code", Access: route.Device, Right: route.CheckIn, Limit: route.Look, Handler: p.ShowCode},
			{Method: "POST", Path: "/zuil/aanmelden", Access: route.Device, Right: route.CheckIn, Limit: route.Change, Handler: p.Arrive},
			{Method: "GET", Path: "/zuil/nummer", Access: route.Device, Right: route.CheckIn, Limit: route.Look, Handler: p.ShowChoices},
			{Method: "GET", Path: "/zuil/nummer/:product", Access: route.Device, Right: route.CheckIn, Limit: route.Look, Handler: p.ShowTake},
			{Method: "POST", Path: "/zuil/nummer", Access: route.Device, Right: route.CheckIn, Limit: route.Change, Handler: p.Take},
			{Method: "GET", Path: "/zuil/afspraak", Access: route.Device, Right: route.CheckIn, Limit: route.Look, Handler: p.ShowBook},
			{Method: "POST", Path: "/zuil/afspraak", Access: route.Device, Right: route.CheckIn, Limit: route.Change, Handler: p.Book},
			{Method: "POST", Path: "/zuil/hulp", Access: route.Device, Right: route.CheckIn, Limit: route.Change, Handler: p.CallHelp},
			{Method: "POST", Path: "/zuil/hulp/weg", Access: route.Device, Right: route.CheckIn, Limit: route.Change, Handler: p.LeaveHelp},
			{Method: "GET", Path: "/zuil/zoek", Access: route.Device, Right: route.CheckIn, Limit: route.Look, Handler: p.ShowSearch},
			{Method: "GET", Path: "/zuil/volg", Access: route.Device, Right: route.CheckIn, Limit: route.Look, Live: true, Handler: p.FollowHelp},
			{Method: "GET", Path: "/bord", Access: route.Device, Right: route.ShowQueue, Limit: route.Look, Handler: p.ShowDisplay},
			{Method: "GET", Path: "/bord/volg", Access: route.Device, Right: route.ShowQueue, Limit: route.Look, Live: true, Handler: p.FollowDisplay},
		}),
		route.On(route.EverySite, []route.Route{
			{Method: "GET", Path: "/scherm/wachter.js", Access: route.Public, Limit: route.Look, Bare: true, Handler: p.ServeKeeper},
		}),
		route.On(route.PublicSite, []route.Route{
			{Method: "GET", Path: "/T/:id", Access: route.Public, Limit: route.Look, Handler: p.TicketByCode},
			{Method: "GET", Path: "/t/:id", Access: route.Public, Limit: route.Look, Handler: p.ShowTicket},
			{Method: "POST", Path: "/t/:id/weg", Access: route.Public, Limit: route.Change, Handler: p.Leave},
			{Method: "GET", Path: "/t/:id/bon.pdf", Access: route.Public, Limit: route.Look, Handler: p.PrintSlip},
			{Method: "GET", Path: "/live/rij/:office", Access: route.Public, Limit: route.Look, Live: true, Bare: true, Handler: p.FollowOrder},
			{Method: "GET", Path: "/hier/:office", Access: route.Public, Limit: route.Look, Handler: p.ShowHere},
		}),
		route.On(route.StaffSite, []route.Route{
			{Method: "GET", Path: "/medewerker/schermen", Access: route.Staff, Right: route.ManageScreens, At: route.AtEach, Limit: route.Look, Handler: p.ShowScreens},
			{Method: "POST", Path: "/medewerker/schermen", Access: route.Staff, Right: route.ManageScreens, At: route.AtScreen, Limit: route.Change, Handler: p.Pair},
			{Method: "POST", Path: "/medewerker/schermen/naam", Access: route.Staff, Right: route.ManageScreens, At: route.AtScreen, Limit: route.Change, Handler: p.Rename},
			{Method: "POST", Path: "/medewerker/schermen/lezer", Access: route.Staff, Right: route.ManageScreens, At: route.AtScreen, Limit: route.Change, Handler: p.SetReader},
			{Method: "GET", Path: "/medewerker/schermen/ontkoppelen", Access: route.Staff, Right: route.ManageScreens, At: route.AtEach, Limit: route.Look, Handler: p.AskUnpair},
			{Method: "POST", Path: "/medewerker/schermen/geluid", Access: route.Staff, Right: route.ManageScreens, At: route.AtScreen, Limit: route.Change, Handler: p.TestSound},
			{Method: "POST", Path: "/medewerker/schermen/weg", Access: route.Staff, Right: route.ManageScreens, At: route.AtScreen, Limit: route.Change, Handler: p.Unpair},
			{Method: "GET", Path: "/medewerker/schermen/berichten", Access: route.Staff, Right: route.ManageScreens, At: route.AtEach, Limit: route.Look, Handler: p.ShowMessages},
			{Method: "POST", Path: "/medewerker/schermen/berichten", Access: route.Staff, Right: route.ManageScreens, At: route.AtScreen, Limit: route.Change, Handler: p.PutUp},
			{Method: "POST", Path: "/medewerker/schermen/berichten/weg", Access: route.Staff, Right: route.ManageScreens, At: route.AtScreen, Limit: route.Change, Handler: p.TakeDown},
			{Method: "GET", Path: "/medewerker/ontvangst/bon/:id", Access: route.Staff, Right: route.PrintTickets, At: route.AtTicket, Limit: route.Look, Handler: p.PrintSlip},
			{Method: "GET", Path: "/medewerker/schermen/poster.pdf", Access: route.Staff, Right: route.ManageScreens, At: route.AtField, Limit: route.Look, Handler: p.PrintPoster},
		}),
	)
}
