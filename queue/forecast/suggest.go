package forecast

import (
	"balie/booking/catalogue"
	"balie/booking/ledger"
	"balie/queue/steer"
)

// Suggestion is whom a desk would call now and why, or why it would wait, with others and why not
// they. Its Reasons are words for the screen to translate.
type Suggestion = steer.Decision

// Suggest says whom a desk would call if it pressed now. It promises nothing: Next decides anew.
func Suggest(r ledger.Reader, office catalogue.OfficeID, desk catalogue.DeskID) (Suggestion, error) {
	state, _, err := SteeringState(r, office)
	if err != nil {
		return Suggestion{}, err
	}
	return steer.Decide(state, string(desk)), nil
}
