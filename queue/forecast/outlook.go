package forecast

import (
	"sync"
	"time"

	"balie/booking/catalogue"
	"balie/booking/ledger"
	"balie/queue"
	"balie/queue/steer"
)

// Range is how long somebody may expect to wait, counted from when it was asked: of ten times, once
// less than Soon, five times less than Likely, and once more than Far.
type Range struct {
	Soon, Likely, Far time.Duration
	Late              float64 // chance of passing the norm
	Nobody            bool    // no desk that is at work can be seen to call them
}

// Outlook is how an office is expected to go on: for everybody who waits, and in all.
type Outlook struct {
	At      time.Time
	Version uint64
	Waits   map[queue.TicketID]Range
	// Late is how many appointments, present or to come within the hour, are expected to wait longer
	// than the norm; LateWalks the same of people without one.
	Late, LateWalks float64
	state           steer.State
	forecast        steer.Forecast
}

// Predict says how an office is expected to go on, from the steering's own futures. It plays for a
// millisecond or more: never within a transaction.
func Predict(r ledger.Reader, office catalogue.OfficeID) (Outlook, error) {
	state, version, err := SteeringState(r, office)
	if err != nil {
		return Outlook{}, err
	}
	f := steer.Predict(state, steer.Standard)
	k := Outlook{At: r.Now(), Version: version, Waits: make(map[queue.TicketID]Range, len(f.Waits)), Late: f.Late, LateWalks: f.LateWalks, state: state, forecast: f}
	for _, w := range f.Waits {
		k.Waits[queue.TicketID(w.Ticket)] = rangeOf(w)
	}
	return k, nil
}

func rangeOf(w steer.Wait) Range {
	return Range{Soon: w.Soon, Likely: w.Likely, Far: w.Far, Late: w.Late, Nobody: w.NoCall}
}

// IfYouCome says what somebody may expect who takes a number now for a wish. It refuses a wish as
// booking does.
func IfYouCome(r ledger.Reader, office catalogue.OfficeID, w catalogue.Wish) (Range, error) {
	o, err := catalogue.OfficeByID(r, office)
	if err != nil {
		return Range{}, err
	}
	need, err := catalogue.Measure(r, w)
	if err != nil {
		return Range{}, err
	}
	state, _, err := SteeringState(r, office)
	if err != nil {
		return Range{}, err
	}
	learned, err := Learned(r, office)
	if err != nil {
		return Range{}, err
	}
	h := stateBuilder{office: o, bits: skillBits(o)}
	lasts := learned.lasts(need.Skills, need.Minutes, r.Now().In(o.Location()))
	return rangeOf(steer.IfYouCome(state, steer.Standard, h.mask(need.Skills), need.Minutes, lasts, queue.NormWalkIn)), nil
}

// freshFor is how long an outlook is used again while the queue does not move.
const freshFor = 20 * time.Second

// ForecastCache keeps the last outlook of each office, so that many screens ask and one plays.
type ForecastCache struct {
	mu    sync.Mutex
	known map[catalogue.OfficeID]Outlook
}

// Predict is Predict, answered from memory while the queue did not move for a moment.
func (c *ForecastCache) Predict(r ledger.Reader, office catalogue.OfficeID) (Outlook, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	o, err := catalogue.OfficeByID(r, office)
	if err != nil {
		return Outlook{}, err
	}
	version, err := queue.Version(r, office, o.Today(r.Now()))
	if err != nil {
		return Outlook{}, err
	}
	if k, ok := c.known[office]; ok && k.Version == version && r.Now().Sub(k.At) < freshFor && !r.Now().Before(k.At) {
		return k, nil
	}
	k, err := Predict(r, office)
	if err == nil {
		if c.known == nil {
			c.known = map[catalogue.OfficeID]Outlook{}
		}
		c.known[office] = k
	}
	return k, err
}
