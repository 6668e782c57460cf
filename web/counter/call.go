package counter

import (
	"errors"

	"github.com/gofiber/fiber/v2"

	"balie/booking/ledger"
	"balie/queue"
	"balie/queue/forecast"
	"balie/web/account"
	"balie/web/staff"
)

// CallNext answers POST /medewerker/balie/volgende: the desk calls whom the steering picks.
func (p *Pages) CallNext(c *fiber.Ctx) error {
	return p.act(func(c *fiber.Ctx, at queue.DeskRequest) error { return p.next(c, at) })(c)
}

func (p *Pages) next(c *fiber.Ctx, at queue.DeskRequest) error {
	s, _ := account.Current(c)
	_, err := queue.Next(c.Context(), p.Ledger, s.Actor(), at, forecast.SteeringState, nil)
	return err
}

// Recall answers POST /medewerker/balie/opnieuw: the number is called once more.
func (p *Pages) Recall(c *fiber.Ctx) error {
	return p.within(func(tx *ledger.Tx, at queue.DeskRequest, id queue.TicketID) error {
		_, err := queue.Recall(tx, at, id)
		return err
	})(c)
}

// Start answers POST /medewerker/balie/begin: the visitor is at the desk.
func (p *Pages) Start(c *fiber.Ctx) error {
	return p.within(func(tx *ledger.Tx, at queue.DeskRequest, id queue.TicketID) error {
		_, err := queue.Start(tx, at, id)
		return err
	})(c)
}

// Miss answers POST /medewerker/balie/niet-gekomen.
func (p *Pages) Miss(c *fiber.Ctx) error {
	return p.within(func(tx *ledger.Tx, at queue.DeskRequest, id queue.TicketID) error {
		_, err := queue.Miss(tx, at, id)
		return err
	})(c)
}

// PutBack answers POST /medewerker/balie/terug: whom the desk called waits again.
func (p *Pages) PutBack(c *fiber.Ctx) error {
	return p.within(func(tx *ledger.Tx, at queue.DeskRequest, id queue.TicketID) error {
		_, err := queue.PutBack(tx, at, id)
		return err
	})(c)
}

// Park answers POST /medewerker/balie/parkeer.
func (p *Pages) Park(c *fiber.Ctx) error {
	return p.within(func(tx *ledger.Tx, at queue.DeskRequest, id queue.TicketID) error {
		_, err := queue.Park(tx, at, id)
		return err
	})(c)
}

// Resume answers POST /medewerker/balie/verder: the desk goes on with somebody who was parked.
func (p *Pages) Resume(c *fiber.Ctx) error {
	return p.within(func(tx *ledger.Tx, at queue.DeskRequest, id queue.TicketID) error {
		_, err := queue.Resume(tx, at, id)
		return err
	})(c)
}

// Pick answers POST /medewerker/balie/kies: the desk calls somebody by hand, and says why.
func (p *Pages) Pick(c *fiber.Ctx) error {
	return p.act(func(c *fiber.Ctx, at queue.DeskRequest) error {
		id, reason := ticket(c), queue.Reason(c.FormValue("reden"))
		return staff.From(c).Change(p.Ledger, func(tx *ledger.Tx) error {
			_, err := queue.PickByHand(tx, at, id, reason)
			return err
		})
	})(c)
}

// Undo answers POST /medewerker/balie/ongedaan: the last step of this desk did not happen.
func (p *Pages) Undo(c *fiber.Ctx) error {
	return p.within(func(tx *ledger.Tx, at queue.DeskRequest, _ queue.TicketID) error {
		_, err := queue.Undo(tx, at)
		return err
	})(c)
}

// calm reports whether an error only says that the desk calls nobody now.
func calm(err error) bool {
	return errors.Is(err, queue.ErrNobody) || errors.Is(err, queue.ErrHold) || errors.Is(err, queue.ErrPaused)
}
