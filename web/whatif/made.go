package whatif

import (
	"math"
	"time"

	"balie/booking"
	"balie/booking/change"
	"balie/booking/contact"
	"balie/booking/ledger"
	"balie/web/page"
	"balie/web/route"
	"balie/web/staff"
)

// Made is a change as it stands, in words.
type Made struct {
	ID     change.ID
	State  change.State
	Sum    string   // how many it touches
	Done   []string // what happened
	Todo   []string // what happens by itself
	Calls  int      // that a colleague makes now
	Leaves string   // when the messages leave, and how long that takes
	leave  string   // ".calls" where nothing leaves but people come on the call list
	due    time.Time
}

// ReadMade puts a change in words. shut is the key of what is so since it was made.
func ReadMade(r ledger.Reader, q page.Request, c change.Change, zone *time.Location, shut string) (v Made, err error) {
	n, err := count(r, c)
	if err != nil {
		return v, err
	}
	v = Made{ID: c.ID, State: c.State, Sum: q.Words.N("config.change.touched", len(c.Lines)), Calls: n.list, due: c.Due}
	if len(c.Lines) == 0 {
		v.Sum = q.T("config.change.nobody")
	}
	v.Done, v.Todo = n.happened(q, c, shut)
	if n.move+n.ask == 0 {
		v.leave = ".calls"
	}
	if c.State == change.Waiting {
		minutes := max(int(math.Ceil(c.Due.Sub(q.Now).Minutes())), 1)
		v.Leaves = q.T("config.change.leaves"+v.leave, "minutes", q.Words.Minutes(minutes), "time", q.Words.Instant(c.Due, zone))
	}
	return v, nil
}

// RefreshIn is in how many seconds of the reader the words are not true any more: every minute, and just after the
// messages left; 0 is never.
func (v Made) RefreshIn(q page.Request) int {
	if v.State != change.Waiting {
		return 0
	}
	left := int(math.Ceil(v.due.Sub(q.Now).Seconds()))/max(q.Faster, 1) + 2
	return max(min(left, 60), 5)
}

// callList is where a colleague calls, for who may.
func callList(s staff.Request) string {
	if s.S.May(route.KeepCallList) {
		return "/medewerker/bellijst"
	}
	return ""
}

// counts are what becomes of the lines of a change.
type counts struct {
	move, ask, call    int // still to be done
	moved, asked, list int // done
	settled            int
	times              int // held
	by                 map[contact.Channel]int
}

func count(r ledger.Reader, c change.Change) (n counts, err error) {
	n.by = map[contact.Channel]int{}
	for _, l := range c.Lines {
		n.times += len(l.Keys)
		switch l.State {
		case change.Moved:
			n.moved++
		case change.Asked:
			n.asked++
		case change.Listed:
			n.list, n.call = n.list+1, n.call+1
		case change.Settled:
			n.settled++
		}
		if !l.Open() {
			continue
		}
		a, err := booking.AppointmentByID(r, l.Appointment)
		if err != nil {
			return n, err
		}
		switch l.How {
		case change.Move:
			n.move, n.by[a.Channel] = n.move+1, n.by[a.Channel]+1
		case change.Propose:
			n.ask, n.by[a.Channel] = n.ask+1, n.by[a.Channel]+1
		case change.Call:
			n.call++
		}
	}
	return n, nil
}

// happened is what was done, and what is still to be done by itself.
func (n counts) happened(q page.Request, c change.Change, shut string) (done, todo []string) {
	w := q.Words
	add := func(to *[]string, key string, n int) {
		if n > 0 {
			*to = append(*to, w.N(key, n))
		}
	}
	switch c.State {
	case change.TakenBack:
		done = append(done, w.T("config.change.back.done"))
	case change.Reopened:
		done = append(done, w.T("config.change.open.done"))
	default:
		done = append(done, w.T(shut))
	}
	add(&done, "config.change.moved", n.moved)
	add(&done, "config.change.asked", n.asked)
	add(&done, "config.change.listed", n.list)
	add(&done, "config.change.settled", n.settled)
	if c.State == change.TakenBack {
		return done, nil
	}
	add(&done, "config.change.held", n.times)
	add(&todo, "config.change.move", n.move)
	add(&todo, "config.change.ask", n.ask)
	add(&todo, "config.change.call", n.call-n.list)
	return done, todo
}
