package resident

import (
	"balie/web/route"
	"slices"
)

// Routes are for whoever books for themselves.
func (p *Pages) Routes() []route.Route {
	return slices.Concat(
		route.On(route.PublicSite, []route.Route{
			{Method: "GET", Path: "/", Access: route.Public, Limit: route.Look, Handler: p.ShowHome},
			{Method: "GET", Path: "/privacy", Access: route.Public, Limit: route.Look, Handler: p.ShowPrivacy},
			{Method: "GET", Path: "/toegankelijkheid", Access: route.Public, Limit: route.Look, Handler: p.ShowAccess},
			{Method: "GET", Path: "/klacht", Access: route.Public, Limit: route.Look, Handler: p.ShowComplaint},
			{Method: "GET", Path: "/colofon", Access: route.Public, Limit: route.Look, Handler: p.ShowImprint},
			{Method: "GET", Path: "/knop", Access: route.Public, Limit: route.Look, Handler: p.ShowEmbed},
			{Method: "GET", Path: "/u", Access: route.Public, Limit: route.Look, Handler: p.ShowInviteCode},
			{Method: "POST", Path: "/u", Access: route.Public, Limit: route.Guess, Handler: p.OpenInvite},
			{Method: "GET", Path: "/u/:id", Access: route.Public, Limit: route.Look, Handler: p.ShowInvite},
			{Method: "POST", Path: "/u/:id/openen", Access: route.Public, Limit: route.Guess, Handler: p.OpenThisInvite},
			{Method: "POST", Path: "/u/:id", Access: route.Public, Limit: route.Change, Handler: p.UseInvite},
			{Method: "GET", Path: "/wegwijzer", Access: route.Public, Limit: route.Look, Handler: p.ShowGuide},
			{Method: "POST", Path: "/wegwijzer", Access: route.Public, Limit: route.Change, Handler: p.EndGuide},
			{Method: "GET", Path: "/wegwijzer/:einde", Access: route.Public, Limit: route.Look, Handler: p.ShowElsewhere},
			{Method: "GET", Path: "/partner", Access: route.Public, Limit: route.Look, Handler: p.ShowPartner},
			{Method: "POST", Path: "/partner", Access: route.Public, Limit: route.Guess, Handler: p.EnterPartner},
			{Method: "POST", Path: "/partner/uit", Access: route.Public, Limit: route.Change, Handler: p.LeavePartner},
			{Method: "GET", Path: "/partner/afspraak", Access: route.Public, Limit: route.Look, Handler: p.ShowPartnerBooking},
			{Method: "POST", Path: "/partner/afspraak", Door: "partner", Access: route.Public, Limit: route.Change, Handler: p.BookForPartner},
			{Method: "GET", Path: "/spoed", Access: route.Public, Limit: route.Look, Handler: p.ShowUrgent},
			{Method: "GET", Path: "/spoed/:reden", Access: route.Public, Limit: route.Look, Handler: p.ShowReason},
			{Method: "GET", Path: "/afspraak", Access: route.Public, Limit: route.Look, Handler: p.ShowProduct},
			{Method: "GET", Path: "/afspraak/tijd", Access: route.Public, Limit: route.Look, Handler: p.ShowTimes},
			{Method: "POST", Path: "/afspraak/tijd", Access: route.Public, Limit: route.Change, Handler: p.TakeTime},
			{Method: "GET", Path: "/afspraak/gegevens", Access: route.Public, Limit: route.Look, Handler: p.ShowDetails},
			{Method: "POST", Path: "/afspraak/gegevens", Access: route.Public, Limit: route.Change, Handler: p.CheckDetails},
			{Method: "GET", Path: "/afspraak/controleren", Access: route.Public, Limit: route.Look, Handler: p.ShowCheck},
			{Method: "POST", Path: "/afspraak/maken", Access: route.Public, Limit: route.Change, Handler: p.Book},
			{Method: "POST", Path: "/afspraak/langer", Access: route.Public, Limit: route.Change, Handler: p.Extend},
			{Method: "POST", Path: "/afspraak/stoppen", Access: route.Public, Limit: route.Change, Handler: p.Stop},
		}),
		route.On(route.EverySite, []route.Route{
			{Method: "POST", Path: "/wissen", Access: route.Public, Limit: route.Change, Handler: p.Clear},
		}),
	)
}
