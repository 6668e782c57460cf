package reception

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/gofiber/fiber/v2"

	"balie/booking"
	"balie/booking/calendar"
	"balie/booking/catalogue"
	"balie/booking/ledger"
	"balie/queue"
	"balie/web/lang"
	"balie/web/page"
	"balie/web/route"
)

// paperView is one visit from paper, as it is typed back.
type paperView struct {
	who, product, arrived, started, finished string
	products                                 []page.Option
	fault                                    string
}

func (v *paperView) fill(r ledger.Reader, w lang.Words, o catalogue.Office) error {
	all, err := catalogue.Products(r)
	for _, p := range all {
		if p.Route == catalogue.AtCounter && slices.ContainsFunc(o.Desks, func(d catalogue.Desk) bool { return slices.Contains(d.Skills, p.Skill) }) {
			v.products = append(v.products, page.Option{Value: string(p.ID), Text: p.Text(w.Tag()).Short})
		}
	}
	return err
}

// TypeBack answers POST /medewerker/noodlijst/terug: a visit that was helped on paper, with the times that
// were written down. Sent twice it is one visit.
func (p *Pages) RecordPaperVisit(c *fiber.Ctx) error {
	d, err := p.at(c)
	if err != nil {
		return err
	}
	v := emergencyView{request: d, paper: paperView{who: clip(c.FormValue("wie")), product: c.FormValue("product"), arrived: c.FormValue("kwam"), started: c.FormValue("begon"), finished: c.FormValue("klaar")}}
	key := d.press().Key
	err = d.Change(p.Ledger, func(tx *ledger.Tx) error {
		paper, err := v.paper.read(tx, p, d)
		if err != nil {
			return err
		}
		paper.Key = key
		_, err = queue.RecordPaperVisit(tx, paper)
		return err
	})
	if err == nil {
		return d.Redirect(d.path("/medewerker/noodlijst", "gedaan", "terug"))
	}
	status := route.Status(err)
	refusal, err := page.Refused(d.Q.Words, err)
	if err != nil {
		return err
	}
	v.paper.fault = refusal.What
	return p.showEmergency(v, status)
}

// read makes of what was typed what the queue understands: a number, a code, or a product.
func (v paperView) read(r ledger.Reader, p *Pages, d request) (paper queue.PaperVisit, err error) {
	paper = queue.PaperVisit{Office: d.office.ID, Kind: queue.WalkIn}
	if v.who != "" {
		if t, err := queue.ByNumber(r, d.office.ID, v.who); err == nil {
			paper.Ticket = t.ID
		} else {
			a, err := booking.ByCode(r, p.Vault, v.who)
			if err != nil {
				return paper, queue.ErrUnknownTicket
			}
			paper.Appointment = a.ID
		}
	} else {
		paper.Wish = catalogue.Wish{{Product: catalogue.ProductID(v.product), Persons: 1}}
	}
	today := d.office.Today(r.Now())
	for _, part := range []struct {
		typed string
		to    *time.Time
		need  bool
	}{{v.arrived, &paper.Arrived, paper.Ticket == ""}, {v.started, &paper.Started, true}, {v.finished, &paper.Finished, true}} {
		at, ok := minuteOf(part.typed, today, d.office.Location())
		if !ok && (part.need || part.typed != "") {
			return paper, queue.ErrPaperTimes
		}
		*part.to = at
	}
	return paper, nil
}

// minuteOf reads a time of a day as people write it: "9.05", "09:05".
func minuteOf(typed string, day calendar.Date, zone *time.Location) (at time.Time, ok bool) {
	hour, minute, two := strings.Cut(strings.ReplaceAll(strings.TrimSpace(typed), ".", ":"), ":")
	h, err := strconv.Atoi(hour)
	m, err2 := strconv.Atoi(minute)
	if !two || err != nil || err2 != nil || h < 0 || h > 23 || m < 0 || m > 59 {
		return at, false
	}
	y, month, date := day.Civil()
	return time.Date(y, month, date, h, m, 0, 0, zone), true
}
