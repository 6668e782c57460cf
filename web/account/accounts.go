package account

import (
	"time"

	"github.com/a-h/templ"
	"github.com/gofiber/fiber/v2"

	"balie/booking/ledger"
	"balie/web/account/passphrase"
	"balie/web/page"
	"balie/web/route"
)

// Options is what Accounts are made of.
type Options struct {
	Ledger   *ledger.Ledger
	Clock    ledger.Clock // of sessions and one-time codes where the ledger's is not the machine's; nil is the ledger's
	Signer   Signer
	Hasher   *passphrase.Hasher // nil takes StandardCost, three at once
	Security *Security
	StaffURL string // scheme and host as colleagues know us; "" takes the host that was asked
	Secure   bool   // visitors come over TLS
	Terms    Terms  // zero takes StandardTerms
	// RequireSecond says that everybody who signs in with a passphrase needs a second step.
	RequireSecond bool
	// Provider signs colleagues in with their account of the municipality; nil where there is none.
	Provider *Provider
	// Visitor is by whom tries are counted: an address, or a household of them.
	Visitor func(*fiber.Ctx) string
	// OfficesOf are the offices that a request is about, by how its route names them; "*" is every office.
	OfficesOf func(*fiber.Ctx, route.Where, ledger.Actor) ([]string, error)
	// Nav is what stands in the bar of every page, for whoever has one of its roles.
	Nav []NavItem
	// Without are rights that nobody has in this house, whatever their roles; nil where there are none.
	Without func(ledger.Reader) ([]route.Right, error)
	// Busy reports whether a visitor is with a colleague, whose session then does not lock; nil where nobody knows.
	Busy func(ledger.Reader, ledger.Actor) (bool, error)
	// Alarm stands on every page of a colleague, below the bar; nil where there is none.
	Alarm func(page.Request, Session) templ.Component
}

// Accounts lets colleagues in: its handlers are the pages of sign-in, of one's own account and of
// colleagues; Guard stands before every other page of staff.
type Accounts struct {
	o        Options
	attempts *attempts
	twice    *twice
	presence Presence
	keysUsed keysUsed
}

// The hashing of passphrases takes so many at once by itself, one of each standing: 192 MiB.
const hashings = 3

// New makes Accounts.
func New(o Options) *Accounts {
	if o.Hasher == nil {
		o.Hasher = passphrase.NewHasher(passphrase.StandardCost, hashings)
	}
	if o.Terms == (Terms{}) {
		o.Terms = StandardTerms
	}
	return &Accounts{o: o, attempts: newAttempts(), twice: newTwice()}
}

// now is the time that sessions and one-time codes keep to: that of a reading, unless the ledger's
// clock is not the machine's.
func (a *Accounts) now(r ledger.Reader) time.Time {
	if a.o.Clock != nil {
		return a.o.Clock().UTC()
	}
	return r.Now()
}

// Change runs fn in a transaction on behalf of whoever is signed in.
func (a *Accounts) Change(c *fiber.Ctx, fn func(*ledger.Tx) error) error {
	actor := ledger.Actor("visitor")
	if s, ok := Current(c); ok {
		actor = s.Actor()
	}
	return route.Update(c, a.o.Ledger, actor, fn)
}

// Log writes a line into the log of security, with the address of the request.
func (a *Accounts) Log(c *fiber.Ctx, event string, account UserID, detail string) {
	e := Entry{At: nowOf(c), Event: event, Account: account, Detail: detail}
	if a.o.Visitor != nil {
		e.Address = a.o.Signer.Sign(addresses, a.o.Visitor(c))[:shownHash]
	}
	if s, ok := Current(c); ok && s.User != account {
		e.By = s.User
	}
	a.o.Security.write(e)
}

// LookUp writes into the log of security that whoever is signed in looked somebody up, and why. It
// takes no name: subject is a public id.
func (a *Accounts) LookUp(c *fiber.Ctx, subject, reason string) {
	s, _ := Current(c)
	a.Log(c, LookedUp, s.User, subject+" "+reason)
}

// LogAlarm writes into the log of security that whoever is signed in raised, tried, heard or ended an
// alarm; event is one of AlarmRaised and the others.
func (a *Accounts) LogAlarm(c *fiber.Ctx, event, alarm string) {
	s, _ := Current(c)
	a.Log(c, event, s.User, alarm)
}

func (a *Accounts) visitor(c *fiber.Ctx) string {
	if a.o.Visitor == nil {
		return ""
	}
	return a.o.Visitor(c)
}
