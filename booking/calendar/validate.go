package calendar

import (
	"fmt"
	"slices"
)

// Problem is one thing that is wrong with one rule. As an error it reads
// `opening "tue-2": end: must be later than start`.
type Problem struct {
	Rule  string // "office", "opening", "exception" or "closure"
	ID    string // of the rule; for a rule without one, its place: "#2"
	Field string // JSON name of the field
	Key   string // "missing", "twice", "unknown", "order" or "range"
	Why   string // one clause in English, for logs and imports
}

// Error names rule, field and fault in one line.
func (p Problem) Error() string {
	return fmt.Sprintf("%s %q: %s: %s", p.Rule, p.ID, p.Field, p.Why)
}

// Validate returns everything that is wrong with r, in the order of the rules,
// and nil if r may be used. Rules that it refuses are still safe to ask: they
// open less than was meant, or nothing.
func (r Rules) Validate() []Problem {
	var c checker
	c.rule, c.id = "office", "rules"
	c.when(r.Zone == nil, "zone", "missing", "must be named, like Europe/Amsterdam")
	for i, o := range r.Openings {
		c.begin("opening", i, o.ID)
		c.opening(o)
	}
	for i, e := range r.Exceptions {
		c.begin("exception", i, e.ID)
		c.when(e.Date == 0, "date", "missing", "must be given")
		c.hours(e.Start, e.End)
		c.window(e.Use, e.Share, e.ReleaseHours, e.ReleaseAt)
	}
	for i, k := range r.Closures {
		c.begin("closure", i, k.ID)
		c.when(k.From == 0, "from", "missing", "must be given")
		c.when(!within(k.From, k.From, k.Until), "until", "order", "must not be earlier than from")
		if k.Start != 0 || k.End != 0 {
			c.hours(k.Start, k.End)
		}
	}
	return c.problems
}

// checker collects the problems of the rule that begin named last.
type checker struct {
	rule, id string
	seen     []string
	problems []Problem
}

func (c *checker) begin(rule string, index int, id string) {
	c.rule, c.id = rule, id
	if id == "" {
		c.id = fmt.Sprintf("#%d", index+1)
		c.when(true, "id", "missing", "must be given")
		return
	}
	c.when(slices.Contains(c.seen, id), "id", "twice", "is used by an earlier rule")
	c.seen = append(c.seen, id)
}

func (c *checker) when(bad bool, field, key, why string) {
	if bad {
		c.problems = append(c.problems, Problem{c.rule, c.id, field, key, why})
	}
}

func (c *checker) opening(o Opening) {
	c.when(o.Desk == "", "desk", "missing", "must be given")
	c.when(len(o.Weekdays) == 0, "weekdays", "missing", "must have at least one day")
	for _, w := range o.Weekdays {
		c.when(w < 0 || w > 6, "weekdays", "unknown", "must be mon to sun")
	}
	c.when(o.EveryWeeks < 0 || o.EveryWeeks > 52, "every_weeks", "range", "must be 1 to 52")
	c.when(o.EveryWeeks > 1 && o.From == 0, "from", "missing", "must be given to count weeks from")
	for _, n := range o.NthWeekdays {
		c.when(n != -1 && (n < 1 || n > 5), "nth_weekdays", "range", "must be 1 to 5, or -1 for the last")
	}
	c.when(!within(o.From, o.From, o.Until), "until", "order", "must not be earlier than from")
	c.hours(o.Start, o.End)
	c.window(o.Use, o.Share, o.ReleaseHours, o.ReleaseAt)
}

func (c *checker) hours(start, end Cell) {
	c.when(start < 0 || start >= CellsPerDay, "start", "range", "must be 00:00 to 23:55")
	c.when(end < 0 || end > CellsPerDay, "end", "range", "must be 00:05 to 24:00")
	c.when(start >= end, "end", "order", "must be later than start")
}

func (c *checker) window(use Use, share Share, release int, at Cell) {
	uses, shares := []Use{ForAppointment, ForWalkIn, ForBoth}, []Share{Public, Staff, Reserve}
	c.when(!slices.Contains(uses, use), "use", "unknown", "must be appointment, walkin or both")
	c.when(!slices.Contains(shares, share), "share", "unknown", "must be public, staff or reserve")
	c.when(release < 0, "release_hours", "range", "must not be negative")
	c.when(release != 0 && share != Reserve, "release_hours", "unknown", "is only for a reserve")
	c.when(at < 0 || at >= CellsPerDay, "release_at", "range", "must be 00:05 to 23:55")
	c.when(at != 0 && share != Reserve, "release_at", "unknown", "is only for a reserve")
	c.when(at != 0 && release != 0, "release_at", "twice", "must not stand beside release_hours")
}
