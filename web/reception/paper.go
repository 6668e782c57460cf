package reception

import (
	"errors"
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

// paperView is the sheet of visits from paper, as it is typed back: several lines at once.
type paperView struct {
	products []page.Option
	rows     []paperRow
	typed    int // lines that were recorded just now
}

// paperRow is one visit; a line of which nothing was typed is no visit.
type paperRow struct {
	who, product, arrived, started, finished string
	key                                      string
	faults                                   map[string]string // by field: wie, product, kwam, begon, klaar
}

// paperRows is how many visits are typed at once.
const paperRows = 6

// paperFields are the fields of a line, in their order.
var paperFields = []string{"wie", "product", "kwam", "begon", "klaar"}

// field is the name of a field of a line; those of the first are as they always were.
func (paperRow) field(name string, n int) string {
	if n == 0 {
		return name
	}
	return name + "-" + strconv.Itoa(n)
}

func (v *paperView) fill(r ledger.Reader, w lang.Words, o catalogue.Office) error {
	for len(v.rows) < paperRows {
		v.rows = append(v.rows, paperRow{key: route.NewKey()})
	}
	all, err := catalogue.Products(r)
	for _, p := range all {
		if p.Route == catalogue.AtCounter && slices.ContainsFunc(o.Desks, func(d catalogue.Desk) bool { return slices.Contains(d.Skills, p.Skill) }) {
			v.products = append(v.products, page.Option{Value: string(p.ID), Text: p.Text(w.Tag()).Short})
		}
	}
	return err
}

// faulty reports whether something of the sheet could not be recorded.
func (v paperView) faulty() bool {
	return slices.ContainsFunc(v.rows, func(x paperRow) bool { return len(x.faults) > 0 })
}

// faultList is what is wrong on the sheet, in its order.
func (v paperView) faultList() (all []page.Fault) {
	for n, row := range v.rows {
		for _, name := range paperFields {
			if text := row.faults[name]; text != "" {
				all = append(all, page.Fault{Field: row.field(name, n), Text: text})
			}
		}
	}
	return all
}

// RecordPaperVisit answers POST /medewerker/noodlijst/terug: visits that were helped on paper, with the times that
// were written down. Each line is recorded by itself; what could not be stays, with what is wrong at its own field.
// Sent twice it is one visit.
func (p *Pages) RecordPaperVisit(c *fiber.Ctx) error {
	d, err := p.at(c)
	if err != nil {
		return err
	}
	v, status := emergencyView{request: d}, fiber.StatusOK
	for n := range paperRows {
		get := func(name string) string { return clip(strings.TrimSpace(c.FormValue(paperRow{}.field(name, n)))) }
		row := paperRow{who: get("wie"), product: get("product"), arrived: get("kwam"), started: get("begon"), finished: get("klaar"), key: get("sleutel"), faults: map[string]string{}}
		if row.who+row.arrived+row.started+row.finished == "" {
			continue
		}
		switch err := p.recordRow(d, row); {
		case err == nil:
			v.paper.typed++
		default:
			said, failed := page.Refused(d.Q.Words, err)
			if failed != nil {
				return failed
			}
			row.faults[fieldOf(err)], status = said.What, route.Status(err)
			v.paper.rows = append(v.paper.rows, row)
		}
	}
	if status == fiber.StatusOK {
		return d.Redirect(d.path("/medewerker/noodlijst", "gedaan", "terug"))
	}
	return p.showEmergency(v, status)
}

// fieldOf is the field that a refusal is about.
func fieldOf(err error) string {
	switch ledger.KeyOf(err) {
	case queue.ErrPaperTimes.Key:
		which, _ := ledger.ArgsOf(err)["which"].(string)
		return map[string]string{"arrived": "kwam", "started": "begon", "finished": "klaar"}[which]
	case catalogue.ErrUnknownProduct.Key:
		return "product"
	}
	return "wie"
}

// recordRow records one line. Whoever is named is looked for among those of today, which the audit notes.
func (p *Pages) recordRow(d request, row paperRow) error {
	var paper queue.PaperVisit
	err := p.Ledger.View(func(r ledger.Reader) (err error) { paper, err = row.read(r, p, d); return err })
	if errors.Is(err, queue.ErrUnknownTicket) {
		paper.Appointment, err = p.named(d, row.who)
	}
	if err != nil {
		return err
	}
	if row.key != "" {
		paper.Key = string(d.S.User) + " " + row.key
	}
	return d.Change(p.Ledger, func(tx *ledger.Tx) error { _, err := queue.RecordPaperVisit(tx, paper); return err })
}

// errNamesakes: several people of today have this name.
var errNamesakes = ledger.Refuse(ledger.Conflict, "paper.namesakes")

// named is the appointment of today of whoever is called so.
func (p *Pages) named(d request, name string) (booking.AppointmentID, error) {
	ids, err := p.look(d, name)
	if err != nil {
		return "", err
	}
	if len(ids) != 1 {
		return "", errNamesakes
	}
	_, err = p.matches(d, ids)
	return ids[0], err
}

// read makes of what was typed what the queue understands: a number, a code, or a product. It refuses with
// queue.ErrUnknownTicket what is neither number nor code.
func (v paperRow) read(r ledger.Reader, p *Pages, d request) (paper queue.PaperVisit, err error) {
	paper = queue.PaperVisit{Office: d.office.ID, Kind: queue.WalkIn}
	today := d.office.Today(r.Now())
	if v.who == "" {
		paper.Wish = catalogue.Wish{{Product: catalogue.ProductID(v.product), Persons: 1}}
	} else if t, err := queue.ByNumber(r, d.office.ID, v.who); err == nil {
		paper.Ticket = t.ID
	}
	for _, part := range []struct {
		typed, which string
		to           *time.Time
		need         bool
	}{{v.arrived, "arrived", &paper.Arrived, paper.Ticket == ""}, {v.started, "started", &paper.Started, true}, {v.finished, "finished", &paper.Finished, true}} {
		at, ok := minuteOf(part.typed, today, d.office.Location())
		if !ok && (part.need || part.typed != "") {
			return paper, queue.ErrPaperTimes.With("which", part.which)
		}
		*part.to = at
	}
	if v.who == "" || paper.Ticket != "" {
		return paper, nil
	}
	a, err := booking.ByCode(r, p.Vault, v.who)
	if err != nil {
		return paper, queue.ErrUnknownTicket
	}
	paper.Appointment = a.ID
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
