package appointment

import (
	"encoding/json"
	"strconv"

	"github.com/gofiber/fiber/v2"

	"balie/booking"
	"balie/booking/contact"
	"balie/web/asked"
	"balie/web/resident"
)

// reviseTyped is what was typed on the way to a change: answers, and a number where one is needed. It is kept in the
// visitor's own browser, sealed for this appointment, as what is typed for a new one.
type reviseTyped struct {
	Answers []contact.Answer `json:"answers,omitempty"`
	Phone   string           `json:"phone,omitempty"`
	Given   bool             `json:"given"` // something was sent, and what was known before is not shown instead
}

const (
	typedName    = "balie_wijzig"
	typedPurpose = "typed for a change"
	typedFor     = 30 * 60 // seconds, as a pass
)

// typedIn reads what was typed from the form.
func typedIn(c *fiber.Ctx) reviseTyped {
	return reviseTyped{Answers: asked.Answers(c), Phone: c.FormValue("telefoon"), Given: true}
}

// in are the details that we know with what was typed.
func (t reviseTyped) in(d contact.Details) contact.Details {
	if t.Given {
		d.Answers = t.Answers
	}
	if d.Phone == "" {
		d.Phone = t.Phone
	}
	return d
}

// typedFor is what this browser keeps for an appointment.
func (p *Pages) typedFor(c *fiber.Ctx, id booking.AppointmentID) (t reviseTyped) {
	content, ok := p.Vault.Unwrap(typedPurpose, string(id), c.Cookies(resident.CookieName(typedName, p.Origin.HTTPS)))
	if !ok || json.Unmarshal(content, &t) != nil {
		return reviseTyped{}
	}
	return t
}

func (p *Pages) keepTyped(c *fiber.Ctx, id booking.AppointmentID, t reviseTyped) error {
	content, err := json.Marshal(t)
	if err != nil {
		return err
	}
	sealed, err := p.Vault.Wrap(typedPurpose, string(id), content)
	if err == nil {
		p.setTyped(c, sealed, typedFor)
	}
	return err
}

func (p *Pages) forgetTyped(c *fiber.Ctx) { p.setTyped(c, "", -1) }

func (p *Pages) setTyped(c *fiber.Ctx, value string, seconds int) {
	cookie := resident.CookieName(typedName, p.Origin.HTTPS) + "=" + value + "; Path=/; Max-Age=" + strconv.Itoa(seconds) + "; HttpOnly; SameSite=Strict"
	if p.Origin.HTTPS {
		cookie += "; Secure"
	}
	c.Response().Header.Add(fiber.HeaderSetCookie, cookie)
}
