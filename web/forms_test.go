package web_test

import (
	"balie/web/route"
	"balie/web/webtest"
	"runtime"
	"strings"
	"testing"

	"github.com/gofiber/fiber/v2"
)

func TestOnlyPlainFormsReachAHandler(t *testing.T) {
	a := webtest.Start(webtest.NewOptions(t)).With(route.Route{Method: "POST", Path: "/do", Access: route.Public, Limit: route.Change, Bare: true,
		Handler: func(c *fiber.Ctx) error { return c.SendString(c.FormValue("naam")) }})
	for _, c := range []struct {
		what, body, kind string
		status           int
	}{
		{"a form", "naam=Ren%C3%A9e&p=paspoort.3&p=rijbewijs.1", fiber.MIMEApplicationForm, 200},
		{"a form with its charset", "naam=x", fiber.MIMEApplicationForm + "; charset=utf-8", 200},
		{"a very large index", "a[999999999]=x", fiber.MIMEApplicationForm, 400},
		{"a nested name", "a[b][c]=x", fiber.MIMEApplicationForm, 400},
		{"a long name", strings.Repeat("a", 33) + "=x", fiber.MIMEApplicationForm, 400},
		{"many fields", strings.Repeat("a=x&", 257), fiber.MIMEApplicationForm, 400},
		{"JSON", `{"naam":"x"}`, fiber.MIMEApplicationJSON, 400},
		{"parts", "--x\r\n", fiber.MIMEMultipartForm + "; boundary=x", 400},
		{"no kind", "naam=x", "", 400},
	} {
		if answer, _ := webtest.Ask(t, a, "POST", "/do", c.body, "Content-Type", c.kind); answer.StatusCode != c.status {
			t.Errorf("%s: %d, want %d", c.what, answer.StatusCode, c.status)
		}
	}
}

func TestALargeIndexTakesNoMemory(t *testing.T) {
	a := webtest.Start(webtest.NewOptions(t)).With(route.Route{Method: "POST", Path: "/do", Access: route.Public, Limit: route.Change, Bare: true,
		Handler: func(c *fiber.Ctx) error { return nil }})
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	webtest.Ask(t, a, "POST", "/do", "a[999999999]=x")
	webtest.Ask(t, a, "GET", "/healthz?a[999999999]=x", "")
	runtime.ReadMemStats(&after)
	if grown := after.TotalAlloc - before.TotalAlloc; grown > 8<<20 {
		t.Errorf("two small requests allocated %d bytes", grown)
	}
}
