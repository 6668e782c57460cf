package plan

import (
	"errors"
	"strconv"
	"strings"

	"github.com/gofiber/fiber/v2"

	"balie/booking/calendar"
	"balie/booking/ledger"
	"balie/kiosk"
	"balie/outreach"
	"balie/web/account"
	"balie/web/page"
	"balie/web/route"
	"balie/web/staff"
)

// refuseDay shows the outing as it is, with what was refused.
func (p *Pages) refuseDay(c *fiber.Ctx, err error) error {
	v := dayView{Request: staff.From(c)}
	status := route.Status(err)
	if v.notice, err = v.Refused(err); err != nil {
		return err
	}
	if status == fiber.StatusNotFound {
		return outreach.ErrUnknownOuting
	}
	return p.showDay(v, status)
}

// verbs are what the buttons of a stop do.
var verbs = map[string]func(*ledger.Tx, outreach.StopID) (outreach.Outing, error){
	"aangekomen": outreach.ArriveStop, "vertrokken": outreach.LeaveStop,
}

// Report answers POST /medewerker/inzet/melden: the bus is there, has left, or is late.
func (p *Pages) Report(c *fiber.Ctx) error {
	v := dayView{Request: staff.From(c)}
	stop, what := outreach.StopID(v.Asked("halte")), v.Asked("doe")
	err := v.Change(p.Ledger, func(tx *ledger.Tx) (err error) {
		if verb, ok := verbs[what]; ok {
			v.o, err = verb(tx, stop)
			return err
		}
		minutes, failed := strconv.Atoi(what)
		if failed != nil {
			return outreach.ErrOuting.With("what", v.Q.T("roster.fault.time"))
		}
		v.o, err = outreach.Late(tx, stop, minutes)
		return err
	})
	if err != nil {
		return p.refuseDay(c, err)
	}
	return v.Redirect(v.path("gedaan", "laat"))
}

// RevokePhone answers POST /medewerker/inzet/telefoon: a telephone of the team is lost or left behind.
func (p *Pages) RevokePhone(c *fiber.Ctx) error {
	v := dayView{Request: staff.From(c)}
	err := v.Change(p.Ledger, func(tx *ledger.Tx) (err error) {
		if v.o, err = outreach.OutingByID(tx, outreach.OutingID(v.Asked("id"))); err != nil {
			return err
		}
		if err = kiosk.RevokePhone(tx, v.o.Date, v.Asked("telefoon")); err != nil {
			return err
		}
		return endPhone(tx, v.o.Date, v.Asked("telefoon"))
	})
	if err != nil {
		return p.refuseDay(c, err)
	}
	return v.Redirect(v.path("gedaan", "telefoon"))
}

// endPhone ends every session that a telephone opened: whoever has it now is nobody to us, also without the
// cookie by which it would be known.
func endPhone(tx *ledger.Tx, day calendar.Date, id string) error {
	ph, err := kiosk.PhoneOf(tx, day, id)
	if err != nil {
		return err
	}
	for _, o := range ph.Opened {
		if err := account.EndSession(tx, account.UserID(o.Colleague), o.Session); err != nil && !errors.Is(err, account.ErrNoSession) {
			return err
		}
	}
	return nil
}

// AskPartner answers POST /medewerker/inzet/partner: it shows the partner's link, this once.
func (p *Pages) AskPartner(c *fiber.Ctx) error {
	v := dayView{Request: staff.From(c)}
	stop := outreach.StopID(v.Asked("halte"))
	var secret string
	err := v.Change(p.Ledger, func(tx *ledger.Tx) (err error) {
		secret, err = outreach.AskPartner(tx, stop, v.Asked("partner"))
		return err
	})
	if err != nil {
		return p.refuseDay(c, err)
	}
	v.link = p.Origin.Of(c) + "/praotbus/partner/" + string(stop) + "#" + secret
	return p.showDay(v, fiber.StatusOK)
}

// EndDelivery answers POST /medewerker/inzet/bezorgd: what came of a call at the door.
func (p *Pages) EndDelivery(c *fiber.Ctx) error {
	v := dayView{Request: staff.From(c)}
	to := outreach.DeliveryState(v.Asked("doe"))
	err := v.Change(p.Ledger, func(tx *ledger.Tx) error { _, err := outreach.EndDelivery(tx, v.Asked("bezorging"), to); return err })
	if err != nil {
		return p.refuseDay(c, err)
	}
	v.o.ID = outreach.OutingID(v.Asked("id"))
	return v.Redirect(v.path("gedaan", "bezorgd"))
}

// CallAgain answers POST /medewerker/inzet/opnieuw: a new attempt after nobody was at home.
func (p *Pages) CallAgain(c *fiber.Ctx) error {
	v := dayView{Request: staff.From(c)}
	w, err := windowOf(v.Asked("venster"))
	if err == nil {
		err = v.Change(p.Ledger, func(tx *ledger.Tx) error { _, err := outreach.TryAgain(tx, v.Asked("bezorging"), w); return err })
	}
	if err != nil {
		return p.refuseDay(c, err)
	}
	v.o.ID = outreach.OutingID(v.Asked("id"))
	return v.Redirect(v.path("gedaan", "opnieuw"))
}

// windowOf reads a window as the form names it.
func windowOf(text string) (w outreach.Window, err error) {
	parts := strings.Fields(text)
	if len(parts) != 3 {
		return w, outreach.ErrWindow
	}
	w.Outing = outreach.OutingID(parts[0])
	var first, second error
	w.Start, first = calendar.ParseCell(parts[1])
	w.End, second = calendar.ParseCell(parts[2])
	if errors.Join(first, second) != nil {
		return w, outreach.ErrWindow
	}
	return w, nil
}

// SortRound answers POST /medewerker/inzet/volgorde: the shortest order of a round of deliveries.
func (p *Pages) SortRound(c *fiber.Ctx) error {
	v := dayView{Request: staff.From(c)}
	var order []string
	err := p.Ledger.View(func(r ledger.Reader) (err error) {
		if v.o, err = outreach.OutingByID(r, outreach.OutingID(v.Asked("id"))); err == nil {
			order, _, err = outreach.BestRound(r, v.o)
		}
		return err
	})
	if err == nil && len(order) > 0 {
		err = v.Change(p.Ledger, func(tx *ledger.Tx) error { return outreach.SetRound(tx, v.o, order) })
	}
	if err != nil {
		return p.refuseDay(c, err)
	}
	return v.Redirect(v.path("gedaan", "opgeslagen"))
}

// Repeat answers POST /medewerker/inzet/herhalen: the outing comes again, every so many weeks.
func (p *Pages) Repeat(c *fiber.Ctx) error {
	v := dayView{Request: staff.From(c)}
	weeks, _ := strconv.Atoi(v.Asked("weken"))
	times, _ := strconv.Atoi(v.Asked("keer"))
	var left []outreach.Skipped
	err := p.once(v.Request, func(tx *ledger.Tx) (err error) {
		_, left, err = outreach.Repeat(tx, outreach.OutingID(v.Asked("id")), weeks, times)
		return err
	})
	if err != nil {
		return p.refuseDay(c, err)
	}
	v.o = outreach.Outing{}
	v.notice = page.NewNotice(page.Good, v.Q.T("plan.done.herhaald"), "")
	for _, x := range left {
		v.notice.Do += v.Q.Words.Day(x.Date) + ": " + v.Q.T("plan.rule."+x.Why) + " "
	}
	return p.showDay(v, fiber.StatusOK)
}
