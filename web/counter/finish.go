package counter

import (
	"strconv"

	"github.com/gofiber/fiber/v2"

	"balie/booking/catalogue"
	"balie/booking/ledger"
	"balie/queue"
	"balie/web/staff"
)

// Finish answers POST /medewerker/balie/klaar: the visit is over, with what was really done and what
// follows. With "door" the desk calls the next one at once; that it calls nobody is no refusal then.
func (p *Pages) Finish(c *fiber.Ctx) error {
	return p.act(func(c *fiber.Ctx, at queue.DeskRequest) error {
		id, follow := ticket(c), c.FormValue("vervolg")
		report := queue.Report{Done: doneOf(c)}
		report.Nothing = c.FormValue("opgave") != "" && len(report.Done) == 0
		err := staff.From(c).Change(p.Ledger, func(tx *ledger.Tx) (err error) {
			if report.Follow, err = p.follow(tx, at, id, follow); err != nil {
				return err
			}
			_, err = queue.Finish(tx, at, id, report)
			return err
		})
		if err != nil || c.FormValue("door") == "" {
			return err
		}
		at.Key = next(at.Key)
		if err := p.next(c, at); err != nil && !calm(err) {
			return err
		}
		return nil
	})(c)
}

// next is the key of the call that goes with a finish: another key, and the same each time.
func next(key string) string {
	if key == "" {
		return ""
	}
	return key[1:] + key[:1] + "N"
}

// doneOf reads what was really done: "gedaan" names a product, "aantal.<product>" how often.
func doneOf(c *fiber.Ctx) (done []queue.Handled) {
	for _, id := range c.Context().PostArgs().PeekMulti("gedaan") {
		if len(id) == 0 {
			continue
		}
		count, err := strconv.Atoi(c.FormValue("aantal." + string(id)))
		if err != nil {
			count = 1
		}
		done = append(done, queue.Handled{Product: catalogue.ProductID(id), Count: count})
	}
	return done
}
