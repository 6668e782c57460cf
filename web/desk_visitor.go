package web

import (
	"balie/booking/ledger"
	"balie/queue"
)

// hasVisitor reports whether a colleague called somebody to their desk, or helps them.
func hasVisitor(r ledger.Reader, who ledger.Actor) (bool, error) {
	desk, found, err := queue.DeskOf(r, who)
	return found && desk.Ticket != "", err
}
