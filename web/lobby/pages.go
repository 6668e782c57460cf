package lobby

import (
	"github.com/gofiber/fiber/v2"

	"balie/booking/catalogue"
	"balie/booking/contact"
	"balie/booking/ledger"
	"balie/kiosk"
	"balie/web/lang"
	"balie/web/live"
	"balie/web/page"
	"balie/web/route"
)

// Pages answers screens in the hall, phones of who waits, and the team lead who sets up screens.
type Pages struct {
	Ledger *ledger.Ledger
	Vault  *contact.Vault
	Hub    *live.Hub
	// Origin is where visitors find us; over TLS cookies travel over nothing else.
	Origin route.Origin
	// News is what a board says of a place besides what the municipality wrote: of a vehicle that comes later or is gone.
	News func(ledger.Reader, lang.Words, catalogue.Office) ([]string, error)
}

// actor stands in the audit for whoever stands at a screen.
const actor ledger.Actor = "kiosk"

func (p *Pages) change(c *fiber.Ctx, fn func(*ledger.Tx) error) error {
	return route.Update(c, p.Ledger, actor, fn)
}

// request is one request of a screen: which, where it stands, and in which words.
type request struct {
	c      *fiber.Ctx
	q      page.Request
	device kiosk.Device
	office catalogue.Office
}

// at begins a request of a screen. It refuses with catalogue.ErrNoStop while a vehicle stands nowhere.
func (p *Pages) at(c *fiber.Ctx) (s request, err error) {
	s = request{c: c, q: page.From(c)}
	s.device, _ = Current(c)
	err = p.Ledger.View(func(r ledger.Reader) (err error) { s.office, err = s.device.Where(r); return err })
	return s, err
}
