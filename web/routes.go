package web

import (
	"slices"

	"balie/web/account"
	"balie/web/page"
	"balie/web/resident"
)

// table is every route of the house, but for the demo's postRoutes: who may use it stands on its
// line, and on which site it answers on the list that it is in. What stands in none does not exist.
func (a *App) table() []Route {
	return slices.Concat(
		at(PublicSite, a.residentRoutes()),
		at(PublicSite, a.busRoutes()),
		at(StaffSite, a.accountRoutes()),
		at(StaffSite, a.counterRoutes()),
		at(StaffSite, a.receptionRoutes()),
		at(StaffSite, a.phoneRoutes()),
		at(StaffSite, a.accessRoutes()),
		at(StaffSite, a.alarmRoutes()),
		at(StaffSite, a.assistRoutes()),
		at(StaffSite, a.manageRoutes()),
		at(LobbySite, a.screenRoutes()),
		at(EverySite, a.keeperRoutes()),
		at(PublicSite, a.ticketRoutes()),
		at(StaffSite, a.lobbyStaffRoutes()),
		at(StaffSite, a.planRoutes()),
		at(StaffSite, a.fieldRoutes()),
		at(EverySite, a.commonRoutes()),
	)
}

// residents answers residents' requests.
func (a *App) residents() *resident.Pages {
	return &resident.Pages{Ledger: a.options.Ledger, Vault: a.options.Vault, Mail: a.options.Mail, SMS: a.options.SMS, Video: a.options.Video,
		Origin: a.origin(), Slow: a.slow}
}

func (a *App) residentRoutes() []Route {
	p := a.residents()
	return []Route{
		{Method: "GET", Path: "/", Access: Public, Limit: Look, Handler: p.ShowHome},
		{Method: "GET", Path: "/privacy", Access: Public, Limit: Look, Handler: p.ShowPrivacy},
		{Method: "GET", Path: "/toegankelijkheid", Access: Public, Limit: Look, Handler: p.ShowAccess},
		{Method: "GET", Path: "/klacht", Access: Public, Limit: Look, Handler: p.ShowComplaint},
		{Method: "GET", Path: "/knop", Access: Public, Limit: Look, Handler: p.ShowEmbed},
		{Method: "GET", Path: "/u", Access: Public, Limit: Look, Handler: p.ShowInviteCode},
		{Method: "POST", Path: "/u", Access: Public, Limit: Guess, Handler: p.OpenInvite},
		{Method: "GET", Path: "/u/:id", Access: Public, Limit: Look, Handler: p.ShowInvite},
		{Method: "POST", Path: "/u/:id", Access: Public, Limit: Change, Handler: p.UseInvite},
		{Method: "GET", Path: "/wegwijzer", Access: Public, Limit: Look, Handler: p.ShowGuide},
		{Method: "POST", Path: "/wegwijzer", Access: Public, Limit: Change, Handler: p.EndGuide},
		{Method: "GET", Path: "/wegwijzer/:einde", Access: Public, Limit: Look, Handler: p.ShowElsewhere},
		{Method: "GET", Path: "/partner", Access: Public, Limit: Look, Handler: p.ShowPartner},
		{Method: "POST", Path: "/partner", Access: Public, Limit: Guess, Handler: p.EnterPartner},
		{Method: "POST", Path: "/partner/uit", Access: Public, Limit: Change, Handler: p.LeavePartner},
		{Method: "GET", Path: "/partner/afspraak", Access: Public, Limit: Look, Handler: p.ShowPartnerBooking},
		{Method: "POST", Path: "/partner/afspraak", Access: Public, Limit: Change, Handler: p.BookForPartner},
		{Method: "GET", Path: "/spoed", Access: Public, Limit: Look, Handler: p.ShowUrgent},
		{Method: "GET", Path: "/spoed/:reden", Access: Public, Limit: Look, Handler: p.ShowReason},
		{Method: "GET", Path: "/afspraak", Access: Public, Limit: Look, Handler: p.ShowProduct},
		{Method: "GET", Path: "/afspraak/tijd", Access: Public, Limit: Look, Handler: p.ShowTimes},
		{Method: "POST", Path: "/afspraak/tijd", Access: Public, Limit: Change, Handler: p.TakeTime},
		{Method: "GET", Path: "/afspraak/gegevens", Access: Public, Limit: Look, Handler: p.ShowDetails},
		{Method: "POST", Path: "/afspraak/gegevens", Access: Public, Limit: Change, Handler: p.CheckDetails},
		{Method: "POST", Path: "/afspraak/maken", Access: Public, Limit: Change, Handler: p.Book},
		{Method: "POST", Path: "/afspraak/langer", Access: Public, Limit: Change, Handler: p.Extend},
		{Method: "POST", Path: "/afspraak/stoppen", Access: Public, Limit: Change, Handler: p.Stop},
		{Method: "GET", Path: "/a", Access: Public, Limit: Look, Handler: p.ShowOpen},
		{Method: "GET", Path: "/a/openen", Access: Public, Limit: Look, Handler: p.ShowOpen},
		{Method: "POST", Path: "/a/openen", Access: Public, Limit: Guess, Handler: p.Open},
		{Method: "GET", Path: "/a/kwijt", Access: Public, Limit: Look, Handler: p.ShowLost},
		{Method: "POST", Path: "/a/kwijt", Access: Public, Limit: Guess, Handler: p.Lost},
		{Method: "GET", Path: "/a/:id", Access: Self, Limit: Look, Handler: p.Own(p.ShowAppointment)},
		{Method: "POST", Path: "/a/:id/openen", Access: Self, Limit: Guess, Handler: p.OpenThis},
		{Method: "GET", Path: "/a/:id/verzetten", Access: Self, Limit: Look, Handler: p.Own(p.ShowMove)},
		{Method: "POST", Path: "/a/:id/verzetten", Access: Self, Limit: Change, Handler: p.Own(p.Move)},
		{Method: "GET", Path: "/a/:id/afzeggen", Access: Self, Limit: Look, Handler: p.Own(p.ShowCancel)},
		{Method: "POST", Path: "/a/:id/afzeggen", Access: Self, Limit: Change, Handler: p.Own(p.Cancel)},
		{Method: "GET", Path: "/a/:id/bevestiging.pdf", Access: Self, Limit: Look, Handler: p.Own(p.Print)},
		{Method: "GET", Path: "/a/:id/afspraak.ics", Access: Self, Limit: Look, Handler: p.Own(p.Calendar)},
		{Method: "GET", Path: "/a/:id/kaart", Access: Self, Limit: Look, Handler: p.Own(p.ShowCard)},
		{Method: "GET", Path: "/a/:id/kaart.pdf", Access: Self, Limit: Look, Handler: p.Own(p.PrintCard)},
		{Method: "GET", Path: "/a/:id/bereiken", Access: Self, Limit: Look, Handler: p.Own(p.ShowReach)},
		{Method: "POST", Path: "/a/:id/bereiken", Access: Self, Limit: Change, Handler: p.Own(p.Reach)},
		{Method: "POST", Path: "/a/:id/meenemen", Access: Self, Limit: Change, Handler: p.Own(p.TickOff)},
		{Method: "GET", Path: "/a/:id/eerder", Access: Self, Limit: Look, Handler: p.Own(p.ShowEarlier)},
		{Method: "POST", Path: "/a/:id/eerder", Access: Self, Limit: Change, Handler: p.Own(p.WaitForEarlier)},
		{Method: "POST", Path: "/a/:id/eerder/weg", Access: Self, Limit: Change, Handler: p.Own(p.StopWaiting)},
		{Method: "POST", Path: "/a/:id/eerder/antwoord", Access: Self, Limit: Change, Handler: p.Own(p.AnswerEarlier)},
		{Method: "POST", Path: "/a/:id/voorstel", Access: Self, Limit: Change, Handler: p.Own(p.AnswerAsk)},
		{Method: "POST", Path: "/a/:id/hier", Access: Self, Limit: Change, Handler: p.Own(p.Here)},
		{Method: "POST", Path: "/a/:id/later", Access: Self, Limit: Change, Handler: p.Own(p.Late)},
		{Method: "POST", Path: "/a/:id/sluiten", Access: Self, Limit: Change, Handler: p.Leave},
	}
}

// leads may let colleagues in: what each may give and change stands in account.
var leads = []account.Role{account.TeamLead, account.Manager}

// auditors read who looked up what.
var auditors = []account.Role{account.Auditor}

func (a *App) accountRoutes() []Route {
	p, anyone := a.accounts, account.Roles
	return []Route{
		{Method: "GET", Path: "/medewerker", Access: Public, Limit: Look, Handler: p.ShowSignIn},
		{Method: "POST", Path: "/medewerker/inloggen", Access: Public, Limit: Enter, Handler: p.SignIn},
		{Method: "GET", Path: "/medewerker/code", Access: Public, Limit: Look, Handler: p.ShowCode},
		{Method: "POST", Path: "/medewerker/code", Access: Public, Limit: Enter, Handler: p.UseCode},
		{Method: "GET", Path: "/medewerker/instellen", Access: Public, Limit: Look, Handler: p.ShowSetUp},
		{Method: "POST", Path: "/medewerker/instellen", Access: Public, Limit: Guess, Handler: p.SetUp},
		{Method: "GET", Path: "/medewerker/oidc", Access: Public, Limit: Enter, Handler: p.GoToProvider},
		{Method: "GET", Path: "/medewerker/oidc/terug", Access: Public, Limit: Enter, Handler: p.ComeBack},
		{Method: "POST", Path: "/medewerker/uitloggen", Access: Staff, Roles: anyone, Early: true, Limit: Change, Handler: p.SignOut},
		{Method: "GET", Path: "/medewerker/bevestigen", Access: Staff, Roles: anyone, Early: true, Limit: Look, Handler: p.ShowProve},
		{Method: "POST", Path: "/medewerker/bevestigen", Access: Staff, Roles: anyone, Early: true, Limit: Change, Handler: p.Prove},
		{Method: "GET", Path: "/medewerker/ik", Access: Staff, Roles: anyone, Early: true, Limit: Look, Handler: p.ShowOwn},
		{Method: "POST", Path: "/medewerker/ik/sessie", Access: Staff, Roles: anyone, Early: true, Limit: Change, Handler: p.Revoke},
		{Method: "GET", Path: "/medewerker/ik/wachtzin", Access: Staff, Roles: anyone, Early: true, Fresh: true, Limit: Look, Handler: p.ShowPassphrase},
		{Method: "POST", Path: "/medewerker/ik/wachtzin", Access: Staff, Roles: anyone, Early: true, Fresh: true, Limit: Change, Handler: p.ChangePassphrase},
		{Method: "GET", Path: "/medewerker/ik/tweede-stap", Access: Staff, Roles: anyone, Early: true, Fresh: true, Limit: Look, Handler: p.ShowSecond},
		{Method: "POST", Path: "/medewerker/ik/tweede-stap", Access: Staff, Roles: anyone, Early: true, Fresh: true, Limit: Change, Handler: p.SetSecond},
		{Method: "POST", Path: "/medewerker/ik/tweede-stap/weg", Access: Staff, Roles: anyone, Fresh: true, Limit: Change, Handler: p.DropOwnSecond},
		{Method: "POST", Path: "/medewerker/ik/reservecodes", Access: Staff, Roles: anyone, Fresh: true, Limit: Change, Handler: p.DrawCodes},
		{Method: "GET", Path: "/medewerker/collegas", Access: Staff, Roles: leads, Limit: Look, Handler: p.ShowTeam},
		{Method: "POST", Path: "/medewerker/collegas", Access: Staff, Roles: leads, Fresh: true, Limit: Change, Handler: p.Add},
		{Method: "GET", Path: "/medewerker/collegas/:id", Access: Staff, Roles: leads, Limit: Look, Handler: p.ShowColleague},
		{Method: "POST", Path: "/medewerker/collegas/:id", Access: Staff, Roles: leads, Fresh: true, Limit: Change, Handler: p.ChangeColleague},
		{Method: "GET", Path: "/medewerker/controle", Access: Staff, Roles: auditors, Limit: Look, Handler: p.ShowAudit},
		{Method: "POST", Path: "/medewerker/controle", Access: Staff, Roles: auditors, Limit: Change, Handler: p.ReadAudit},
	}
}

// commonRoutes answer on every site.
func (a *App) commonRoutes() []Route {
	return []Route{
		{Method: "POST", Path: "/wissen", Access: Public, Limit: Change, Handler: a.residents().Clear},
		{Method: "GET", Path: "/assets/:name", Access: Public, Limit: Free, Handler: page.ServeAsset, Bare: true},
		{Method: "GET", Path: "/.well-known/security.txt", Access: Public, Limit: Look, Handler: a.securityText, Bare: true},
		{Method: "GET", Path: "/healthz", Access: Public, Limit: Free, Handler: a.healthy, Bare: true},
		{Method: "GET", Path: "/readyz", Access: Public, Limit: Free, Handler: a.ready, Bare: true},
	}
}

// nav is what stands in the bar of staff's pages, in this order. The first that a colleague may
// open is where they begin.
var nav = []account.NavItem{
	{Path: "/medewerker/balie", Key: "work", Roles: atDesk},
	{Path: "/medewerker/ontvangst", Key: "reception", Roles: hosts},
	{Path: "/medewerker/telefoon", Key: "phone", Roles: callers},
	{Path: "/medewerker/vandaag", Key: "day", Roles: dayLeads},
	{Path: "/medewerker/uitval", Key: "out", Roles: deciders},
	{Path: "/medewerker/vooruit", Key: "ahead", Roles: lookers},
	{Path: "/medewerker/terug", Key: "back", Roles: lookers},
	{Path: "/medewerker/helpen", Key: "help", Roles: atDesk},
	{Path: "/medewerker/schermen", Key: "screens", Roles: screenLeads},
	{Path: "/medewerker/collegas", Key: "team", Roles: leads},
	{Path: "/medewerker/controle", Key: "audit", Roles: auditors},
	{Path: "/medewerker/onderweg", Key: "field", Roles: onRoad},
	{Path: "/medewerker/inzet", Key: "plan", Roles: outside},
	{Path: "/medewerker/rooster", Key: "roster", Roles: planners},
	{Path: "/medewerker/rooster/ik", Key: "own-roster", Roles: account.Roles},
}
