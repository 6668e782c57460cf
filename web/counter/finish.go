package counter

import (
	"errors"
	"strconv"
	"strings"

	"github.com/gofiber/fiber/v2"

	"balie/booking"
	"balie/booking/contact"
	"balie/booking/ledger"
	"balie/queue"
	"balie/web/page"
)

// Finish answers POST /medewerker/balie/klaar: the visit is over, with what was really done and what
// follows. With "door" the desk calls the next one at once; that nobody waits is no refusal then.
func (p *Pages) Finish(c *fiber.Ctx) error {
	return p.act(func(c *fiber.Ctx, at queue.At) error {
		id, report, follow, err := ticket(c), queue.Report{Done: doneOf(c)}, c.FormValue("vervolg"), error(nil)
		language := page.From(c).Words.Tag()
		err = p.change(c, func(tx *ledger.Tx) error {
			way, err := wayOf(tx, id, follow)
			if err != nil {
				return err
			}
			report.Follow = way.follow
			if _, err := queue.Finish(tx, at, id, report); err != nil {
				return err
			}
			return p.bookWay(tx, at, id, way, language)
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
		done = append(done, queue.Handled{Product: booking.ProductID(id), Count: count})
	}
	return done
}

// chosenWay is what follows a visit, as it was chosen.
type chosenWay struct {
	follow *queue.FollowUp
	way    queue.Way
	book   bool
}

// wayOf reads "collect 1": the kind of follow-up and which of its ways; "collect" alone only notes it.
func wayOf(r ledger.Reader, id queue.TicketID, text string) (chosenWay, error) {
	kind, which, _ := strings.Cut(text, " ")
	if kind == "" {
		return chosenWay{}, nil
	}
	proposal, err := queue.FollowUps(r, id, queue.FollowKind(kind))
	if err != nil {
		return chosenWay{}, err
	}
	chosen := chosenWay{follow: &proposal.FollowUp}
	if n, err := strconv.Atoi(which); err == nil && n >= 0 && n < len(proposal.Ways) {
		chosen.way = proposal.Ways[n]
		chosen.book = !chosen.way.WalkIn
	}
	return chosen, nil
}

// ErrNoContact: whoever came without an appointment left us nothing to tell them by; the telephone
// page books with a name.
var ErrNoContact = ledger.Refuse(ledger.Invalid, "follow.contact")

// bookWay books the time that was chosen, for whoever the visit was, with what we know of them.
func (p *Pages) bookWay(tx *ledger.Tx, at queue.At, id queue.TicketID, chosen chosenWay, language string) error {
	if !chosen.book {
		return nil
	}
	t, err := queue.ByID(tx, id)
	if err != nil {
		return err
	}
	if t.Appointment == "" {
		return ErrNoContact
	}
	who, err := contact.Read(tx, p.Vault, string(t.Appointment))
	if err != nil {
		return err
	}
	who.Note = ""
	key := booking.VisitKey(at.Key)
	if _, err := booking.ParseVisitKey(at.Key); err != nil {
		key = booking.VisitKey(tx.NewID())
	}
	wish := booking.Wish{{Product: chosen.follow.Product, Persons: chosen.follow.Persons}}
	if _, err := booking.TakeHoldFor(tx, key, booking.Staff, wish, chosen.way.Offer); err != nil {
		if errors.Is(err, booking.ErrBookedAlready) {
			return nil // the same form was sent twice
		}
		return err
	}
	_, err = booking.Book(tx, p.Vault, booking.Request{Key: key, Contact: who, Lang: language})
	return err
}
