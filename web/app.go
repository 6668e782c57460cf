package web

import (
	"context"
	"errors"
	"log/slog"
	"net"
	"net/netip"
	"slices"
	"sync/atomic"
	"time"

	"github.com/a-h/templ"
	"github.com/gofiber/fiber/v2"

	"balie/booking/contact"
	"balie/booking/ledger"
	"balie/web/account"
	"balie/web/alarm"
	"balie/web/bus"
	"balie/web/correspondence"
	"balie/web/demo"
	"balie/web/effort"
	"balie/web/help"
	"balie/web/live"
	"balie/web/lobby"
	"balie/web/manage"
	"balie/web/messages"
	"balie/web/page"
	"balie/web/route"
)

// Options is what an App is made of.
type Options struct {
	Ledger *ledger.Ledger
	Vault  *contact.Vault
	Clock  ledger.Clock
	// MachineClock is the clock of sessions, one-time codes, cookies and limits where Clock is not the
	// machine's own, as in a demo; nil where it is.
	MachineClock ledger.Clock
	ClockSpeed   int        // how many times as fast as it Clock runs; 0 is 1
	Pace         func() int // the same where it changes; nil is ClockSpeed
	// CookieTag stands in the name of every cookie, so that two houses of one host do not read each other's; "" is none.
	CookieTag    string
	Log          *slog.Logger
	Municipality string // as on every page while it has not said its name itself: "Oude IJsselstreek"
	Language     string // of whoever's browser asks for none of ours; "" is Dutch
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
	// Mail says that residents who chose it are told by e-mail, SMS that they are by text message.
	Mail, SMS bool
	// BackupDays is for how many days a nightly copy of all data stays; 0 where there are none.
	BackupDays int
	// Video is the address of video meetings, with {room} in it; "" where there are none.
	Video string
	// Letters makes letters that colleagues print.
	Letters correspondence.Letters
	// Account is how colleagues sign in; what is set here besides is filled in by New.
	Account  account.Options
	StaffURL string // scheme and host as colleagues know us; "" is PublicURL
	// OneMachine says that one machine plays everybody, as in a demo: goods are not counted by network.
	OneMachine bool
	// Post is where the demo's mails end, to be shown on a page; nil elsewhere.
	Post *messages.Sink
	// Practice opens and closes the practice house of this one; nil where there can be none.
	Practice manage.PracticeHouse
	// Demo is the town that the doors of a demo lead into; nil elsewhere, where there are no such doors.
	Demo *demo.Town
}

// App answers every request of the house.
type App struct {
	fiber    *fiber.App
	options  Options
	limiter  *limiter
	busy     busy
	accounts *account.Accounts
	hub      *live.Hub
	alarm    *alarm.Pages
	help     *help.Pages
	screens  *lobby.Pages
	effort   *effort.Guard
	demo     *demo.Pages // nil where this is none
	routes   []route.Route
	housed   atomic.Pointer[housed]
	uploads  map[string]int // how large the body of a form with a file may be, by its path
}

// What one request may cost before a handler sees it.
const (
	longestBody   = 64 << 10
	longestHeader = 16 << 10 // request line, headers and cookies together
	readPatience  = 30 * time.Second
	idlePatience  = 75 * time.Second // longer than a proxy's usual minute
)

// machine is the machine's own time.
func (o Options) machine() time.Time {
	if o.MachineClock != nil {
		return o.MachineClock()
	}
	return o.Clock()
}

// New puts the house's routes together. It panics on a table of routes that a programmer got wrong.
func New(o Options) *App {
	if o.Limits == nil {
		o.Limits = StandardLimits
	}
	if o.StaffURL == "" {
		o.StaffURL = o.PublicURL
	}
	a := &App{options: o, limiter: newLimiter(o.Limits, o.machine), uploads: map[string]int{}}
	_, limited := o.Limits[route.Slow]
	from := func(c *fiber.Ctx) netip.Addr { address, _ := a.address(c); return address }
	a.effort = &effort.Guard{Signer: o.Vault, From: from, Slow: a.slow, Free: !limited || o.OneMachine}
	a.hub = live.New(live.Options{Ledger: o.Ledger, Log: o.Log})
	a.alarm = &alarm.Pages{Ledger: o.Ledger, Hub: a.hub, Beside: help.Beside}
	a.help = &help.Pages{Ledger: o.Ledger}
	a.accounts = a.newAccounts()
	a.alarm.Accounts = a.accounts
	a.screens = &lobby.Pages{Ledger: o.Ledger, Vault: o.Vault, Hub: a.hub, Origin: a.origin(), News: bus.News}
	if o.Demo != nil {
		a.demo = &demo.Pages{Ledger: o.Ledger, Vault: o.Vault, Screens: a.screens, Town: *o.Demo}
	}
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
	a.fiber.Server().KeepHijackedConns = true // a stream outlives the handler that began it
	a.fiber.Server().HeaderReceived = a.sizeOf
	if o.CookieTag != "" {
		a.fiber.Use(cookieTag(o.CookieTag).rename)
	}
	a.fiber.Use(a.observe, a.recoverPanic, a.packPage, a.setHeaders, a.attachRequest, a.refuseUnread)
	a.Add(a.table()...)
	return a
}

// newAccounts lets colleagues in by the options, with what every handler of ours shares.
func (a *App) newAccounts() *account.Accounts {
	o := a.options.Account
	o.Ledger, o.Signer, o.StaffURL = a.options.Ledger, a.options.Vault, a.options.StaffURL
	o.Secure, o.Visitor, o.Nav, o.OfficesOf = a.options.HTTPS, a.visitor, nav, a.officesOf
	o.Alarm, o.Clock, o.Without, o.Busy = a.above, a.options.MachineClock, withoutBus, hasVisitor
	return account.New(o)
}

// above is what stands above every page of a colleague: alarms, and for whoever may sit at a desk the
// request that stands for them.
func (a *App) above(q page.Request, s account.Session) templ.Component {
	if !s.May(route.HelpAtDesk) {
		return a.alarm.Bar(q, s)
	}
	return templ.Join(a.alarm.Bar(q, s), a.help.Bar(q, s))
}

// origin is where visitors find us.
func (a *App) origin() route.Origin {
	return route.Origin{Public: a.options.PublicURL, HTTPS: a.options.HTTPS}
}

// Accounts are the accounts of colleagues, for the workers that keep them.
func (a *App) Accounts() *account.Accounts { return a.accounts }

// Serve answers on a listener until Shutdown: for these sites, or for all where none is named. It
// may be called for several listeners.
func (a *App) Serve(listener net.Listener, sites ...route.Site) error {
	if len(sites) > 0 {
		listener = siteListener{listener, sites}
	}
	return a.fiber.Listener(listener)
}

// Live is the hub of streams, for the worker that keeps it going.
func (a *App) Live() *live.Hub { return a.hub }

// Shutdown stops accepting, says goodbye to streams, and waits for the answers under way, at most
// until ctx ends.
func (a *App) Shutdown(ctx context.Context) error {
	closed := make(chan error, 1)
	go func() { closed <- a.hub.Close(ctx) }() // the server below does not know of streams
	return errors.Join(a.fiber.ShutdownWithContext(ctx), <-closed)
}

// Routes are all routes of the house, for tests that try each.
func (a *App) Routes() []route.Route { return slices.Clone(a.routes) }

// Fiber is the application below, for tests that send requests without a network.
func (a *App) Fiber() *fiber.App { return a.fiber }
