package catalogue

import (
	"bytes"
	"cmp"
	"encoding/json"
	"slices"
	"strings"

	"balie/booking/calendar"
	"balie/booking/ledger"
)

// Change is what one record is to say from a day on, beside what it says on that day now. It is planned on a
// Draft, so that its effect is known before Apply.
type Change struct {
	Owner Owner         `json:"owner"`
	Ref   Ref           `json:"ref"`
	From  calendar.Date `json:"from"`
	Was   content       `json:"was"`
	Value content       `json:"value"` // nothing: it ends

	wanted int // the number that a new record is to have
}

// Is what becomes of the record: "new", "changed" or "ends".
func (c Change) Is() string {
	switch {
	case c.Value == nil:
		return "ends"
	case c.Was == nil:
		return "new"
	}
	return "changed"
}

// Draft is the catalogue as one owner would like it. What belongs to others is left as it is, and said.
type Draft struct {
	reader  ledger.Reader
	owner   Owner
	homes   map[OfficeID][]record // as they would be; others were not asked for
	changes []Change
	left    []Ref
}

// NewDraft begins a draft of what stands. It reads from r as long as it is in use.
func NewDraft(r ledger.Reader, owner Owner) *Draft {
	return &Draft{reader: r, owner: owner, homes: map[OfficeID][]record{}}
}

// Changes are the changes so far, in their order; none for what is so already.
func (d *Draft) Changes() []Change { return d.changes }

// Left are the records that belong to another owner, and so are left alone.
func (d *Draft) Left() []Ref { return d.left }

// draftStamp is that of every catalogue that does not stand: nothing may be kept under it.
const draftStamp = "draft"

// Snapshot is the catalogue of a day as it would be.
func (d *Draft) Snapshot(day calendar.Date) (*Snapshot, error) {
	homes, err := readHomes(d.reader, keptHome)
	if err != nil {
		return nil, err
	}
	for id, all := range d.homes {
		changed, err := newHome(id, all)
		if err != nil {
			return nil, err
		}
		if i := slices.IndexFunc(homes, func(h *home) bool { return h.office == id }); i >= 0 {
			homes[i] = changed
		} else {
			homes = append(homes, changed)
		}
	}
	slices.SortFunc(homes, func(a, b *home) int { return cmp.Compare(a.office, b.office) })
	names, _, err := skillOrder.Find(d.reader, ledger.K())
	if err != nil {
		return nil, err
	}
	for _, c := range d.changes {
		for _, s := range c.skillNames() {
			if !slices.Contains(names, s) {
				names = append(names, s)
			}
		}
	}
	return newHistory(draftStamp, homes, names).on(day)
}

// home reads the records of an office once.
func (d *Draft) home(id OfficeID) ([]record, error) {
	if all, ok := d.homes[id]; ok {
		return all, nil
	}
	var all []record
	err := eachOf(d.reader, id, func(one record) { all = append(all, one) })
	d.homes[id] = all
	return all, err
}

// put plans what a record is to say from a day on: today or later, and ever since for a new one.
func (d *Draft) put(ref Ref, from calendar.Date, value any, wanted int) error {
	text, err := json.Marshal(value)
	if err != nil {
		return err
	}
	return d.plan(ref, from, text, wanted)
}

// end plans that a record says nothing from a day on.
func (d *Draft) end(ref Ref, from calendar.Date) error { return d.plan(ref, from, nil, 0) }

func (d *Draft) plan(ref Ref, from calendar.Date, value content, wanted int) error {
	all, err := d.home(ref.Home())
	if err != nil {
		return err
	}
	i := slices.IndexFunc(all, func(one record) bool { return one.Ref == ref })
	if !d.mine(ref, all, i) {
		d.left = append(d.left, ref)
		return nil
	}
	one := record{Ref: ref, Owner: d.owner, Number: 1<<15 + len(all)} // behind the others, until it is written
	if i >= 0 {
		one = all[i]
	}
	from = ref.Kind.firstDay(one.begins(from, Today(d.reader)))
	was, _ := one.on(from)
	if bytes.Equal(was.Value, value) {
		return nil
	}
	d.changes = append(d.changes, Change{Owner: d.owner, Ref: ref, From: from, Was: was.Value, Value: value, wanted: wanted})
	one.add(Version{From: from, Value: value})
	if all = slices.Clone(all); i >= 0 {
		all[i] = one
	} else {
		all = append(all, one)
	}
	d.homes[ref.Home()] = all
	return nil
}

// mine reports whether the draft's owner may write a record: its own, or a new one by no reserved name.
func (d *Draft) mine(ref Ref, all []record, i int) bool {
	if i >= 0 {
		return all[i].Owner == d.owner
	}
	owner, reserved := reservedFor(ref)
	return !reserved || owner == d.owner
}

// begins is the first day of the next version.
func (r record) begins(wanted, today calendar.Date) calendar.Date {
	switch {
	case wanted > today:
		return wanted
	case len(r.Versions) == 0:
		return 0
	}
	return today
}

// StopPrefix begins the id of an opening that the bus plan writes, and OutagePrefix that of a closure because of
// an outage. No other owner may use them.
const (
	StopPrefix   = "stop-"
	OutagePrefix = "uitval-"
)

// reservedFor is the owner for whom the name of a record is kept.
func reservedFor(ref Ref) (owner Owner, reserved bool) {
	switch {
	case ref.Kind == KindBerth, ref.Kind == KindOpening && strings.HasPrefix(ref.ID, StopPrefix):
		return Outreach, true
	case ref.Kind == KindClosure && strings.HasPrefix(ref.ID, OutagePrefix):
		return Disruption, true
	}
	return "", false
}
