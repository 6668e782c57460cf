package web_test

import (
	"bytes"
	"log/slog"
	"strings"
	"testing"

	"github.com/gofiber/fiber/v2"

	"balie/booking/ledger"
	"balie/web/route"
	"balie/web/webtest"
)

func TestWhoeverComesTooManyIsToldToComeBack(t *testing.T) {
	o := webtest.NewOptions(t)
	var log bytes.Buffer
	o.Log = slog.New(slog.NewTextHandler(&log, nil))
	a := webtest.Start(o).With(route.Route{Method: "GET", Path: "/vol", Site: route.PublicSite, Access: route.Public, Limit: route.Free,
		Handler: func(*fiber.Ctx) error { return ledger.ErrBusy }})
	for _, language := range route.Languages {
		for range 30 {
			answer, body := webtest.Ask(t, a, "GET", "/"+language+"/vol", "")
			if answer.StatusCode != 503 || answer.Header.Get("Retry-After") == "" || answer.Header.Get("Cache-Control") != "no-store" {
				t.Fatalf("status %d, headers %v", answer.StatusCode, answer.Header)
			}
			if !strings.Contains(body, `<html lang="`+language+`"`) || !strings.Contains(body, "<h1") {
				t.Fatalf("the page in %s is\n%.300s", language, body)
			}
		}
	}
	if n := strings.Count(log.String(), "too busy"); n != 7 { // at 1, 2, 4, 8, 16, 32 and 64
		t.Errorf("90 refusals are logged in %d lines:\n%s", n, log.String())
	}
	answer, body := webtest.Ask(t, a, "GET", "/vol", "", "Accept", "application/json")
	if answer.StatusCode != 503 || !strings.Contains(body, `"reason":"busy"`) {
		t.Errorf("a machine is answered %d %s", answer.StatusCode, body)
	}
}
