package day

import (
	"errors"
	"net/url"
	"strings"

	"github.com/gofiber/fiber/v2"

	"balie/booking"
	"balie/booking/catalogue"
	"balie/booking/change"
	"balie/booking/ledger"
	"balie/booking/roster"
	"balie/queue"
	"balie/queue/forecast"
	"balie/web/page"
	"balie/web/route"
)

// CarryOut answers POST /medewerker/uitval: one confirmation does what was chosen, as it was shown. Nobody is moved
// to another day or further than an hour unasked.
func (p *Pages) CarryOut(c *fiber.Ctx) error {
	d, err := p.at(c, 0)
	if err != nil {
		return err
	}
	v := outView{request: d, chosen: c.FormValue("wat")}
	done, err := v.carryOut(c, p, forecast.Remedy(c.FormValue("doe")))
	if err != nil {
		status := route.Status(err)
		refused, err := page.Refused(d.Q.Words, err)
		if err != nil {
			return err
		}
		return p.showOut(c, status, refused)
	}
	if strings.HasPrefix(done, "/") {
		return d.Redirect(done)
	}
	return c.Redirect(d.outAt(done), fiber.StatusSeeOther)
}

func (v *outView) carryOut(c *fiber.Ctx, p *Pages, remedy forecast.Remedy) (done string, err error) {
	var out forecast.Outage
	err = p.Ledger.View(func(r ledger.Reader) (err error) {
		out, err = forecast.AssessOutage(r, v.office.ID, v.desk())
		return err
	})
	if err != nil {
		return "", err
	}
	switch remedy {
	case forecast.ByHelp:
		return "hulp", v.Change(p.Ledger, func(tx *ledger.Tx) error {
			_, err := queue.RequestHelp(tx, v.office.ID, out.Help())
			return err
		})
	case forecast.ByField:
		return "buitendienst", v.Change(p.Ledger, func(tx *ledger.Tx) error { return comeIn(tx, out) })
	case forecast.ByMove:
		return v.askToMove(c, p)
	case "":
		return "dicht", v.Change(p.Ledger, func(tx *ledger.Tx) error { return v.close(tx, out) })
	}
	return "", ErrRemedy
}

// close lets the desk take nobody from now on today: nothing new is offered there.
func (v *outView) close(tx *ledger.Tx, out forecast.Outage) error {
	d, err := change.Outage(tx, v.office.ID, out.Desk.ID)
	if errors.Is(err, change.ErrShut) {
		return nil // it fell out before
	}
	if err != nil {
		return err
	}
	return catalogue.Apply(tx, d.Changes())
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

// askToMove does what was shown for those who no longer fit: moved within the hour, asked, or on the call list.
func (v *outView) askToMove(c *fiber.Ctx, p *Pages) (at string, err error) {
	var plan change.Plan
	if err = p.Ledger.View(func(r ledger.Reader) (err error) {
		plan, err = foreseeOutage(r, v.office.ID, v.desk())
		return err
	}); err != nil {
		return "", err
	}
	if plan.Seen() != c.FormValue("gezien") {
		return "", change.ErrOther
	}
	ctx, cancel := route.Patience(c)
	defer cancel()
	made, err := change.Make(ctx, p.Ledger, v.S.Actor(), plan)
	return "/medewerker/beheer/wijziging/" + string(made.ID), err
}

// foreseeOutage says what would become of each appointment that no longer fits.
func foreseeOutage(r ledger.Reader, office catalogue.OfficeID, desk catalogue.DeskID) (change.Plan, error) {
	d, err := change.Outage(r, office, desk)
	if err != nil {
		return change.Plan{}, err
	}
	return change.Foresee(r, d, office, booking.DeskShort)
}

// OpenAgain answers POST /medewerker/uitval/terug: a desk that fell out today takes people again.
func (p *Pages) OpenAgain(c *fiber.Ctx) error {
	d, err := p.at(c, 0)
	if err != nil {
		return err
	}
	ctx, cancel := route.Patience(c)
	defer cancel()
	if err := change.EndOutage(ctx, p.Ledger, d.S.Actor(), d.office.ID, catalogue.DeskID(c.FormValue("balie"))); err != nil {
		return err
	}
	return c.Redirect(d.outAt("terug"), fiber.StatusSeeOther)
}

// outAt is the page with what was done.
func (d request) outAt(done string) string {
	return string(d.Q.Href(outPath)) + "?" + url.Values{"locatie": {string(d.office.ID)}, "gedaan": {done}}.Encode()
}
