package takeover

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"balie/booking"
	"balie/booking/calendar"
	"balie/booking/catalogue"
	"balie/booking/contact"
	"balie/booking/ledger"
	"balie/booking/supply"
	"balie/web/lang"
)

// tally is what came of the lines of a file.
type tally struct {
	kept, before, moved, faulty, lost int
	untold                            int // who cannot be told: no address or number that works
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
		fits, err := false, error(nil)
		if row.Between == "" {
			fits, err = t.keep(ctx, into, row, p.Tell)
		} else if fits, err = t.brought(into, row); fits {
			t.before++
		}
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
	case mendable(err):
		t.fault(row, "is refused: "+words(err))
	case err != nil:
		return false, err
	case fresh:
		t.kept++
		t.reach(row)
	default:
		t.before++
	}
	return true, nil
}

// mendable reports whether a refusal is about the line, and not about the house.
func mendable(err error) bool {
	return slices.Contains([]ledger.Code{ledger.Invalid, ledger.NotFound, ledger.Conflict}, ledger.CodeOf(err))
}

// words are what a resident would read of a refusal, in English.
func words(err error) string {
	what, do := lang.In("en").Refusal(ledger.KeyOf(err), ledger.ArgsOf(err))
	return strings.TrimSuffix(what, ".") + ". " + do
}

// brought reports whether a line was brought over before.
func (t *tally) brought(into Target, row Line) (before bool, err error) {
	err = into.Ledger.View(func(r ledger.Reader) (err error) {
		_, before, err = booking.ImportedAs(r, into.Vault, row.Promise.Ref)
		return err
	})
	return before, err
}

// reach counts who has no address or number at which they can be told anything.
func (t *tally) reach(row Line) {
	if row.Promise.Contact.Channel == contact.None {
		t.untold++
		t.lines = append(t.lines, fmt.Sprintf("line %d (%s) has no e-mail address and no telephone number that works", row.Line, row.Promise.Ref))
	}
}

// elsewhere books a line at the nearest time that is left, and lists it; its resident is called.
func (t *tally) elsewhere(ctx context.Context, into Target, row Line) error {
	for _, beside := range row.beside() {
		if done, err := t.move(ctx, into, row, beside); done || err != nil {
			return err
		}
	}
	for {
		var nearest supply.Offer
		found := false
		err := into.Ledger.View(func(r ledger.Reader) (err error) {
			nearest, found, err = booking.NearestForImport(r, row.Promise)
			return err
		})
		switch {
		case mendable(err):
			t.fault(row, "is refused: "+words(err))
			return nil
		case err != nil:
			return err
		case !found:
			t.lost++
			t.lines = append(t.lines, fmt.Sprintf("line %d (%s): %s, and nothing is free within three weeks of it", row.Line, row.Promise.Ref, row.does()))
			return nil
		}
		if done, err := t.move(ctx, into, row, nearest); done || err != nil {
			return err
		} // a visitor was first, between reading and writing
	}
}

// move books a line at another time; done is false where somebody has that.
func (t *tally) move(ctx context.Context, into Target, row Line, to supply.Offer) (done bool, err error) {
	_, err = into.update(ctx, func(tx *ledger.Tx) (bool, error) {
		_, fresh, err := booking.ImportElsewhere(tx, into.Vault, row.Promise, to)
		return fresh, err
	})
	switch {
	case errors.Is(err, supply.ErrTaken):
		return false, nil
	case errors.Is(err, supply.ErrPast):
		t.fault(row, "is over")
	case mendable(err):
		t.fault(row, "is refused: "+words(err))
	case err != nil:
		return false, err
	default:
		t.moved++
		t.lines = append(t.lines, fmt.Sprintf("line %d (%s): %s; the nearest is %s", row.Line, row.Promise.Ref, row.does(), when(to)))
		t.reach(row)
	}
	return true, nil
}

// beside are the times of ours on both sides of one that is none, the nearer first.
func (l Line) beside() []supply.Offer {
	if l.Between == "" {
		return nil
	}
	before, after := l.Promise.Offer, l.Promise.Offer
	after.Start++
	if last := l.Between[len(l.Between)-1] - '0'; last%calendar.CellMinutes*2 > calendar.CellMinutes {
		return []supply.Offer{after, before}
	}
	return []supply.Offer{before, after}
}

// does is why a line cannot keep its time.
func (l Line) does() string {
	if l.Between != "" {
		return fmt.Sprintf("%s %s at %s is no multiple of %d minutes", l.Promise.Offer.Date, l.Between, l.Promise.Offer.Office, calendar.CellMinutes)
	}
	return when(l.Promise.Offer) + " does not fit"
}

func when(o supply.Offer) string { return fmt.Sprintf("%s %s at %s", o.Date, o.Start, o.Office) }

func (t *tally) fault(row Line, why string) {
	t.faulty++
	t.lines = append(t.lines, fmt.Sprintf("line %d (%s) %s", row.Line, row.Promise.Ref, why))
}

// Unknown names what a mapping names and the house does not have.
func (p Batch) Unknown(r ledger.Reader) error {
	c, err := catalogue.Of(r)
	if err != nil {
		return err
	}
	var found []error
	for _, name := range slices.Sorted(maps.Keys(p.Products)) {
		if err := c.RefuseWithdrawn(catalogue.Wish{{Product: catalogue.ProductID(p.Products[name]), Persons: 1}}); err != nil {
			found = append(found, fmt.Errorf("the mapping: products: %q: there is no product %q", name, p.Products[name]))
		}
	}
	for _, name := range slices.Sorted(maps.Keys(p.Offices)) {
		if _, err := c.Office(catalogue.OfficeID(p.Offices[name])); err != nil {
			found = append(found, fmt.Errorf("the mapping: offices: %q: there is no office %q", name, p.Offices[name]))
		}
	}
	return errors.Join(found...)
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
	if t.untold > 0 {
		lines = append(lines, fmt.Sprintf("%d cannot be told anything: they have no e-mail address and no telephone number that works", t.untold))
	}
	if t.lost > 0 {
		lines = append(lines, fmt.Sprintf("%d have no place at all: open desks, or call them", t.lost))
	}
	lines = append(lines, t.lines...)
	return lines
}
