package server

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"balie/booking"
	"balie/booking/catalogue"
	"balie/booking/ledger"
)

// ImportRequest is what is to be imported, and how.
type ImportRequest struct {
	Files  []ImportFile `json:"files"`
	DryRun bool         `json:"dry_run,omitempty"` // say what would change, field by field, and whom it touches
	Accept bool         `json:"accept,omitempty"`  // do it also where appointments lose their desk
}

// ImportFile is a file and what it is called in what is said about it.
type ImportFile struct {
	Name    string `json:"name"`
	Content []byte `json:"content"`
}

// LargestImport is how many bytes the files of one import have at most: they are read and held as a whole.
const LargestImport = 16 << 20

// ImportDocument imports one document as a file, whomever it touches.
func (h *Server) ImportDocument(ctx context.Context, text []byte) Report {
	return h.ImportFiles(ctx, ImportRequest{Files: []ImportFile{{"document", text}}, Accept: true})
}

// ImportFiles adds and replaces what the municipality set up: what belongs to the bus plan or an outage is left
// as it is. It says first which appointments that touches, and where some are, does nothing without Accept. All
// faults of all files are named, and then nothing is changed.
func (h *Server) ImportFiles(ctx context.Context, q ImportRequest) Report {
	d, files, err := readFiles(q.Files)
	if err != nil {
		return refused(err)
	}
	var p importPlan
	err = h.Ledger.View(func(r ledger.Reader) (err error) {
		if err := checkDocument(r, d, files); err != nil {
			return err
		}
		p, err = planImport(r, d)
		return err
	})
	if err == nil {
		err = rehearse(ctx, d.OutreachSetup, h.Clock)
	}
	if err != nil {
		return refused(err)
	}
	switch {
	case q.DryRun:
		return Report{Lines: append(p.lines(true), "nothing was changed")}
	case len(p.touched) > 0 && !q.Accept:
		return Report{Refusal: strings.Join(append(p.touchedLines(), "nothing was changed: look with --dry-run, and do it with --accept; they stay until somebody finds them another time"), "\n")}
	}
	if err := p.apply(ctx, h.Ledger, d.OutreachSetup); err != nil {
		return refused(err)
	}
	return Report{Lines: append(p.lines(false), d.counted()...)}
}

// counted says how much there was.
func (d Document) counted() []string {
	lines := []string{fmt.Sprintf("imported %d products and %d offices", len(d.Products), len(d.Offices))}
	if len(d.Neighbourhoods)+len(d.Places)+len(d.Vehicles)+len(d.Layers) > 0 {
		lines = append(lines, fmt.Sprintf("imported %d villages, %d places to stand, %d vehicles and %d layers", len(d.Neighbourhoods), len(d.Places), len(d.Vehicles), len(d.Layers)))
	}
	return lines
}

// importPlan is what an import would do.
type importPlan struct {
	changes []catalogue.Change
	left    []catalogue.Ref
	touched []booking.Touched
	keeping map[catalogue.ProductID]int
	bus     []setupChange
}

// planImport plans a document on what stands.
func planImport(r ledger.Reader, d Document) (p importPlan, err error) {
	draft, err := d.draft(r)
	if err != nil {
		return p, err
	}
	p.changes, p.left = draft.Changes(), draft.Left()
	if p.touched, err = booking.TouchedBy(r, draft); err != nil {
		return p, err
	}
	if p.keeping, err = booking.Keeping(r, draft); err != nil {
		return p, err
	}
	p.bus, err = setupChanges(r, d.OutreachSetup)
	return p, err
}

// draft plans the products and offices of a document: today's first, then what is planned, in the order of days.
func (d Document) draft(r ledger.Reader) (*catalogue.Draft, error) {
	draft := catalogue.NewDraft(r, catalogue.Configuration)
	planned := slices.Clone(d.Planned)
	slices.SortStableFunc(planned, func(a, b Planned) int { return int(a.FirstDay - b.FirstDay) })
	for _, part := range append([]Planned{{0, d.Products, d.Offices}}, planned...) {
		for _, one := range part.Products {
			if err := draft.PutProduct(one, part.FirstDay); err != nil {
				return nil, said(err)
			}
		}
		for _, one := range part.Offices {
			if err := draft.PutOffice(one, part.FirstDay); err != nil {
				return nil, said(err)
			}
		}
	}
	return draft, nil
}

// importChunk is how many records one transaction of an import writes.
const importChunk = 30

// apply writes the changes as one stage, so that all of them hold from one transaction on, or none.
func (p importPlan) apply(ctx context.Context, l *ledger.Ledger, bus OutreachSetup) error {
	if len(p.changes) == 0 {
		return said(l.Update(ctx, "cli", bus.Put))
	}
	for next := (ledger.Key{}); next != nil; {
		from := next
		err := l.Update(ctx, "cli", func(tx *ledger.Tx) (err error) { next, err = catalogue.SweepStage(tx, from); return err })
		if err != nil {
			return err
		}
	}
	var stage catalogue.Stage
	err := l.Update(ctx, "cli", func(tx *ledger.Tx) (err error) { stage, err = catalogue.BeginStage(tx); return err })
	if err != nil {
		return said(err)
	}
	for some := range slices.Chunk(p.changes, importChunk) {
		err := l.Update(ctx, "cli", func(tx *ledger.Tx) error { return catalogue.ApplyStaged(tx, some, stage) })
		if err != nil {
			return said(err)
		}
	}
	return said(l.Update(ctx, "cli", func(tx *ledger.Tx) error {
		if err := catalogue.Activate(tx, stage); err != nil {
			return err
		}
		return bus.Put(tx)
	}))
}

// rehearse puts what the bus needs into a ledger that is thrown away, so that the real one gets all or nothing.
func rehearse(ctx context.Context, d OutreachSetup, clock ledger.Clock) (err error) {
	folder, err := os.MkdirTemp("", "balie-import-")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(folder)) }()
	l, err := ledger.Open(filepath.Join(folder, "rehearsal.db"), clock, Schemas)
	if err != nil {
		return err
	}
	return errors.Join(said(l.Update(ctx, "cli", d.Put)), l.Close())
}

// PutDocument writes a document, in transactions of some records each.
func PutDocument(ctx context.Context, l *ledger.Ledger, d Document) error {
	var p importPlan
	err := l.View(func(r ledger.Reader) error {
		draft, err := d.draft(r)
		if err == nil {
			p.changes = draft.Changes()
		}
		return err
	})
	if err != nil {
		return err
	}
	return p.apply(ctx, l, d.OutreachSetup)
}

// said turns the refusal of a setup into its own words.
func said(err error) error {
	if what, ok := ledger.ArgsOf(err)["what"].(string); ok {
		return errors.New(what)
	}
	if errors.Is(err, catalogue.ErrStage) {
		return errors.New("another import began meanwhile; nothing of this one was done: run it again")
	}
	return err
}
