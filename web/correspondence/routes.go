package correspondence

import (
	"balie/booking"
	"balie/web/route"
)

// Routes are for letters, invitations and partners.
func (p *Pages) Routes() []route.Route {
	return route.On(route.StaffSite, []route.Route{
		{Method: "GET", Path: "/medewerker/uitnodigingen", Access: route.Staff, Right: route.Invite, Limit: route.Look, Handler: p.ShowInvites},
		{Method: "POST", Path: "/medewerker/uitnodigingen", Access: route.Staff, Right: route.Invite, Limit: route.Change, Handler: p.Invite},
		{Method: "POST", Path: "/medewerker/uitnodigingen/intrekken", Access: route.Staff, Right: route.Invite, Limit: route.Change, Handler: p.Withdraw},
		{Method: "GET", Path: "/medewerker/partners", Access: route.Staff, Right: route.ManagePartners, Limit: route.Look, Handler: p.ShowPartners},
		{Method: "POST", Path: "/medewerker/partners", Access: route.Staff, Right: route.ManagePartners, Limit: route.Change, Handler: p.AddPartner},
		{Method: "POST", Path: "/medewerker/partners/sleutel", Access: route.Staff, Right: route.ManagePartners, Limit: route.Change, Handler: p.RenewPartner},
		{Method: "POST", Path: "/medewerker/partners/stand", Access: route.Staff, Right: route.ManagePartners, Limit: route.Change, Handler: p.TurnPartner},
		{Method: "GET", Path: "/medewerker/brieven", Access: route.Staff, Right: route.PrintLetters, Limit: route.Look, Handler: p.ShowLetters},
		{Method: "POST", Path: "/medewerker/brieven/afdrukken", Access: route.Staff, Right: route.PrintLetters, Limit: route.Change, Handler: p.PrintLetters},
		{Method: "POST", Path: "/medewerker/brieven/posten", Access: route.Staff, Right: route.PrintLetters, Limit: route.Change, Handler: p.MarkLetters(booking.LetterSent, "sent")},
		{Method: "POST", Path: "/medewerker/brieven/opnieuw", Access: route.Staff, Right: route.PrintLetters, Limit: route.Change, Handler: p.MarkLetters(booking.LetterWaits, "again")},
	})
}
