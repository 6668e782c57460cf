package resident

import (
	"strconv"
	"strings"
	"time"

	"github.com/gofiber/fiber/v2"

	"balie/booking"
	"balie/booking/contact"
	"balie/web/page"
)

// A pass says that this browser opened an appointment. It is a cookie for that appointment's
// pages alone, signed, for half an hour; the ledger knows nothing of it.
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
	Secure bool // over TLS a pass travels over nothing else
}

func (p *Pages) passes() Passes { return Passes{p.Vault, p.Origin.HTTPS} }

// Admit gives the browser a pass.
func (p Passes) Admit(c *fiber.Ctx, id booking.AppointmentID) {
	until := strconv.FormatInt(page.From(c).Machine.Add(passFor).Unix(), 10)
	p.set(c, id, until+"."+p.Vault.Sign(passPurpose, string(id)+"/"+until), int(passFor.Seconds()))
}

// Dismiss takes the pass back.
func (p Passes) Dismiss(c *fiber.Ctx, id booking.AppointmentID) { p.set(c, id, "", -1) }

func (p Passes) set(c *fiber.Ctx, id booking.AppointmentID, value string, seconds int) {
	for _, prefix := range passPaths {
		cookie := passName + "=" + value + "; Path=" + prefix + "/a/" + string(id) + "; Max-Age=" + strconv.Itoa(seconds) + "; HttpOnly; SameSite=Strict"
		if p.Secure {
			cookie += "; Secure"
		}
		c.Response().Header.Add(fiber.HeaderSetCookie, cookie)
	}
}

// Admitted reports whether the browser holds a pass for this appointment.
func (p Passes) Admitted(c *fiber.Ctx, id booking.AppointmentID) bool {
	until, mark, ok := strings.Cut(c.Cookies(passName), ".")
	end, err := strconv.ParseInt(until, 10, 64)
	if !ok || err != nil || !page.From(c).Machine.Before(time.Unix(end, 0)) {
		return false
	}
	return p.Vault.Signed(passPurpose, string(id)+"/"+until, mark)
}
