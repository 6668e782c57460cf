package counter

import (
	"github.com/gofiber/fiber/v2"

	"balie/booking"
	"balie/booking/contact"
	"balie/booking/ledger"
	"balie/queue"
	"balie/web/account"
	"balie/web/live"
)

// Pages answers the requests of colleagues at a desk.
type Pages struct {
	Ledger *ledger.Ledger
	Vault  *contact.Vault
	Hub    *live.Hub
}

// Paths of the workplace.
const (
	workPath = "/medewerker/balie"
	livePath = "/medewerker/live/rij/"
)

func (p *Pages) read(fn func(ledger.Reader) error) error { return p.Ledger.View(fn) }

// place is the desk of whoever is signed in; found is false where they have none today.
func (p *Pages) place(c *fiber.Ctx) (at queue.DeskRequest, found bool, err error) {
	s, _ := account.Current(c)
	err = p.read(func(r ledger.Reader) error {
		desk, ok, err := queue.DeskOf(r, s.Actor())
		at, found = queue.DeskRequest{Office: desk.Office, Desk: desk.Desk}, ok
		return err
	})
	at.Key = key(c)
	return at, found, err
}

// ticket is whom a form is about.
func ticket(c *fiber.Ctx) queue.TicketID { return queue.TicketID(c.FormValue("nummer")) }

// key is which press of a button a form is: the same form sent twice does the same once.
func key(c *fiber.Ctx) string {
	k, err := booking.ParseVisitKey(c.FormValue("sleutel"))
	if err != nil {
		return ""
	}
	return string(k)
}
