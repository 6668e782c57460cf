package resident

import (
	"errors"
	"strings"

	"github.com/gofiber/fiber/v2"

	"balie/booking"
	"balie/booking/catalogue"
	"balie/booking/contact"
	"balie/booking/ledger"
	"balie/web/page"
	"balie/web/route"
)

// proofView asks for the code that was sent in a rush.
type proofView struct {
	fault string
}

// inRush asks whether an office asks for codes now; one that cannot be read asks for none.
func (p *Pages) inRush(office catalogue.OfficeID) func() bool {
	return func() (rush bool) {
		_ = p.read(func(r ledger.Reader) (err error) { rush, err = booking.InRush(r, office); return err })
		return rush
	}
}

// proofOf is the code as it was typed, without what people put between its digits.
func proofOf(c *fiber.Ctx) string {
	return strings.NewReplacer(" ", "", "-", "", ".", "").Replace(page.Clip(c.FormValue("bewijs"), 20))
}

// proves answers a booking that needs a code: it sends one, or says what was wrong with the one that was
// typed. done is false for what has nothing to do with codes.
func (p *Pages) proves(c *fiber.Ctx, h booking.Hold, d contact.Details, why error) (done bool, err error) {
	q, sending := page.From(c), errors.Is(why, booking.ErrProofNeeded)
	switch {
	case errors.Is(why, booking.ErrProofWrong):
		err := p.change(c, func(tx *ledger.Tx) error { return booking.WrongProof(tx, h.Key) })
		if err != nil {
			return true, err
		}
		what, _ := q.Words.Refusal(booking.ErrProofWrong.Key, nil)
		return true, p.showProof(c, fiber.StatusUnprocessableEntity, h, d, nil, &proofView{fault: what})
	case sending:
		if why = p.sendProof(c, h, d); why == nil {
			said := page.NewNotice(page.Info, q.T("rush.sent", "where", Reached(q, d)), q.T("rush.sent.do"))
			return true, p.showProof(c, fiber.StatusOK, h, d, said, &proofView{})
		}
	}
	switch {
	case route.IsOneOf(why, booking.ErrProofOver, booking.ErrProofChannel):
		return true, p.showRefused(c, h, d, why)
	case sending:
		return true, p.heldNoMore(c, h, d, why)
	}
	return false, nil
}

// sendProof sends a code, where we can send by the chosen channel.
func (p *Pages) sendProof(c *fiber.Ctx, h booking.Hold, d contact.Details) error {
	if d.Channel == contact.ByEmail && !p.Mail || d.Channel == contact.BySMS && !p.SMS {
		return booking.ErrProofChannel
	}
	return p.change(c, func(tx *ledger.Tx) error {
		return booking.SendProof(tx, p.Vault, h.Key, d, page.From(c).Words.Tag())
	})
}
