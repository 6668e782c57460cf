package period

import (
	"cmp"
	"errors"
	"fmt"
	"slices"

	"balie/booking/calendar"
)

// Problem is what is to be planned.
type Problem struct {
	Days     []Day // of one vehicle or several, in the order of dates
	Areas    []Area
	Places   []Place
	Drive    [][]int        // minutes: 0 is where the vehicles stand at night, 1+i is place i
	Visit    int            // how many cells a visit takes
	Pause    calendar.Cells // in which nobody stands anywhere, published stops apart
	Promises []Promise      // wishes with an answer
	Begin    calendar.Date  // of the period
	End      calendar.Date
}

// Day is one day of one vehicle.
type Day struct {
	Date        calendar.Date
	Vehicle     string
	From, Until calendar.Cell
	Most        int      // stops
	Need        int      // hands
	Hands       []Hand   // who can go
	Had         []string // who went along in what was published
	Kit         bool     // the kit can go along
	Published   []Visit  // promised stops
	Last        []int    // places of this day in the period before
}

// Hand is somebody who can go along.
type Hand struct {
	ID  string
	Kit bool // can work with the kit
}

// Area is a neighbourhood.
type Area struct {
	Name      string
	Residents int
	Wished    int           // visits in this period
	Patience  int           // days without a visit that are well
	Last      calendar.Date // the last visit before the period
}

// Place is where a vehicle can stand. Open has, for each of the problem's days, when; where it never may
// on a day, Why says so.
type Place struct {
	Name     string
	Area     int
	Contacts int // one expects to speak in a visit
	Open     []calendar.Cells
	Why      []Reason
}

// Promise is a visit of an area that somebody was promised between two days.
type Promise struct {
	Area        int
	From, Until calendar.Date
}

// Visit is a place with its times.
type Visit struct {
	Place         int
	Arrive, Leave calendar.Cell
}

// ErrProblem is wrapped by every refusal of a Problem that makes no sense.
var ErrProblem = errors.New("not a period to plan")

// Check refuses days that are not in order, areas and places that do not exist, and matrices of another size.
func (p *Problem) Check() (err error) {
	refuse := func(wrong bool, what string, args ...any) {
		if wrong {
			err = errors.Join(err, fmt.Errorf("%w: "+what, append([]any{ErrProblem}, args...)...))
		}
	}
	refuse(p.Visit < 1 || p.Visit > calendar.CellsPerDay, "a visit takes %d cells", p.Visit)
	refuse(p.End < p.Begin, "it ends before it begins")
	refuse(len(p.Drive) != len(p.Places)+1, "%d rows of driving times for %d places", len(p.Drive), len(p.Places))
	for i, row := range p.Drive {
		refuse(len(row) != len(p.Drive), "row %d of the driving times has %d places", i, len(row))
	}
	for i, d := range p.Days {
		refuse(i > 0 && d.Date < p.Days[i-1].Date, "day %d lies before the day before it", i)
		refuse(d.Date < p.Begin || d.Date > p.End, "day %d lies outside the period", i)
		for _, v := range d.Published {
			refuse(v.Place < 0 || v.Place >= len(p.Places), "day %d: there is no place %d", i, v.Place)
		}
		for _, at := range d.Last {
			refuse(at < 0 || at >= len(p.Places), "day %d: there is no place %d", i, at)
		}
	}
	for i, at := range p.Places {
		refuse(at.Area < 0 || at.Area >= len(p.Areas), "place %d: there is no area %d", i, at.Area)
		refuse(len(at.Open) != len(p.Days), "place %d: %d days", i, len(at.Open))
	}
	for i, w := range p.Promises {
		refuse(w.Area < 0 || w.Area >= len(p.Areas), "promise %d: there is no area %d", i, w.Area)
	}
	return err
}

// Score says how good a plan is; see the package for the order in which its parts count.
type Score struct {
	Broken   int // promises
	Waiting  int // residents times days over their patience
	Worst    int // the longest wait, in days
	Contacts int
	Driving  int // minutes
	Changed  int // against what was published
}

// Better reports whether a score is better than another.
func (s Score) Better(than Score) bool {
	return cmp.Or(cmp.Compare(s.Broken, than.Broken), cmp.Compare(s.Waiting, than.Waiting), cmp.Compare(s.Worst, than.Worst),
		cmp.Compare(than.Contacts, s.Contacts), cmp.Compare(s.Driving, than.Driving), cmp.Compare(s.Changed, than.Changed)) < 0
}

// mends reports whether a score breaks fewer promises or lets people wait less than another.
func (s Score) mends(than Score) bool {
	return cmp.Or(cmp.Compare(s.Broken, than.Broken), cmp.Compare(s.Waiting, than.Waiting), cmp.Compare(s.Worst, than.Worst)) < 0
}

// Plan is a solved Problem.
type Plan struct {
	Days    [][]Visit  // for each day, in the order in which they are driven
	Crew    [][]string // for each day that drives
	Kit     []bool
	Score   Score
	Gaps    []Gap
	Changes []Change
	Proven  bool
	Steps   int
}

// Change is a visit that the period before had and this one has not, or the other way round.
type Change struct {
	Day, Place int
	Added      bool
}

// can reports whether enough hands can go on a day.
func (d *Day) can() bool { return len(d.Hands) >= d.Need }

// set is which places a day visits, sorted.
type set []int

func (s set) with(place int) set {
	at, _ := slices.BinarySearch(s, place)
	return slices.Insert(slices.Clone(s), at, place)
}

func (s set) without(place int) set {
	return slices.DeleteFunc(slices.Clone(s), func(p int) bool { return p == place })
}
