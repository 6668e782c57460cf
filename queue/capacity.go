package queue

import (
	"slices"
	"strings"
	"time"

	"balie/booking/calendar"
	"balie/booking/catalogue"
	"balie/booking/ledger"
)

// Capacity is what an office could do during one day: after each change, the skills of the desks
// that took people then. It names no desk and no colleague, so a day can be replayed and nothing can
// be said of one desk (I13).
type Capacity struct {
	Steps []CapacityStep `json:"steps"`
}

// CapacityStep is what the desks could do from an instant on.
type CapacityStep struct {
	At   time.Time `json:"at"`
	Sets []string  `json:"sets"` // the skills of each desk, sorted
}

var capacities = ledger.NewTable[Capacity]("qc:")

// noteCapacity notes which desks take people from now on, where that changed.
func noteCapacity(tx *ledger.Tx, office catalogue.OfficeID, date calendar.Date) error {
	o, err := catalogue.OfficeByID(tx, office)
	if err != nil {
		return err
	}
	all, err := DeskSessions(tx, office, date)
	if err != nil {
		return err
	}
	now := CapacityStep{At: tx.Now()}
	for _, s := range all {
		if desk, ok := o.Desk(s.Desk); ok && s.Mode.Takes() {
			now.Sets = append(now.Sets, strings.Join(slices.Sorted(slices.Values(desk.Skills)), betweenSkills))
		}
	}
	slices.Sort(now.Sets)
	key := dayKey(office, date)
	c, _, err := capacities.Find(tx, key)
	if n := len(c.Steps); err != nil || n > 0 && slices.Equal(c.Steps[n-1].Sets, now.Sets) {
		return err
	}
	c.Steps = append(slices.Clone(c.Steps), now)
	return capacities.Put(tx, key, c)
}

// CapacityOf returns what an office could do during a day; found is false where it was not kept.
func CapacityOf(r ledger.Reader, office catalogue.OfficeID, date calendar.Date) (c Capacity, found bool, err error) {
	return capacities.Find(r, dayKey(office, date))
}

// Skills are the skills of each desk of a step.
func (s CapacityStep) Skills() (all [][]string) {
	for _, set := range s.Sets {
		all = append(all, strings.Split(set, betweenSkills))
	}
	return all
}
