package appointment

import (
	"balie/booking"
	"balie/booking/catalogue"
	"balie/booking/contact"
	"balie/booking/ledger"
	"balie/web/effort"
	"balie/web/lang"
	"balie/web/paper"
	"balie/web/resident"
	"balie/web/route"

	"github.com/gofiber/fiber/v2"
)

// Pages answers whoever looks after an appointment.
type Pages struct {
	Ledger *ledger.Ledger
	Vault  *contact.Vault
	// Origin is where visitors find us; over TLS cookies travel over nothing else.
	Origin route.Origin
	// Mail says that there is a mail server, SMS that there is a gateway: only then a page promises
	// messages.
	Mail, SMS bool
	// Video is the address of video meetings, with {room} in it; "" where there are none.
	Video string
	// Effort is told which appointments were proven.
	Effort *effort.Guard
	// Wrong is the budget of wrong codes, shared with whoever else reads codes.
	Wrong *resident.WrongCodes
	// Clear makes a browser forget what it kept of this site, and leads to the front page.
	Clear fiber.Handler
}

// actor stands in the audit for whoever looks after an appointment.
const actor ledger.Actor = "resident"

// read runs fn on the ledger; what it gathers is rendered after it has returned.
func (p *Pages) read(fn func(ledger.Reader) error) error { return p.Ledger.View(fn) }

// change runs fn in a transaction of its own.
func (p *Pages) change(c *fiber.Ctx, fn func(*ledger.Tx) error) error {
	return route.Update(c, p.Ledger, actor, fn)
}

func (p *Pages) passes() resident.Passes {
	return resident.Passes{Vault: p.Vault, Secure: p.Origin.HTTPS, Ledger: p.Ledger}
}

// meeting says where and how an appointment is held.
func (p *Pages) meeting(r ledger.Reader, w lang.Words, a booking.Appointment, o catalogue.Office) (paper.Meeting, error) {
	need, err := catalogue.Measure(r, a.Wish)
	return paper.MeetingOf(w, need.Route, o, a.Offer.Start, paper.VideoLink(p.Video, booking.VideoRoom(p.Vault, a.ID))), err
}
