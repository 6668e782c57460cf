package main

import (
	"io"
	"log/slog"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/gofiber/fiber/v2"

	"balie/cmd/internal/demo"
	"balie/cmd/internal/server"
	"balie/cmd/internal/servertest"
	"balie/web"
	"balie/web/route"
)

// FuzzForms sends anything to every form that anybody may send, and anything as the address of a
// page: it is answered, and never with a failure of ours.
func FuzzForms(f *testing.F) {
	app := fuzzTown(f)
	var targets []string
	for _, r := range app.Routes() {
		if r.Access == route.Public || r.Access == route.Self {
			targets = append(targets, r.Method+" "+strings.ReplaceAll(r.Path, ":id", "0123456789ABCDEFGHJKMNPQRS"))
		}
	}
	for n := range targets {
		for _, text := range []string{
			"", "p=paspoort.1&v=0123456789ABCDEFGHJKMNPQRS&tijd=2026-12-01T10:20&locatie=gendringen", "p=paspoort.1&dag=2026-02-30&maand=9999-99",
			"v=0123456789ABCDEFGHJKMNPQRS&naam=Riet&kanaal=email&email=a@b", "code=7K4M+P2XQ", "a[999999999]=x", "%", "p=%ff%fe&p=.&p=..1", "naam=\x00\u202e\U0001F600",
			"dag=" + strings.Repeat("9", 4000), "keer=-1&tijd=T", "p=paspoort.1&p=paspoort.1&p=x", "zoek=" + strings.Repeat("paspoort ", 500),
		} {
			f.Add(n, text)
		}
	}
	f.Fuzz(func(t *testing.T, n int, text string) {
		method, path, _ := strings.Cut(targets[max(n, -n)%len(targets)], " ")
		body := ""
		r := httptest.NewRequest(method, "/", nil)
		if r.RequestURI = path; method == fiber.MethodPost {
			body = text
			r = httptest.NewRequest(method, path, strings.NewReader(body))
			r.Header.Set("Content-Type", fiber.MIMEApplicationForm)
		} else if !strings.ContainsAny(text, " \r\n\x00") {
			r.RequestURI = path + "?" + text
		}
		answer, err := app.Fiber().Test(r, -1)
		if err != nil {
			return // not HTTP any more
		}
		defer answer.Body.Close()
		if page, _ := io.ReadAll(answer.Body); answer.StatusCode >= 500 {
			t.Fatalf("%s %s %q is answered %d: %.300s", method, path, text, answer.StatusCode, page)
		}
	})
}

// fuzzTown is the demo town without a network and without limits.
func fuzzTown(f *testing.F) *web.App {
	log := slog.New(slog.DiscardHandler)
	h, err := server.Open(f.TempDir(), servertest.Noon, log)
	if err != nil {
		f.Fatal(err)
	}
	f.Cleanup(func() { _ = h.Close() })
	town, err := demo.Town()
	if err == nil {
		err = server.PutDocument(f.Context(), h.Ledger, town)
	}
	if err != nil {
		f.Fatal(err)
	}
	return web.New(web.Options{Ledger: h.Ledger, Vault: h.Vault, Clock: servertest.Noon, Log: log, Municipality: "Proefstad", Limits: server.Unlimited})
}
