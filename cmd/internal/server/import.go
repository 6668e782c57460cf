package server

import (
	"context"
	"strings"

	"balie/booking/ledger"
	"balie/web/setup"
)

// ImportRequest is what is to be imported, and how.
type ImportRequest struct {
	Files  []setup.File `json:"files"`
	DryRun bool         `json:"dry_run,omitempty"` // say what would change, field by field, and whom it touches
	Accept bool         `json:"accept,omitempty"`  // do it also where appointments lose their desk, or what was changed on screen is changed back
	Whole  bool         `json:"whole,omitempty"`   // end what the files do not have
}

// ImportDocument imports one document as a file, whomever it touches.
func (h *Server) ImportDocument(ctx context.Context, text []byte) Report {
	return h.ImportFiles(ctx, ImportRequest{Files: []setup.File{{Name: "document", Content: text}}, Accept: true})
}

// ImportFiles adds and replaces what the municipality set up: what belongs to the bus plan or an outage is left
// as it is. It says first which appointments that touches, and where some are, does nothing without Accept. All
// faults of all files are named, and then nothing is changed.
func (h *Server) ImportFiles(ctx context.Context, q ImportRequest) Report {
	files, err := setup.Read(q.Files)
	if err != nil {
		return refused(err)
	}
	d := files.Document
	var p setup.Plan
	err = h.Ledger.View(func(r ledger.Reader) (err error) {
		if err := files.Check(r); err != nil {
			return err
		}
		p, err = setup.PlanOf(r, d, q.Whole)
		return setup.Said(err)
	})
	if err == nil {
		err = d.OutreachSetup.Rehearse(ctx, h.Clock)
	}
	if err != nil {
		return refused(err)
	}
	switch {
	case q.DryRun:
		return Report{Lines: append(p.Lines(true), "nothing was changed")}
	case len(p.Lost) > 0 && !q.Accept:
		return Report{Refusal: strings.Join(append(p.SinceLines(), "nothing was changed: export again and merge, or do it with --accept"), "\n")}
	case len(p.Touched) > 0 && !q.Accept:
		return Report{Refusal: strings.Join(append(p.TouchedLines(), "nothing was changed: look with --dry-run, and do it with --accept; they stay until somebody finds them another time"), "\n")}
	}
	if err := setup.Said(p.Apply(ctx, h.Ledger, "cli")); err != nil {
		return refused(err)
	}
	return Report{Lines: append(p.Lines(false), d.Counted()...)}
}
