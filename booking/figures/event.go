package figures

import (
	"fmt"
	"strconv"

	"balie/booking/calendar"
	"balie/booking/ledger"
)

// at is a place and a week.
type at struct {
	place  Place
	monday calendar.Date
}

// tally is what some events add, by place and week.
type tally map[at]Week

// flows are the events that are counted by themselves.
var flows = map[string]Stream{
	"appointment.booked": Booked, "appointment.cancelled": Cancelled, "appointment.moved": Moved,
	"hold.taken": Held, "hold.expired": Expired, "message.sent": Sent, "message.failed": Failed,
}

// count adds an event. What was written before events said their day is not counted.
func (t tally) count(e ledger.Event) {
	if stream, flows := flows[e.Kind]; flows {
		t.flow(stream, e)
	}
	t.visit(e, e.Outcome, +1)
	t.visit(e, e.Undone, -1)
}

func (t tally) flow(s Stream, e ledger.Event) {
	if e.Day == 0 {
		return
	}
	c := newCounter(Cell{N: 1})
	c.in(ByDoor, string(e.Door))
	c.in(BySide, string(e.Side))
	c.in(ByRoute, e.Route)
	c.in(ByChannel, e.Channel)
	if e.LeadDays != nil {
		c.in(ByLead, leadPart(*e.LeadDays))
	}
	if len(e.Products) > 0 {
		c.in(ByProduct, e.Products[0])
	}
	if (s == Sent || s == Failed) && len(e.IDs) > 1 {
		c.in(ByMessage, e.IDs[1])
	}
	t.add(placeOf(e.Office, e.Route), e.Day, s, c.crowd)
}

// visit adds the end of a visit, or takes it away. Of groups only what is shown of them is kept.
func (t tally) visit(e ledger.Event, o *ledger.Outcome, n int) {
	if o == nil {
		return
	}
	came, ended := Cell{N: n, Ends: map[string]int{o.End: n}}, Cell{N: n, Ends: map[string]int{o.End: n}}
	if o.End != "absent" {
		came.Promise = came.Promise.add(o.Promise, n)
	}
	timed, all := came, came
	if o.Service > 0 {
		timed.Service, timed.Planned = timed.Service.add(o.Service, n), o.Planned*n
	}
	all.Service, all.Planned = timed.Service, timed.Planned
	if o.End != "absent" {
		all.Raw = all.Raw.add(o.Raw, n)
	}
	if o.End == "helped" {
		all.Way = all.Way.add(o.Way, n)
	}
	c := newCounter(all)
	date := o.Day
	c.put(ByDay, strconv.Itoa(int((date.Weekday()+6)%7)+1), came)
	c.put(ByHour, fmt.Sprintf("%02d", o.Hour), came)
	c.put(ByProduct, o.Product, timed)
	c.put(ByRoute, o.Route, ended)
	if o.Lead != nil {
		c.put(ByLead, leadPart(*o.Lead), ended)
		c.put(ByChannel, o.Channel, ended)
		c.put(ByReminder, map[bool]string{true: "yes", false: "no"}[o.Reminded], ended)
	}
	t.add(placeOf(e.Office, o.Route), date, Stream("visit."+o.Kind), c.crowd)
}

// placeOf is where something is counted.
func placeOf(office, route string) Place {
	if route == "stop" {
		return Road
	}
	return Place(office)
}

// leadPart is the part of ByLead in which a number of days falls.
func leadPart(days int) string {
	for _, l := range Leads {
		if days <= l.Until {
			return l.Name
		}
	}
	return Leads[len(Leads)-1].Name
}

func (t tally) add(p Place, on calendar.Date, s Stream, c Crowd) {
	where := at{p, on.Monday()}
	if t[where] == nil {
		t[where] = Week{}
	}
	t[where].add(Week{s: c})
}

// counter makes the crowd that one event adds.
type counter struct {
	each  Cell
	crowd Crowd
}

func newCounter(c Cell) *counter {
	return &counter{c, Crowd{All: c, Cuts: map[Cut]map[string]Cell{}}}
}

// in counts the event in a part of a cut. Everybody stands in a part of each cut, so what is not known is a part too.
func (c *counter) in(cut Cut, part string) { c.put(cut, part, c.each) }

func (c *counter) put(cut Cut, part string, cell Cell) {
	c.crowd.Cuts[cut] = map[string]Cell{part: cell}
}
