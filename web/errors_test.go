package web_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"log/slog"
	"strings"
	"testing"

	"github.com/gofiber/fiber/v2"

	"balie/booking"
	"balie/booking/catalogue"
	"balie/booking/ledger"
	"balie/booking/supply"
	"balie/web"
	"balie/web/route"
	"balie/web/webtest"
)

// failing is an App whose /fail returns an error.
func failing(t *testing.T, o web.Options, err error) *webtest.App {
	return webtest.Start(o).With(route.Route{Method: "GET", Path: "/fail/:who", Access: route.Public, Limit: route.Look, Bare: true,
		Handler: func(*fiber.Ctx) error { return err }})
}

func TestEveryKindOfRefusalHasItsStatus(t *testing.T) {
	for _, c := range []struct {
		err    error
		status int
	}{
		{catalogue.ErrPersons, 422}, {catalogue.ErrUnknownProduct, 404}, {supply.ErrTaken, 409}, {web.ErrForeign, 403},
		{booking.ErrHoldGone, 410}, {ledger.ErrBusy, 503}, {ledger.ErrFull, 503}, {ledger.ErrUnknown, 503},
		{ledger.ErrDamaged, 500}, {errors.New("anything else"), 500}, {web.ErrLimit, 429}, {web.ErrForm, 400},
		{fiber.ErrNotFound, 404}, {fiber.ErrMethodNotAllowed, 405}, {fiber.ErrRequestEntityTooLarge, 413},
		{fiber.ErrRequestHeaderFieldsTooLarge, 413}, {fiber.ErrBadRequest, 400},
	} {
		if answer, _ := webtest.Ask(t, failing(t, webtest.NewOptions(t), c.err), "GET", "/fail/x", ""); answer.StatusCode != c.status {
			t.Errorf("%v: %d, want %d", c.err, answer.StatusCode, c.status)
		}
	}
}

func TestMachinesGetTheReasonAsAProblem(t *testing.T) {
	answer, body := webtest.Ask(t, failing(t, webtest.NewOptions(t), supply.ErrTaken), "GET", "/fail/x", "", "Accept", "application/json")
	type problem struct {
		Type, Title string
		Status      int
		Reason      string
	}
	var got problem
	if err := json.Unmarshal([]byte(body), &got); err != nil {
		t.Fatalf("%q: %v", body, err)
	}
	if want := (problem{"about:blank", "conflict", 409, "time.taken"}); got != want {
		t.Errorf("%+v, want %+v", got, want)
	}
	if kind := answer.Header.Get("Content-Type"); kind != "application/problem+json" {
		t.Errorf("Content-Type %q", kind)
	}
}

func TestNoPanicAndNoSecretReachesAVisitor(t *testing.T) {
	var log bytes.Buffer
	o := webtest.NewOptions(t)
	o.Log = slog.New(slog.NewTextHandler(&log, &slog.HandlerOptions{Level: slog.LevelDebug}))
	a := webtest.Start(o).With(route.Route{Method: "POST", Path: "/panic/:who", Access: route.Public, Limit: route.Look, Bare: true,
		Handler: func(c *fiber.Ctx) error { panic("panicked over " + c.FormValue("naam")) }})
	answer, body := webtest.Ask(t, a, "POST", "/panic/KANARIE-PAD?q=KANARIE-VRAAG", "naam=KANARIE-NAAM", "Cookie", "x=KANARIE-KOEK")
	if answer.StatusCode != 500 {
		t.Errorf("a panic is answered %d, want 500", answer.StatusCode)
	}
	for where, text := range map[string]string{"page": body, "log": log.String()} {
		if strings.Contains(text, "KANARIE") {
			t.Errorf("the %s repeats what a person sent: %s", where, text)
		}
	}
	if strings.Contains(body, "goroutine") || strings.Contains(body, ".go:") {
		t.Errorf("the page shows our insides: %s", body)
	}
	for _, want := range []string{"route=/panic/:who", "status=500", "method=POST", "kind=string"} {
		if !strings.Contains(log.String(), want) {
			t.Errorf("the log lacks %s: %s", want, log.String())
		}
	}
}

func TestTheLogTellsTheCauseAndThePageDoesNot(t *testing.T) {
	var log bytes.Buffer
	o := webtest.NewOptions(t)
	o.Log = slog.New(slog.NewTextHandler(&log, nil))
	_, body := webtest.Ask(t, failing(t, o, ledger.ErrFailed.Because(errors.New("disk on fire"))), "GET", "/fail/x", "")
	if strings.Contains(body, "disk on fire") || !strings.Contains(log.String(), "disk on fire") {
		t.Errorf("page %q, log %q", body, log.String())
	}
}
