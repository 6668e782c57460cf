package field

import (
	"context"
	"crypto/rand"
	"time"

	"github.com/gofiber/fiber/v2"

	"balie/booking/calendar"
	"balie/booking/contact"
	"balie/booking/ledger"
	"balie/web/account"
	"balie/web/page"
)

// Pages answers the team on the road.
type Pages struct {
	Ledger *ledger.Ledger
	Vault  *contact.Vault
	Secure bool // the site is asked over https
}

// path is where the day stands.
const path = "/medewerker/onderweg"

// patience is how long somebody waits for a write at most.
const patience = 10 * time.Second

// desk is one request of a colleague.
type desk struct {
	c *fiber.Ctx
	q page.Request
	s account.Session
}

func from(c *fiber.Ctx) desk {
	s, _ := account.Current(c)
	return desk{c, page.From(c), s}
}

// asked is a field of the form, else of the address.
func (d desk) asked(name string) string {
	if d.c.Method() == fiber.MethodPost {
		return d.c.FormValue(name)
	}
	return d.c.Query(name)
}

func (p *Pages) change(d desk, by ledger.Actor, fn func(*ledger.Tx) error) error {
	ctx, cancel := context.WithTimeout(d.c.Context(), patience)
	defer cancel()
	return p.Ledger.Update(ctx, by, fn)
}

// fresh is the id of an action that a form will do: sent twice it is done once.
func fresh() string { return ledger.NewID(func(b []byte) { _, _ = rand.Read(b) }) }

// today is the day in the town hall.
func (d desk) today() calendar.Date {
	if d.q.House.Hall.Location() == nil {
		return calendar.DateIn(d.q.Now, time.UTC)
	}
	return d.q.House.Hall.Today(d.q.Now)
}

// notice is what stands on top of the page after something happened.
type notice struct {
	tone     page.Tone
	what, do string
}

// refusable reports whether a refusal can be said on the page; others are errors.
func refusable(err error) bool {
	switch ledger.CodeOf(err) {
	case ledger.Invalid, ledger.Conflict, ledger.NotFound, ledger.Gone, ledger.Forbidden:
		return true
	}
	return false
}

// statusOf is how a page with a refusal is answered.
func statusOf(err error) int {
	switch ledger.CodeOf(err) {
	case ledger.Conflict:
		return fiber.StatusConflict
	case ledger.NotFound:
		return fiber.StatusNotFound
	case ledger.Gone:
		return fiber.StatusGone
	case ledger.Forbidden:
		return fiber.StatusForbidden
	}
	return fiber.StatusUnprocessableEntity
}
