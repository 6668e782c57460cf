package figures

// Cell is what is counted of one group of people: how many, how their visits ended, and how long they waited.
type Cell struct {
	N       int            `json:"n"`
	Ends    map[string]int `json:"ends,omitempty"`    // "helped", "left", "missed", "absent"
	Promise Histogram      `json:"promise,omitempty"` // waits from the later of booked and arrived, of everybody who came
	Raw     Histogram      `json:"raw,omitempty"`     // the same from coming in
	Way     Histogram      `json:"way,omitempty"`     // from the call to the desk, of who was helped
	Service Histogram      `json:"service,omitempty"` // of whom it is known
	Planned int            `json:"planned,omitempty"` // minutes, of those whose Service is known
}

// add adds another cell to this one, whose parts nobody else holds.
func (c *Cell) add(o Cell) {
	c.N, c.Planned = c.N+o.N, c.Planned+o.Planned
	c.Promise, c.Raw, c.Way, c.Service = c.Promise.and(o.Promise), c.Raw.and(o.Raw), c.Way.and(o.Way), c.Service.and(o.Service)
	c.Ends = addCounts(c.Ends, o.Ends)
}

// addCounts adds counts to a map of its own; what comes to nothing is not kept.
func addCounts(to, more map[string]int) map[string]int {
	for k, n := range more {
		if to == nil {
			to = map[string]int{}
		}
		if to[k] += n; to[k] == 0 {
			delete(to, k)
		}
	}
	if len(to) == 0 {
		return nil
	}
	return to
}

// empty reports whether nothing is counted, and nothing was taken away too much.
func (c Cell) empty() bool {
	return c.N == 0 && len(c.Ends) == 0 && len(c.Promise)+len(c.Raw)+len(c.Way)+len(c.Service) == 0 && c.Planned == 0
}

// Waited is how many came: of them a wait is known.
func (c Cell) Waited() int { return c.Promise.N() }

// Within is how many of those who came waited no longer than whole minutes after their time.
func (c Cell) Within(minutes int) int { return c.Promise.Within(minutes) }

// Late is how many of those who came waited longer.
func (c Cell) Late(minutes int) int { return c.Waited() - c.Within(minutes) }

// Absent is how many did not come, or were gone when called.
func (c Cell) Absent() int { return c.Ends["absent"] + c.Ends["missed"] }
