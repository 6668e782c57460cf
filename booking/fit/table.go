package fit

import (
	"math/bits"
	"slices"

	"balie/booking/calendar"
)

// maxDesks is the number of desks among which visits are re-arranged: one bit
// each. A larger office still books whatever fits directly.
const maxDesks = 64

// job is a visit that may change desks.
type job struct {
	visit      int // its index among the visits; that of the newcomer is len(placed)
	start, end calendar.Cell
	desk       int    // index of the desk where it stands, -1 for nowhere
	allowed    uint64 // the desks that could take it if no other job stood there
}

// table is a day laid out for moving visits about: the jobs, earliest first,
// and what the visits that cannot move block.
type table struct {
	desks   []Desk
	placed  []Visit
	busy    []calendar.Cells // per desk, taken by whatever stands there
	blocked []calendar.Cells // per desk, taken by what must stay there
	jobs    []job
	able    []ability
	sweep   sweep
}

// ability is what each desk can give to a need, beside what is blocked.
type ability struct {
	need  Skills
	cells []calendar.Cells
}

// lay makes the table of a day. Pinned visits stay. So do those that do not
// rightly stand where they are, because a rule has changed or two share cells:
// they keep what they have, and whoever may is to [Arrange] them.
func lay(desks []Desk, placed []Visit) *table {
	t := &table{desks: desks, placed: placed,
		busy: make([]calendar.Cells, len(desks)), blocked: make([]calendar.Cells, len(desks))}
	twice := make([]calendar.Cells, len(desks))
	for _, v := range placed {
		if i := indexOf(desks, v.Desk); i >= 0 {
			twice[i] = twice[i].Or(t.busy[i].And(cellsOf(v)))
			t.busy[i] = t.busy[i].Or(cellsOf(v))
		}
	}
	var movable []int
	for k, v := range placed {
		switch i := indexOf(desks, v.Desk); {
		case i < 0:
		case v.Pinned || !desks[i].serves(v) || !twice[i].And(cellsOf(v)).Empty():
			t.blocked[i] = t.blocked[i].Or(cellsOf(v))
		default:
			movable = append(movable, k)
		}
	}
	t.jobs = make([]job, 0, len(movable)+1)
	for _, k := range movable {
		t.jobs = append(t.jobs, t.job(k, placed[k]))
	}
	slices.SortStableFunc(t.jobs, sooner)
	return t
}

// job describes v, which has that index, on this table.
func (t *table) job(index int, v Visit) job {
	j := job{visit: index, start: v.Start, end: v.end(), desk: -1}
	if index < len(t.placed) {
		j.desk = indexOf(t.desks, v.Desk)
	}
	able := t.ability(v.Need)
	for i := range t.desks[:min(len(t.desks), maxDesks)] {
		if v.Pinned && t.desks[i].Number != v.Desk {
			continue
		}
		if able[i].Covers(v.Start, v.end()) {
			j.allowed |= 1 << i
		}
	}
	return j
}

// sooner orders jobs by start, those with the least choice first.
func sooner(a, b job) int {
	if a.start != b.start {
		return int(a.start) - int(b.start)
	}
	return bits.OnesCount64(a.allowed) - bits.OnesCount64(b.allowed)
}

// ability returns, per desk, the cells in which it could serve need if no job
// stood there. A day has few different needs.
func (t *table) ability(need Skills) []calendar.Cells {
	for _, a := range t.able {
		if a.need == need {
			return a.cells
		}
	}
	cells := make([]calendar.Cells, len(t.desks))
	for i, d := range t.desks {
		cells[i] = d.eligible(need).AndNot(t.blocked[i])
	}
	t.able = append(t.able, ability{need, cells})
	return cells
}
