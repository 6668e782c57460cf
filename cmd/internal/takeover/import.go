package takeover

import (
	"context"
	"errors"
	"fmt"

	"balie/booking"
	"balie/booking/contact"
	"balie/booking/ledger"
	"balie/booking/supply"
)

// tally is what came of the lines of a file.
type tally struct {
	kept, before, moved, faulty, lost int
	lines                             []string
}

// Target is the ledger that appointments are imported into.
type Target struct {
	Ledger   *ledger.Ledger
	Vault    *contact.Vault
	FillKeys func() error // makes keys ready for the next contact
}

// Import brings appointments over, each in a transaction of its own: first all that fit at their own
// time, then the others at the nearest that is left.
func Import(ctx context.Context, into Target, p Batch) ([]string, error) {
	var t tally
	var others []Line
	for _, row := range p.Rows {
		if row.Fault != "" {
			t.fault(row, row.Fault)
			continue
		}
		fits, err := t.keep(ctx, into, row, p.Tell)
		if err != nil {
			return nil, fmt.Errorf("line %d: %w; what was done stands, and a second run goes on", row.Line, err)
		}
		if !fits {
			others = append(others, row)
		}
	}
	for _, row := range others {
		if err := t.elsewhere(ctx, into, row); err != nil {
			return nil, fmt.Errorf("line %d: %w; what was done stands, and a second run goes on", row.Line, err)
		}
	}
	return t.report(), nil
}

// update is a transaction that has its key: thousands are taken one after another here.
func (t Target) update(ctx context.Context, fn func(*ledger.Tx) (bool, error)) (fresh bool, err error) {
	if err := t.FillKeys(); err != nil {
		return false, err
	}
	err = t.Ledger.Update(ctx, "cli", func(tx *ledger.Tx) (err error) { fresh, err = fn(tx); return err })
	return fresh, err
}

// keep books a line at its own time; fits is false where that cannot be.
func (t *tally) keep(ctx context.Context, into Target, row Line, tell bool) (fits bool, err error) {
	fresh, err := into.update(ctx, func(tx *ledger.Tx) (bool, error) {
		_, fresh, err := booking.Import(tx, into.Vault, row.Promise, tell)
		return fresh, err
	})
	switch {
	case errors.Is(err, supply.ErrTaken):
		return false, nil
	case errors.Is(err, supply.ErrPast):
		t.fault(row, "is over")
	case ledger.CodeOf(err) == ledger.Invalid || ledger.CodeOf(err) == ledger.NotFound || ledger.CodeOf(err) == ledger.Conflict:
		t.fault(row, "is refused: "+ledger.KeyOf(err))
	case err != nil:
		return false, err
	case fresh:
		t.kept++
	default:
		t.before++
	}
	return true, nil
}

// elsewhere books a line at the nearest time that is left, and lists it; its resident is called.
func (t *tally) elsewhere(ctx context.Context, into Target, row Line) error {
	var nearest supply.Offer
	found := false
	err := into.Ledger.View(func(r ledger.Reader) (err error) {
		nearest, found, err = booking.NearestForImport(r, row.Promise)
		return err
	})
	if err != nil {
		return err
	}
	if !found {
		t.lost++
		t.lines = append(t.lines, fmt.Sprintf("line %d (%s): %s does not fit, and nothing is free within three weeks of it", row.Line, row.Promise.Ref, when(row.Promise.Offer)))
		return nil
	}
	_, err = into.update(ctx, func(tx *ledger.Tx) (bool, error) {
		_, fresh, err := booking.ImportElsewhere(tx, into.Vault, row.Promise, nearest)
		return fresh, err
	})
	if errors.Is(err, supply.ErrTaken) { // a visitor was first, between reading and writing
		return t.elsewhere(ctx, into, row)
	}
	if err == nil {
		t.moved++
		t.lines = append(t.lines, fmt.Sprintf("line %d (%s): %s does not fit; the nearest is %s", row.Line, row.Promise.Ref, when(row.Promise.Offer), when(nearest)))
	}
	return err
}

func when(o supply.Offer) string { return fmt.Sprintf("%s %s at %s", o.Date, o.Start, o.Office) }

func (t *tally) fault(row Line, why string) {
	t.faulty++
	t.lines = append(t.lines, fmt.Sprintf("line %d (%s) %s", row.Line, row.Promise.Ref, why))
}

// report says it in lines: nobody is named in them.
func (t *tally) report() (lines []string) {
	lines = append(lines, fmt.Sprintf("%d keep their time, %d were brought over before", t.kept, t.before))
	if t.moved > 0 {
		lines = append(lines, fmt.Sprintf("%d get the nearest time that is free and stand on the call list", t.moved))
	}
	if t.faulty > 0 {
		lines = append(lines, fmt.Sprintf("%d lines cannot be used as they are", t.faulty))
	}
	if t.lost > 0 {
		lines = append(lines, fmt.Sprintf("%d have no place at all: open desks, or call them", t.lost))
	}
	lines = append(lines, t.lines...)
	return lines
}
