package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// edge allows the package From to import the packages To, for a reason. Arrows only go down.
type edge struct{ From, To, Why string }

var edges = []edge{
	{"booking/fit", "booking/calendar", "visits are placed on the cells of a day"},
	{"booking/roster", "booking/ledger", "colleagues and duties are kept in the ledger"},
	{"booking/roster", "booking/calendar", "a duty is cells of a day, on the grid of the desks that it covers"},
	{"booking/contact", "booking/ledger", "sealed contacts are written with the appointment"},
	{"booking/catalogue", "booking/ledger booking/calendar booking/fit", "what is offered where is kept in the ledger; a skill is a bit for fit"},
	{"booking/upl", "booking/catalogue booking/textfile", "models of products are products, and the list is a file that somebody downloaded"},
	{"booking/supply", "booking/catalogue booking/ledger booking/calendar booking/fit booking/roster", "rules, roster and claims make what is free"},
	{"booking", "booking/catalogue booking/supply booking/ledger booking/calendar booking/fit booking/contact", "booking is made of its own rooms"},
	{"booking/change", "booking booking/calendar booking/catalogue booking/supply booking/ledger", "what the municipality does to appointments is planned, then carried out"},

	{"booking/ledger", "booking/calendar", "an event says on which day of the office it happened"},
	{"booking/figures", "booking/ledger booking/calendar", "what happened is counted from events"},
	{"queue/sim", "queue/steer", "pure: plays days under a policy"},
	{"queue/sim", "booking/textfile", "a scenario is a file that somebody wrote"},
	{"queue", "queue/steer", "whoever calls decides by the steering"},
	{"queue", "booking booking/catalogue booking/supply booking/calendar booking/ledger booking/roster", "finishing or missing a ticket does so to its appointment in one transaction"},
	{"queue/forecast", "queue queue/steer queue/sim booking booking/catalogue booking/calendar booking/ledger booking/roster booking/supply", "reads the queue and its days, and says how they go on"},

	{"kiosk", "queue booking booking/calendar booking/contact booking/ledger", "arriving makes a ticket of an appointment"},
	{"outreach/period", "booking/calendar", "pure: days and times of a period"},
	{"outreach", "outreach/period outreach/route booking booking/calendar booking/contact booking/ledger booking/roster", "a published stop is an office, and whose door we come to is sealed"},

	{"web/route", "booking/ledger", "a refusal has a status, and a change is a transaction"},
	{"web/page", "booking/textfile", "a house style is a file that somebody made elsewhere"},
	{"web/page", "web/lang booking/ledger", "layout writes words and dates, names the town hall, and says what was refused"},
	{"web/lang", "booking/calendar", "dates are written out in words"},
	{"web/paper", "web/lang booking/calendar", "a print says what the page says"},
	{"web/live", "web/page booking/ledger", "followers read events of the ledger, and a page says how old it is by our clock"},
	{"web/wording", "web/lang booking/catalogue booking/ledger", "a municipality says our texts in its own words"},
	{"web", "web/wording", "every page speaks them"},
	{"web/messages", "web/wording", "and every message"},
	{"web/manage/words", "web/messages web/wording", "a municipality sees its words in each message before they hold"},
	{"web/manage", "web/setup", "a practice house begins with what is exported"},
	{"web/manage/files", "web/setup booking/textfile", "what files would change is shown before it is done"},
	{"web/wording", "booking/calendar", "a made-up day"},
	{"web/setup", "web/account web/route", "roles are files too, and an import makes them by the authority of who imports"},
	{"web/setup", "web/page web/resident web/wording booking booking/calendar booking/catalogue booking/change booking/contact booking/ledger booking/roster booking/supply booking/textfile outreach", "a municipality as files: everything that is set up, and whom a change of it touches"},
	{"web/lobby", "web/wording", "and a further language falls back on them"},

	{"web/account", "web/page web/lang web/route booking/calendar booking/ledger", "sign-in is a page about a colleague"},
	{"web/account/passphrase", "booking/ledger", "what is guessed too soon is refused as anything else is"},
	{"web/account", "web/account/passphrase", "an account keeps a hash of its passphrase"},
	{"web/account", "booking/catalogue", "a role holds everywhere, or at some offices"},
	{"web/staff", "booking/catalogue", "where a colleague belongs is what they see first"},
	{"web", "booking/change kiosk queue", "of which office a request is, whatever names it"},
	{"web/account", "web/paper", "an app scans the secret of the second step"},
	{"web/staff", "web/account web/page web/route booking/calendar booking/ledger", "a request of a colleague, and what is done on their behalf"},
	{"web/messages", "web/lang web/paper booking booking/calendar booking/contact booking/ledger", "a message is made at sending, from what is true then"},

	{"web/effort", "web/page web/route booking/ledger", "an effort stands beside a form, and what is refused has a status"},
	{"web/asked", "web/page booking booking/calendar booking/catalogue booking/contact booking/ledger", "what a product asks itself stands on each form by which somebody books"},
	{"web/resident", "web/asked", "a resident is asked"},
	{"web/phone", "web/asked", "whoever calls is asked too"},
	{"web/counter", "web/paper", "a desk says what was to be brought as the paper does"},
	{"web/asked", "web/lang", "what somebody needs is said in words"},
	{"web/reception", "web/asked", "what must stand ready is said as it was asked"},
	{"web/counter", "web/asked", "the desk that helps reads what was answered"},
	{"web/appointment", "web/asked", "and so does who booked"},
	{"web/resident", "web/effort", "who takes a time makes an effort"},
	{"web/bus", "web/effort", "who asks for the bus or for a visit at the door makes an effort"},
	{"web/appointment", "web/effort", "who opens what was sent proves that they want it"},
	{"web", "web/effort", "one guard counts for all doors"},
	{"web/resident", "web/lang web/page web/paper web/route booking booking/calendar booking/contact booking/ledger", "a resident books, moves and cancels"},
	{"web/appointment", "web/lang web/page web/paper web/resident web/route booking booking/calendar booking/catalogue booking/contact booking/ledger booking/supply kiosk queue", "an appointment is moved on the page on which a time is chosen"},
	{"web/counter", "web/account web/lang web/live web/page web/route web/staff booking booking/calendar booking/contact booking/ledger queue queue/steer", "a desk serves who was called"},
	{"web/reception", "web/account web/lang web/live web/page web/paper web/route web/staff booking booking/calendar booking/contact booking/ledger kiosk queue", "the host lets people in, and a team lead sees the day"},
	{"web/phone", "web/account web/lang web/page web/paper web/route web/staff booking booking/calendar booking/contact booking/ledger queue", "the telephone team books, moves and calls back"},
	{"web/correspondence", "web/account web/page web/paper web/route web/staff booking booking/calendar booking/contact booking/ledger", "colleagues print letters, invite, and let partners book"},
	{"web/help", "web/account web/lang web/live web/page web/route web/staff booking/ledger queue queue/steer", "a colleague who can help is asked before the norm breaks"},
	{"web/counter", "web/help", "the house sees the warning that stands"},
	{"web/reception", "web/help", "a team lead sees the warning that stands"},
	{"web/alarm", "web/account web/lang web/live web/page web/route web/staff booking/ledger queue", "an alarm comes from a desk or a role at an office"},
	{"web/lobby", "web/account web/lang web/live web/page web/paper web/route web/staff booking booking/calendar booking/contact booking/ledger kiosk queue", "the door and the board, and the team lead's page of screens"},
	{"web/bus", "web/page web/paper web/route outreach outreach/route booking/calendar booking/contact booking/ledger", "residents and partners see where the bus is, and ask for it"},
	{"web/demo", "web/account web/lang web/lobby web/page web/route booking booking/catalogue booking/change booking/calendar booking/contact booking/ledger booking/supply kiosk outreach queue", "the doors of a demo lead into every room, and its story does what residents and colleagues do"},
	{"web/explain", "web/account web/page web/route web/staff booking/ledger", "every page of colleagues is explained, by the places of their bar"},
	{"web", "web/explain", "the table of routes names its handlers"},
	{"web", "web/demo", "a demo has doors; no other house does"},
	{"web/plan", "web/account web/page web/paper web/route web/staff booking booking/calendar booking/contact booking/ledger booking/roster kiosk outreach outreach/period queue/sim", "who plans sees the roster and the outings on one plan"},
	{"web/field", "web/account web/lang web/page web/route web/staff booking booking/calendar booking/contact booking/ledger booking/roster kiosk outreach queue", "the team on the road helps people with the same numbers, and lets in who has an appointment"},
	{"web/figures", "web/account web/lang web/page web/paper web/route web/staff booking/calendar booking/catalogue booking/figures booking/ledger booking/textfile queue/forecast", "what was counted, on a page and as files"},
	{"web/audit", "booking/textfile", "no cell of its file is a formula"},
	{"web", "web/figures", "figures are a room"},
	{"web/day", "web/account web/lang web/page web/route web/staff booking booking/calendar booking/ledger booking/roster queue queue/sim queue/steer", "looks ahead and back, and decides"},

	{"web", "web/correspondence web/account web/alarm web/appointment web/help web/bus web/counter web/field web/lang web/live web/lobby web/day web/page web/phone web/plan web/reception web/resident web/route", "the table of routes names every audience's handlers"},
	{"web", "web/messages", "the demo shows the mails that it did not send"},
	{"cmd/internal/server", "cmd/internal/takeover", "the server imports appointments beside those that serve"},
	{"cmd/internal/demo", "cmd/internal/server", "the demo is a server with a town in it"},
	{"cmd/internal/lab", "cmd/internal/server cmd/internal/demo", "what is measured is the server, in the demo's town or a larger one"},
	{"cmd/internal/browser", "cmd/internal/server cmd/internal/servertest cmd/internal/demo", "stories are told in a demo"},
	{"web", "booking/contact booking/ledger", "hands ledger and vault to the handlers, the town hall to every page, and turns error codes into a status"},

	{"web", "booking/catalogue", "every page names the town hall"},
	{"kiosk", "booking/catalogue queue/forecast", "who takes a number hears what to expect"},
	{"outreach", "booking/catalogue booking/change booking/supply", "a published stop is an office, and whoever loses a place is offered another by a planned change"},
	{"web/page", "booking/catalogue", "layout names the town hall"},
	{"web/paper", "booking/catalogue", "a print names office and products"},
	{"web/messages", "booking/catalogue", "a message names office and products"},
	{"web/messages", "outreach", "and says when we come to somebody's door"},
	{"web/correspondence", "booking/catalogue", "colleagues print, and invite, for products"},
	{"web/alarm", "booking/catalogue", "an alarm comes from an office"},
	{"web/help", "booking/catalogue", "help is asked at an office"},
	{"web/bus", "booking/catalogue", "a stop is an office"},
	{"web/bus", "web/lang", "a board says in its own language what the team says of a stop"},
	{"web/bus", "web/resident booking", "a call at the door is opened by a code as an appointment is, under the same pass and budget"},
	{"web/counter", "booking/catalogue booking/supply queue/forecast", "a desk names products, offers another time, and is told whom to call"},
	{"web/field", "booking/catalogue", "a stop is an office"},
	{"web/lobby", "booking/catalogue booking/supply queue/forecast", "the door offers a number with its wait, or a time instead"},
	{"web/manage", "web/account web/lang web/page web/route web/staff booking/ledger", "a functional manager sets up a municipality"},
	{"web/manage", "booking booking/change booking/calendar booking/catalogue", "what would happen to appointments is shown before it does"},
	{"web/manage", "outreach", "a skill says which vehicle and kit have it"},
	{"web/manage", "booking/roster", "a place in the roster is not deleted, and a skill says who has it"},
	{"web/manage", "kiosk", "a screen that was not seen for a while needs attention, and keeps its place from being deleted"},
	{"web/manage", "web/resident queue", "a product is set up beside the page that residents see, and nothing that is used is deleted"},
	{"web", "web/manage web/manage/files web/manage/why web/manage/words", "the table of routes"},
	{"web/manage/words", "web/account web/lang web/manage web/page web/route web/staff booking/calendar booking/catalogue booking/contact booking/ledger", "words, statements and look, beside what else can be set up"},
	{"web/manage/files", "web/account web/manage web/page web/route web/staff booking/calendar booking/change booking/ledger", "files, beside what else can be set up"},
	{"web/manage/why", "web/lang web/manage web/page web/route web/staff web/whatif booking booking/calendar booking/catalogue booking/ledger booking/supply queue/forecast queue/sim", "why a time is there or not, and how a year fills"},
	{"web/whatif", "booking/supply queue/forecast queue/sim", "what a plan does to desks, free time and the norm of a day"},
	{"web", "web/people web/audit web/fieldsetup web/languages", "the table of routes"},
	{"web/languages", "web/account web/lang web/manage web/page web/route web/staff booking/catalogue booking/ledger", "languages of the pillar are approved beside what else can be set up"},
	{"web/fieldsetup", "web/account web/manage web/page web/route web/staff booking/calendar booking/catalogue booking/ledger booking/roster outreach", "villages, places and vehicles, beside what else can be set up"},
	{"web/audit", "web/account web/page web/route web/staff booking/calendar booking/catalogue booking/ledger", "an auditor reads who changed or looked at what"},
	{"web/phone", "web/audit", "the history of an appointment, for who opened it"},
	{"web/geomap", "web/page", "a dot leads to the page about its village, in the reader's language"},
	{"web/bus", "web/geomap", "residents see where the bus comes"},
	{"web/plan", "web/geomap outreach/route", "planners see where it goes, from the village nearest to where it stands"},
	{"web/people", "web/account web/manage web/page web/route web/staff booking/calendar booking/catalogue booking/ledger", "who says what others may, beside what can be set up"},
	{"web/day", "booking/catalogue booking/change queue/forecast", "rules, what they come to, and what becomes of whom when a desk falls out"},
	{"web", "web/start", "the table of routes"},
	{"web/start", "web/account web/lang web/page web/resident web/route web/staff", "who sets up for the first time sees the first page of residents grow"},
	{"web/start", "booking/calendar booking/catalogue booking/ledger booking/upl", "five steps set up what the catalogue holds, from the national list"},
	{"web/phone", "booking/catalogue booking/supply queue/forecast", "the telephone team finds times and knows the wait"},
	{"web/plan", "booking/catalogue booking/supply queue/forecast", "who plans sees what is open, uncovered and expected"},
	{"web/plan", "web/whatif booking/change", "whom a moved or cancelled stop touches is shown before it is done"},
	{"web/field", "booking/change", "an outing that cannot go is a planned change, also from the road"},
	{"booking/change", "booking/roster", "a colleague who is away takes away what the roster gives them to do"},
	{"web/counter", "booking/roster", "the desk of today is where the roster has the colleague"},
	{"web/reception", "queue/steer", "what a warning proposes is one press of whoever leads the day"},
	{"web/absence", "web/account web/page web/route web/staff web/whatif booking/calendar booking/catalogue booking/change booking/ledger booking/roster", "who is away, until when, and what it does to appointments before it is done"},
	{"web", "web/absence", "the table of routes names its handlers"},
	{"web/staff", "web/lang", "a skill is said by what it is for"},
	{"web/manage", "web/whatif", "what a closure would do looks as what an outing would do"},
	{"web/whatif", "web/account web/page web/route web/staff booking booking/calendar booking/catalogue booking/change booking/contact booking/ledger", "a planned change in words, before and after"},
	{"web/reception", "booking/catalogue queue/forecast", "the host knows the wait"},
	{"web/resident", "booking/catalogue booking/supply", "a resident chooses a product and a time"},
}

// engine is the store below the ledger.
const engine = "go.etcd.io/bbolt"

// outside says which packages of ours may import a module of others.
var outside = []struct{ Path, Rooms, Why string }{
	{engine, "booking/ledger", "another engine must be able to take its place"},
	{"github.com/gofiber/fiber/", "web cmd", "domains know nothing of HTTP"},
	{"github.com/valyala/fasthttp", "web cmd", "domains know nothing of HTTP"},
	{"github.com/a-h/templ", "web", "markup lives in web only"},
	{"github.com/wneessen/go-mail", "web/messages", "only who sends mail knows how"},
	{"github.com/pquerna/otp", "web cmd", "web/account alone, and who tries its codes from outside"},
	{"github.com/coreos/go-oidc", "web/account", "only who lets colleagues in knows how"},
	{"golang.org/x/oauth2", "web/account", "only who lets colleagues in knows how"},
}

// pure rooms calculate: they may not even reach for a file, a network or a clock of their own.
var pure = []string{"booking/textfile", "booking/calendar", "booking/fit", "queue/steer", "queue/sim", "outreach/route", "outreach/period"}

// source is one Go file of the house.
type source struct {
	path, room string // "booking/fit/place.go", "booking/fit"
	file       *ast.File
	set        *token.FileSet
}

// test reports whether a file is for tests alone: also a room of them, such as web/webtest.
func (s source) test() bool {
	return strings.HasSuffix(s.path, "_test.go") || strings.HasSuffix(s.room, "test")
}

func (s source) generated() bool { return ast.IsGenerated(s.file) }

func (s source) lines(n ast.Node) int {
	return s.set.Position(n.End()).Line - s.set.Position(n.Pos()).Line + 1
}

// imports returns the paths that s imports.
func (s source) imports() (paths []string) {
	for _, i := range s.file.Imports {
		paths = append(paths, strings.Trim(i.Path.Value, `"`))
	}
	return paths
}

// moduleRoot is the folder of the module, seen from this package.
const moduleRoot = "../.."

// eachFile calls visit with each file of the house whose name ends in one of the endings.
func eachFile(t *testing.T, visit func(path string), endings ...string) {
	t.Helper()
	err := filepath.WalkDir(moduleRoot, func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if entry.IsDir() {
			if name := entry.Name(); name == ".git" || name == "testdata" || name == "node_modules" {
				return fs.SkipDir
			}
			return nil
		}
		if slices.ContainsFunc(endings, func(e string) bool { return strings.HasSuffix(path, e) }) {
			visit(strings.TrimPrefix(filepath.ToSlash(path), moduleRoot+"/"))
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// sources parses every Go file of the house.
func sources(t *testing.T) (all []source) {
	t.Helper()
	eachFile(t, func(path string) {
		set := token.NewFileSet()
		file, err := parser.ParseFile(set, filepath.Join(moduleRoot, path), nil, parser.ParseComments)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, source{path, filepath.ToSlash(filepath.Dir(path)), file, set})
	}, ".go")
	return all
}

func readFile(t *testing.T, path string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(moduleRoot, path))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func allowed(from, to string) bool {
	return slices.ContainsFunc(edges, func(e edge) bool {
		return e.From == from && slices.Contains(strings.Fields(e.To), to)
	})
}

func TestArrowsOnlyGoDown(t *testing.T) {
	for _, s := range sources(t) {
		if s.test() || s.room == "cmd/balie" {
			continue
		}
		for _, path := range s.imports() {
			to, ours := strings.CutPrefix(path, "balie/")
			if within(s.room, []string{"cmd"}) && !within(to, []string{"cmd"}) {
				continue // cmd puts every room together
			}
			if ours && !allowed(s.room, to) {
				t.Errorf("%s imports %s: no edge of the house allows it", s.path, to)
			}
		}
	}
}

func TestEveryEdgeNamesRooms(t *testing.T) {
	rooms := map[string]bool{}
	for _, s := range sources(t) {
		rooms[s.room] = true
	}
	for _, e := range edges {
		for _, room := range append(strings.Fields(e.To), e.From) {
			if known, seen := rooms[room]; !known && !seen {
				rooms[room] = false
				t.Errorf("edge %s → %s: there is no room %s", e.From, e.To, room)
			}
		}
		if e.Why == "" {
			t.Errorf("edge %s → %s has no reason", e.From, e.To)
		}
	}
}

// TestEveryEdgeIsUsed keeps the plan of the house true: what no room needs, no room may have.
func TestEveryEdgeIsUsed(t *testing.T) {
	used := map[[2]string]bool{}
	for _, s := range sources(t) {
		for _, path := range s.imports() {
			if to, ours := strings.CutPrefix(path, "balie/"); ours && !s.test() {
				used[[2]string{s.room, to}] = true
			}
		}
	}
	named := map[[2]string]bool{}
	for _, e := range edges {
		for _, to := range strings.Fields(e.To) {
			pair := [2]string{e.From, to}
			if !used[pair] {
				t.Errorf("edge %s → %s is not used: %s", e.From, to, e.Why)
			}
			if named[pair] {
				t.Errorf("edge %s → %s stands twice", e.From, to)
			}
			named[pair] = true
		}
	}
}

func TestOthersModulesStayInTheirRooms(t *testing.T) {
	for _, s := range sources(t) {
		for _, path := range s.imports() {
			for _, o := range outside {
				if s.test() && o.Path != engine {
					continue // a test may look through another's eyes
				}
				if strings.HasPrefix(path, o.Path) && !within(s.room, strings.Fields(o.Rooms)) {
					t.Errorf("%s imports %s, which only %s may: %s", s.path, path, o.Rooms, o.Why)
				}
			}
		}
	}
}

func within(room string, rooms []string) bool {
	return slices.ContainsFunc(rooms, func(r string) bool { return room == r || strings.HasPrefix(room, r+"/") })
}

func TestPureRoomsReachForNothing(t *testing.T) {
	impure := []string{"os", "io/fs", "net", "net/http", "syscall", "math/rand", "crypto/rand", "database/sql"}
	for _, s := range sources(t) {
		for _, path := range s.imports() {
			if !s.test() && slices.Contains(pure, s.room) && slices.Contains(impure, path) {
				t.Errorf("%s imports %s, but %s is a pure room", s.path, path, s.room)
			}
		}
	}
}

func TestEveryRoomSaysWhatItPromises(t *testing.T) {
	documented, rooms := map[string]bool{}, map[string]string{}
	for _, s := range sources(t) {
		if !s.test() {
			rooms[s.room] = s.file.Name.Name
		}
		if filepath.Base(s.path) == "doc.go" && s.file.Doc != nil {
			begin := "Package " + s.file.Name.Name + " "
			documented[s.room] = strings.HasPrefix(s.file.Doc.Text(), begin) || s.file.Name.Name == "main"
		}
	}
	for room := range rooms {
		if !documented[room] {
			t.Errorf("%s has no doc.go that begins with \"Package %s\"", room, rooms[room])
		}
	}
}
