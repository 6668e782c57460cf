package web_test

import (
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
