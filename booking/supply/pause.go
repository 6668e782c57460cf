package supply

import (
	"balie/booking/catalogue"
	"balie/booking/ledger"
)

// ErrPaused: no new appointments are taken now. Who has one moves and cancels it as ever.
var ErrPaused = ledger.Refuse(ledger.Conflict, "time.paused")

// paused reports whether a pause of the municipality holds for who asks: not for an appointment that stands, nor, where
// the municipality says so, for a colleague who makes one for somebody else.
func (a Query) paused(r ledger.Reader) (bool, error) {
	if a.Promised || a.Kept || a.Moving != nil && a.Moving.ClaimID() != "" {
		return false, nil
	}
	m, err := catalogue.MunicipalityOf(r)
	if err != nil || m.Pause == nil || !m.Pause.On(r.Now()) {
		return false, err
	}
	return !m.Pause.Staff || a.Audience != Staff || a.Outside, nil
}
