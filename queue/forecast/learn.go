package forecast

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"balie/booking"
	"balie/booking/calendar"
	"balie/booking/catalogue"
	"balie/booking/ledger"
	"balie/queue"
)

// Lessons are what an office learned from its closed days: counts and sums, never a person, a
// colleague, a desk or a single visit.
type Lessons struct {
	Days   int                  `json:"days"`
	Visits int                  `json:"visits"`
	Lasts  map[string]*Lasting  `json:"lasts,omitempty"` // what was planned → how long it took
	Offset [offsetBins]int      `json:"offset"`          // how much later than booked residents came
	Comes  map[string]*Coming   `json:"comes,omitempty"` // lead time and channel → who came
	Walks  map[string]*[48]int  `json:"walks,omitempty"` // what was planned → walk-ins per half hour
	Plans  map[string]plannedAs `json:"plans,omitempty"` // what the keys of Lasts and Walks stand for
}

// Lasting are the lengths of one kind of visit, as parts of the plan: in all and by hour.
type Lasting struct {
	All    Moments            `json:"all"`
	ByHour map[string]Moments `json:"by_hour,omitempty"`
}

// Moments are a count, a sum and a sum of squares.
type Moments struct {
	N       int     `json:"n"`
	Sum     float64 `json:"sum"`
	Squares float64 `json:"squares"`
}

// Coming counts appointments, and those whose residents came.
type Coming struct {
	N    int `json:"n"`
	Came int `json:"came"`
}

type plannedAs struct {
	Skills  []string `json:"skills"`
	Minutes int      `json:"minutes"`
}

func (m *Moments) add(v float64) { m.N++; m.Sum += v; m.Squares += v * v }

// Bins of how much later than booked somebody came: of two minutes, from an hour early.
const (
	offsetBins  = 48
	offsetFirst = -60
	offsetStep  = 2
)

// skillSeparator stands in stored keys between skills.
const skillSeparator = "\x1f"

// Learner learns from days that are closed: what CloseDay needs.
type Learner struct{}

// FromTickets learns lengths and arrivals, and holds what was forecast against what was waited.
func (Learner) FromTickets(tx *ledger.Tx, office catalogue.OfficeID, date calendar.Date, ids []queue.TicketID) error {
	if err := learnFrom(tx, office, ids); err != nil {
		return err
	}
	return scoreSome(tx, office, date, ids)
}

// FromAppointments learns who came.
func (Learner) FromAppointments(tx *ledger.Tx, office catalogue.OfficeID, _ calendar.Date, all []booking.Appointment) error {
	return learnComing(tx, office, all)
}

var lessons = ledger.NewTable[Lessons]("qe:")

// Learned returns what an office learned; nothing is no error.
func Learned(r ledger.Reader, office catalogue.OfficeID) (Lessons, error) {
	l, _, err := lessons.Find(r, ledger.K().Str(string(office)))
	return l, err
}

func planKey(skills []string, minutes int) string {
	return fmt.Sprintf("%s %d", strings.Join(skills, skillSeparator), minutes)
}

// What a length must be between to teach something, as parts of the plan. Beyond, somebody forgot
// to press "finish" or pressed it at once.
const (
	shortestTaught = 0.1
	longestTaught  = 4.0
)

// fill makes each map that is missing: an empty one is not kept, so what was read has some of them.
func (l *Lessons) fill() {
	if l.Plans == nil {
		l.Plans = map[string]plannedAs{}
	}
	if l.Lasts == nil {
		l.Lasts = map[string]*Lasting{}
	}
	if l.Walks == nil {
		l.Walks = map[string]*[48]int{}
	}
	if l.Comes == nil {
		l.Comes = map[string]*Coming{}
	}
}

// add learns from a ticket whose day is being closed.
func (l *Lessons) add(t queue.Ticket, zone *time.Location) {
	if t.Desk == "" || t.Mistake { // closed before, or nobody came
		return
	}
	key := planKey(t.Skills, t.Minutes)
	l.fill()
	l.Plans[key] = plannedAs{t.Skills, t.Minutes}
	arrived := t.Arrived.In(zone)
	switch {
	case t.Kind == queue.Appointment:
		bin := int(t.Arrived.Sub(t.Booked).Minutes()-offsetFirst) / offsetStep
		l.Offset[min(max(bin, 0), offsetBins-1)]++
	case t.Kind != queue.Callback:
		if l.Walks[key] == nil {
			l.Walks[key] = &[48]int{}
		}
		l.Walks[key][arrived.Hour()*2+arrived.Minute()/30]++
	}
	part := t.Finished.Sub(t.Started).Minutes() / float64(max(t.Minutes, 1))
	if t.State != queue.Done || t.Unlearned || t.Started.IsZero() || part < shortestTaught || part > longestTaught {
		return
	}
	l.Visits++
	if l.Lasts[key] == nil {
		l.Lasts[key] = &Lasting{ByHour: map[string]Moments{}}
	}
	l.Lasts[key].All.add(part)
	hour := fmt.Sprintf("%02d", t.Started.In(zone).Hour())
	at := l.Lasts[key].ByHour[hour]
	at.add(part)
	l.Lasts[key].ByHour[hour] = at
}

// leadTime is the class of an appointment, by how long before it was made and how it is told.
func leadTime(made, begins time.Time, channel string) string {
	days := int(begins.Sub(made).Hours() / 24)
	for _, c := range []struct {
		below int
		name  string
	}{{1, "0"}, {7, "1-6"}, {28, "7-27"}} {
		if days < c.below {
			return c.name + " " + channel
		}
	}
	return "28 " + channel
}

// learnFrom learns from the tickets of a chunk before it is closed.
func learnFrom(tx *ledger.Tx, office catalogue.OfficeID, ids []queue.TicketID) error {
	o, err := catalogue.OfficeByID(tx, office)
	if err != nil {
		return err
	}
	l, err := Learned(tx, office)
	if err != nil {
		return err
	}
	for _, id := range ids {
		t, err := queue.ByID(tx, id)
		if err != nil {
			return err
		}
		l.add(t, o.Location())
	}
	return lessons.Put(tx, ledger.K().Str(string(office)), l)
}

// learnComing learns, once for a day, which appointments came.
func learnComing(tx *ledger.Tx, office catalogue.OfficeID, all []booking.Appointment) error {
	o, err := catalogue.OfficeByID(tx, office)
	if err != nil {
		return err
	}
	l, err := Learned(tx, office)
	if err != nil {
		return err
	}
	l.fill()
	l.Days++
	for _, a := range all {
		_, came, err := queue.ByAppointment(tx, a.ID)
		if a.State == booking.Cancelled {
			continue
		}
		if err != nil && !errors.Is(err, queue.ErrUnknownTicket) {
			return err
		}
		key := leadTime(a.Made, a.Begins(o), string(a.Channel))
		if l.Comes[key] == nil {
			l.Comes[key] = &Coming{}
		}
		l.Comes[key].N++
		if came {
			l.Comes[key].Came++
		}
	}
	return lessons.Put(tx, ledger.K().Str(string(office)), l)
}
