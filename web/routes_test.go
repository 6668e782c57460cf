package web

import (
	"strings"
	"testing"

	"github.com/gofiber/fiber/v2"

	"balie/web/account"
)

// unlisted returns the routes that fiber answers and the table does not name.
func unlisted(a *App) (found []string) {
	listed := map[string]bool{}
	for _, r := range a.routes {
		for _, path := range r.paths() {
			listed[r.Method+" "+path] = true
			if r.Method == "GET" {
				listed["HEAD "+path] = true
			}
		}
	}
	for _, r := range a.fiber.GetRoutes(true) {
		if !listed[r.Method+" "+r.Path] {
			found = append(found, r.Method+" "+r.Path)
		}
	}
	return found
}

func TestEveryRouteStandsInTheTable(t *testing.T) {
	a := New(newOptions(t))
	if found := unlisted(a); len(found) > 0 {
		t.Errorf("routes without an entry: %v", found)
	}
	a.fiber.Get("/behind-the-table", func(c *fiber.Ctx) error { return nil })
	if found := unlisted(a); len(found) != 2 { // GET and its HEAD
		t.Errorf("a route behind the table's back is found as %v, want GET and HEAD", found)
	}
}

func TestNoRouteStandsInTheTableTwice(t *testing.T) {
	seen := map[string]bool{}
	for _, r := range New(newOptions(t)).routes {
		if line := r.Method + " " + r.Path; seen[line] {
			t.Errorf("%s stands in the table twice", line)
		}
		seen[r.Method+" "+r.Path] = true
	}
}

func TestARouteThatSaysTooLittleIsRefused(t *testing.T) {
	nothing := func(*fiber.Ctx) error { return nil }
	good := Route{Method: "GET", Path: "/x", Site: PublicSite, Access: Public, Limit: Look, Handler: nothing}
	if err := good.check(StandardLimits); err != nil {
		t.Fatalf("a good route is refused: %v", err)
	}
	for want, spoil := range map[string]func(*Route){
		"who may use it":   func(r *Route) { r.Access = "" },
		"how often":        func(r *Route) { r.Limit = "" },
		"read with GET":    func(r *Route) { r.Method = "DELETE" },
		"has no handler":   func(r *Route) { r.Handler = nil },
		"say who may use ": func(r *Route) { r.Access = "admin" },
		"on which site":    func(r *Route) { r.Site = "" },
		"which colleagues": func(r *Route) { r.Access, r.Site = Staff, StaffSite },
		"not say which":    func(r *Route) { r.Roles = account.Roles },
		"stands in public": func(r *Route) { r.Access, r.Roles = Staff, account.Roles },
	} {
		r := good
		spoil(&r)
		if err := r.check(StandardLimits); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("refused with %v, want %q in it", err, want)
		}
	}
}

func TestPagesStandUnderEachLanguageAndAnswerHEAD(t *testing.T) {
	a := New(newOptions(t)).with(Route{Method: "GET", Path: "/here", Access: Public, Limit: Look,
		Handler: func(c *fiber.Ctx) error { return c.SendString("here") }})
	for _, path := range []string{"/here", "/nl/here", "/en/here", "/de/here"} {
		if answer, body := ask(t, a, "GET", path, ""); answer.StatusCode != 200 || body != "here" {
			t.Errorf("GET %s: %d %q", path, answer.StatusCode, body)
		}
		if answer, body := ask(t, a, "HEAD", path, ""); answer.StatusCode != 200 || body != "" {
			t.Errorf("HEAD %s: %d %q", path, answer.StatusCode, body)
		}
	}
	for path, want := range map[string]int{"/fr/here": 404, "/de/healthz": 404, "/HERE": 404} {
		if answer, _ := ask(t, a, "GET", path, ""); answer.StatusCode != want {
			t.Errorf("GET %s: %d, want %d", path, answer.StatusCode, want)
		}
	}
	if answer, _ := ask(t, a, "POST", "/here", ""); answer.StatusCode != 405 {
		t.Errorf("POST to a page: %d, want 405", answer.StatusCode)
	}
}

func TestWhatBelongsToOnePersonIsKeptByNobody(t *testing.T) {
	a := New(newOptions(t)).with(Route{Method: "GET", Path: "/a/:id", Access: Self, Limit: Look,
		Handler: func(c *fiber.Ctx) error { return c.SendString("mine") }})
	answer, _ := ask(t, a, "GET", "/a/X", "")
	if got := answer.Header.Get("Cache-Control"); got != "no-store" {
		t.Errorf("Cache-Control %q, want no-store", got)
	}
}
