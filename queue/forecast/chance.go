package forecast

import (
	"slices"
	"time"

	"balie/booking"
	"balie/booking/calendar"
	"balie/booking/catalogue"
	"balie/booking/ledger"
	"balie/queue"
)

// Chance is what somebody may expect who takes a number now. It promises nothing.
type Chance struct {
	Fits   bool          // the whole visit ends before closing
	Wait   time.Duration // about how long until they are called; with Fits
	Starts time.Time
	Ends   time.Time
	// Open says that a desk that can do this works, or begins to, today; where it is false none does.
	Open   bool
	Closes time.Time // when the last desk that can do this closes; with Open
}

// ChanceOf lays out the rest of the day: every desk within the hours of the office, lunch and an
// evening with one desk included, those with an appointment at their time, those who wait in what is
// left, and then somebody who came in now for a wish. A desk that should be at work and is not counts
// from its next opening on.
func ChanceOf(r ledger.Reader, office catalogue.OfficeID, w catalogue.Wish, kind queue.Kind) (Chance, error) {
	need, err := catalogue.Measure(r, w)
	if err != nil {
		return Chance{}, err
	}
	p, err := planOf(r, office)
	if err != nil {
		return Chance{}, err
	}
	minutes := need.Minutes
	if kind == queue.Collect {
		minutes = min(minutes, queue.CollectMinutes)
	}
	c := Chance{}
	for _, s := range p.free {
		if s.walks && able(s.skills, need.Skills) {
			c.Open, c.Closes = true, laterOf(c.Closes, s.to)
		}
	}
	p.fill()
	c.Starts, c.Fits = p.place(p.now, minutes, need.Skills, true)
	if c.Fits {
		c.Wait, c.Ends = c.Starts.Sub(p.now), c.Starts.Add(time.Duration(minutes)*time.Minute)
	}
	return c, nil
}

// stretch is a piece of a desk's day that nobody has yet.
type stretch struct {
	desk     catalogue.DeskID
	from, to time.Time
	skills   []string
	walks    bool // also for whoever has no appointment
}

// plan is the rest of an office's day.
type plan struct {
	now    time.Time
	view   queue.View
	office catalogue.Office
	needs  map[booking.AppointmentID]catalogue.Need
	free   []stretch
	starts map[queue.TicketID]time.Time // of those who wait and are helped today
}

func planOf(r ledger.Reader, office catalogue.OfficeID) (*plan, error) {
	view, err := queue.Look(r, office)
	if err != nil {
		return nil, err
	}
	p := &plan{now: view.Now, view: view, needs: map[booking.AppointmentID]catalogue.Need{}, starts: map[queue.TicketID]time.Time{}}
	if p.office, err = catalogue.OfficeByID(r, office); err != nil {
		return nil, err
	}
	for _, a := range view.Expected {
		if p.needs[a.ID], err = catalogue.Measure(r, a.Wish); err != nil {
			return nil, err
		}
	}
	at, err := queue.DeskSessions(r, office, view.Date)
	if err != nil {
		return nil, err
	}
	p.layOut(at)
	return p, nil
}

// layOut gathers what desks have left of today.
func (p *plan) layOut(at []queue.DeskSession) {
	for _, w := range p.office.Rules().Day(p.view.Date) {
		desk, known := p.office.Desk(catalogue.DeskID(w.Desk))
		if !known {
			continue
		}
		s := stretch{desk: desk.ID, skills: w.Skills, walks: w.Use != calendar.ForAppointment}
		if len(s.skills) == 0 {
			s.skills = desk.Skills
		}
		i := slices.IndexFunc(at, func(s queue.DeskSession) bool { return s.Desk == desk.ID })
		for _, span := range spans(w.Cells) {
			s.from, _ = calendar.At(p.view.Date, span[0], p.office.Location())
			s.to, _ = calendar.At(p.view.Date, span[1], p.office.Location())
			begun := !s.from.After(p.now)
			switch {
			case begun && i < 0:
				continue // nobody is there
			case begun:
				s.from, s.to = freeFrom(at[i], p.now), until(at[i], s.to)
			}
			if s.from.Before(s.to) {
				p.join(s)
			}
		}
	}
}

// join adds a stretch, to the one before it where that ends as this begins: an evening goes on after
// the afternoon.
func (p *plan) join(s stretch) {
	for i, before := range p.free {
		if before.desk == s.desk && before.to.Equal(s.from) && before.walks == s.walks && slices.Equal(before.skills, s.skills) {
			p.free[i].to = s.to
			return
		}
	}
	p.free = append(p.free, s)
}

// spans are the runs of a set of cells, each from its first cell until the one after its last.
func spans(cells calendar.Cells) (all [][2]calendar.Cell) {
	for c := range cells.All() {
		if n := len(all); n > 0 && all[n-1][1] == c {
			all[n-1][1] = c + 1
			continue
		}
		all = append(all, [2]calendar.Cell{c, c + 1})
	}
	return all
}

// How long a pause is thought to last at most.
const (
	breakLasts = 15 * time.Minute
	lunchLasts = 30 * time.Minute
)

// freeFrom is from when a desk that is taken can be reckoned with.
func freeFrom(s queue.DeskSession, now time.Time) time.Time {
	from := laterOf(now, s.Finishes)
	switch {
	case s.Ticket != "":
		from = laterOf(from, s.Since.Add(time.Duration(s.Minutes*s.Pace())*time.Minute/100))
	case s.Mode == queue.Break:
		from = laterOf(from, s.Since.Add(breakLasts))
	case s.Mode == queue.Lunch:
		from = laterOf(from, s.Since.Add(lunchLasts))
	}
	return from
}

// until is when a desk that should work until to closes.
func until(s queue.DeskSession, to time.Time) time.Time {
	switch {
	case s.Mode == queue.Away:
		return time.Time{}
	case s.Mode == queue.Closing && s.Ends.Before(to):
		return s.Ends
	}
	return to
}

// fill gives everybody who waits or is to come a place, in the order in which they have a right to it.
func (p *plan) fill() {
	for _, t := range p.view.Waiting {
		if t.Kind == queue.Appointment || t.Priority != "" {
			p.seat(t.Ticket)
		}
	}
	for _, a := range p.view.Expected {
		if begins := a.Comes(p.office); !begins.Add(lateStillComes).Before(p.now) {
			p.place(laterOf(p.now, begins), p.needs[a.ID].Minutes, p.needs[a.ID].Skills, false)
		}
	}
	for _, t := range p.view.Waiting {
		if t.Kind != queue.Appointment && t.Kind != queue.Callback && t.Priority == "" {
			p.seat(t.Ticket)
		}
	}
}

func (p *plan) seat(t queue.Ticket) {
	walks := t.Kind == queue.WalkIn || t.Kind == queue.Collect
	if starts, ok := p.place(laterOf(p.now, t.CallableFrom(p.office)), t.Minutes, t.Skills, walks); ok {
		p.starts[t.ID] = starts
	}
}

// place takes the earliest room for a visit and returns when it begins; ok is false where there is none
// that holds all of it.
func (p *plan) place(at time.Time, minutes int, skills []string, walks bool) (starts time.Time, ok bool) {
	lasts, best := time.Duration(minutes)*time.Minute, -1
	for i, s := range p.free {
		from := laterOf(at, s.from)
		if walks && !s.walks || !able(s.skills, skills) || from.Add(lasts).After(s.to) {
			continue
		}
		if best < 0 || from.Before(starts) {
			starts, best = from, i
		}
	}
	if best < 0 {
		return starts, false
	}
	rest := p.free[best]
	p.free[best].to, rest.from = starts, starts.Add(lasts)
	if rest.from.Before(rest.to) {
		p.free = append(p.free, rest)
	}
	return starts, true
}

func able(have, want []string) bool { return catalogue.Desk{Skills: have}.Can(want) }

func laterOf(a, b time.Time) time.Time {
	if a.Before(b) {
		return b
	}
	return a
}
