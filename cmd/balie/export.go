package main

import (
	"bytes"
	"context"
	"encoding/json"

	"balie/booking/ledger"
)

type export struct {
	where
}

// Run prints products and offices to standard output, in the format that import reads.
func (c *export) Run(ctx context.Context, proc *process) error {
	settings, err := c.settings(proc)
	if err != nil {
		return err
	}
	r, err := proc.send(ctx, settings.Data, errand{Do: "export"}, false)
	if err != nil {
		return err
	}
	var pretty bytes.Buffer
	if err := json.Indent(&pretty, r.Document, "", "  "); err != nil {
		return err
	}
	proc.printf("%s\n", pretty.Bytes())
	return nil
}

func (h *house) export() (r report) {
	var d document
	err := h.ledger.View(func(reader ledger.Reader) (err error) {
		d, err = readDocument(reader)
		return err
	})
	if err == nil {
		r.Document, err = json.Marshal(d)
	}
	if err != nil {
		return refused(err)
	}
	return r
}
