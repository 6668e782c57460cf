package web_test

import (
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/gofiber/fiber/v2"

	"balie/web/route"
	"balie/web/webtest"
)

// TestParametersOutliveTheirRequest guards against fiber's habit of reusing memory: what a handler
// kept of one request must not become part of another.
func TestParametersOutliveTheirRequest(t *testing.T) {
	type kept struct{ id, field, header, query string }
	var all []kept
	a := webtest.Start(webtest.NewOptions(t)).With(route.Route{Method: "POST", Path: "/keep/:id", Access: route.Public, Limit: route.Change, Bare: true,
		Handler: func(c *fiber.Ctx) error {
			all = append(all, kept{c.Params("id"), c.FormValue("naam"), c.Get("X-Who"), c.Query("q")})
			return nil
		}})
	for i := range 200 {
		webtest.Ask(t, a, "POST", fmt.Sprintf("/keep/id%04d?q=query%04d", i, i), fmt.Sprintf("naam=naam%04d", i), "X-Who", fmt.Sprintf("who%04d", i))
	}
	for i, k := range all {
		want := kept{fmt.Sprintf("id%04d", i), fmt.Sprintf("naam%04d", i), fmt.Sprintf("who%04d", i), fmt.Sprintf("query%04d", i)}
		if k != want {
			t.Fatalf("request %d was kept as %+v, want %+v", i, k, want)
		}
	}
}

// TestEncodedPathsLeadNowhere: a path that is encoded twice is not decoded into another.
func TestEncodedPathsLeadNowhere(t *testing.T) {
	a := webtest.Start(webtest.NewOptions(t)).With(route.Route{Method: "GET", Path: "/secret", Access: route.Public, Limit: route.Look,
		Handler: func(c *fiber.Ctx) error { return c.SendString("secret") }})
	for _, path := range []string{
		"/%252e%252e/secret", "/%2e%2e/%2e%2e/etc/passwd", "/..%2f..%2fetc/passwd", "/%25%32%66secret", "/%252fsecret",
		"/secret%00", "/secret%2f", "/%5c..%5csecret", "/nl%2fsecret", "/nl%252fsecret", "/%256eealthz", "/%2568ealthz",
	} {
		if answer, body := webtest.Ask(t, a, "GET", path, ""); answer.StatusCode != 404 {
			t.Errorf("%s: %d %q, want 404", path, answer.StatusCode, body)
		}
	}
}

func TestAForeignOriginMayNotRead(t *testing.T) {
	a := webtest.Start(webtest.NewOptions(t))
	for _, method := range []string{"GET", "OPTIONS"} {
		answer, _ := webtest.Ask(t, a, method, "/healthz", "", "Origin", "https://elsewhere.example", "Access-Control-Request-Method", "POST")
		for _, name := range []string{"Access-Control-Allow-Origin", "Access-Control-Allow-Credentials", "Access-Control-Allow-Methods"} {
			if got := answer.Header.Get(name); got != "" {
				t.Errorf("%s: %s is %q", method, name, got)
			}
		}
	}
}

// TestPagesAreFinishedWhileTheProgramStops: the context of a request ends when the server begins to stop, and templ
// renders nothing then; so what is rendered must not depend on it, or a refusal with words becomes a bare 500.
func TestPagesAreFinishedWhileTheProgramStops(t *testing.T) {
	read := 0
	err := filepath.WalkDir(".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_templ.go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		content, err := os.ReadFile(path)
		if bytes.Contains(content, []byte(".Render(c.Context()")) {
			t.Errorf("%s renders a page that ends when the server begins to stop", path)
		}
		read++
		return err
	})
	if err != nil || read < 100 {
		t.Fatalf("read %d files: %v", read, err)
	}
}
