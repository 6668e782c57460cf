package queue

import (
	"balie/booking/calendar"
	"balie/booking/catalogue"
	"balie/booking/ledger"
)

// Line is who waits at an office today and which desks are in service, as far as a decision looks: it costs
// the same to read however many wait.
type Line struct {
	Date    calendar.Date
	Version uint64 // of the queue, for Call
	Waiting int    // in all
	Desks   []DeskSession
	Groups  []Group
}

// Group is those who wait for the same desks.
type Group struct {
	Skills []string         // that a desk must have
	Only   catalogue.DeskID // the one desk that they wait for; "" is any
	First  []Spot           // who is due first, at most 128
}

// LineOf reads the line of an office.
func LineOf(r ledger.Reader, o catalogue.Office) (Line, error) {
	l := Line{Date: o.Today(r.Now())}
	d, err := dayOf(r, o.ID, l.Date)
	if err != nil {
		return l, err
	}
	l.Version, l.Waiting = d.Version, d.waiting()
	if l.Desks, err = DeskSessions(r, o.ID, l.Date); err != nil {
		return l, err
	}
	for _, class := range d.classes() {
		g := Group{}
		g.Skills, g.Only = standsFor(class)
		if g.First, err = inClass(r, dayKey(o.ID, l.Date), class, mostPerClass); err != nil {
			return l, err
		}
		l.Groups = append(l.Groups, g)
	}
	return l, nil
}

// EachTicket calls fn with every ticket of an office-day, in the order of their numbers.
func EachTicket(r ledger.Reader, office catalogue.OfficeID, date calendar.Date, fn func(Ticket) error) error {
	return numbers.Each(r, dayKey(office, date), func(_ ledger.Key, id TicketID) error {
		t, err := ByID(r, id)
		if err != nil {
			return err
		}
		return fn(t)
	})
}

// OpenToday returns the offices at which somebody came today and that are not closed for the day.
func OpenToday(r ledger.Reader) (open []catalogue.Office, err error) {
	all, err := catalogue.Offices(r)
	for _, o := range all {
		if d, found, e := days.Find(r, dayKey(o.ID, o.Today(r.Now()))); e == nil && found && !d.Closed {
			open = append(open, o)
		}
	}
	return open, err
}
