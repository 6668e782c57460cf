package counter

import (
	"balie/web/route"

	"github.com/gofiber/fiber/v2"
)

// Routes are of the workplace at a desk.
func (p *Pages) Routes() []route.Route {
	press := func(verb string, handler fiber.Handler) route.Route {
		return route.Route{Method: "POST", Path: workPath + "/" + verb, Access: route.Staff, Right: route.ServeAtDesk, At: route.AtDesk, Limit: route.Change, Handler: handler}
	}
	pick := press("kies", p.Pick)
	pick.Right = route.PickByHand
	return route.On(route.StaffSite, []route.Route{
		pick,
		{Method: "GET", Path: "/medewerker/balie", Access: route.Staff, Right: route.ServeAtDesk, At: route.AtDesk, Limit: route.Look, Handler: p.ShowWork},
		{Method: "GET", Path: "/medewerker/balie/nu", Access: route.Staff, Right: route.ServeAtDesk, At: route.AtDesk, Limit: route.Look, Live: true, Handler: p.ShowNow},
		{Method: "GET", Path: "/medewerker/live/rij/:office", Access: route.Staff, Right: route.ServeAtDesk, At: route.AtField, Limit: route.Look, Live: true, Handler: p.Follow},
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
		press("ongedaan", p.Undo),
		press("stand", p.SetStand),
		press("langer", p.ExtendWrapUp),
	})
}
