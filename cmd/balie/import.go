package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"balie/booking/catalogue"
	"balie/booking/ledger"
)

// importC brings in what a municipality sets up, and once what another system had promised.
type importC struct {
	Setup        importSetup        `cmd:"" default:"withargs" help:"Add or replace products, offices, and what the bus needs from files (JSON)."`
	Appointments importAppointments `cmd:"" help:"Take over the appointments of another system (CSV)."`
}

type importSetup struct {
	where
	Files []string `arg:"" help:"Files to import, in this order." type:"existingfile"`
}

// Run imports all files or none.
func (c *importSetup) Run(ctx context.Context, m *Main) error {
	settings, err := c.settings(m)
	if err != nil {
		return err
	}
	var all document
	for _, file := range c.Files {
		text, err := os.ReadFile(file)
		if err != nil {
			return err
		}
		d, err := parseDocument(text)
		if err != nil {
			return fmt.Errorf("%s: %w", file, err)
		}
		all.Products, all.Offices = append(all.Products, d.Products...), append(all.Offices, d.Offices...)
		all.add(d.outreachTown)
	}
	text, err := json.Marshal(all)
	if err != nil {
		return err
	}
	_, err = m.send(ctx, settings.Data, errand{Do: "import", Document: text}, true)
	return err
}

func (h *house) importDocument(ctx context.Context, text []byte) report {
	d, err := parseDocument(text)
	if err == nil {
		err = rehearse(ctx, d, h.clock)
	}
	if err == nil {
		err = put(ctx, h.ledger, d)
	}
	if err != nil {
		return refused(err)
	}
	lines := []string{fmt.Sprintf("imported %d products and %d offices", len(d.Products), len(d.Offices))}
	if len(d.Neighbourhoods)+len(d.Places)+len(d.Vehicles)+len(d.Layers) > 0 {
		lines = append(lines, fmt.Sprintf("imported %d villages, %d places to stand, %d vehicles and %d layers", len(d.Neighbourhoods), len(d.Places), len(d.Vehicles), len(d.Layers)))
	}
	return report{Lines: lines}
}

// rehearse imports into a ledger that is thrown away, so that the real one gets all or nothing
// without a long transaction.
func rehearse(ctx context.Context, d document, clock ledger.Clock) (err error) {
	folder, err := os.MkdirTemp("", "balie-import-")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(folder)) }()
	l, err := ledger.Open(filepath.Join(folder, "rehearsal.db"), clock, schemas)
	if err != nil {
		return err
	}
	return errors.Join(put(ctx, l, d), l.Close())
}

// put writes a document, each product and office in a transaction of its own.
func put(ctx context.Context, l *ledger.Ledger, d document) error {
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
	if err := l.Update(ctx, "cli", d.outreachTown.put); err != nil {
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
