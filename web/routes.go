package web

import (
	"fmt"
	"io"
	"slices"

	"github.com/gofiber/fiber/v2"

	"balie/web/absence"
	"balie/web/account"
	"balie/web/appointment"
	"balie/web/audit"
	"balie/web/bus"
	"balie/web/correspondence"
	"balie/web/counter"
	"balie/web/day"
	"balie/web/explain"
	onroad "balie/web/field"
	"balie/web/fieldsetup"
	"balie/web/figures"
	"balie/web/languages"
	"balie/web/lobby"
	"balie/web/manage"
	"balie/web/manage/files"
	"balie/web/manage/why"
	"balie/web/manage/words"
	"balie/web/page"
	"balie/web/people"
	"balie/web/phone"
	"balie/web/plan"
	"balie/web/reception"
	"balie/web/resident"
	"balie/web/route"
	"balie/web/start"
)

// table is every route there is: each room says who may use its own. What stands in none does not exist.
func (a *App) table() []route.Route {
	o, from := a.options, a.origin()
	visitors := &resident.Pages{Ledger: o.Ledger, Vault: o.Vault, Origin: from, Mail: o.Mail, SMS: o.SMS, Video: o.Video, BackupDays: o.BackupDays, Effort: a.effort, Wrong: &resident.WrongCodes{}}
	first := &start.Pages{Ledger: o.Ledger, Accounts: a.accounts, Municipality: o.Municipality}
	return slices.Concat(
		route.Through("web", visitors.Routes()),
		route.Through("web", a.appointments(visitors).Routes()),
		route.Through("web", (&bus.Pages{Ledger: o.Ledger, Vault: o.Vault, Origin: from, Effort: a.effort, Wrong: visitors.Wrong, Mail: o.Mail, SMS: o.SMS}).Routes()),
		route.Through("staff", a.accounts.Routes()),
		route.Through("desk", (&counter.Pages{Ledger: o.Ledger, Vault: o.Vault, Hub: a.hub}).Routes()),
		route.Through("host", (&reception.Pages{Ledger: o.Ledger, Vault: o.Vault, Accounts: a.accounts, Hub: a.hub}).Routes()),
		route.Through("phone", (&phone.Pages{Ledger: o.Ledger, Vault: o.Vault, Accounts: a.accounts, Mail: o.Mail, SMS: o.SMS, Video: o.Video}).Routes()),
		route.Through("office", (&correspondence.Pages{Ledger: o.Ledger, Vault: o.Vault, Accounts: a.accounts, Letters: o.Letters}).Routes()),
		route.Through("staff", (&explain.Pages{Ledger: o.Ledger, Nav: nav}).Routes()),
		route.Through("alarm", a.alarm.Routes()),
		route.Through("desk", a.help.Routes()),
		route.Through("lead", (&figures.Pages{Ledger: o.Ledger}).Routes()),
		route.Through("lead", (&day.Pages{Ledger: o.Ledger, Elsewhere: resident.Elsewhere}).Routes()),
		route.Through("manage", (&manage.Pages{Ledger: o.Ledger, Left: first.Left, Practice: o.Practice}).Routes()),
		route.Through("manage", (&words.Pages{Ledger: o.Ledger}).Routes()),
		route.Through("manage", (&files.Pages{Ledger: o.Ledger}).Routes()),
		route.Through("manage", (&why.Pages{Ledger: o.Ledger}).Routes()),
		route.Through("manage", first.Routes()),
		route.Through("manage", (&people.Pages{Ledger: o.Ledger, Accounts: a.accounts}).Routes()),
		route.Through("manage", (&fieldsetup.Pages{Ledger: o.Ledger}).Routes()),
		route.Through("manage", (&languages.Pages{Ledger: o.Ledger}).Routes()),
		route.Through("manage", (&audit.Pages{Ledger: o.Ledger, Accounts: a.accounts}).Routes()),
		route.Through("kiosk", a.screens.Routes()),
		route.Through("plan", (&absence.Pages{Ledger: o.Ledger}).Routes()),
		route.Through("plan", (&plan.Pages{Ledger: o.Ledger, Vault: o.Vault, Origin: from}).Routes()),
		route.Through("field", (&onroad.Pages{Ledger: o.Ledger, Vault: o.Vault, Secure: o.HTTPS, Up: o.Clock()}).Routes()),
		a.ownRoutes(),
		a.postRoutes(),
		a.demoRoutes(),
	)
}

// appointments are for whoever looks after one; what a browser kept is cleared as everywhere.
func (a *App) appointments(visitors *resident.Pages) *appointment.Pages {
	o := a.options
	return &appointment.Pages{Ledger: o.Ledger, Vault: o.Vault, Origin: a.origin(), Mail: o.Mail, SMS: o.SMS, Video: o.Video, Wrong: visitors.Wrong, Effort: a.effort, Clear: visitors.Clear}
}

// ownRoutes are no room's, and answer on every site.
func (a *App) ownRoutes() []route.Route {
	return route.On(route.EverySite, []route.Route{
		{Method: "GET", Path: "/assets/:name", Access: route.Public, Limit: route.Free, Handler: page.ServeAsset, Bare: true},
		{Method: "GET", Path: "/.well-known/security.txt", Access: route.Public, Limit: route.Look, Handler: a.securityText, Bare: true},
		{Method: "GET", Path: "/robots.txt", Access: route.Public, Limit: route.Look, Handler: a.robots, Bare: true},
		{Method: "GET", Path: "/favicon.ico", Access: route.Public, Limit: route.Free, Handler: a.favicon, Bare: true},
		{Method: "GET", Path: "/healthz", Access: route.Public, Limit: route.Free, Handler: a.healthy, Kind: route.Machine},
		{Method: "GET", Path: "/readyz", Access: route.Public, Limit: route.Free, Handler: a.ready, Kind: route.Machine},
	})
}

// check refuses a table with a line that says too little, or one that stands in it twice.
func check(table []route.Route, limits Limits) error {
	seen := map[string]bool{}
	for _, r := range table {
		if err := r.Check(); err != nil {
			return err
		}
		if _, limited := limits[r.Limit]; !limited && r.Limit != route.Free {
			return fmt.Errorf("%s %s has a limit without a rate: %s", r.Method, r.Path, r.Limit)
		}
		line := r.Method + " " + r.Path
		if r.Method != fiber.MethodGet && r.Door == "" {
			return fmt.Errorf("%s does not say by which door one comes in", line)
		}
		if seen[line] {
			return fmt.Errorf("%s stands in the table twice", line)
		}
		seen[line] = true
	}
	return nil
}

// WriteRoutes writes the table of routes as an auditor reads it: who may use what, and by which right.
func (a *App) WriteRoutes(w io.Writer) error { return route.Write(w, a.routes, holders) }

// holders are the roles of colleagues and of devices that have a right.
func holders(right route.Right) (names []string) {
	for _, role := range account.HoldersOf(right) {
		names = append(names, string(role))
	}
	for _, role := range lobby.HoldersOf(right) {
		names = append(names, string(role))
	}
	return names
}

// nav is what stands in the bar of staff's pages, in this order. The first that a colleague may
// open is where they begin.
var nav = []account.NavItem{
	{Path: "/medewerker/balie", Key: "work", Right: route.ServeAtDesk},
	{Path: "/medewerker/ontvangst", Key: "reception", Right: route.ReceiveVisitors},
	{Path: "/medewerker/telefoon", Key: "phone", Right: route.ChangeForOthers},
	{Path: "/medewerker/vandaag", Key: "day", Right: route.LeadDay},
	{Path: "/medewerker/uitval", Key: "out", Right: route.DecideOutage, Within: "day"},
	{Path: "/medewerker/beheer", Key: "manage", Right: route.SetUp},
	{Path: "/medewerker/vooruit", Key: "ahead", Right: route.SeeForecast, Within: "day"},
	{Path: "/medewerker/terug", Key: "back", Right: route.SeeForecast, Within: "day"},
	{Path: "/medewerker/cijfers", Key: "figures", Right: route.SeeFigures},
	{Path: "/medewerker/helpen", Key: "help", Right: route.HelpAtDesk, Within: "day"},
	{Path: "/medewerker/schermen", Key: "screens", Right: route.ManageScreens},
	{Path: "/medewerker/collegas", Key: "team", Right: route.ManagePeople},
	{Path: "/medewerker/controle", Key: "audit", Right: route.ReadAudit},
	{Path: "/medewerker/onderweg", Key: "field", Right: route.WorkOnRoad},
	{Path: "/medewerker/inzet", Key: "plan", Right: route.SeeOutings},
	{Path: "/medewerker/rooster", Key: "roster", Right: route.PlanRoster},
	{Path: "/medewerker/rooster/ik", Key: "own-roster", Right: route.SeeOwnRoster},
}
