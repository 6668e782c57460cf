package route

import (
	"context"
	"crypto/rand"
	"errors"
	"slices"
	"time"

	"github.com/gofiber/fiber/v2"

	"balie/booking/ledger"
)

// patience is how long a visitor waits for a write at most.
const patience = 10 * time.Second

// Patience is a context that ends when a visitor would wait too long for a write.
func Patience(c *fiber.Ctx) (context.Context, context.CancelFunc) {
	return context.WithTimeout(c.Context(), patience)
}

// Update runs fn in one transaction on somebody's behalf. It refuses with ledger.ErrBusy when too many
// wait already, and with ledger.ErrUnknown when the answer does not come in time.
func Update(c *fiber.Ctx, l *ledger.Ledger, by ledger.Actor, fn func(*ledger.Tx) error) error {
	ctx, cancel := Patience(c)
	defer cancel()
	return l.Update(ctx, by, fn)
}

// NewKey is the key of a form, in the shape of our ids: sent twice, the form does what it does once.
func NewKey() string { return ledger.NewID(func(b []byte) { _, _ = rand.Read(b) }) }

// FormAll returns every value of a name in the form.
func FormAll(c *fiber.Ctx, name string) (values []string) {
	for _, v := range c.Context().PostArgs().PeekMulti(name) {
		values = append(values, string(v))
	}
	return values
}

// IsOneOf reports whether err is one of these refusals.
func IsOneOf(err error, refusals ...error) bool {
	return slices.ContainsFunc(refusals, func(r error) bool { return errors.Is(err, r) })
}
