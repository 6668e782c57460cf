package web_test

import (
	"log/slog"
	"net/netip"
	"strings"
	"testing"

	"github.com/gofiber/fiber/v2"

	"balie/web"
	"balie/web/route"
	"balie/web/webtest"
)

func TestWhoAsksTooOftenIsToldWhenToComeBack(t *testing.T) {
	o := webtest.NewOptions(t)
	o.Limits = web.Limits{route.Look: {1, 1}, route.Change: {1, 1}, route.Guess: {1, 1}, route.Enter: {1, 1}}
	a := webtest.Start(o).With(route.Route{Method: "POST", Path: "/guess", Access: route.Public, Limit: route.Guess, Bare: true,
		Handler: func(c *fiber.Ctx) error { return nil }})
	webtest.Ask(t, a, "POST", "/guess", "x=1")
	answer, _ := webtest.Ask(t, a, "POST", "/guess", "x=1")
	if answer.StatusCode != 429 || answer.Header.Get("Retry-After") != "61" {
		t.Errorf("%d with Retry-After %q, want 429 with 61", answer.StatusCode, answer.Header.Get("Retry-After"))
	}
}

func TestAnUntrustedAddressCannotChooseItsVisitor(t *testing.T) {
	o := webtest.NewOptions(t)
	o.Limits[route.Guess] = web.Rate{Burst: 1, PerMinute: 1}
	a := webtest.Start(o).With(route.Route{Method: "GET", Path: "/who", Access: route.Public, Limit: route.Guess, Bare: true,
		Handler: func(c *fiber.Ctx) error { return nil }})
	webtest.Ask(t, a, "GET", "/who", "", "X-Forwarded-For", "203.0.113.7")
	if answer, _ := webtest.Ask(t, a, "GET", "/who", "", "X-Forwarded-For", "203.0.113.8"); answer.StatusCode != 429 {
		t.Errorf("another claim of the same address is answered %d", answer.StatusCode)
	}
}

func TestAProxyThatSpeaksUnreadablyIsRefusedByName(t *testing.T) {
	o := webtest.NewOptions(t)
	var said strings.Builder
	o.TrustedProxies, o.Log = []netip.Prefix{netip.MustParsePrefix("0.0.0.0/0")}, slog.New(slog.NewTextHandler(&said, nil))
	a := webtest.Start(o)
	for sent, status := range map[string]int{"kanarievogel": 400, "203.0.113.7": 200} {
		if answer, _ := webtest.Ask(t, a, "GET", "/", "", "X-Forwarded-For", sent); answer.StatusCode != status {
			t.Errorf("%q is answered %d", sent, answer.StatusCode)
		}
	}
	if !strings.Contains(said.String(), "header=X-Forwarded-For") || strings.Contains(said.String(), "kanarievogel") {
		t.Errorf("the log says %s", &said)
	}
}
