package web_test

import (
	"balie/booking/ledger"
	"balie/web"
	"balie/web/route"
	"balie/web/webtest"
	"bytes"
	"flag"
	"os"
	"strings"
	"testing"

	"github.com/gofiber/fiber/v2"
)

var update = flag.Bool("update", false, "write golden files anew")

// unlisted returns the routes that fiber answers and the table does not name.
func unlisted(a *webtest.App) (found []string) {
	listed := map[string]bool{}
	for _, r := range a.Routes() {
		for _, path := range r.Paths() {
			listed[r.Method+" "+path] = true
			if r.Method == "GET" {
				listed["HEAD "+path] = true
			}
		}
	}
	for _, r := range a.Fiber().GetRoutes(true) {
		if !listed[r.Method+" "+r.Path] {
			found = append(found, r.Method+" "+r.Path)
		}
	}
	return found
}

func TestEveryRouteStandsInTheTable(t *testing.T) {
	a := webtest.Start(webtest.NewOptions(t))
	if found := unlisted(a); len(found) > 0 {
		t.Errorf("routes without an entry: %v", found)
	}
	a.Fiber().Get("/behind-the-table", func(c *fiber.Ctx) error { return nil })
	if found := unlisted(a); len(found) != 2 { // GET and its HEAD
		t.Errorf("a route behind the table's back is found as %v, want GET and HEAD", found)
	}
}

// refusedAs is why an App does not start with a line in its table.
func refusedAs(a *webtest.App, routes ...route.Route) (why string) {
	defer func() {
		if err, ok := recover().(error); ok {
			why = err.Error()
		}
	}()
	a.Add(routes...)
	return ""
}

// TestATableThatSaysTooLittleIsRefused: what one line must say is tested in web/route.
func TestATableThatSaysTooLittleIsRefused(t *testing.T) {
	nothing := func(*fiber.Ctx) error { return nil }
	good := route.Route{Method: "GET", Path: "/x", Site: route.PublicSite, Access: route.Public, Limit: route.Look, Handler: nothing}
	silent, slow := good, good
	silent.Access, silent.Path, slow.Limit, slow.Path = "", "/y", route.Slow, "/z"
	a := webtest.Start(webtest.NewOptions(t))
	if why := refusedAs(a, good); why != "" {
		t.Fatalf("a good table is refused: %s", why)
	}
	for want, line := range map[string]route.Route{
		"who may use it": silent, "in the table twice": good, "without a rate": slow,
	} {
		if why := refusedAs(a, line); !strings.Contains(why, want) {
			t.Errorf("refused as %q, want %q in it", why, want)
		}
	}
}

func TestPagesStandUnderEachLanguageAndAnswerHEAD(t *testing.T) {
	a := webtest.Start(webtest.NewOptions(t)).With(route.Route{Method: "GET", Path: "/here", Access: route.Public, Limit: route.Look,
		Handler: func(c *fiber.Ctx) error { return c.SendString("here") }})
	for _, path := range []string{"/here", "/nl/here", "/en/here", "/de/here"} {
		if answer, body := webtest.Ask(t, a, "GET", path, ""); answer.StatusCode != 200 || body != "here" {
			t.Errorf("GET %s: %d %q", path, answer.StatusCode, body)
		}
		if answer, body := webtest.Ask(t, a, "HEAD", path, ""); answer.StatusCode != 200 || body != "" {
			t.Errorf("HEAD %s: %d %q", path, answer.StatusCode, body)
		}
	}
	for path, want := range map[string]int{"/fr/here": 404, "/de/healthz": 404, "/HERE": 404} {
		if answer, _ := webtest.Ask(t, a, "GET", path, ""); answer.StatusCode != want {
			t.Errorf("GET %s: %d, want %d", path, answer.StatusCode, want)
		}
	}
	if answer, _ := webtest.Ask(t, a, "POST", "/here", ""); answer.StatusCode != 405 {
		t.Errorf("POST to a page: %d, want 405", answer.StatusCode)
	}
}

func TestWhatBelongsToOnePersonIsKeptByNobody(t *testing.T) {
	a := webtest.Start(webtest.NewOptions(t)).With(route.Route{Method: "GET", Path: "/van-een/:id", Access: route.Self, Limit: route.Look,
		Handler: func(c *fiber.Ctx) error { return c.SendString("mine") }})
	answer, _ := webtest.Ask(t, a, "GET", "/van-een/X", "")
	if got := answer.Header.Get("Cache-Control"); got != "no-store" {
		t.Errorf("Cache-Control %q, want no-store", got)
	}
}

// TestTheTableIsAsTheAuditorReadIt: the table of routes is what "balie routes" prints. A change of it is
// read before it is kept: go test ./web -run AsTheAuditorReadIt -update
func TestTheTableIsAsTheAuditorReadIt(t *testing.T) {
	var got bytes.Buffer
	if err := webtest.Start(webtest.NewOptions(t)).WriteRoutes(&got); err != nil {
		t.Fatal(err)
	}
	const golden = "testdata/routes.golden"
	if *update {
		if err := os.WriteFile(golden, got.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got.Bytes(), want) {
		t.Errorf("the table changed; read it and run with -update:\n%s", got.String())
	}
}

// TestAMachineIsRefusedInItsContractsWords: any method and body, under one address, and its own refusals.
func TestAMachineIsRefusedInItsContractsWords(t *testing.T) {
	refuse := func(*fiber.Ctx) error { return web.ErrNoPage }
	machine := route.Route{Kind: route.Machine, Method: "PUT", Path: "/machine", Access: route.Public, Limit: route.Look, Handler: refuse}
	own := machine
	own.Path, own.Refuse = "/eigen", func(c *fiber.Ctx, status int, err error) error {
		return c.Status(status).JSON(map[string]string{"fault": ledger.KeyOf(err)})
	}
	a := webtest.Start(webtest.NewOptions(t)).With(machine).With(own)
	for path, want := range map[string]string{"/machine": "application/problem+json", "/eigen": "application/json"} {
		answer, body := webtest.Ask(t, a, "PUT", path, `{"a[9]":1}`, "Content-Type", "application/json", "Origin", "https://elsewhere.example")
		if answer.StatusCode != 404 || answer.Header.Get("Content-Type") != want || !strings.Contains(body, "page.unknown") {
			t.Errorf("%s: %d %s %s", path, answer.StatusCode, answer.Header.Get("Content-Type"), body)
		}
		if answer, _ := webtest.Ask(t, a, "PUT", "/de"+path, ""); answer.StatusCode != 404 && answer.StatusCode != 405 {
			t.Errorf("under a language: %d", answer.StatusCode)
		}
	}
}
