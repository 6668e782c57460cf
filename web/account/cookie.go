package account

import (
	"cmp"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/gofiber/fiber/v2"

	"balie/booking/ledger"
)

// Where the pages of this package stand.
const (
	signInPath = "/medewerker"
	codePath   = "/medewerker/code"
	setUpPath  = "/medewerker/instellen"
	provePath  = "/medewerker/bevestigen"
	ownPath    = "/medewerker/ik"
	secondPath = "/medewerker/ik/tweede-stap"
	oidcPath   = "/medewerker/oidc"
)

// The cookies. Over TLS the session's has a name that browsers accept from this host alone, over
// TLS, for every path.
const (
	plainCookie  = "balie_sessie"
	hostPrefix   = "__Host-"
	hostCookie   = hostPrefix + "balie"
	halfCookie   = "balie_stap"
	deviceCookie = "balie_toestel_"
	alarmCookie  = "balie_alarm"
)

const (
	halfFor   = 5 * time.Minute
	deviceFor = 90 * 24 * time.Hour
)

func (a *Accounts) cookie() string {
	if a.o.Secure {
		return hostCookie
	}
	return plainCookie
}

// named is a cookie's name as it travels: every one of ours is for all paths, so over TLS it can say that it
// is of this host alone.
func (a *Accounts) named(name string) string {
	if a.o.Secure && !strings.HasPrefix(name, hostPrefix) {
		return hostPrefix + name
	}
	return name
}

// setCookie sets a cookie that scripts cannot read; seconds 0 is until the browser closes. Lax,
// since a provider sends colleagues back with a link; a form from elsewhere is refused before.
func (a *Accounts) setCookie(c *fiber.Ctx, name, value, path string, seconds int) {
	cookie := a.named(name) + "=" + value + "; Path=" + path + "; HttpOnly; SameSite=Lax"
	if seconds != 0 {
		cookie += "; Max-Age=" + strconv.Itoa(seconds)
	}
	if a.o.Secure {
		cookie += "; Secure"
	}
	c.Response().Header.Add(fiber.HeaderSetCookie, cookie)
}

func (a *Accounts) dropCookie(c *fiber.Ctx, name, path string) { a.setCookie(c, name, "", path, -1) }

// keepHalf notes in the browser that the passphrase was right: for the account as it stands now,
// for five minutes.
func (a *Accounts) keepHalf(c *fiber.Ctx, id UserID, stamp string) {
	until := strconv.FormatInt(nowOf(c).Add(halfFor).Unix(), 10)
	a.setCookie(c, halfCookie, string(id)+"."+until+"."+a.o.Signer.Sign(halfway, string(id)+"/"+until+"/"+stamp), "/", int(halfFor.Seconds()))
}

// half returns whose passphrase was right. It refuses with ErrSignedOut.
func (a *Accounts) half(c *fiber.Ctx) (u User, err error) {
	parts := strings.Split(c.Cookies(a.named(halfCookie)), ".")
	if len(parts) != 3 {
		return u, ErrSignedOut
	}
	until, err := strconv.ParseInt(parts[1], 10, 64)
	if err != nil || !nowOf(c).Before(time.Unix(until, 0)) {
		return u, ErrSignedOut
	}
	err = a.o.Ledger.View(func(r ledger.Reader) error {
		cred, err := credentialOf(r, UserID(parts[0]))
		if err != nil || !a.o.Signer.Signed(halfway, parts[0]+"/"+parts[1]+"/"+cred.Stamp, parts[2]) {
			return ErrSignedOut.Because(err)
		}
		u, err = ByID(r, UserID(parts[0]))
		return err
	})
	if err == nil && (u.State != Active || !u.Second) {
		err = ErrSignedOut
	}
	return u, err
}

// deviceName is the cookie of one login: colleagues share a desk, and its browser.
func deviceName(login string) string { return deviceCookie + hashed(login)[:8] }

// keepDevice marks this browser as one that the owner of an account used.
func (a *Accounts) keepDevice(c *fiber.Ctx, u User) {
	until := strconv.FormatInt(nowOf(c).Add(deviceFor).Unix(), 10)
	value := until + "." + a.o.Signer.Sign(device, string(u.ID)+"/"+u.Login+"/"+until)
	a.setCookie(c, deviceName(u.Login), value, "/", int(deviceFor.Seconds()))
}

// knownDevice is the mark of this browser for an account, "" where it has none.
func (a *Accounts) knownDevice(c *fiber.Ctx, u User) string {
	value := cmp.Or(c.Cookies(a.named(deviceName(u.Login))), c.Cookies(deviceName(u.Login))) // of before 29 November 2026 without a prefix
	until, signature, ok := strings.Cut(value, ".")
	end, err := strconv.ParseInt(until, 10, 64)
	if !ok || err != nil || !nowOf(c).Before(time.Unix(end, 0)) || !a.o.Signer.Signed(device, string(u.ID)+"/"+u.Login+"/"+until, signature) {
		return ""
	}
	return value
}

// safeNext is a path of ours to go to after signing in, "" for anything else.
func safeNext(next string) string {
	u, err := url.Parse(next)
	if err != nil || u.IsAbs() || u.Host != "" || len(next) > 300 || !strings.HasPrefix(next, "/") || strings.HasPrefix(next, "//") || strings.ContainsAny(next, "\\\r\n\t") {
		return ""
	}
	return next
}

func withNext(way, next string) string {
	if next = safeNext(next); next == "" || next == way || next == signInPath {
		return way
	}
	return way + "?naar=" + url.QueryEscape(next)
}
