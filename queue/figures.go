package queue

import (
	"slices"
	"time"

	"balie/booking"
	"balie/booking/calendar"
	"balie/booking/catalogue"
	"balie/booking/ledger"
)

// DayFigures are what an office-day was like for those who came: never what one desk or one
// colleague did (I13).
type DayFigures struct {
	Issued int // tickets, mistakes apart
	Helped int
	Left   int // went away, of whatever kind
	Missed int // were called and did not come
	Absent int // appointments whose residents did not come at all
	Open   int // still in the house

	Appointments Waits // from the later of booked and arrived
	Raw          Waits // the same, from arriving
	WalkIns      Waits
	Collects     Waits
	Calls        Calls
	Leavers      Waits    // of all these, who went away unhelped: the wait that they bore
	Unhelped     []Number // who still waited when the day was closed

	Handled map[catalogue.ProductID]int // what was really done
}

// Waits are the waits of one kind: until the call, or until going away, and of who waits longer than the norm now.
type Waits struct {
	N        int // everybody of whom Ticket.Waited counts
	Within5  int
	Within15 int
	P95      time.Duration // 95 of 100 waited no longer; 0 where nobody waited
}

// Calls are the call-backs by phone and video.
type Calls struct {
	N          int
	InTerm     int // called for the first time within the term
	Reached    int
	NotReached int // given up
}

// Share5 is the share that waited no more than five minutes; 1 where nobody waited.
func (w Waits) Share5() float64 { return share(w.Within5, w.N) }

// Share15 is the share that waited no more than fifteen minutes; 1 where nobody waited.
func (w Waits) Share15() float64 { return share(w.Within15, w.N) }

// ShareInTerm is the share of call-backs in their term; 1 where there were none.
func (c Calls) ShareInTerm() float64 { return share(c.InTerm, c.N) }

func share(part, of int) float64 {
	if of == 0 {
		return 1
	}
	return float64(part) / float64(of)
}

// Figures counts an office-day, today's too.
func Figures(r ledger.Reader, office catalogue.OfficeID, date calendar.Date) (DayFigures, error) {
	c := counting{f: DayFigures{Handled: map[catalogue.ProductID]int{}}, waits: map[*Waits][]time.Duration{}, now: r.Now()}
	err := numbers.Each(r, dayKey(office, date), func(_ ledger.Key, id TicketID) error {
		t, err := ByID(r, id)
		if err == nil && !t.Mistake {
			c.add(t)
		}
		return err
	})
	if err != nil {
		return c.f, err
	}
	for of, waits := range c.waits {
		of.P95 = p95(waits)
	}
	all, err := booking.AppointmentsOn(r, office, date)
	for _, a := range all {
		t, came, err := ByAppointment(r, a.ID)
		if err != nil {
			return c.f, err
		}
		if (!came || t.Mistake) && a.State == booking.Missed {
			c.f.Absent++
		}
	}
	return c.f, err
}

// counting gathers figures.
type counting struct {
	f     DayFigures
	waits map[*Waits][]time.Duration
	now   time.Time
}

func (c *counting) add(t Ticket) {
	c.f.Issued++
	switch t.State {
	case Done:
		c.f.Helped++
	case Left:
		c.f.Left++
	case Missed:
		c.f.Missed++
	default:
		c.f.Open++
	}
	for _, h := range t.Done {
		c.f.Handled[h.Product] += h.Count
	}
	if t.Unhelped {
		c.f.Unhelped = append(c.f.Unhelped, t.Number)
	}
	promise, raw := t.Waited(c.now)
	if t.State == Left && t.Kind != Callback {
		c.wait(&c.f.Leavers, promise)
	}
	switch {
	case !t.measured(c.now):
	case t.Kind == Callback:
		c.call(t, promise)
	case t.Kind == Appointment:
		c.wait(&c.f.Appointments, promise)
		c.wait(&c.f.Raw, raw)
	case t.Kind == WalkIn:
		c.wait(&c.f.WalkIns, promise)
	default:
		c.wait(&c.f.Collects, promise)
	}
}

func (c *counting) wait(w *Waits, waited time.Duration) {
	w.N++
	if waited <= 5*time.Minute {
		w.Within5++
	}
	if waited <= 15*time.Minute {
		w.Within15++
	}
	c.waits[w] = append(c.waits[w], waited)
}

func (c *counting) call(t Ticket, promise time.Duration) {
	c.f.Calls.N++
	if !t.Called.IsZero() && promise <= NormCallback {
		c.f.Calls.InTerm++
	}
	if !t.Started.IsZero() {
		c.f.Calls.Reached++
	} else if t.State == Missed {
		c.f.Calls.NotReached++
	}
}

// p95 is the smallest wait that 95 of 100 do not exceed.
func p95(waits []time.Duration) time.Duration {
	slices.Sort(waits)
	if len(waits) == 0 {
		return 0
	}
	return waits[(len(waits)*95+99)/100-1]
}
