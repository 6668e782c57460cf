package lobby

import (
	"context"
	"crypto/rand"
	"time"

	"github.com/gofiber/fiber/v2"

	"balie/booking/catalogue"
	"balie/booking/contact"
	"balie/booking/ledger"
	"balie/kiosk"
	"balie/web/account"
	"balie/web/lang"
	"balie/web/live"
	"balie/web/page"
)

// Pages answers screens in the hall, phones of who waits, and the team lead who sets up screens.
type Pages struct {
	Ledger *ledger.Ledger
	Vault  *contact.Vault
	Hub    *live.Hub
	// Secure says that cookies travel over TLS only.
	Secure bool
	// PublicURL is scheme and host as visitors know us; "" takes those that were asked.
	PublicURL string
}

// actor stands in the audit for whoever stands at a screen.
const actor ledger.Actor = "kiosk"

// patience is how long somebody waits for a write at most.
const patience = 10 * time.Second

func (p *Pages) change(c *fiber.Ctx, fn func(*ledger.Tx) error) error {
	return p.changeAs(c, actor, fn)
}

func (p *Pages) changeAs(c *fiber.Ctx, who ledger.Actor, fn func(*ledger.Tx) error) error {
	ctx, cancel := context.WithTimeout(c.Context(), patience)
	defer cancel()
	return p.Ledger.Update(ctx, who, fn)
}

// public is where visitors find us.
func (p *Pages) public(c *fiber.Ctx) string {
	if p.PublicURL != "" {
		return p.PublicURL
	}
	return c.BaseURL()
}

// fresh makes a form that is sent twice one.
func fresh() string { return rand.Text() }

// spot is one request of a screen: which, where it stands, and in which words.
type spot struct {
	c      *fiber.Ctx
	q      page.Request
	device kiosk.Device
	office catalogue.Office
}

// at begins a request of a screen. It refuses with catalogue.ErrNoStop while a vehicle stands nowhere.
func (p *Pages) at(c *fiber.Ctx) (s spot, err error) {
	s = spot{c: c, q: page.From(c)}
	s.device, _ = Current(c)
	err = p.Ledger.View(func(r ledger.Reader) (err error) { s.office, err = s.device.Where(r); return err })
	return s, err
}

// notice is what stands on top of a page after something happened.
type notice struct {
	tone     page.Tone
	what, do string
}

// refused says an error in the reader's words, on the page where they are; what nobody can mend there is
// an error still.
func refused(w lang.Words, err error) (*notice, error) {
	switch ledger.CodeOf(err) {
	case ledger.Invalid, ledger.Conflict, ledger.NotFound:
		what, do := w.Refusal(ledger.KeyOf(err), ledger.ArgsOf(err))
		return &notice{page.Bad, what, do}, nil
	}
	return nil, err
}

func statusOf(err error) int {
	switch ledger.CodeOf(err) {
	case ledger.Conflict:
		return fiber.StatusConflict
	case ledger.NotFound:
		return fiber.StatusNotFound
	}
	return fiber.StatusUnprocessableEntity
}

// colleague is who is signed in, on the pages of staff.
func colleague(c *fiber.Ctx) account.Session {
	s, _ := account.Current(c)
	return s
}
