package resident

import (
	"github.com/gofiber/fiber/v2"

	"balie/booking/contact"
	"balie/booking/ledger"
	"balie/booking/supply"
	"balie/web/effort"
	"balie/web/route"
)

// Pages answers the requests of residents.
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
	// BackupDays is for how many days a copy of all data stays; 0 where none is made.
	BackupDays int
	// Effort counts what each network holds, and asks efforts for it.
	Effort *effort.Guard

	// Wrong is the budget of wrong codes, shared with whoever else reads codes.
	Wrong *WrongCodes

	shared sharedPages
}

// actor stands in the audit for whoever books for themselves.
const actor ledger.Actor = "resident"

// read runs fn on the ledger; what it gathers is rendered after it has returned.
func (p *Pages) read(fn func(ledger.Reader) error) error { return p.Ledger.View(fn) }

// change runs fn in a transaction of its own.
func (p *Pages) change(c *fiber.Ctx, fn func(*ledger.Tx) error) error {
	return route.Update(c, p.Ledger, actor, fn)
}

// begin is change for the first step of a booking, which is the first to be refused when it is busy.
func (p *Pages) begin(c *fiber.Ctx, fn func(*ledger.Tx) error) error {
	ctx, cancel := route.Patience(c)
	defer cancel()
	return p.Ledger.Begin(ctx, actor, fn)
}

// Gone are the refusals after which other times are offered.
func Gone(err error) bool { return route.IsOneOf(err, supply.ErrTaken, supply.ErrPast) }
