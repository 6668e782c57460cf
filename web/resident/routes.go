package resident

import (
	"balie/web/route"
	"slices"
)

// Routes are for whoever books for themselves, and looks after an appointment.
func (p *Pages) Routes() []route.Route {
	return slices.Concat(
		route.On(route.PublicSite, []route.Route{
			{Method: "GET", Path: "/", Access: route.Public, Limit: route.Look, Handler: p.ShowHome},
			{Method: "GET", Path: "/privacy", Access: route.Public, Limit: route.Look, Handler: p.ShowPrivacy},
			{Method: "GET", Path: "/toegankelijkheid", Access: route.Public, Limit: route.Look, Handler: p.ShowAccess},
			{Method: "GET", Path: "/klacht", Access: route.Public, Limit: route.Look, Handler: p.ShowComplaint},
			{Method: "GET", Path: "/knop", Access: route.Public, Limit: route.Look, Handler: p.ShowEmbed},
			{Method: "GET", Path: "/u", Access: route.Public, Limit: route.Look, Handler: p.ShowInviteCode},
			{Method: "POST", Path: "/u", Access: route.Public, Limit: route.Guess, Handler: p.OpenInvite},
			{Method: "GET", Path: "/u/:id", Access: route.Public, Limit: route.Look, Handler: p.ShowInvite},
			{Method: "POST", Path: "/u/:id", Access: route.Public, Limit: route.Change, Handler: p.UseInvite},
			{Method: "GET", Path: "/wegwijzer", Access: route.Public, Limit: route.Look, Handler: p.ShowGuide},
			{Method: "POST", Path: "/wegwijzer", Access: route.Public, Limit: route.Change, Handler: p.EndGuide},
			{Method: "GET", Path: "/wegwijzer/:einde", Access: route.Public, Limit: route.Look, Handler: p.ShowElsewhere},
			{Method: "GET", Path: "/partner", Access: route.Public, Limit: route.Look, Handler: p.ShowPartner},
			{Method: "POST", Path: "/partner", Access: route.Public, Limit: route.Guess, Handler: p.EnterPartner},
			{Method: "POST", Path: "/partner/uit", Access: route.Public, Limit: route.Change, Handler: p.LeavePartner},
			{Method: "GET", Path: "/partner/afspraak", Access: route.Public, Limit: route.Look, Handler: p.ShowPartnerBooking},
			{Method: "POST", Path: "/partner/afspraak", Access: route.Public, Limit: route.Change, Handler: p.BookForPartner},
			{Method: "GET", Path: "/spoed", Access: route.Public, Limit: route.Look, Handler: p.ShowUrgent},
			{Method: "GET", Path: "/spoed/:reden", Access: route.Public, Limit: route.Look, Handler: p.ShowReason},
			{Method: "GET", Path: "/afspraak", Access: route.Public, Limit: route.Look, Handler: p.ShowProduct},
			{Method: "GET", Path: "/afspraak/tijd", Access: route.Public, Limit: route.Look, Handler: p.ShowTimes},
			{Method: "POST", Path: "/afspraak/tijd", Access: route.Public, Limit: route.Change, Handler: p.TakeTime},
			{Method: "GET", Path: "/afspraak/gegevens", Access: route.Public, Limit: route.Look, Handler: p.ShowDetails},
			{Method: "POST", Path: "/afspraak/gegevens", Access: route.Public, Limit: route.Change, Handler: p.CheckDetails},
			{Method: "POST", Path: "/afspraak/maken", Access: route.Public, Limit: route.Change, Handler: p.Book},
			{Method: "POST", Path: "/afspraak/langer", Access: route.Public, Limit: route.Change, Handler: p.Extend},
			{Method: "POST", Path: "/afspraak/stoppen", Access: route.Public, Limit: route.Change, Handler: p.Stop},
			{Method: "GET", Path: "/a", Access: route.Public, Limit: route.Look, Handler: p.ShowOpen},
			{Method: "GET", Path: "/a/openen", Access: route.Public, Limit: route.Look, Handler: p.ShowOpen},
			{Method: "POST", Path: "/a/openen", Access: route.Public, Limit: route.Guess, Handler: p.Open},
			{Method: "GET", Path: "/a/kwijt", Access: route.Public, Limit: route.Look, Handler: p.ShowLost},
			{Method: "POST", Path: "/a/kwijt", Access: route.Public, Limit: route.Guess, Handler: p.Lost},
			{Method: "GET", Path: "/a/:id", Access: route.Self, Limit: route.Look, Handler: p.Own(p.ShowAppointment)},
			{Method: "POST", Path: "/a/:id/openen", Access: route.Self, Limit: route.Guess, Handler: p.OpenThis},
			{Method: "GET", Path: "/a/:id/verzetten", Access: route.Self, Limit: route.Look, Handler: p.Own(p.ShowMove)},
			{Method: "POST", Path: "/a/:id/verzetten", Access: route.Self, Limit: route.Change, Handler: p.Own(p.Move)},
			{Method: "GET", Path: "/a/:id/afzeggen", Access: route.Self, Limit: route.Look, Handler: p.Own(p.ShowCancel)},
			{Method: "POST", Path: "/a/:id/afzeggen", Access: route.Self, Limit: route.Change, Handler: p.Own(p.Cancel)},
			{Method: "GET", Path: "/a/:id/bevestiging.pdf", Access: route.Self, Limit: route.Look, Handler: p.Own(p.Print)},
			{Method: "GET", Path: "/a/:id/afspraak.ics", Access: route.Self, Limit: route.Look, Handler: p.Own(p.Calendar)},
			{Method: "GET", Path: "/a/:id/kaart", Access: route.Self, Limit: route.Look, Handler: p.Own(p.ShowCard)},
			{Method: "GET", Path: "/a/:id/kaart.pdf", Access: route.Self, Limit: route.Look, Handler: p.Own(p.PrintCard)},
			{Method: "GET", Path: "/a/:id/bereiken", Access: route.Self, Limit: route.Look, Handler: p.Own(p.ShowReach)},
			{Method: "POST", Path: "/a/:id/bereiken", Access: route.Self, Limit: route.Change, Handler: p.Own(p.Reach)},
			{Method: "POST", Path: "/a/:id/meenemen", Access: route.Self, Limit: route.Change, Handler: p.Own(p.TickOff)},
			{Method: "GET", Path: "/a/:id/eerder", Access: route.Self, Limit: route.Look, Handler: p.Own(p.ShowEarlier)},
			{Method: "POST", Path: "/a/:id/eerder", Access: route.Self, Limit: route.Change, Handler: p.Own(p.WaitForEarlier)},
			{Method: "POST", Path: "/a/:id/eerder/weg", Access: route.Self, Limit: route.Change, Handler: p.Own(p.StopWaiting)},
			{Method: "POST", Path: "/a/:id/eerder/antwoord", Access: route.Self, Limit: route.Change, Handler: p.Own(p.AnswerEarlier)},
			{Method: "POST", Path: "/a/:id/voorstel", Access: route.Self, Limit: route.Change, Handler: p.Own(p.AnswerAsk)},
			{Method: "POST", Path: "/a/:id/hier", Access: route.Self, Limit: route.Change, Handler: p.Own(p.Here)},
			{Method: "POST", Path: "/a/:id/later", Access: route.Self, Limit: route.Change, Handler: p.Own(p.Late)},
			{Method: "POST", Path: "/a/:id/sluiten", Access: route.Self, Limit: route.Change, Handler: p.Leave},
		}),
		route.On(route.EverySite, []route.Route{
			{Method: "POST", Path: "/wissen", Access: route.Public, Limit: route.Change, Handler: p.Clear},
		}),
	)
}
