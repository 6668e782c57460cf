package counter

import (
	"strings"
	"time"

	"github.com/gofiber/fiber/v2"

	"balie/booking/catalogue"
	"balie/booking/ledger"
	"balie/queue"
	"balie/web/staff"
)

// SetStand answers POST /medewerker/balie/stand: the desk pauses, opens again or closes. Nobody asks why.
func (p *Pages) SetStand(c *fiber.Ctx) error {
	return p.act(func(c *fiber.Ctx, at queue.DeskRequest) error {
		mode := queue.Mode(c.FormValue("stand"))
		return staff.From(c).Change(p.Ledger, func(tx *ledger.Tx) error {
			_, err := queue.SetMode(tx, at, mode, time.Time{})
			return err
		})
	})(c)
}

// More answers POST /medewerker/balie/langer: two minutes more to finish up.
func (p *Pages) ExtendWrapUp(c *fiber.Ctx) error {
	return p.within(func(tx *ledger.Tx, at queue.DeskRequest, _ queue.TicketID) error {
		_, err := queue.ExtendWrapUp(tx, at)
		return err
	})(c)
}

// Transfer answers POST /medewerker/balie/door: the visitor goes on to another desk, or to whoever
// can do something. The form says "balie gendringen-2" or "kan rijbewijzen".
func (p *Pages) Transfer(c *fiber.Ctx) error {
	return p.act(func(c *fiber.Ctx, at queue.DeskRequest) error {
		to, ok := parseTo(c.FormValue("naar"))
		if !ok {
			return ErrWhere
		}
		id := ticket(c)
		to.Note = queue.Handover(strings.Clone(c.FormValue("bericht")))
		return staff.From(c).Change(p.Ledger, func(tx *ledger.Tx) error {
			_, err := queue.Transfer(tx, at, id, to)
			return err
		})
	})(c)
}

// ErrWhere: nobody said where the visitor is to go.
var ErrWhere = ledger.Refuse(ledger.Invalid, "transfer.where")

func parseTo(text string) (queue.Destination, bool) {
	kind, what, _ := strings.Cut(text, " ")
	switch {
	case what == "":
		return queue.Destination{}, false
	case kind == "balie":
		return queue.Destination{Desk: catalogue.DeskID(what)}, true
	case kind == "kan":
		return queue.Destination{Skill: what}, true
	}
	return queue.Destination{}, false
}
