package forecast

import (
	"slices"
	"time"

	"balie/booking"
	"balie/booking/calendar"
	"balie/booking/catalogue"
	"balie/booking/ledger"
	"balie/queue/sim"
	"balie/queue/steer"
)

// ErrNoDay: no desk of the office is open that day.
var ErrNoDay = ledger.Refuse(ledger.Invalid, "queue.noday")

// DayAhead is a day to come as the simulation plays it, and what its skills and desks stand for.
type DayAhead struct {
	sim.Plan
	Office catalogue.Office
	Date   calendar.Date
	Skills []string           // in the order of their bits
	Desks  []catalogue.DeskID // in the order of Plan.Desks; a desk whose skills change stands there more than once
}

// PlanDay returns a day to come: the desks that the openings give, the appointments that are booked
// for the counter, and the walk-ins that the office learned to expect. It names nobody. It refuses
// with ErrNoDay.
func PlanDay(r ledger.Reader, office catalogue.OfficeID, date calendar.Date) (DayAhead, error) {
	o, err := catalogue.OfficeByID(r, office)
	if err != nil {
		return DayAhead{}, err
	}
	h := stateBuilder{State: steer.State{Now: r.Now()}, office: o, date: date, bits: skillBits(o)}
	if h.learned, err = Learned(r, office); err != nil {
		return DayAhead{}, err
	}
	d := DayAhead{Office: o, Date: date, Skills: namesOf(h.bits)}
	from, until := d.open(h)
	if until <= from {
		return d, ErrNoDay
	}
	d.Opens, _ = calendar.At(date, from, o.Location())
	d.Minutes = (until - from).Minutes()
	d.Punctual = o.Punctual
	d.Walks = h.flowsOf(d.Opens.In(o.Location()), d.Minutes)
	return d, d.addBooked(r, h, from)
}

func namesOf(bits map[string]steer.Skills) []string {
	names := make([]string, 0, len(bits))
	for name := range bits {
		names = append(names, name)
	}
	slices.SortFunc(names, func(a, b string) int { return int(bits[a]) - int(bits[b]) })
	return names
}

// open adds the desks of the day, and returns its first cell and the one behind its last.
func (d *DayAhead) open(h stateBuilder) (from, until calendar.Cell) {
	windows := d.Office.Rules().Day(d.Date)
	from = calendar.CellsPerDay
	for _, w := range windows {
		for c := range w.Cells.All() {
			from, until = min(from, c), max(until, c+1)
		}
	}
	for _, w := range windows {
		desk, ok := d.Office.Desk(catalogue.DeskID(w.Desk))
		if !ok {
			continue
		}
		names := w.Skills
		if len(names) == 0 {
			names = desk.Skills
		}
		d.addWindow(desk.ID, h.mask(names), w.Cells, from)
	}
	return from, until
}

// addWindow opens a desk in these cells; windows with the same skills are one desk.
func (d *DayAhead) addWindow(id catalogue.DeskID, can steer.Skills, cells calendar.Cells, from calendar.Cell) {
	for i := range d.Desks {
		if d.Desks[i] == id && d.Plan.Desks[i].Can == can {
			d.Plan.Desks[i].Open = stretches(cells.Or(cellsOf(d.Plan.Desks[i].Open, from)), from)
			return
		}
	}
	d.Desks = append(d.Desks, id)
	d.Plan.Desks = append(d.Plan.Desks, sim.PlanDesk{Can: can, Open: stretches(cells, from)})
}

// stretches are the runs of open cells, in minutes from a cell.
func stretches(cells calendar.Cells, from calendar.Cell) (open [][2]int) {
	for c := range cells.All() {
		at := (c - from).Minutes()
		if n := len(open); n > 0 && open[n-1][1] == at {
			open[n-1][1] = at + calendar.CellMinutes
			continue
		}
		open = append(open, [2]int{at, at + calendar.CellMinutes})
	}
	return open
}

func cellsOf(open [][2]int, from calendar.Cell) (cells calendar.Cells) {
	for _, o := range open {
		cells = cells.With(from+calendar.Cell(o[0]/calendar.CellMinutes), from+calendar.Cell(o[1]/calendar.CellMinutes))
	}
	return cells
}

// addBooked adds the appointments that a desk of the office can help, and that are still to come.
func (d *DayAhead) addBooked(r ledger.Reader, h stateBuilder, from calendar.Cell) error {
	all, err := booking.AppointmentsOn(r, d.Office.ID, d.Date)
	if err != nil {
		return err
	}
	offset := h.learned.offset()
	for _, a := range all {
		need, err := catalogue.Measure(r, a.Wish)
		if err != nil {
			return err
		}
		skills := h.mask(need.Skills)
		if a.State != booking.Booked || need.Route != catalogue.AtCounter || skills.Has(noDesk) {
			continue
		}
		at := a.Begins(d.Office)
		d.Booked = append(d.Booked, sim.Booking{
			ID: string(a.ID), At: (a.Offer.Start - from).Minutes(), Minutes: need.Minutes, Need: skills,
			Lasts: h.learned.lasts(need.Skills, need.Minutes, at.In(d.Office.Location())), Offset: offset, Comes: h.learned.comes(a, at.UTC()),
		})
	}
	return nil
}

// flowsOf are those who may come without an appointment during a day.
func (h *stateBuilder) flowsOf(opens time.Time, minutes int) (flows []steer.Walk) {
	first := opens.Hour()*2 + opens.Minute()/30
	for _, w := range h.flowsBetween(opens, first, first+(minutes+29)/30) {
		if !w.Need.Has(noDesk) {
			flows = append(flows, w)
		}
	}
	return flows
}
