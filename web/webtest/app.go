package webtest

import (
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/gofiber/fiber/v2"

	"balie/booking"
	"balie/booking/catalogue"
	"balie/booking/change"
	"balie/booking/contact"
	"balie/booking/figures"
	"balie/booking/ledger"
	"balie/booking/ledger/ledgertest"
	"balie/booking/roster"
	"balie/kiosk"
	"balie/outreach"
	"balie/queue"
	"balie/web"
	"balie/web/account"
	"balie/web/account/passphrase"
	"balie/web/route"
)

// Morning is when every test begins: nine o'clock UTC, Monday 30 November.
var Morning = time.Date(2026, 11, 30, 9, 0, 0, 0, time.UTC)

// Schemas are those of the whole house.
var Schemas = []ledger.Schema{contact.Schema, roster.Schema, booking.Schema, change.Schema, outreach.Schema, queue.Schema, figures.Schema, kiosk.Schema, account.Schema}

// App is a whole App, with what it was made of at hand.
type App struct {
	*web.App
	Options web.Options
	Now     *time.Time // the clock of a town that a test can set; nil where it stands
}

// Start makes an App of options.
func Start(o web.Options) *App { return &App{App: web.New(o), Options: o} }

// NewOptions are those of an empty house in a temporary folder, with limits that nobody reaches.
func NewOptions(t *testing.T) web.Options { return OptionsAt(t, func() time.Time { return Morning }) }

// sayBus says that colleagues plan a bus, so that their pages about it are there.
func sayBus(tx *ledger.Tx) error {
	_, err := catalogue.PutTown(tx, catalogue.BusRef, catalogue.Bus{On: true})
	return err
}

// OptionsAt is NewOptions with a clock, in which colleagues plan a bus. The ledger must check clean when the test ends.
func OptionsAt(t *testing.T, clock ledger.Clock) web.Options {
	t.Helper()
	v, err := contact.OpenVault(filepath.Join(t.TempDir(), "balie.keys"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = v.Close() })
	l := ledgertest.Open(t, clock, Schemas...)
	if err := l.Update(t.Context(), "system", sayBus); err != nil {
		t.Fatal(err)
	}
	return web.Options{Ledger: l, Vault: v, Clock: clock, Log: slog.New(slog.DiscardHandler), Municipality: "Proefstad",
		Account: account.Options{Hasher: passphrase.NewHasher(passphrase.Cost{Memory: 64, Time: 1, Threads: 1}, 4)}, Limits: web.Limits{
			route.Look: {Burst: 1e6, PerMinute: 1e6}, route.Change: {Burst: 1e6, PerMinute: 1e6}, route.Guess: {Burst: 1e6, PerMinute: 1e6}, route.Enter: {Burst: 1e6, PerMinute: 1e6},
		}}
}

// With adds a route to the table, so that a test can see what happens around a handler.
func (a *App) With(r route.Route) *App {
	if r.Site == "" {
		r.Site = route.EverySite
	}
	a.Add(route.Through("test", []route.Route{r})...)
	return a
}

// Ask sends a request without a network and returns the answer with its body.
func Ask(t *testing.T, a *App, method, target, body string, headers ...string) (*http.Response, string) {
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
