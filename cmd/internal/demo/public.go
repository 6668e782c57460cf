package demo

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"time"

	"balie/booking/catalogue"
	"balie/booking/ledger"
	"balie/cmd/internal/server"
)

// ledgerID is the id of every ledger that a shipped past begins: the first that its seed draws.
func ledgerID() string {
	return ledger.NewID(Bookings{Random: rand.New(rand.NewPCG(Seed, pastStream))}.Fill)
}

// CheckServed refuses the folder of a demo, wherever it was copied to: its key file comes with the program,
// so that anybody could read who has an appointment, and everybody knows its passphrase. What is no ledger
// is for others to refuse.
func CheckServed(data string) error {
	made := false
	_ = ledger.ReadFile(server.LedgerPath(data), time.Now, func(r ledger.Reader) error {
		made = ledger.ID(r) == ledgerID()
		return nil
	})
	if made {
		return fmt.Errorf("%s is the folder of a demo: its key file comes with the program, and everybody knows its passphrase. "+
			"Serve an empty folder; balie import brings products and offices into it", data)
	}
	return nil
}

// errRealTown is what a demo says of a folder that is no demo's.
var errRealTown = errors.New("is no demo's folder: it has an office that is not said to be made up. A demo would let people come who do not exist; balie serve serves it")

// checkMadeUp refuses a ledger in which an office is real.
func checkMadeUp(h *server.Server) error {
	return h.Ledger.View(func(r ledger.Reader) error {
		offices, err := catalogue.Offices(r)
		for _, o := range offices {
			if !o.Demo {
				return fmt.Errorf("%s %w", h.Data, errRealTown)
			}
		}
		return err
	})
}
