package demo

import (
	"cmp"
	"slices"
	"strings"

	"balie/booking"
	"balie/booking/ledger"
	"balie/queue"
	"balie/web/page"
)

// Step is one step of the story. Its words stand under "demo.step." and its name.
type Step string

// The steps, in order. The last three are apart: each can be done at any moment.
const (
	Book   Step = "book"
	Arrive Step = "arrive"
	See    Step = "see"
	Call   Step = "call"
	Finish Step = "finish"
	Send   Step = "send"
	Close  Step = "close"
	Why    Step = "why"
)

// apart reports whether a step can be done at any moment.
func (s Step) apart() bool { return s == Send || s == Close || s == Why }

// Steps are the steps of a town, in order.
func (t Town) Steps() []Step {
	all := []Step{Book, Arrive, See, Call, Finish}
	if t.Bus {
		all = append(all, Send)
	}
	return append(all, Close, Why)
}

// story is how far somebody is. It follows the ledger's events since it began, so that it does not matter
// on which screen a step was done.
type story struct {
	begun       bool
	after       uint64 // the last event that was read
	appointment booking.AppointmentID
	shown       bool // it was booked in somebody's place, so that no phone shows it yet
	seen        bool // the page of the number was looked at
	sent        bool // the bus
	closed      bool // an afternoon
	asked       bool // why a time is missing
	notice      *page.Notice
}

// told is the story with what became of its appointment.
type told struct {
	story
	ticket queue.Ticket
	number string
}

// bookedBy are the doors by which somebody who looks around books: the town's own people come by none.
var bookedBy = []ledger.Door{"web", "demo", "kiosk", "phone"}

// mostEvents bounds one reading of events; a story that is further behind reads on with the next look.
const mostEvents = 2000

// told reads the story on to now.
func (p *Pages) told(r ledger.Reader) (told, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	s := &p.story
	if !s.begun {
		s.begun, s.after = true, r.Seq()
	}
	events, err := ledger.Events(r, s.after, mostEvents)
	for _, e := range events {
		s.after = e.Seq
		s.take(e, p.Town)
	}
	t := told{story: *s}
	if err != nil || s.appointment == "" {
		return t, err
	}
	ticket, found, err := queue.ByAppointment(r, s.appointment)
	if found {
		t.ticket, t.number = ticket, string(ticket.Number)
	}
	return t, err
}

// take notes what an event means for the story: that of an appointment of today at its office.
func (s *story) take(e ledger.Event, t Town) {
	switch {
	case e.Kind == "appointment.booked" && s.appointment == "" && slices.Contains(bookedBy, e.Door) && len(e.IDs) > 1 && e.IDs[1] == string(t.Office) && e.LeadDays != nil && *e.LeadDays == 0:
		s.appointment, s.shown = booking.AppointmentID(e.IDs[0]), e.Door == "demo"
	case e.Kind == "outing.published" && (e.Door == "plan" || e.Door == "demo"):
		s.sent = true
	case e.Kind == "change.waiting" && (e.Door == "manage" || e.Door == "demo"):
		s.closed = true
	}
}

// done reports whether a step was done.
func (t told) done(s Step) bool {
	state, here := t.ticket.State, t.ticket.ID != ""
	called := here && slices.Contains([]queue.State{queue.Called, queue.Serving, queue.Done}, state)
	switch s {
	case Book:
		return t.appointment != ""
	case Arrive:
		return here
	case See:
		return here && (t.seen || called)
	case Call:
		return called
	case Finish:
		return here && state == queue.Done
	case Close:
		return t.closed
	case Why:
		return t.asked
	}
	return t.sent
}

// next is the step to do now: the first that is not done. It is "" when all are.
func (t told) next(all []Step) Step {
	i := slices.IndexFunc(all, func(s Step) bool { return !t.done(s) })
	if i < 0 {
		return ""
	}
	return all[i]
}

// whyPath is the page that explains a time.
const whyPath = "/medewerker/waarom"

// Saw notes that a page was looked at. The page of the story's number is a step of it, and so is that which
// explains a time; the ledger does not know who looks.
func (p *Pages) Saw(path string) {
	if path == whyPath {
		p.mu.Lock()
		p.story.asked = true
		p.mu.Unlock()
	}
	id, ok := strings.CutPrefix(path, "/t/")
	if !ok {
		return
	}
	_ = p.Ledger.View(func(r ledger.Reader) error {
		t, err := p.told(r)
		if err == nil && id == cmp.Or(string(t.ticket.ID), "-") {
			p.mu.Lock()
			p.story.seen = true
			p.mu.Unlock()
		}
		return err
	})
}
