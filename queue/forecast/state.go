package forecast

import (
	"slices"
	"time"

	"balie/booking"
	"balie/booking/calendar"
	"balie/booking/catalogue"
	"balie/booking/ledger"
	"balie/queue"
	"balie/queue/steer"
)

// How far around now expected appointments count in a decision: those a little late may still come.
const (
	lateStillComes = 15 * time.Minute
	lookAhead      = 60 * time.Minute
)

// overrun is how much longer a visit is thought to take that should be over.
const overrun = 2 * time.Minute

// SteeringState is an office as a decision sees it, and the version of the queue for Call. It reads a
// few of each class, so it costs the same however many wait.
func SteeringState(r ledger.Reader, office catalogue.OfficeID) (steer.State, uint64, error) {
	o, err := catalogue.OfficeByID(r, office)
	if err != nil {
		return steer.State{}, 0, err
	}
	line, err := queue.LineOf(r, o)
	if err != nil {
		return steer.State{}, 0, err
	}
	h := stateBuilder{State: steer.State{Now: r.Now(), Waiting: line.Waiting}, office: o, date: line.Date, bits: skillBits(o)}
	if h.learned, err = Learned(r, office); err != nil {
		return steer.State{}, 0, err
	}
	if err := h.addDesks(r, line.Desks); err != nil {
		return steer.State{}, 0, err
	}
	h.addGuests(line.Groups)
	if err := h.addExpected(r); err != nil {
		return steer.State{}, 0, err
	}
	h.Punctual = o.Punctual
	h.Informed, h.Walks, h.Seed = h.learned.Visits >= enough, h.flows(), uint64(line.Date)
	return h.State, line.Version, nil
}

// stateBuilder gathers a state.
type stateBuilder struct {
	steer.State
	office catalogue.Office
	date   calendar.Date
	bits   map[string]steer.Skills

	learned Lessons
}

// noDesk is a skill that no desk of the office has.
const noDesk steer.Skills = 1 << 63

// skillBits numbers the skills of an office's desks.
func skillBits(o catalogue.Office) map[string]steer.Skills {
	var names []string
	for _, d := range o.Desks {
		names = append(names, d.Skills...)
	}
	slices.Sort(names)
	names = slices.Compact(names)
	bits := make(map[string]steer.Skills, len(names))
	for i, name := range names {
		bits[name] = 1 << i
	}
	return bits
}

func (h *stateBuilder) mask(names []string) (set steer.Skills) {
	for _, n := range names {
		bit, ok := h.bits[n]
		if !ok {
			bit = noDesk
		}
		set |= bit
	}
	return set
}

func (h *stateBuilder) addDesks(r ledger.Reader, all []queue.DeskSession) (err error) {
	for _, s := range all {
		desk, ok := h.office.Desk(s.Desk)
		if !ok {
			continue
		}
		d := steer.Desk{ID: string(s.Desk), Can: h.mask(desk.Skills), Works: s.Mode.Takes(), FreeAt: s.Finishes, Until: s.Ends, Pace: s.Pace()}
		if s.Ticket != "" {
			d.Helping, d.Minutes, d.Since = steer.Kind(s.Helping), s.Minutes, s.Since
			if d.Lasts, err = h.lasting(r, s); err != nil {
				return err
			}
			d.FreeAt = laterOf(s.Since.Add(d.Takes(s.Minutes)), h.Now.Add(overrun))
		}
		h.Desks = append(h.Desks, d)
	}
	return nil
}

// hourOf is the instant whose hour decides how long a visit is thought to take: the booked time, or
// that of coming without an appointment. It stays the same all day, so a day can be replayed.
func hourOf(booked, arrived time.Time) time.Time {
	if booked.IsZero() {
		return arrived
	}
	return booked
}

// lasting is the law of the visit that a desk has.
func (h *stateBuilder) lasting(r ledger.Reader, s queue.DeskSession) (*steer.Distribution, error) {
	t, err := queue.ByID(r, s.Ticket)
	if err != nil {
		return nil, err
	}
	return h.learned.lasts(t.Skills, t.Minutes, hourOf(t.Booked, t.Arrived).In(h.office.Location())), nil
}

func (h *stateBuilder) addGuests(groups []queue.Group) {
	for _, g := range groups {
		need := h.mask(g.Skills)
		for _, s := range g.First {
			h.Guests = append(h.Guests, steer.Guest{
				ID: string(s.ID), Kind: steer.Kind(s.Kind), Need: need, Minutes: s.Minutes, Booked: s.Booked,
				Arrived: s.Arrived, Due: s.Due, After: s.CallableFrom(h.office), Urgent: s.Urgent, Only: string(g.Only),
				Lasts: h.learned.lasts(g.Skills, s.Minutes, hourOf(s.Booked, s.Arrived).In(h.office.Location())),
			})
		}
	}
}

func (h *stateBuilder) addExpected(r ledger.Reader) error {
	from, until := h.around()
	all, err := booking.AppointmentsBetween(r, h.office.ID, h.date, from, until)
	if err != nil {
		return err
	}
	offset := h.learned.offset()
	for _, a := range all {
		if a.State != booking.Booked {
			continue
		}
		need, err := catalogue.Measure(r, a.Wish)
		if err != nil {
			return err
		}
		if need.Route != catalogue.AtCounter {
			continue
		}
		at := a.Begins(h.office).UTC()
		late := time.Duration(a.Late) * time.Minute
		if at.Add(late + lateStillComes).Before(h.Now) {
			continue
		}
		h.Expected = append(h.Expected, steer.Expected{
			ID: string(a.ID), At: at.Add(late), Due: at.Add(late + queue.NormAppointment), Need: h.mask(need.Skills), Minutes: need.Minutes,
			Lasts: h.learned.lasts(need.Skills, need.Minutes, at.In(h.office.Location())), Offset: offsetBy(a, offset), Comes: h.learned.comes(a, at),
		})
	}
	return nil
}

// offsetBy is how much later than expected somebody comes: whoever said how late they are comes about
// then, and the desks are not kept for them before.
func offsetBy(a booking.Appointment, learned *steer.Distribution) *steer.Distribution {
	if a.Late == 0 {
		return learned
	}
	return saidLate
}

// saidLate is how far off people are who say how late they come: three minutes to either side.
var saidLate = steer.NewDistribution(func(u float64) float64 { return 6*u - 3 })

// around returns the cells of today from a little before now to an hour ahead.
func (h *stateBuilder) around() (from, until calendar.Cell) {
	_, now := calendar.CellIn(h.Now, h.office.Location())
	return now - calendar.Cell(calendar.CellsFor(int(lateStillComes.Minutes()))), now + calendar.Cell(calendar.CellsFor(int(lookAhead.Minutes()))) + 1
}
