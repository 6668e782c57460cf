package server

import (
	"fmt"
)

func (h *Server) Check() (r Report) {
	records, err := h.Ledger.Check(func(problem string) { r.Problems = append(r.Problems, problem) })
	if err != nil {
		return refused(err)
	}
	if len(r.Problems) == 0 {
		r.Lines = []string{fmt.Sprintf("%d records read, everything holds", records)}
	}
	return r
}
