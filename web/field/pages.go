package field

import (
	"time"

	"balie/booking/contact"
	"balie/booking/ledger"
)

// Pages answers the team on the road.
type Pages struct {
	Ledger *ledger.Ledger
	Vault  *contact.Vault
	Secure bool      // the site is asked over https
	Up     time.Time // since when the server has been up
}

// path is where the day stands.
const path = "/medewerker/onderweg"
