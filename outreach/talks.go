package outreach

import (
	"cmp"
	"slices"

	"balie/booking/calendar"
	"balie/booking/ledger"
)

// Talks is what was talked about in one neighbourhood in one month, about one theme. It is told as a number only from
// fewest on (Few): less would be somebody's.
type Talks struct {
	Neighbourhood NeighbourhoodID
	Month         calendar.Date // its first day
	Theme         string
	N             int
}

// Few reports whether there are so few that a number would be somebody's.
func (t Talks) Few() bool { return t.N < fewest }

// Heard is what the team noted at the stops of some days.
type Heard struct {
	Talks     []Talks
	Questions []Question
	Marks     []MarkCount
}

// Question is a question in general words. It is told where there were enough conversations in the neighbourhood that
// month, so that nobody is known by it.
type Question struct {
	Neighbourhood NeighbourhoodID
	Month         calendar.Date
	Theme, Text   string
}

// MarkCount is how many marks a neighbourhood gave, and their average where there are enough of them.
type MarkCount struct {
	Neighbourhood NeighbourhoodID
	N             int
	Average       float64
}

// HeardBetween returns what was noted from a day until another: by neighbourhood, month and theme, the latest month
// first and within it what was talked about most.
func HeardBetween(r ledger.Reader, from, until calendar.Date) (h Heard, err error) {
	where := map[PlaceID]NeighbourhoodID{}
	all, err := Places(r)
	if err != nil {
		return h, err
	}
	for _, p := range all {
		where[p.ID] = p.Neighbourhood
	}
	outings, err := Outings(r, from, until)
	if err != nil {
		return h, err
	}
	c := heardCount{talks: map[Talks]int{}, spoken: map[Talks]int{}, marks: map[NeighbourhoodID][]int{}}
	for _, o := range outings {
		for _, s := range o.Stops {
			if err := c.stop(r, o, s, where[s.Place]); err != nil {
				return h, err
			}
		}
	}
	return c.heard(), nil
}

type heardCount struct {
	talks, spoken map[Talks]int // by theme; of all themes
	marks         map[NeighbourhoodID][]int
	questions     []Question
}

func (c *heardCount) stop(r ledger.Reader, o Outing, s Stop, of NeighbourhoodID) error {
	y, m, _ := o.Date.Civil()
	month := calendar.DateOf(y, m, 1)
	noted, err := Notes(r, s.ID)
	if err != nil {
		return err
	}
	for _, n := range noted {
		c.talks[Talks{of, month, n.Theme, 0}]++
		c.spoken[Talks{of, month, "", 0}]++
		if n.Question != "" {
			c.questions = append(c.questions, Question{of, month, n.Theme, n.Question})
		}
	}
	return marks.Each(r, key(string(s.ID)), func(_ ledger.Key, m Mark) error {
		c.marks[of] = append(c.marks[of], m.Mark)
		return nil
	})
}

func (c *heardCount) heard() (h Heard) {
	for t, n := range c.talks {
		t.N = n
		h.Talks = append(h.Talks, t)
	}
	slices.SortFunc(h.Talks, func(a, b Talks) int {
		return cmp.Or(cmp.Compare(b.Month, a.Month), cmp.Compare(a.Neighbourhood, b.Neighbourhood), cmp.Compare(b.N, a.N), cmp.Compare(a.Theme, b.Theme))
	})
	for _, q := range c.questions {
		if c.spoken[Talks{q.Neighbourhood, q.Month, "", 0}] >= fewest {
			h.Questions = append(h.Questions, q)
		}
	}
	slices.SortFunc(h.Questions, func(a, b Question) int {
		return cmp.Or(cmp.Compare(b.Month, a.Month), cmp.Compare(a.Neighbourhood, b.Neighbourhood), cmp.Compare(a.Theme, b.Theme), cmp.Compare(a.Text, b.Text))
	})
	for of, all := range c.marks {
		m, sum := MarkCount{Neighbourhood: of, N: len(all)}, 0
		for _, one := range all {
			sum += one
		}
		if m.N >= fewest {
			m.Average = float64(sum) / float64(m.N)
		}
		h.Marks = append(h.Marks, m)
	}
	slices.SortFunc(h.Marks, func(a, b MarkCount) int { return cmp.Compare(a.Neighbourhood, b.Neighbourhood) })
	return h
}
