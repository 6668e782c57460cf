package web

import (
	"context"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/gofiber/fiber/v2"

	"balie/booking"
	"balie/booking/contact"
	"balie/booking/ledger"
	"balie/booking/roster"
	"balie/kiosk"
	"balie/outreach"
	"balie/queue"
	"balie/web/account"
	"balie/web/route"
)

// morning is when every test begins.
var morning = time.Date(2026, 11, 30, 9, 0, 0, 0, time.UTC)

// newOptions is an empty house in a temporary folder.
func newOptions(t *testing.T) Options {
	t.Helper()
	folder := t.TempDir()
	clock := func() time.Time { return morning }
	l, err := ledger.Open(filepath.Join(folder, "balie.db"), clock, []ledger.Schema{contact.Schema, roster.Schema, booking.Schema, outreach.Schema, queue.Schema, kiosk.Schema, account.Schema})
	if err != nil {
		t.Fatal(err)
	}
	v, err := contact.OpenVault(filepath.Join(folder, "balie.keys"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = v.Close()
		if err := l.Close(); err != nil {
			t.Error(err)
		}
	})
	return Options{Ledger: l, Vault: v, Clock: clock, Log: slog.New(slog.DiscardHandler), Municipality: "Proefstad",
		Account: account.Options{Hasher: account.NewHasher(account.Cost{Memory: 64, Time: 1, Threads: 1}, 4)}, Limits: Limits{
			route.Look: {1e6, 1e6}, route.Change: {1e6, 1e6}, route.Guess: {1e6, 1e6}, route.Enter: {1e6, 1e6},
		}}
}

// with adds a route to the table, so that a test can see what happens around a handler.
func (a *App) with(r route.Route) *App {
	if r.Site == "" {
		r.Site = route.EverySite
	}
	a.routes = append(a.routes, r)
	all := a.routes
	a.routes = []route.Route{r}
	a.register()
	a.routes = all
	return a
}

// ask sends a request without a network and returns the answer with its body.
func ask(t *testing.T, a *App, method, target, body string, headers ...string) (*http.Response, string) {
	t.Helper()
	r := httptest.NewRequest(method, "/", strings.NewReader(body))
	r.RequestURI = target // as a client would send it: not cleaned
	r.Host = "balie.example"
	if body != "" {
		r.Header.Set("Content-Type", fiber.MIMEApplicationForm)
	}
	for i := 0; i < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	answer, err := a.Fiber().Test(r, -1)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	text, err := io.ReadAll(answer.Body)
	if err != nil {
		t.Fatal(err)
	}
	return answer, string(text)
}

func TestShutdownWaitsForAnswersUnderWay(t *testing.T) {
	entered, leave := make(chan bool), make(chan bool)
	a := New(newOptions(t)).with(route.Route{Method: "GET", Path: "/slow", Access: route.Public, Limit: route.Free, Bare: true,
		Handler: func(c *fiber.Ctx) error {
			close(entered)
			<-leave
			return c.SendString("done")
		}})
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	served := make(chan error, 1)
	go func() { served <- a.Serve(listener) }()
	answered := make(chan string, 1)
	go func() {
		answer, err := http.Get("http://" + listener.Addr().String() + "/slow")
		if err != nil {
			answered <- err.Error()
			return
		}
		defer answer.Body.Close()
		text, _ := io.ReadAll(answer.Body)
		answered <- string(text)
	}()
	<-entered
	down := make(chan error, 1)
	go func() { down <- a.Shutdown(context.Background()) }()
	close(leave)
	if got := <-answered; got != "done" {
		t.Errorf("the answer under way was %q, want it whole", got)
	}
	if err := <-down; err != nil {
		t.Errorf("Shutdown: %v", err)
	}
	if err := <-served; err != nil {
		t.Errorf("Serve: %v", err)
	}
}

func TestReadyOnlyWhileTheLedgerCanBeRead(t *testing.T) {
	a := New(newOptions(t))
	if answer, _ := ask(t, a, "GET", "/readyz", ""); answer.StatusCode != 200 {
		t.Errorf("readyz answers %d, want 200", answer.StatusCode)
	}
	if err := a.options.Ledger.Close(); err != nil {
		t.Fatal(err)
	}
	if answer, _ := ask(t, a, "GET", "/readyz", ""); answer.StatusCode != 503 {
		t.Errorf("readyz of a closed ledger answers %d, want 503", answer.StatusCode)
	}
	if answer, _ := ask(t, a, "GET", "/healthz", ""); answer.StatusCode != 200 {
		t.Errorf("healthz answers %d, want 200", answer.StatusCode)
	}
}
