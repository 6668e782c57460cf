package route

import (
	"strings"
	"testing"

	"github.com/gofiber/fiber/v2"
)

func TestARouteThatSaysTooLittleIsRefused(t *testing.T) {
	nothing := func(*fiber.Ctx) error { return nil }
	good := Route{Method: "GET", Path: "/x", Site: PublicSite, Access: Public, Limit: Look, Handler: nothing}
	machine := good
	machine.Kind, machine.Method = Machine, "DELETE"
	for _, r := range []Route{good, machine} {
		if err := r.Check(); err != nil {
			t.Fatalf("a good route is refused: %v", err)
		}
	}
	for want, spoil := range map[string]func(*Route){
		"who may use it":     func(r *Route) { r.Access = "" },
		"say who may use ":   func(r *Route) { r.Access = "admin" },
		"how often":          func(r *Route) { r.Limit = "" },
		"read with GET":      func(r *Route) { r.Method = "DELETE" },
		"has no method":      func(r *Route) { r.Kind, r.Method = Machine, "" },
		"who reads it":       func(r *Route) { r.Kind = "people" },
		"writes its refusal": func(r *Route) { r.Refuse = func(*fiber.Ctx, int, error) error { return nil } },
		"has no handler":     func(r *Route) { r.Handler = nil },
		"on which site":      func(r *Route) { r.Site = "" },
		"which right":        func(r *Route) { r.Access, r.Site = Staff, StaffSite },
		"not say which":      func(r *Route) { r.Access, r.Site, r.Right = Staff, StaffSite, "desk.unknown" },
		"right of nobody":    func(r *Route) { r.Right = ServeAtDesk },
		"stands in public":   func(r *Route) { r.Access, r.Right = Staff, ServeAtDesk },
		"of which office":    func(r *Route) { r.Access, r.Right, r.Site = Staff, ServeAtDesk, StaffSite },
		"which office it is": func(r *Route) { r.Access, r.Right, r.Site, r.At = Staff, SetUp, StaffSite, AtEach },
		"and is a page":      func(r *Route) { r.Access, r.Right = Key, UseKey },
		"stands elsewhere":   func(r *Route) { r.Access, r.Right = Device, CheckIn },
	} {
		r := good
		spoil(&r)
		if err := r.Check(); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("refused with %v, want %q in it", err, want)
		}
	}
}

func TestRightsAreListedOnce(t *testing.T) {
	seen := map[Right]bool{}
	for _, r := range Rights {
		if seen[r] || r == "" {
			t.Errorf("%q stands in the list twice, or says nothing", r)
		}
		seen[r] = true
	}
}
