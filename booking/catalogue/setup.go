package catalogue

import (
	"errors"
	"fmt"
	"slices"

	"balie/booking/calendar"
	"balie/booking/ledger"
)

// PutProduct plans a product from a day on; zero is today. It refuses one that could never be booked with
// ErrSetup, naming each field.
func (d *Draft) PutProduct(p Product, from calendar.Date) error {
	if err := errors.Join(p.Faults()...); err != nil {
		return ErrSetup.With("what", fmt.Sprintf("product %q: %v", p.ID, err)).Because(err)
	}
	return d.put(Ref{KindProduct, "", string(p.ID)}, from, p, 0)
}

// PutOffice plans an office with its desks and rules from a day on; zero is today. Its desks and rules that
// are not named end then, but for those of other owners and the desks that these use. It refuses an office
// that could not work with ErrSetup, naming each fault.
func (d *Draft) PutOffice(o Office, from calendar.Date) error {
	if err := errors.Join(o.Faults()...); err != nil {
		return ErrSetup.With("what", fmt.Sprintf("office %q: %v", o.ID, err)).Because(err)
	}
	before, err := d.home(o.ID)
	if err != nil {
		return err
	}
	named := map[Ref]bool{}
	put := func(ref Ref, value any, wanted int) {
		named[ref] = true
		if err == nil {
			err = d.put(ref, from, value, wanted)
		}
	}
	put(Ref{KindOffice, "", string(o.ID)}, o.bare(), 0)
	for _, desk := range o.Desks {
		put(Ref{KindDesk, o.ID, string(desk.ID)}, desk.bare(), int(desk.Number))
	}
	for _, r := range o.Openings {
		put(Ref{KindOpening, o.ID, r.ID}, r, 0)
	}
	for _, r := range o.Exceptions {
		put(Ref{KindException, o.ID, r.ID}, r, 0)
	}
	for _, r := range o.Closures {
		put(Ref{KindClosure, o.ID, r.ID}, r, 0)
	}
	if err != nil {
		return err
	}
	return d.endOthers(before, named, from)
}

// endOthers ends the draft's own records of an office that were not named.
func (d *Draft) endOthers(before []record, named map[Ref]bool, from calendar.Date) error {
	used := map[DeskID]bool{}
	for _, one := range before {
		if one.Owner != d.owner {
			used[one.desk()] = true
		}
	}
	for _, one := range before {
		switch {
		case named[one.Ref] || one.Owner != d.owner || one.Ref.Kind == KindBerth:
		case one.Ref.Kind == KindDesk && used[DeskID(one.Ref.ID)]:
			d.left = append(d.left, one.Ref)
		default:
			if err := d.end(one.Ref, from); err != nil {
				return err
			}
		}
	}
	return nil
}

// desk is the desk that a record speaks of, "" for none.
func (r record) desk() DeskID {
	var of struct {
		Desk DeskID `json:"desk"`
	}
	if v := r.last(); v.Value == nil || r.read(v, &of) != nil {
		return ""
	}
	return of.Desk
}

// Withdraw plans that a product, or an office with all its desks and rules, is offered no more from a day on;
// zero is today. Who has an appointment keeps it.
func (d *Draft) Withdraw(ref Ref, from calendar.Date) error {
	if ref.Kind == KindOffice {
		all, err := d.home(OfficeID(ref.ID))
		if err != nil {
			return err
		}
		for _, one := range all {
			if isRule(one.Ref.Kind) && one.Owner == d.owner {
				if err := d.end(one.Ref, from); err != nil {
					return err
				}
			}
		}
	}
	return d.end(ref, from)
}

// PutProduct adds a product, or replaces it from today on. It refuses what Draft.PutProduct refuses.
func PutProduct(tx *ledger.Tx, p Product) error {
	d := NewDraft(tx, Configuration)
	if err := d.PutProduct(p, 0); err != nil {
		return err
	}
	return Apply(tx, d.Changes())
}

// PutOffice adds an office, or replaces from today on what the municipality set up of it. Appointments that
// no longer fit keep their promise; booking.Touched names them before. It refuses what Draft.PutOffice refuses.
func PutOffice(tx *ledger.Tx, o Office) error {
	d := NewDraft(tx, Configuration)
	if err := d.PutOffice(o, 0); err != nil {
		return err
	}
	return Apply(tx, d.Changes())
}

// Owned is what an owner set up, as it is on the day of the catalogue: products, and offices with the owner's desks
// and rules alone.
func (c *Snapshot) Owned(owner Owner) (products []Product, offices []Office, err error) {
	var homes []*home
	for _, all := range c.home.homes {
		own, err := newHome(all.office, slices.DeleteFunc(slices.Clone(all.records), func(one record) bool { return one.Owner != owner }))
		if err != nil {
			return nil, nil, err
		}
		homes = append(homes, own)
	}
	own, err := newHistory("", homes, nil).assemble(c.first)
	if err != nil {
		return nil, nil, err
	}
	for _, o := range own.offices {
		o.Openings = append([]calendar.Opening{}, o.Openings...) // none is a list without anything in it
		o.Desks = append([]Desk{}, o.Desks...)
		offices = append(offices, o)
	}
	return own.products, offices, nil
}

// Later are the days after today on which something of the catalogue begins or ends.
func (c *Snapshot) Later() (days []calendar.Date) {
	for _, day := range c.home.begins {
		if day > c.first {
			days = append(days, day)
		}
	}
	return days
}

// bare is the office without what has records of its own, and without what a berth adds to it.
func (o Office) bare() Office {
	o.Desks, o.Openings, o.Exceptions, o.Closures = nil, nil, nil, nil
	if o.berth.label != "" && o.Label == o.berth.label {
		o.Label = o.berth.own
	}
	return o
}

// bare is the desk without its number.
func (d Desk) bare() Desk {
	d.Number = 0
	return d
}

func (d Desk) skillNames() []string { return slices.Concat(d.Skills, propertySkills(d.Properties)) }

// PutClosure plans that an office, or one desk of it, is closed. It refuses with ErrSetup a closure that could not be.
func (d *Draft) PutClosure(office OfficeID, k calendar.Closure) error {
	if err := validRules(calendar.Rules{Closures: []calendar.Closure{k}}); err != nil {
		return err
	}
	return d.put(Ref{KindClosure, office, k.ID}, 0, k, 0)
}
