package resident

import (
	"crypto/subtle"
	"strconv"
	"strings"
	"time"

	"github.com/gofiber/fiber/v2"

	"balie/booking"
	"balie/booking/contact"
	"balie/booking/ledger"
	"balie/web/page"
)

// A pass says that this browser opened an appointment. It is a cookie for that appointment's
// pages alone, signed, for half an hour; the ledger knows nothing of it. It holds together with the
// cookie of the screen at which it was given: clearing the screen ends them all.
const (
	passName    = "balie_pas"
	passFor     = 30 * time.Minute
	passPurpose = "appointment pass"
)

// passPaths are where an appointment's pages stand: plain, and under each language.
var passPaths = []string{"", "/nl", "/en", "/de"}

// Passes gives browsers passes and reads them.
type Passes struct {
	Vault  *contact.Vault
	Secure bool           // over TLS a pass travels over nothing else
	Ledger *ledger.Ledger // knows which screens were cleared
}

func (p *Pages) passes() Passes { return Passes{p.Vault, p.Origin.HTTPS, p.Ledger} }

// opened is what a pass is for: the pages of one appointment, or of one invitation.
type opened struct{ purpose, path string }

func ofAppointment(id booking.AppointmentID) opened {
	return opened{passPurpose + "\x00" + string(id), "/a/" + string(id)}
}

func ofInvite(id booking.InviteID) opened {
	return opened{"invitation pass\x00" + string(id), "/u/" + string(id)}
}

func ofDelivery(id string) opened {
	return opened{"delivery pass\x00" + id, "/bezorgen/" + id}
}

// AdmitDelivery gives the browser a pass for a call at a door.
func (p Passes) AdmitDelivery(c *fiber.Ctx, id string) { p.admit(c, ofDelivery(id)) }

// AdmittedDelivery reports whether the browser holds a pass for this call at a door.
func (p Passes) AdmittedDelivery(c *fiber.Ctx, id string) bool { return p.admitted(c, ofDelivery(id)) }

// sign binds a pass to what it is for, until when it holds, and the screen at which it was given.
func (o opened) sign(v *contact.Vault, until, screen string) string {
	purpose, id, _ := strings.Cut(o.purpose, "\x00")
	return v.Sign(purpose, id+"/"+until+"/"+screen)
}

// CookieName is a cookie's name: over TLS one that browsers take from this host alone, over TLS, for every
// path; on plain loopback its own, since there some browsers keep no such cookie.
func CookieName(name string, secure bool) string {
	if secure {
		return "__Host-" + name
	}
	return name
}

// name is that of a pass. It is for some paths only, which "__Host-" does not allow.
func (p Passes) name() string {
	if p.Secure {
		return "__Secure-" + passName
	}
	return passName
}

// Admit gives the browser a pass.
func (p Passes) Admit(c *fiber.Ctx, id booking.AppointmentID) { p.admit(c, ofAppointment(id)) }

func (p Passes) admit(c *fiber.Ctx, o opened) {
	until := strconv.FormatInt(page.From(c).Machine.Add(passFor).Unix(), 10)
	screen := p.screen(c)
	if screen == "" {
		screen = string(booking.NewVisitKey())
		p.setScreen(c, screen, "")
	}
	p.set(c, o, until+"."+o.sign(p.Vault, until, screen), int(passFor.Seconds()))
}

// Dismiss takes the pass back.
func (p Passes) Dismiss(c *fiber.Ctx, id booking.AppointmentID) { p.set(c, ofAppointment(id), "", -1) }

func (p Passes) set(c *fiber.Ctx, o opened, value string, seconds int) {
	for _, prefix := range passPaths {
		cookie := p.name() + "=" + value + "; Path=" + prefix + o.path + "; Max-Age=" + strconv.Itoa(seconds) + "; HttpOnly; SameSite=Strict"
		if p.Secure {
			cookie += "; Secure"
		}
		c.Response().Header.Add(fiber.HeaderSetCookie, cookie)
	}
}

// Admitted reports whether the browser holds a pass for this appointment.
func (p Passes) Admitted(c *fiber.Ctx, id booking.AppointmentID) bool {
	return p.admitted(c, ofAppointment(id))
}

func (p Passes) admitted(c *fiber.Ctx, o opened) bool {
	until, mark, ok := strings.Cut(c.Cookies(p.name()), ".")
	end, err := strconv.ParseInt(until, 10, 64)
	if !ok || err != nil || !page.From(c).Machine.Before(time.Unix(end, 0)) {
		return false
	}
	screen := p.screen(c)
	return screen != "" && subtle.ConstantTimeCompare([]byte(o.sign(p.Vault, until, screen)), []byte(mark)) == 1
}
