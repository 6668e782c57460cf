package account

import (
	"strings"
	"time"

	"github.com/gofiber/fiber/v2"

	"balie/booking/ledger"
	"balie/web/page"
	"balie/web/route"
)

// What Guard refuses.
var (
	ErrSignedOut = route.As(fiber.StatusUnauthorized, ledger.Refuse(ledger.Forbidden, "account.signedout"))
	ErrRole      = ledger.Refuse(ledger.Forbidden, "account.role")
	ErrOffice    = ledger.Refuse(ledger.Forbidden, "account.office") // the role holds at other offices
	ErrToken     = ledger.Refuse(ledger.Forbidden, "account.token")
	ErrStale     = ledger.Refuse(ledger.Forbidden, "account.stale")
)

// Need is what a route asks of whoever uses it.
type Need struct {
	Right route.Right
	At    route.Where // how the request names its office
	// Early routes are also for a colleague who has yet to set up the second step.
	Early bool
	// Fresh routes ask for a passphrase or code that was shown in the last quarter of an hour.
	Fresh bool
	// Passive routes are asked for by a page and not by a person: they do not keep a session alive.
	Passive bool
	// Locked routes are also for whoever's screen is locked: raising the alarm, and unlocking.
	Locked bool
}

// freshFor is how long a proof of who one is suffices for what matters most.
const freshFor = 15 * time.Minute

// TokenField is the field of a form that carries the session's token.
const TokenField = "sessie"

// sessionKey is where a request carries its Session.
const sessionKey = "balie session"

// Current is the colleague who is signed in; ok is false on routes that are not guarded.
func Current(c *fiber.Ctx) (s Session, ok bool) {
	s, ok = c.Locals(sessionKey).(Session)
	return s, ok
}

// Guard lets a colleague with the needed role through, with a form that carries the token of their
// session. Who is not signed in is led to sign in; everybody else is refused with ErrRole, ErrToken,
// ErrRequired or ErrStale.
func (a *Accounts) Guard(n Need) fiber.Handler {
	return func(c *fiber.Ctx) error {
		c.Set(fiber.HeaderCacheControl, "no-store")
		s, err := a.resume(c)
		if err != nil {
			return a.lead(c, err, signInPath)
		}
		s.right = n.Right
		c.Locals(sessionKey, s)
		err = n.refuses(c, s)
		if err == nil && s.Limited(n.Right) {
			err = a.within(c, s, n)
		}
		if err != nil {
			return a.lead(c, err, "")
		}
		if !n.Passive && !s.locked {
			a.presence.touch(hashed(c.Cookies(a.cookie())), nowOf(c))
		}
		return c.Next()
	}
}

// refuses says what of a need a session does not meet.
func (n Need) refuses(c *fiber.Ctx, s Session) error {
	switch {
	case s.locked && !n.Locked:
		return ErrLocked
	case s.Unfinished && !n.Early:
		return ErrRequired
	case !s.May(n.Right):
		return ErrRole
	case c.Method() == fiber.MethodPost && !sameToken(c.FormValue(TokenField), s.Token):
		return ErrToken
	case n.Fresh && nowOf(c).Sub(s.Proven) > freshFor:
		return ErrStale
	}
	return nil
}

// lead shows the way to whoever reads a page; a form or a script is refused.
func (a *Accounts) lead(c *fiber.Ctx, err error, way string) error {
	switch ledger.KeyOf(err) {
	case ErrRequired.Key:
		way = secondPath
	case ErrStale.Key:
		way = provePath
	case ErrLocked.Key:
		way = lockPath
	}
	if way == "" || c.Method() != fiber.MethodGet && c.Method() != fiber.MethodHead || !strings.Contains(c.Get(fiber.HeaderAccept), "text/html") {
		return err
	}
	q := page.From(c)
	return c.Redirect(string(q.Href(withNext(way, q.Path))), fiber.StatusSeeOther)
}

// resume reads the session that a request's cookie opens. It refuses with ErrSignedOut.
func (a *Accounts) resume(c *fiber.Ctx) (Session, error) {
	s, err := a.open(c.Cookies(a.cookie()))
	s.raised = raisedIn(c.Cookies(a.named(alarmCookie)))
	return s, err
}

// open returns the session of an id as its account stands now.
func (a *Accounts) open(raw string) (s Session, err error) {
	if raw == "" {
		return s, ErrSignedOut
	}
	err = a.o.Ledger.View(func(r ledger.Reader) error {
		kept, found, err := sessions.Find(r, ledger.K().Str(hashed(raw)))
		if err != nil || !found || a.o.Terms.over(kept, a.presence.last(kept.Hash), a.now(r)) {
			return when(err == nil, ErrSignedOut)
		}
		u, err := ByID(r, kept.User)
		if err != nil || u.State != Active {
			return ErrSignedOut.Because(err)
		}
		s, err = a.sessionOf(r, u, kept)
		if err == nil && a.o.Without != nil {
			s.without, err = a.o.Without(r)
		}
		if err == nil && a.o.Busy != nil {
			s.busy, err = a.o.Busy(r, s.Actor())
		}
		seen := a.presence.last(kept.Hash)
		s.locks, s.idle = a.o.Terms.locksAt(kept, seen), int(a.o.Terms.Idle/time.Second)
		s.locked = kept.Locked || !s.busy && a.o.Terms.locked(kept, seen, a.now(r))
		return err
	})
	return s, err
}

// isOpen reports whether an id opens a session.
func (a *Accounts) isOpen(raw string) bool {
	_, err := a.open(raw)
	return err == nil
}

func (a *Accounts) sessionOf(r ledger.Reader, u User, kept session) (Session, error) {
	may, err := grantsOf(r, u)
	if err != nil {
		return Session{}, err
	}
	roles, err := definedOf(r, u.Roles)
	return Session{
		ID: kept.Hash[:shownHash], User: u.ID, Login: u.Login, Name: u.Name, Roles: u.Roles, Token: kept.Token, Proven: kept.Proven,
		Unfinished: a.o.RequireSecond && !u.Second && u.Subject == "", account: u, roles: roles, grants: may, nav: a.o.Nav, alarm: a.o.Alarm,
	}, err
}

// definedOf are roles as they are now; one that is gone is left out.
func definedOf(r ledger.Reader, roles []Role) (all []Definition, err error) {
	defined, err := DefinitionsByID(r)
	for _, role := range roles {
		if d, found := defined[role]; found {
			all = append(all, d)
		}
	}
	return all, err
}

// Watch returns a function that says whether a request's session still stands and still has one of
// the needed roles: for a stream, which outlives its request.
func (a *Accounts) Watch(c *fiber.Ctx, n Need) func() bool {
	raw := strings.Clone(c.Cookies(a.cookie()))
	var offices []string
	if s, ok := Current(c); ok && s.Limited(n.Right) {
		offices, _ = a.officesOf(c, s, n) // Guard let them through a moment ago
	}
	return func() bool {
		s, err := a.open(raw)
		return err == nil && (n.Locked || !s.locked) && s.May(n.Right) && s.mayAtAll(n.Right, offices) && !s.Unfinished
	}
}

func nowOf(c *fiber.Ctx) time.Time { return page.From(c).Machine }
