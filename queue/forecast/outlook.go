package forecast

import (
	"time"

	"balie/booking/catalogue"
	"balie/booking/ledger"
	"balie/queue"
	"balie/queue/steer"
)

// Outlook is how an office is expected to go on: for everybody who waits, and in all.
type Outlook struct {
	At      time.Time
	Version uint64
	Waits   map[queue.TicketID]Range
	// Late is how many appointments, present or to come within the hour, are expected to wait longer
	// than the norm; LateWalks the same of people without one.
	Late, LateWalks float64
	Quarters        [4]steer.Quarter // the coming hour
	state           steer.State
	forecast        steer.Forecast
	walkIns         map[walkIn]Range // what was asked for, so that every screen is answered the same
}

// predict plays the steering's own futures for a millisecond or more: never within a transaction.
func predict(r ledger.Reader, office catalogue.OfficeID) (Outlook, error) {
	state, version, err := SteeringState(r, office)
	if err != nil {
		return Outlook{}, err
	}
	f := steer.Predict(state, steer.Standard)
	k := Outlook{At: r.Now(), Version: version, Waits: make(map[queue.TicketID]Range, len(f.Waits)), Late: f.Late, LateWalks: f.LateWalks, Quarters: f.Quarters, state: state, forecast: f, walkIns: map[walkIn]Range{}}
	for _, w := range f.Waits {
		k.Waits[queue.TicketID(w.Ticket)] = rangeOf(w)
	}
	return k, nil
}
