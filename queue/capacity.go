package queue

import (
	"slices"
	"strings"
	"time"

	"balie/booking"
	"balie/booking/calendar"
	"balie/booking/ledger"
	"balie/queue/sim"
)

// capacity is what an office could do during one day: after each change, the skills of the desks
// that took people then. It names no desk and no colleague, so a day can be replayed and nothing can
// be said of one desk (I13).
type capacity struct {
	Steps []capacityStep `json:"steps"`
}

type capacityStep struct {
	At   time.Time `json:"at"`
	Sets []string  `json:"sets"` // the skills of each desk, sorted
}

var capacities = ledger.NewTable[capacity]("qc:")

// noteCapacity notes which desks take people from now on, where that changed.
func noteCapacity(tx *ledger.Tx, office booking.OfficeID, date calendar.Date) error {
	o, err := booking.OfficeByID(tx, office)
	if err != nil {
		return err
	}
	all, err := servicesOf(tx, office, date)
	if err != nil {
		return err
	}
	now := capacityStep{At: tx.Now()}
	for _, s := range all {
		if desk, ok := deskIn(o, s.Desk); ok && s.Mode.takes() {
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

// desks are desks that together could do what the office could, at any moment: as many as were ever
// open at once with the same skills. Which of them was which is not known.
func (c capacity) desks(h horizon, opens, ends time.Time) (desks []sim.PlanDesk) {
	at := func(t time.Time) int { return int(t.Sub(opens).Minutes()) }
	byset := map[string][]int{} // skills → indexes of desks
	for i, step := range c.Steps {
		until := ends
		if i+1 < len(c.Steps) {
			until = c.Steps[i+1].At
		}
		count := map[string]int{}
		for _, set := range step.Sets {
			n := count[set]
			if count[set]++; n == len(byset[set]) {
				byset[set] = append(byset[set], len(desks))
				desks = append(desks, sim.PlanDesk{Can: h.mask(strings.Split(set, betweenSkills))})
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
