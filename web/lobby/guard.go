package lobby

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/gofiber/fiber/v2"

	"balie/booking/ledger"
	"balie/kiosk"
	"balie/web/route"
)

// The cookie of a screen. Over TLS browsers accept its name from this host alone. It is given anew with
// each page, so that a screen which is looked at once a year stays paired.
const (
	plainCookie = "balie_scherm"
	hostCookie  = "__Host-balie-scherm"
	cookieFor   = 400 * 24 * time.Hour // as long as browsers keep one
)

func (p *Pages) cookie() string {
	if p.Origin.HTTPS {
		return hostCookie
	}
	return plainCookie
}

func (p *Pages) keepSecret(c *fiber.Ctx, secret string) {
	cookie := p.cookie() + "=" + secret + "; Path=/; Max-Age=" + strconv.Itoa(int(cookieFor.Seconds())) + "; HttpOnly; SameSite=Strict"
	if p.Origin.HTTPS {
		cookie += "; Secure"
	}
	c.Response().Header.Add(fiber.HeaderSetCookie, cookie)
}

// Keep gives a browser the secret of a screen for the pages under one path, in every language, so that it
// can be two screens: a demo shows a check-in kiosk and a queue display in one window. Over TLS, where the
// cookie is for every path, the last one stays.
func (p *Pages) Keep(c *fiber.Ctx, secret, path string) {
	if p.Origin.HTTPS {
		p.keepSecret(c, secret)
		return
	}
	for _, prefix := range append([]string{""}, languagePrefixes()...) {
		c.Response().Header.Add(fiber.HeaderSetCookie, p.cookie()+"="+secret+"; Path="+prefix+path+"; HttpOnly; SameSite=Strict")
	}
}

// languagePrefixes are those under which pages stand too.
func languagePrefixes() (all []string) {
	for _, l := range route.Languages {
		all = append(all, "/"+l)
	}
	return all
}

func (p *Pages) secret(c *fiber.Ctx) string { return strings.Clone(c.Cookies(p.cookie())) }

// rights are what the roles of devices may do.
var rights = map[kiosk.Role][]route.Right{
	kiosk.CheckInKiosk: {route.UseDevice, route.CheckIn},
	kiosk.QueueDisplay: {route.UseDevice, route.ShowQueue},
}

// HoldersOf are the roles of devices that have a right.
func HoldersOf(right route.Right) (roles []kiosk.Role) {
	for _, role := range kiosk.Roles {
		if slices.Contains(rights[role], right) {
			roles = append(roles, role)
		}
	}
	return roles
}

const deviceKey = "balie device"

// Current is the screen that asks; ok is false on routes that are not guarded.
func Current(c *fiber.Ctx) (d kiosk.Device, ok bool) {
	d, ok = c.Locals(deviceKey).(kiosk.Device)
	return d, ok
}

// open returns the screen of a secret as it stands now. It refuses with kiosk.ErrNotPaired, also a screen
// whose role does not have the right.
func (p *Pages) open(secret string, right route.Right) (d kiosk.Device, err error) {
	err = p.Ledger.View(func(r ledger.Reader) (err error) { d, err = kiosk.DeviceBySecret(r, secret); return err })
	if err == nil && !slices.Contains(rights[d.Role], right) {
		err = kiosk.ErrNotPaired
	}
	return d, err
}

// Guard lets a screen through whose role has a right. A page that anybody else asks for leads to where screens
// are paired; a form or a stream is refused with kiosk.ErrNotPaired.
func (p *Pages) Guard(right route.Right) fiber.Handler {
	return func(c *fiber.Ctx) error {
		c.Set(fiber.HeaderCacheControl, "no-store")
		d, err := p.open(p.secret(c), right)
		if ledger.KeyOf(err) == kiosk.ErrNotPaired.Key && c.Method() == fiber.MethodGet && strings.Contains(c.Get(fiber.HeaderAccept), "text/html") {
			return c.Redirect("/scherm", fiber.StatusSeeOther)
		}
		if err != nil {
			return err
		}
		c.Locals(deviceKey, d)
		if c.Method() == fiber.MethodGet && strings.Contains(c.Get(fiber.HeaderAccept), "text/html") {
			p.keepSecret(c, p.secret(c))
		}
		return c.Next()
	}
}

// Watch returns a function that says whether the screen of a request is still paired: for a stream, which
// outlives its request.
func (p *Pages) Watch(c *fiber.Ctx, right route.Right) func() bool {
	secret := p.secret(c)
	return func() bool {
		_, err := p.open(secret, right)
		return err == nil
	}
}
