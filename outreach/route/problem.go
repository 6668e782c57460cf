package route

import (
	"errors"
	"fmt"
	"math"
)

// Problem is what is to be planned. Times are in any one unit, such as minutes from midnight;
// distances in any one unit, such as kilometres or minutes.
type Problem struct {
	// Time and Cost are from place to place: Time is when one arrives, Cost is what is kept small.
	// They may be the same matrix. Stops and vehicles name places by their index.
	Time, Cost [][]float64
	Stops      []Stop
	Vehicles   []Vehicle
}

// Stop is somewhere to be, once, within one of its windows.
type Stop struct {
	Name    string
	Place   int
	Windows []Window // of the moment at which service begins, in order, apart; none: at any time
	Service float64  // how long it takes
	Load    float64
	Needs   Set     // skills and kits, all of them on one vehicle
	Weight  float64 // what it costs to leave it out; 0 takes LeftOut
}

// Window is from Open up to and including Close.
type Window struct{ Open, Close float64 }

// Vehicle drives one round, from its Start to its End.
type Vehicle struct {
	Name        string
	Start, End  int // places
	From, Until float64
	Capacity    float64
	Has         Set     // skills of its crew, kits on board
	Fixed       float64 // what it costs to drive at all
	Break       *Break  // nil: none
}

// Break is a pause of so long that begins within its window, wherever the vehicle is then. A round
// that is over before the break must begin has none.
type Break struct {
	Window
	Minutes float64
}

// Set is a set of up to 64 skills and kits.
type Set uint64

// Covers reports whether everything in need is in s.
func (s Set) Covers(need Set) bool { return need&^s == 0 }

// LeftOut is what it costs to leave out a stop of no weight of its own: more than any detour.
const LeftOut = 1e7

// Plan is a solved Problem.
type Plan struct {
	Rounds []Round // of the vehicles that drive, in their order
	Left   []Left
	Cost   float64 // of the rounds, without what is left out
	Steps  int
	Proven bool // no plan is cheaper
}

// Round is what one vehicle does.
type Round struct {
	Vehicle int
	Calls   []Call
	Leaves  float64 // from its start
	Returns float64
	Pause   *Call // when the break begins and ends; its Stop is -1
	Cost    float64
}

// Call is a stop with its times.
type Call struct {
	Stop           int
	Arrives        float64
	Begins, Leaves float64
}

// Left is a stop that no vehicle visits, and why.
type Left struct {
	Stop   int
	Reason Reason
}

// Reason says why a stop is left out.
type Reason string

// The reasons.
const (
	NoSkill  Reason = "skill"  // no vehicle has all that it needs
	TooMuch  Reason = "load"   // no vehicle has room for it, even alone
	NoWindow Reason = "window" // no vehicle can be there in time and back, even alone
	NoRoom   Reason = "room"   // every vehicle that could is needed elsewhere
)

// ErrProblem is wrapped by every refusal of a Problem that makes no sense.
var ErrProblem = errors.New("not a routing problem")

// Check refuses matrices that are not square or not numbers, places that do not exist, windows that
// end before they open or overlap, and negative durations.
func (p *Problem) Check() error {
	n := len(p.Time)
	if n == 0 || len(p.Cost) != n {
		return fmt.Errorf("%w: time and cost must be square and of one size", ErrProblem)
	}
	for _, m := range [][][]float64{p.Time, p.Cost} {
		for i, row := range m {
			if len(row) != n {
				return fmt.Errorf("%w: row %d of a matrix has %d places, not %d", ErrProblem, i, len(row), n)
			}
			for _, v := range row {
				if math.IsNaN(v) || v < 0 {
					return fmt.Errorf("%w: row %d of a matrix has a negative distance, or none", ErrProblem, i)
				}
			}
		}
	}
	return errors.Join(p.checkStops(n), p.checkVehicles(n))
}

func (p *Problem) checkStops(places int) (err error) {
	for i, s := range p.Stops {
		if s.Place < 0 || s.Place >= places {
			err = errors.Join(err, fmt.Errorf("%w: stop %d (%s) is at place %d of %d", ErrProblem, i, s.Name, s.Place, places))
		}
		if s.Service < 0 || s.Load < 0 || s.Weight < 0 {
			err = errors.Join(err, fmt.Errorf("%w: stop %d (%s) has a negative service, load or weight", ErrProblem, i, s.Name))
		}
		for k, w := range s.Windows {
			if w.Close < w.Open || k > 0 && w.Open <= s.Windows[k-1].Close {
				err = errors.Join(err, fmt.Errorf("%w: stop %d (%s): windows must open before they close, in order and apart", ErrProblem, i, s.Name))
			}
		}
	}
	return err
}

func (p *Problem) checkVehicles(places int) (err error) {
	for i, v := range p.Vehicles {
		if v.Start < 0 || v.Start >= places || v.End < 0 || v.End >= places {
			err = errors.Join(err, fmt.Errorf("%w: vehicle %d (%s) starts or ends at a place that does not exist", ErrProblem, i, v.Name))
		}
		if v.Until < v.From || v.Capacity < 0 || v.Fixed < 0 {
			err = errors.Join(err, fmt.Errorf("%w: vehicle %d (%s) ends before it begins, or has a negative capacity or cost", ErrProblem, i, v.Name))
		}
		if b := v.Break; b != nil && (b.Close < b.Open || b.Minutes < 0) {
			err = errors.Join(err, fmt.Errorf("%w: vehicle %d (%s): the break must open before it closes", ErrProblem, i, v.Name))
		}
	}
	return err
}
