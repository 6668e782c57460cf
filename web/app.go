package web

import (
	"context"
	"log/slog"
	"net"
	"net/netip"
	"time"

	"github.com/gofiber/fiber/v2"

	"balie/booking/contact"
	"balie/booking/ledger"
	"balie/web/messages"
	"balie/web/page"
)

// Options is what an App is made of.
type Options struct {
	Ledger       *ledger.Ledger
	Vault        *contact.Vault
	Clock        ledger.Clock
	Log          *slog.Logger
	Municipality string // as on every page: "Oude IJsselstreek"
	PublicURL    string // scheme and host as visitors know us; "" takes the host that was asked
	// Theme is the municipality's house style, nil is ours; SecurityContact where weaknesses are
	// reported: "mailto:…" or "https://…".
	Theme           *page.Theme
	SecurityContact string
	// HTTPS says that visitors come over TLS, ours or a proxy's: cookies are Secure and browsers
	// are told to stay there.
	HTTPS          bool
	TrustedProxies []netip.Prefix // whose X-Forwarded-For is believed
	Limits         Limits         // nil takes StandardLimits
	// Mail says that residents who chose it are told by e-mail.
	Mail bool
	// Post is where the demo's mails end, to be shown on a page; nil elsewhere.
	Post *messages.Sink
}

// App answers every request of the house.
type App struct {
	fiber   *fiber.App
	options Options
	limiter *limiter
	routes  []Route
}

// What one request may cost before a handler sees it.
const (
	longestBody   = 64 << 10
	longestHeader = 16 << 10 // request line, headers and cookies together
	readPatience  = 30 * time.Second
	idlePatience  = 75 * time.Second // longer than a proxy's usual minute
)

// New puts the house's routes together. It panics on a table of routes that a programmer got wrong.
func New(o Options) *App {
	if o.Limits == nil {
		o.Limits = StandardLimits
	}
	a := &App{options: o, limiter: newLimiter(o.Limits, o.Clock)}
	a.fiber = fiber.New(fiber.Config{
		Immutable:                 true, // else parameters are overwritten by later requests
		BodyLimit:                 longestBody,
		ReadBufferSize:            longestHeader,
		ReadTimeout:               readPatience,
		IdleTimeout:               idlePatience, // and no WriteTimeout: it would end live streams
		CaseSensitive:             true,
		DisableStartupMessage:     true,
		DisableDefaultContentType: true,
		ErrorHandler:              a.answerError,
	})
	a.fiber.Use(a.observe, a.recoverPanic, a.setHeaders, a.attachRequest, a.refuseForeign, a.refuseOddForms)
	a.routes = append(a.table(), a.postRoutes()...)
	a.register()
	return a
}

// Serve answers on a listener until Shutdown.
func (a *App) Serve(listener net.Listener) error { return a.fiber.Listener(listener) }

// Shutdown stops accepting and waits for the answers under way, at most until ctx ends.
func (a *App) Shutdown(ctx context.Context) error { return a.fiber.ShutdownWithContext(ctx) }

// Fiber is the application below, for tests that send requests without a network.
func (a *App) Fiber() *fiber.App { return a.fiber }
