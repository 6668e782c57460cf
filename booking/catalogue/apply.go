package catalogue

import (
	"bytes"
	"encoding/json"
	"slices"

	"balie/booking/calendar"
	"balie/booking/ledger"
)

// ErrOwned: the record is another owner's; args: what.
var ErrOwned = ledger.Refuse(ledger.Conflict, "setup.owned")

// Apply writes changes that were planned, each as a version of its record; what is so already is not written
// again. It refuses with ErrOwned what belongs to another owner, and then nothing may be committed. A long
// list is applied in parts, each in a transaction of its own.
func Apply(tx *ledger.Tx, changes []Change) error { return ApplyStaged(tx, changes, 0) }

// ApplyStaged is Apply for changes that nobody is to see until Activate. It refuses with ErrStage where the stage is no
// longer there.
func ApplyStaged(tx *ledger.Tx, changes []Change, stage Stage) error {
	unseen, swept, err := hidden(tx)
	switch {
	case err != nil:
		return err
	case stage != 0 && (unseen != stage || swept):
		return ErrStage
	}
	var skills []string
	var homes []OfficeID
	var written []Change
	for _, c := range changes {
		wrote, err := c.apply(tx, unseen, stage)
		if err != nil {
			return err
		}
		if wrote {
			written = append(written, c)
		}
		if !slices.Contains(homes, c.Ref.Home()) {
			homes = append(homes, c.Ref.Home())
		}
		skills = append(skills, c.skillNames()...)
	}
	if err := nameSkills(tx, skills); err != nil {
		return err
	}
	if err := audit(tx, written); err != nil {
		return err
	}
	if len(changes) == 0 {
		return nil
	}
	return restamp(tx, homes...)
}

// apply writes a change, while a stage may be unseen that it is or is not part of.
func (c Change) apply(tx *ledger.Tx, unseen, stage Stage) (wrote bool, err error) {
	one, found, err := records.Find(tx, c.Ref.key())
	if err != nil {
		return false, err
	}
	if owner, reserved := reservedFor(c.Ref); found && one.Owner != c.Owner || !found && reserved && owner != c.Owner {
		return false, ErrOwned.With("what", c.Ref.String())
	}
	seen := one
	if stage == 0 {
		seen = one.without(unseen)
	}
	if was, _ := seen.on(c.From); found && bytes.Equal(was.Value, c.Value) {
		return false, nil
	}
	if !found {
		one = record{Ref: c.Ref, Owner: c.Owner}
		if err := one.take(tx, c.wanted); err != nil {
			return false, err
		}
	}
	one.add(Version{From: c.From, Made: tx.Now(), By: tx.Actor(), Value: c.Value, Stage: stage})
	return true, one.write(tx)
}

// mostAudited is how many things one line of the audit names.
const mostAudited = 40

// audit writes a line for what an owner changed: which products and offices, and which kinds of record.
func audit(tx *ledger.Tx, written []Change) error {
	if len(written) == 0 {
		return nil
	}
	line := ledger.Audited{What: "config." + string(written[0].Owner), Found: true}
	for _, c := range written {
		id := string(c.Ref.Home())
		if id == "" {
			id = c.Ref.ID
		}
		if !slices.Contains(line.IDs, id) && len(line.IDs) < mostAudited {
			line.IDs = append(line.IDs, id)
		}
		if !slices.Contains(line.Details, string(c.Ref.Kind)) {
			line.Details = append(line.Details, string(c.Ref.Kind))
		}
	}
	return tx.Audit(line)
}

// skillNames are the skills and properties that a change gives to a desk.
func (c Change) skillNames() []string {
	var named struct {
		Skills     []string `json:"skills"`
		Properties []string `json:"properties"`
	}
	if c.Ref.Kind != KindDesk && c.Ref.Kind != KindBerth || c.Value == nil || json.Unmarshal(c.Value, &named) != nil {
		return nil
	}
	return Desk{Skills: named.Skills, Properties: named.Properties}.skillNames()
}

// PutClosure adds a closure of an owner to an office, or replaces it from today on. It refuses with ErrSetup
// one that could not be.
func PutClosure(tx *ledger.Tx, owner Owner, office OfficeID, k calendar.Closure) error {
	if err := validRules(calendar.Rules{Closures: []calendar.Closure{k}}); err != nil {
		return err
	}
	return putPart(tx, owner, Ref{KindClosure, office, k.ID}, k)
}

// PutPlace adds an office without desks and rules that an owner needs, or replaces it from today on. It refuses with
// ErrOwned another owner's, and so do the others like it.
func PutPlace(tx *ledger.Tx, owner Owner, o Office) error {
	return putPart(tx, owner, Ref{KindOffice, "", string(o.ID)}, o.bare())
}

// End lets a record of an owner say nothing from today on.
func End(tx *ledger.Tx, owner Owner, ref Ref) error {
	d := NewDraft(tx, owner)
	if err := d.end(ref, 0); err != nil {
		return err
	}
	return d.applyOwn(tx)
}

func putPart(tx *ledger.Tx, owner Owner, ref Ref, value any) error {
	d := NewDraft(tx, owner)
	if err := d.put(ref, 0, value, 0); err != nil {
		return err
	}
	return d.applyOwn(tx)
}

// applyOwn applies a draft that may leave nothing out.
func (d *Draft) applyOwn(tx *ledger.Tx) error {
	if err := d.ownOnly(); err != nil {
		return err
	}
	return Apply(tx, d.changes)
}

// validRules refuses rules that could not be.
func validRules(rules calendar.Rules) error {
	rules.Zone = zone()
	for _, problem := range rules.Validate() {
		return ErrSetup.With("what", problem.Error()).Because(problem)
	}
	return nil
}

// RemoveOffice is Remove of an office with its desks and rules. It refuses with ErrOwned one of which another owner
// wrote something.
func RemoveOffice(tx *ledger.Tx, owner Owner, id OfficeID) error {
	var all []Ref
	var others error
	err := eachOf(tx, id, func(one record) {
		if all = append(all, one.Ref); one.Owner != owner && others == nil {
			others = ErrOwned.With("what", one.Ref.String())
		}
	})
	if err == nil {
		err = others
	}
	if err == nil && len(all) == 0 {
		err = ErrUnknownOffice
	}
	for _, ref := range all {
		if err == nil {
			err = Remove(tx, owner, ref)
		}
	}
	return err
}

// Remove forgets a record of an owner that is over, with all its versions. Its number is not given again. It
// refuses with ErrOwned another owner's.
func Remove(tx *ledger.Tx, owner Owner, ref Ref) error {
	one, found, err := records.Find(tx, ref.key())
	switch {
	case err != nil || !found:
		return err
	case one.Owner != owner:
		return ErrOwned.With("what", ref.String())
	}
	records.Delete(tx, ref.key())
	if err := tx.Audit(ledger.Audited{What: "config.removed", IDs: []string{ref.ID}, Details: []string{string(ref.Kind)}, Found: true}); err != nil {
		return err
	}
	return restamp(tx, ref.Home())
}
