package manage

import (
	"slices"

	"github.com/a-h/templ"

	"balie/booking/ledger"
	"balie/web/route"
	"balie/web/staff"
)

// Pages answers who sets up the municipality.
type Pages struct {
	Ledger *ledger.Ledger
	// Left is how many steps of the first run are still to be done, and whether nothing at all is set up.
	Left func(ledger.Reader) (left int, empty bool, err error)
	// Practice opens and closes the practice house; nil where there can be none.
	Practice PracticeHouse
}

// Routes are for who sets up, closes and explains.
func (p *Pages) Routes() []route.Route {
	return route.On(route.StaffSite, slices.Concat(p.homeRoutes(), p.productRoutes(), p.officeRoutes(), p.closeRoutes(), p.hoursRoutes(),
		p.maintenanceRoutes(), p.familyRoutes(), p.practiceRoutes()))
}

// frame is what stands around every page of setting up.
type frame struct {
	staff.Request
	title, here string
}

// place is a page of setting up; its words stand under "config." and its key, and ".what" says what for.
type place struct {
	group, key, path, icon string
	right                  route.Right
}

// places are in the order of the side list.
var places = []place{
	{"start", "home", homePath, "home", route.SetUp},
	{"set", "products", productsPath, "file-text", route.SetUp},
	{"set", "families", familiesPath, "file-certificate", route.SetUp},
	{"set", "skills", skillsPath, "heart-handshake", route.SetUp},
	{"set", "offices", officesPath, "building-community", route.SetUp},
	{"set", "hours", hoursPath, "clock", route.SetUp},
	{"set", "road", roadPath, "bus", route.SetUp},
	{"own", "own.legal", legalPath, "building", route.SetUp},
	{"own", "texts", textsPath, "message-circle", route.SetUp},
	{"own", "style", stylePath, "eye", route.SetUp},
	{"own", "languages", "/medewerker/beheer/talen", "world", route.SetUp},
	{"own", "maintenance", maintenancePath, "player-pause", route.SetUp},
	{"own", "files", filesPath, "download", route.SetUp},
	{"people", "team", "/medewerker/collegas", "users", route.ManagePeople},
	{"people", "roles", "/medewerker/beheer/rollen", "shield-check", route.ManageRoles},
	{"people", "devices", "/medewerker/schermen", "numbers", route.ManageScreens},
	{"people", "keys", "/medewerker/beheer/sleutels", "lock", route.ManageKeys},
	{"people", "log", "/medewerker/beheer/rol/auditor", "history", route.ManageRoles},
	{"people", "practice", practicePath, "school", route.SetUp},
	{"day", "close", closePath, "calendar-off", route.CloseTimes},
	{"day", "changes", changesPath, "history", route.CloseTimes},
	{"day", "why", whyPath, "zoom-question", route.ExplainTimes},
	{"day", "year", yearPath, "calendar-time", route.SetUp},
}

// roadPath is where villages, places and vehicles are; not in a house without a bus.
const roadPath = "/medewerker/beheer/wijk"

// hoursPath is where the week of an office is.
const hoursPath = "/medewerker/beheer/uren"

// isPlace reports whether there is a page of setting up at a path.
func isPlace(path string) bool {
	return slices.ContainsFunc(places, func(one place) bool { return one.path == path })
}

// Shell is a page of setting up that another room shows: what one can set up stands beside it.
func Shell(r staff.Request, title, here string) templ.Component {
	return frame{Request: r, title: title, here: here}.shell()
}

// ShellWith is Shell with scripts of its own.
func ShellWith(r staff.Request, title, here string, scripts ...string) templ.Component {
	return frame{Request: r, title: title, here: here}.shellWith(scripts...)
}

// bar is the place in the bar of colleagues that is marked: who answers the telephone has no place for setting up.
func (f frame) bar() string {
	if f.S.May(route.SetUp) {
		return "manage"
	}
	return "phone"
}
