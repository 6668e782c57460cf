package server

import (
	"context"
	"fmt"
)

// A ledger is compacted at night by itself when it is at least so long, in bytes, and more than half of
// it holds nothing: after a year's forgetting, or a large import that was taken back.
const (
	compactFrom  = 64 << 20
	compactShare = 2
)

// compact gives back the room that what was deleted left in the ledger.
func (h *Server) compact(ctx context.Context) Report {
	before, after, err := h.Ledger.Compact(ctx)
	if err != nil {
		return refused(fmt.Errorf("the ledger stays as it is: %w", err))
	}
	return Report{Lines: []string{fmt.Sprintf("the ledger was %s and is %s; every record was compared", megabytes(before), megabytes(after))}}
}

func megabytes(n int64) string { return fmt.Sprintf("%.1f MB", float64(n)/1e6) }

// compactAtNight compacts where it is worth it, after a backup that was restored to try.
func (h *Server) compactAtNight(ctx context.Context) {
	length, free, err := h.Ledger.Slack()
	if err != nil || length < compactFrom || free*compactShare < length || !h.trust.sure() {
		return
	}
	if r := h.compact(ctx); r.Refusal != "" {
		h.log.Error("the ledger could not be compacted, it is tried again tomorrow", "err", r.Refusal)
	} else {
		h.log.Info("compacted", "what", r.Lines[0])
	}
}
