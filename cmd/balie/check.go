package main

import (
	"context"
	"fmt"
)

type check struct {
	where
}

// Run checks the ledger, through the server if one serves it. It fails if there is a problem.
func (c *check) Run(ctx context.Context, proc *process) error {
	settings, err := c.settings(proc)
	if err != nil {
		return err
	}
	_, err = proc.send(ctx, settings.Data, errand{Do: "check"}, false)
	return err
}

func (h *house) check() (r report) {
	records, err := h.ledger.Check(func(problem string) { r.Problems = append(r.Problems, problem) })
	if err != nil {
		return refused(err)
	}
	if len(r.Problems) == 0 {
		r.Lines = []string{fmt.Sprintf("%d records read, everything holds", records)}
	}
	return r
}
