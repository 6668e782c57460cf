package outreach

import (
	"balie/booking"
	"balie/booking/ledger"
)

// tell lets whose door it is hear of a delivery as it stands now, by the channel that they chose.
func (d Delivery) tell(tx *ledger.Tx, tell string) error { return d.notice().Tell(tx, tell) }

// silence takes back what was not said yet of a delivery that is over.
func (d Delivery) silence(tx *ledger.Tx) error { return d.notice().Withdraw(tx) }

func (d Delivery) notice() booking.Notice {
	return booking.Notice{Subject: d.Subject(), Channel: d.Channel, Begins: d.Begins()}
}
