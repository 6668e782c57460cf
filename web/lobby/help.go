package lobby

import (
	"slices"
	"strings"

	"github.com/gofiber/fiber/v2"

	"balie/booking/ledger"
	"balie/kiosk"
	"balie/web/live"
	"balie/web/page"
)

// CallHelp answers POST /zuil/hulp: it calls the receptionist. Pressed again it is the same call.
func (p *Pages) CallHelp(c *fiber.Ctx) error {
	d, _ := Current(c)
	if err := p.change(c, func(tx *ledger.Tx) error { _, err := kiosk.CallHelp(tx, d.ID); return err }); err != nil {
		return err
	}
	if strings.Contains(c.Get(fiber.HeaderAccept), "application/json") {
		return c.SendStatus(fiber.StatusNoContent)
	}
	return c.Redirect(string(page.From(c).Href("/zuil")), fiber.StatusSeeOther)
}

// FollowHelp answers GET /zuil/volg: whether somebody comes to this check-in kiosk.
func (p *Pages) FollowHelp(c *fiber.Ctx) error {
	v, err := p.checkIn(c)
	if err != nil {
		return err
	}
	id, w := v.device.ID, v.q.Words
	wants := func(e ledger.Event) bool {
		return strings.HasPrefix(e.Kind, "help.") && slices.Contains(e.IDs, string(id))
	}
	return p.Hub.Serve(c, p.Hub.Topic("help/"+string(id)+"/"+w.Tag(), wants, func(r ledger.Reader) ([]live.Fragment, error) {
		h, err := kiosk.HelpAt(r, id)
		return []live.Fragment{live.Part("hulp", helpSaid(w, h, r.Now()))}, err
	}, live.Every(kiosk.HelpFor/20)))
}

// LeaveHelp answers POST /zuil/hulp/weg: whoever called for help walked off, or begins again. Where nobody called it is
// answered the same.
func (p *Pages) LeaveHelp(c *fiber.Ctx) error {
	d, _ := Current(c)
	err := p.change(c, func(tx *ledger.Tx) error { _, err := kiosk.EndHelp(tx, d.ID); return err })
	if err != nil && ledger.KeyOf(err) != kiosk.ErrNoHelp.Key {
		return err
	}
	return c.SendStatus(fiber.StatusNoContent)
}
