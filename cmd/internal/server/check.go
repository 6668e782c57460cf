package server

import (
	"context"
	"fmt"
	"time"

	"balie/booking/contact"
)

// checkPause lies between chunks of a check, so that bookings beside it do not wait.
const checkPause = 2 * time.Millisecond

// Check reads every record, holds every invariant against it, and opens every contact with the key file.
func (h *Server) Check(ctx context.Context) (r Report) {
	report := func(problem string) { r.Problems = append(r.Problems, problem) }
	records, err := h.Ledger.Check(report)
	if err != nil {
		return refused(err)
	}
	opened, err := contact.Verify(ctx, h.Ledger.View, h.Vault, func() { time.Sleep(checkPause) }, report)
	if err != nil {
		return refused(err)
	}
	if len(r.Problems) == 0 {
		r.Lines = []string{fmt.Sprintf("%d records read, everything holds", records), fmt.Sprintf("%d contacts can be opened with the key file", opened)}
	}
	return r
}
