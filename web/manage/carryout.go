package manage

import (
	"fmt"
	"net/url"
	"slices"

	"github.com/gofiber/fiber/v2"

	"balie/booking"
	"balie/booking/calendar"
	"balie/booking/catalogue"
	"balie/booking/ledger"
	"balie/booking/roster"
	"balie/booking/supply"
	"balie/queue"
	"balie/queue/forecast"
	"balie/web/page"
	"balie/web/route"
)

// CarryOut answers POST /medewerker/uitval: one confirmation does what was chosen. Nobody is moved
// unasked: people are asked by message, or stand on the call list.
func (p *Pages) CarryOut(c *fiber.Ctx) error {
	d, err := p.at(c, 0)
	if err != nil {
		return err
	}
	v := outView{request: d, chosen: c.FormValue("wat")}
	done, err := v.carryOut(p, forecast.Remedy(c.FormValue("doe")))
	if err != nil {
		status := route.Status(err)
		refused, err := page.Refused(d.Q.Words, err)
		if err != nil {
			return err
		}
		return p.showOut(c, status, refused)
	}
	return c.Redirect(d.outAt(done), fiber.StatusSeeOther)
}

func (v *outView) carryOut(p *Pages, remedy forecast.Remedy) (done string, err error) {
	var out forecast.Outage
	err = p.Ledger.View(func(r ledger.Reader) error {
		which, err := v.which(r)
		if err == nil {
			out, err = forecast.AssessOutage(r, v.office.ID, which)
		}
		return err
	})
	if err != nil {
		return "", err
	}
	switch remedy {
	case forecast.ByHelp:
		return "hulp", v.Change(p.Ledger, func(tx *ledger.Tx) error {
			_, err := queue.RequestHelp(tx, v.office.ID, out.Help())
			if err != nil {
				return err
			}
			return v.absent(tx)
		})
	case forecast.ByField:
		return "buitendienst", v.Change(p.Ledger, func(tx *ledger.Tx) error {
			if err := v.absent(tx); err != nil {
				return err
			}
			return comeIn(tx, out)
		})
	case forecast.ByMove:
		return v.askToMove(p, out)
	case "":
		return "dicht", v.Change(p.Ledger, func(tx *ledger.Tx) error { return v.close(tx, out) })
	}
	return "", ErrRemedy
}

// close lets the desk take nobody from now on today: nothing new is offered there.
func (v *outView) close(tx *ledger.Tx, out forecast.Outage) error {
	if err := v.absent(tx); err != nil {
		return err
	}
	o, err := catalogue.OfficeByID(tx, v.office.ID)
	if err != nil {
		return err
	}
	id := closureOf(out.Desk.ID, v.date)
	if slices.ContainsFunc(o.Closures, func(k calendar.Closure) bool { return k.ID == id }) {
		return nil // it fell out before
	}
	return catalogue.PutClosure(tx, catalogue.Disruption, v.office.ID, calendar.Closure{ID: id, Desk: string(out.Desk.ID),
		From: v.date, Until: v.date, Start: out.From, End: calendar.CellsPerDay, Reason: "uitval"})
}

// absent notes that the colleague is away today, where a colleague was chosen.
func (v *outView) absent(tx *ledger.Tx) error {
	id, ok := v.colleague()
	if !ok {
		return nil
	}
	all, err := roster.Absences(tx, v.date, v.date)
	if err != nil || slices.ContainsFunc(all, func(a roster.Absence) bool { return a.Colleague == id }) {
		return err
	}
	_, _, err = roster.PutAbsence(tx, roster.Absence{Colleague: id, From: v.date, Until: v.date})
	return err
}

// comeIn gives the colleague who was to go out the duty at the desk.
func comeIn(tx *ledger.Tx, out forecast.Outage) error {
	for _, a := range out.Answers {
		if a.Remedy != forecast.ByField {
			continue
		}
		duty, err := roster.DutyByID(tx, a.Duty)
		if err != nil {
			return err
		}
		duty.Kind, duty.Place, duty.Needs = roster.Desk, string(out.Office.ID), nil
		_, err = roster.PutDuty(tx, duty)
		return err
	}
	return queue.ErrNoHelper
}

// askToMove closes the desk and asks those who no longer fit, each with the two times nearest to
// theirs that can be had then.
func (v *outView) askToMove(p *Pages, out forecast.Outage) (string, error) {
	if err := v.Change(p.Ledger, func(tx *ledger.Tx) error { return v.close(tx, out) }); err != nil {
		return "", err
	}
	told, listed := 0, 0
	for _, id := range out.Unplaced {
		var proposals []supply.Offer
		err := p.Ledger.View(func(r ledger.Reader) (err error) {
			proposals, err = booking.Propose(r, id, booking.Unavailable{})
			return err
		})
		if err != nil {
			return "", err
		}
		err = v.Change(p.Ledger, func(tx *ledger.Tx) error {
			reached, err := booking.RequestReschedule(tx, id, booking.DeskShort, proposals)
			if reached {
				told++
			} else {
				listed++
			}
			return err
		})
		if err != nil {
			return "", err
		}
	}
	return fmt.Sprintf("gevraagd %d %d", told, listed), nil
}

// OpenAgain answers POST /medewerker/uitval/terug: a desk that fell out today takes people again.
func (p *Pages) OpenAgain(c *fiber.Ctx) error {
	d, err := p.at(c, 0)
	if err != nil {
		return err
	}
	id := closureOf(catalogue.DeskID(c.FormValue("balie")), d.date)
	err = d.Change(p.Ledger, func(tx *ledger.Tx) error {
		return catalogue.End(tx, catalogue.Disruption, catalogue.Ref{Kind: catalogue.KindClosure, Office: d.office.ID, ID: id})
	})
	if err != nil {
		return err
	}
	return c.Redirect(d.outAt("terug"), fiber.StatusSeeOther)
}

// outAt is the page with what was done.
func (d request) outAt(done string) string {
	return string(d.Q.Href(outPath)) + "?" + url.Values{"locatie": {string(d.office.ID)}, "gedaan": {done}}.Encode()
}
