package queue

import (
	"encoding/binary"
	"maps"
	"slices"
	"strings"

	"balie/booking/calendar"
	"balie/booking/catalogue"
	"balie/booking/ledger"
)

// day is what one office-day knows of itself. Its version moves with every change of the queue;
// its counters live as long as the record, so no number is given twice (I9).
type day struct {
	Version uint64         `json:"version"`
	Last    map[string]int `json:"last,omitempty"`    // letter → last number given
	Classes map[string]int `json:"classes,omitempty"` // class → how many wait
	Closed  bool           `json:"closed,omitempty"`  // nobody comes in any more
	Closing bool           `json:"closing,omitempty"` // and what is left is being closed
	Taught  bool           `json:"taught,omitempty"`  // who came was learned
	Calls   []LastCall     `json:"calls,omitempty"`   // the newest first
}

var (
	days    = ledger.NewTable[day]("qd:")
	open    = ledger.NewTable[bool]("qo:")     // office-days that are not closed
	numbers = ledger.NewTable[TicketID]("qk:") // office-day + number → ticket
	atDesk  = ledger.NewTable[bool]("ql:")     // office-day + ticket: called, serving or parked
)

// ErrDayClosed: the office closed for the day.
var ErrDayClosed = ledger.Refuse(ledger.Conflict, "queue.closed")

func dayKey(office catalogue.OfficeID, date calendar.Date) ledger.Key {
	return ledger.K().Str(string(office)).Int32(int32(date))
}

func (t Ticket) dayKey() ledger.Key { return dayKey(t.Office, t.Date) }

// dateOf reads the day from a key of an office-day.
func dateOf(k ledger.Key) calendar.Date {
	return calendar.Date(int32(binary.BigEndian.Uint32(k[len(k)-4:]) ^ 1<<31))
}

func dayOf(r ledger.Reader, office catalogue.OfficeID, date calendar.Date) (day, error) {
	d, _, err := days.Find(r, dayKey(office, date))
	return d, err
}

// Version is how often the queue of an office-day changed. Whoever decides on a reading hands it
// to Call, which refuses if the queue moved.
func Version(r ledger.Reader, office catalogue.OfficeID, date calendar.Date) (uint64, error) {
	d, err := dayOf(r, office, date)
	return d.Version, err
}

// Marks between the parts of a class; no skill and no desk has them in its name.
const (
	betweenSkills = "\x1f"
	beforeDesk    = "\x1e"
)

// class is what tickets that wait for the same desks have in common.
func (t Ticket) class() string {
	return strings.Join(t.Skills, betweenSkills) + beforeDesk + string(t.For)
}

// standsFor returns the skills and the one desk that a class stands for.
func standsFor(class string) (skills []string, only catalogue.DeskID) {
	names, desk, _ := strings.Cut(class, beforeDesk)
	return strings.Split(names, betweenSkills), catalogue.DeskID(desk)
}

// classes are the classes that somebody waits in, always in the same order.
func (d day) classes() []string { return slices.Sorted(maps.Keys(d.Classes)) }

// waiting is how many wait in all.
func (d day) waiting() (n int) {
	for _, of := range d.Classes {
		n += of
	}
	return n
}

func (d *day) count(class string, by int) {
	if d.Classes == nil {
		d.Classes = map[string]int{}
	}
	if d.Classes[class] += by; d.Classes[class] <= 0 {
		delete(d.Classes, class)
	}
}

// put writes the record of a day and notes that it is to be closed once.
func (d day) put(tx *ledger.Tx, key ledger.Key) error {
	if d.Closed && !d.Closing {
		open.Delete(tx, key)
	} else if err := open.Put(tx, key, true); err != nil {
		return err
	}
	return days.Put(tx, key, d)
}

// touch moves the version of an office-day whose tickets did not change, but its desks did.
func touch(tx *ledger.Tx, office catalogue.OfficeID, date calendar.Date) error {
	d, err := dayOf(tx, office, date)
	if err != nil {
		return err
	}
	d.Version++
	if err := d.put(tx, dayKey(office, date)); err != nil {
		return err
	}
	if err := noteCapacity(tx, office, date); err != nil {
		return err
	}
	return tx.Emit("desk.changed", string(office))
}
