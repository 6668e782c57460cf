package forecast

import (
	"time"

	"balie/booking"
	"balie/booking/calendar"
	"balie/booking/catalogue"
	"balie/booking/ledger"
	"balie/queue"
	"balie/queue/sim"
	"balie/queue/steer"
)

// ErrNotLogged: nobody was called on that day, or which desks were open was not kept.
var ErrNotLogged = ledger.Refuse(ledger.NotFound, "queue.notlogged")

// Past returns a day that was, for a replay: who came when and was called when, how long it took,
// and what the desks that were open could do. It names nobody and no desk (I13). Calls by phone are
// left out. It refuses with ErrNotLogged.
func Past(r ledger.Reader, office catalogue.OfficeID, date calendar.Date) (sim.Past, error) {
	o, err := catalogue.OfficeByID(r, office)
	if err != nil {
		return sim.Past{}, err
	}
	c, found, err := queue.CapacityOf(r, office, date)
	if err != nil || !found {
		return sim.Past{}, orNotLogged(err)
	}
	p := past{h: stateBuilder{State: steer.State{Now: r.Now()}, office: o, date: date, bits: skillBits(o)}}
	if p.h.learned, err = Learned(r, office); err != nil {
		return sim.Past{}, err
	}
	p.offset = p.h.learned.offset()
	p.Opens = c.Steps[0].At.Truncate(time.Minute)
	if err := p.addTickets(r); err != nil {
		return sim.Past{}, err
	}
	if len(p.Visits) == 0 {
		return sim.Past{}, ErrNotLogged
	}
	if err := p.addAbsent(r); err != nil {
		return sim.Past{}, err
	}
	p.Seed = uint64(date)
	p.Minutes = int(p.ends.Sub(p.Opens).Minutes()) + 1
	p.Walks = p.h.flowsOf(p.Opens.In(o.Location()), p.Minutes+240) // also those who were expected later
	p.Desks = desksOf(c, p.h, p.Opens, p.Opens.Add(time.Duration(p.Minutes)*time.Minute))
	return p.Past, nil
}

func orNotLogged(err error) error {
	if err != nil {
		return err
	}
	return ErrNotLogged
}

// past gathers a day.
type past struct {
	sim.Past
	h    stateBuilder
	ends time.Time

	offset *steer.Distribution
}

// addTickets adds everybody who was called.
func (p *past) addTickets(r ledger.Reader) error {
	return queue.EachTicket(r, p.h.office.ID, p.h.date, func(t queue.Ticket) error {
		if t.Mistake || t.Kind == queue.Callback || t.Called.IsZero() {
			return nil
		}
		v := p.visit(t.Skills, t.Minutes, hourOf(t.Booked, t.Arrived))
		if t.Appointment != "" {
			a, err := booking.AppointmentByID(r, t.Appointment)
			if err != nil {
				return err
			}
			v.Comes = p.h.learned.comes(a, a.Begins(p.h.office).UTC())
		}
		v.Walk, v.Arrived, v.Called, v.Booked = t.Kind != queue.Appointment, laterOf(t.Arrived, t.Again), t.Called, t.Booked
		if v.Lasted = t.Finished.Sub(t.Called); t.Unlearned || t.Finished.IsZero() || v.Lasted <= 0 {
			v.Lasted = time.Duration(v.Law.Mean() * float64(time.Minute))
		}
		p.Visits = append(p.Visits, v)
		if end := v.Called.Add(v.Lasted); end.After(p.ends) {
			p.ends = end
		}
		return nil
	})
}

// addAbsent adds the appointments whose residents did not come: on the day nobody knew it.
func (p *past) addAbsent(r ledger.Reader) error {
	all, err := booking.AppointmentsOn(r, p.h.office.ID, p.h.date)
	for _, a := range all {
		need, measured := catalogue.Measure(r, a.Wish)
		if a.State != booking.Missed || measured != nil || need.Route != catalogue.AtCounter {
			continue
		}
		if _, came, err := queue.ByAppointment(r, a.ID); err != nil || came {
			continue
		}
		v := p.visit(need.Skills, need.Minutes, a.Begins(p.h.office))
		v.Absent, v.Booked = true, a.Begins(p.h.office).UTC()
		v.Comes = p.h.learned.comes(a, v.Booked)
		p.Visits = append(p.Visits, v)
	}
	return err
}

func (p *past) visit(skills []string, planned int, at time.Time) sim.Visit {
	return sim.Visit{
		Need: p.h.mask(skills), Minutes: planned, Law: p.h.learned.lasts(skills, planned, at.In(p.h.office.Location())),
		Offset: p.offset, Comes: priorComes,
	}
}

// desksOf are desks that together could do what the office could, at any moment: as many as were ever
// open at once with the same skills. Which of them was which is not known.
func desksOf(c queue.Capacity, h stateBuilder, opens, ends time.Time) (desks []sim.PlanDesk) {
	at := func(t time.Time) int { return int(t.Sub(opens).Minutes()) }
	byset := map[string][]int{} // skills → indexes of desks
	for i, step := range c.Steps {
		until := ends
		if i+1 < len(c.Steps) {
			until = c.Steps[i+1].At
		}
		count := map[string]int{}
		for j, set := range step.Sets {
			n := count[set]
			if count[set]++; n == len(byset[set]) {
				byset[set] = append(byset[set], len(desks))
				desks = append(desks, sim.PlanDesk{Can: h.mask(step.Skills()[j])})
			}
			desks[byset[set][n]].Open = joined(desks[byset[set][n]].Open, at(step.At), at(until))
		}
	}
	return desks
}

func joined(open [][2]int, from, until int) [][2]int {
	if n := len(open); n > 0 && open[n-1][1] == from {
		open[n-1][1] = until
		return open
	}
	return append(open, [2]int{from, until})
}
