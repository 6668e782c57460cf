package setup

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"maps"
	"os"
	"path/filepath"
	"slices"

	"balie/booking"
	"balie/booking/catalogue"
	"balie/booking/change"
	"balie/booking/contact"
	"balie/booking/ledger"
	"balie/booking/roster"
	"balie/outreach"
	"balie/web/account"
)

// Plan is what an import would do.
type Plan struct {
	Changes []catalogue.Change
	Left    []catalogue.Ref   // another owner's, which stay
	Touched []booking.Touched // appointments that lose their desk
	Since   []string          // records that were changed on screen since the files were exported
	Lost    []string          // those of them that the files would change back
	keeping map[catalogue.ProductID]int
	bus     []busChange
	setup   OutreachSetup
	roles   []account.Definition
	draft   *catalogue.Draft
}

// PlanOf plans a document on what stands; whole ends what the municipality set up and the document does not have. The
// plan can be looked at as long as r can.
func PlanOf(r ledger.Reader, d Document, whole bool) (p Plan, err error) {
	if p.draft, err = d.draft(r); err != nil {
		return p, err
	}
	if whole {
		if err := d.endOthers(r, p.draft); err != nil {
			return p, err
		}
	}
	p.Changes, p.Left, p.setup, p.roles = p.draft.Changes(), p.draft.Left(), d.OutreachSetup, d.Roles
	if p.Touched, err = booking.TouchedBy(r, p.draft); err != nil {
		return p, err
	}
	if p.keeping, err = booking.Keeping(r, p.draft); err != nil {
		return p, err
	}
	if p.bus, err = busChanges(r, d.OutreachSetup); err != nil {
		return p, err
	}
	roles, err := roleChanges(r, d.Roles)
	if err != nil {
		return p, err
	}
	p.bus = append(p.bus, roles...)
	return p, p.readSince(r, d.Exported)
}

// readSince says what was changed since an export of the same municipality.
func (p *Plan) readSince(r ledger.Reader, e *Exported) error {
	if e == nil || e.From != ledger.ID(r) {
		return nil
	}
	now, err := catalogue.Numbers(r, catalogue.Configuration)
	if err != nil {
		return err
	}
	for _, record := range slices.Sorted(maps.Keys(now)) {
		if now[record] == e.Records[record] {
			continue
		}
		p.Since = append(p.Since, record)
		if slices.ContainsFunc(p.Changes, func(c catalogue.Change) bool { return c.Ref.String() == record }) {
			p.Lost = append(p.Lost, record)
		}
	}
	return nil
}

// Foresee is what would become of the appointments that the plan touches, if each were given another time.
func (p Plan) Foresee(r ledger.Reader) (change.Plan, error) {
	return change.Foresee(r, p.draft, "", booking.OtherChange)
}

// Seen names what the plan would do, so that who agrees to it agrees to this.
func (p Plan) Seen() string {
	text, _ := json.Marshal([]any{p.Changes, p.Touched, p.Lost, p.Lines(true)})
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:12])
}

// draft plans the products and offices of a document: today's first, then what is planned, in the order of days.
func (d Document) draft(r ledger.Reader) (*catalogue.Draft, error) {
	draft := catalogue.NewDraft(r, catalogue.Configuration)
	planned := slices.Clone(d.Planned)
	slices.SortStableFunc(planned, func(a, b Planned) int { return int(a.FirstDay - b.FirstDay) })
	for _, part := range append([]Planned{{0, d.Products, d.Offices}}, planned...) {
		for _, one := range part.Products {
			if err := draft.PutProduct(one, part.FirstDay); err != nil {
				return nil, Said(err)
			}
		}
		for _, one := range part.Offices {
			if err := draft.PutOffice(one, part.FirstDay); err != nil {
				return nil, Said(err)
			}
		}
	}
	return draft, d.draftTown(draft)
}

// importChunk is how many records one transaction of an import writes.
const importChunk = 30

// Apply writes the changes as one stage, so that all of them hold from one transaction on, or none. It refuses with
// catalogue.ErrStage where another import began meanwhile.
func (p Plan) Apply(ctx context.Context, l *ledger.Ledger, by ledger.Actor) error {
	if len(p.Changes) == 0 {
		return l.Update(ctx, by, p.putBeside)
	}
	for next := (ledger.Key{}); next != nil; {
		from := next
		err := l.Update(ctx, by, func(tx *ledger.Tx) (err error) { next, err = catalogue.SweepStage(tx, from); return err })
		if err != nil {
			return err
		}
	}
	var stage catalogue.Stage
	err := l.Update(ctx, by, func(tx *ledger.Tx) (err error) { stage, err = catalogue.BeginStage(tx); return err })
	if err != nil {
		return err
	}
	for some := range slices.Chunk(p.Changes, importChunk) {
		err := l.Update(ctx, by, func(tx *ledger.Tx) error { return catalogue.ApplyStaged(tx, some, stage) })
		if err != nil {
			return err
		}
	}
	return l.Update(ctx, by, func(tx *ledger.Tx) error {
		if err := catalogue.Activate(tx, stage); err != nil {
			return err
		}
		return p.putBeside(tx)
	})
}

// putBeside writes what is no part of the catalogue.
func (p Plan) putBeside(tx *ledger.Tx) error {
	if err := p.setup.Put(tx); err != nil {
		return err
	}
	return putRoles(tx, p.roles)
}

// schemas are what a rehearsal keeps.
var schemas = []ledger.Schema{contact.Schema, roster.Schema, booking.Schema, change.Schema, outreach.Schema}

// Rehearse puts what the bus needs into a ledger that is thrown away, so that the real one gets all or nothing.
func (d OutreachSetup) Rehearse(ctx context.Context, clock ledger.Clock) (err error) {
	folder, err := os.MkdirTemp("", "balie-import-")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(folder)) }()
	l, err := ledger.Open(filepath.Join(folder, "rehearsal.db"), clock, schemas)
	if err != nil {
		return err
	}
	return errors.Join(Said(l.Update(ctx, "cli", d.Put)), l.Close())
}

// Put writes a document, in transactions of some records each.
func Put(ctx context.Context, l *ledger.Ledger, d Document) error {
	var p Plan
	err := l.View(func(r ledger.Reader) error {
		draft, err := d.draft(r)
		if err == nil {
			p.Changes, p.setup, p.roles = draft.Changes(), d.OutreachSetup, d.Roles
		}
		return err
	})
	if err != nil {
		return err
	}
	return Said(p.Apply(ctx, l, "cli"))
}

// Said turns the refusal of a setup into its own words.
func Said(err error) error {
	if what, ok := ledger.ArgsOf(err)["what"].(string); ok {
		return errors.New(what)
	}
	if errors.Is(err, catalogue.ErrStage) {
		return errors.New("another import began meanwhile; nothing of this one was done: run it again")
	}
	return err
}
