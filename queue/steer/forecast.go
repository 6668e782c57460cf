package steer

import (
	"slices"
	"time"
)

// Wait is what somebody may expect, from now until they are called.
type Wait struct {
	Ticket            string
	Mean              time.Duration
	Soon, Likely, Far time.Duration // of ten futures, one, five and nine are not longer
	Late              float64       // chance of passing the norm
	NoCall            bool          // nobody can be seen to call them within what is played
}

// Forecast is what everybody in the house may expect, in the order of State.Guests.
type Forecast struct {
	Waits []Wait
	// Late is how many appointments, present and to come, pass the norm in the coming hour, on
	// average; Late walk-ins beside it.
	Late, LateWalks float64
	// Quarters are the coming hour: how many appointments are due in each quarter of it, those who are late already in
	// the first, and how many of them pass the norm, on average.
	Quarters [4]Quarter
}

// Quarter is a quarter of an hour as it is expected.
type Quarter struct{ Due, Late float64 }

// quarter is that in which a norm passes; none later than the hour.
func (f *Forecast) quarter(due float64) *Quarter {
	if i := int(max(0, due) / 15); i < len(f.Quarters) {
		return &f.Quarters[i]
	}
	return &Quarter{}
}

// forecastScenarios is how many futures a forecast plays.
const forecastScenarios = 200

// predictOffset is how much later walk-ins are due in the order that comes nearest to what a look
// ahead makes of them.
const predictOffset = 10 * time.Minute

// Predict plays the coming hour and says what everybody may expect. It calls in the order of the
// house, so it holds as long as colleagues do too.
func Predict(s State, o Options) Forecast { return predict(s, o, forecastScenarios) }

func predict(s State, o Options, futures int) Forecast {
	o.Offset = predictOffset
	r := NewRollout(o)
	b := &r.board
	b.set(s, o)
	r.play.begin(b, futures, o)
	waits := make([][]float64, len(b.guests))
	f := Forecast{}
	for i := range futures {
		r.play.draw(b, i)
		r.play.noted = slices.Grow(r.play.noted[:0], len(r.play.all))[:len(r.play.all)]
		for j := range r.play.noted {
			r.play.noted[j] = farOff
		}
		r.play.run(b, move{guest: -1, desk: 0, keep: keep{desk: 0}})
		for j := range r.play.all {
			v, at := &r.play.all[j], r.play.noted[j]
			if j < len(b.guests) {
				waits[j] = append(waits[j], at)
			}
			if !v.walk {
				q := f.quarter(v.due)
				q.Due += 1 / float64(futures)
				if at > v.due {
					q.Late += 1 / float64(futures)
				}
			}
			switch {
			case at <= v.due:
			case v.walk:
				f.LateWalks++
			default:
				f.Late++
			}
		}
	}
	r.play.noted = nil
	f.Late, f.LateWalks = f.Late/float64(futures), f.LateWalks/float64(futures)
	f.Waits = make([]Wait, len(s.Guests))
	for i := range s.Guests {
		f.Waits[i] = Wait{Ticket: s.Guests[i].ID, NoCall: true}
	}
	for j, of := range waits {
		g := b.guests[j]
		f.Waits[g.index] = summary(s.Guests[g.index].ID, of, g.due)
	}
	return f
}

func summary(ticket string, of []float64, due float64) Wait {
	slices.Sort(of)
	w := Wait{Ticket: ticket}
	sum, late := 0.0, 0.0
	for _, at := range of {
		sum += min(at, 480)
		if at > due {
			late++
		}
	}
	n := float64(len(of))
	at := func(share float64) time.Duration { return inMinutes(min(of[int(share*n)], 480)) }
	w.Mean, w.Soon, w.Likely, w.Far, w.Late = inMinutes(sum/n), at(0.1), at(0.5), at(0.9), late/n
	w.NoCall = of[len(of)/2] >= farOff
	return w
}

func inMinutes(m float64) time.Duration { return time.Duration(m * float64(time.Minute)) }

// newcomer names the guest that PredictNewcomer adds; no ticket is named so.
const newcomer = "\xff"

// PredictNewcomer is what somebody may expect who takes a number now.
func PredictNewcomer(s State, o Options, kind Kind, need Skills, minutes int, lasts *Distribution, within time.Duration) Wait {
	s.Guests = append(slices.Clone(s.Guests), Guest{
		ID: newcomer, Kind: kind, Need: need, Minutes: minutes, Lasts: lasts, Arrived: s.Now, Due: s.Now.Add(within),
	})
	w := Predict(s, o).Waits[len(s.Guests)-1]
	w.Ticket = ""
	return w
}
