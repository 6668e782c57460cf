package server

import (
	"context"
	"fmt"
	"time"

	"balie/booking"
	"balie/booking/contact"
	"balie/booking/ledger"
	"balie/web/setup"
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
	if len(r.Problems) > 0 {
		return r // what is damaged cannot be asked
	}
	r.Lines = []string{fmt.Sprintf("%d records read, everything holds", records), fmt.Sprintf("%d contacts can be opened with the key file", opened)}
	unkept, err := h.unkept()
	if err != nil {
		return refused(err)
	}
	r.Lines = append(r.Lines, unkept...)
	return r
}

// unkept names every promise that no desk can keep as things stand. It is nothing that is wrong with the data: a
// colleague opens a desk, or finds the resident another time.
func (h *Server) unkept() (lines []string, err error) {
	err = h.Ledger.View(func(r ledger.Reader) error {
		found, err := booking.Unkept(r)
		if len(found) > 0 {
			lines = append([]string{fmt.Sprintf("%d promises that no desk can keep:", len(found))}, setup.PromiseLines(found)...)
		}
		return err
	})
	return lines, err
}
