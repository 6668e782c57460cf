package server

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"balie/booking/catalogue"
	"balie/booking/ledger"
)

func (h *Server) ImportDocument(ctx context.Context, text []byte) Report {
	d, err := ParseDocument(text)
	if err == nil {
		err = rehearse(ctx, d, h.Clock)
	}
	if err == nil {
		err = PutDocument(ctx, h.Ledger, d)
	}
	if err != nil {
		return refused(err)
	}
	lines := []string{fmt.Sprintf("imported %d products and %d offices", len(d.Products), len(d.Offices))}
	if len(d.Neighbourhoods)+len(d.Places)+len(d.Vehicles)+len(d.Layers) > 0 {
		lines = append(lines, fmt.Sprintf("imported %d villages, %d places to stand, %d vehicles and %d layers", len(d.Neighbourhoods), len(d.Places), len(d.Vehicles), len(d.Layers)))
	}
	return Report{Lines: lines}
}

// rehearse imports into a ledger that is thrown away, so that the real one gets all or nothing
// without a long transaction.
func rehearse(ctx context.Context, d Document, clock ledger.Clock) (err error) {
	folder, err := os.MkdirTemp("", "balie-import-")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(folder)) }()
	l, err := ledger.Open(filepath.Join(folder, "rehearsal.db"), clock, Schemas)
	if err != nil {
		return err
	}
	return errors.Join(PutDocument(ctx, l, d), l.Close())
}

// PutDocument writes a document, each product and office in a transaction of its own.
func PutDocument(ctx context.Context, l *ledger.Ledger, d Document) error {
	for _, p := range d.Products {
		err := l.Update(ctx, "cli", func(tx *ledger.Tx) error { return catalogue.PutProduct(tx, p) })
		if err != nil {
			return said(err)
		}
	}
	for _, o := range d.Offices {
		err := l.Update(ctx, "cli", func(tx *ledger.Tx) error { return catalogue.PutOffice(tx, o) })
		if err != nil {
			return said(err)
		}
	}
	if err := l.Update(ctx, "cli", d.OutreachSetup.Put); err != nil {
		return said(err)
	}
	return nil
}

// said turns the refusal of a setup into its own words.
func said(err error) error {
	if what, ok := ledger.ArgsOf(err)["what"].(string); ok {
		return errors.New(what)
	}
	return err
}
