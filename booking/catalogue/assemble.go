package catalogue

import (
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"balie/booking/calendar"
	"balie/booking/ledger"
)

// assemble puts homes together as the products and offices of a day.
func (h *history) assemble(day calendar.Date) (*Snapshot, error) {
	c := &Snapshot{Stamp: h.stamp, first: day, home: h, skills: h.skills}
	if len(h.begins) > 0 {
		c.Stamp += "/" + day.String()
	}
	for _, one := range h.homes {
		p, err := one.on(day)
		if err != nil {
			return nil, ledger.ErrDamaged.Because(err)
		}
		for _, product := range p.products {
			if product.withdrawn {
				c.pastProducts = append(c.pastProducts, product)
			} else {
				c.products = append(c.products, product)
			}
		}
		switch {
		case !p.known:
		case p.office.withdrawn || p.office.coming:
			c.otherOffices = append(c.otherOffices, p.office)
		default:
			c.offices = append(c.offices, p.office)
		}
	}
	slices.SortStableFunc(c.offices, func(a, b Office) int {
		return cmp.Or(slices.Index(OfficeKinds, a.Kind)-slices.Index(OfficeKinds, b.Kind), cmp.Compare(a.Name, b.Name))
	})
	return c, nil
}

// productOn is a product as it is on a day: withdrawn, as it was last, where it was there before; known is
// false where it never was.
func productOn(one record, day calendar.Date) (p Product, known bool, err error) {
	v, there := one.on(day)
	if !there {
		if v, known = one.before(day); !known {
			return p, false, nil
		}
	}
	err = one.read(v, &p)
	p.number, p.version, p.withdrawn = one.Number, v.Number, !there
	return p, true, err
}

// before is the last version with a value before a day.
func (r record) before(day calendar.Date) (v Version, found bool) {
	for _, one := range r.Versions {
		if one.From <= day && one.Value != nil {
			v, found = one, true
		}
	}
	return v, found
}

// after is the first version with a value after a day.
func (r record) after(day calendar.Date) (v Version, found bool) {
	for _, one := range r.Versions {
		if one.From > day && one.Value != nil {
			return one, true
		}
	}
	return v, false
}

// read decodes a version.
func (r record) read(v Version, to any) error {
	if err := json.Unmarshal(v.Value, to); err != nil {
		return fmt.Errorf("%s: %w", r.Ref, err)
	}
	return nil
}

// inOrder are records in the order of their numbers, in which they were set up.
func inOrder(all []record) []record {
	all = slices.Clone(all)
	slices.SortStableFunc(all, func(a, b record) int { return cmp.Compare(a.Number, b.Number) })
	return all
}

// officeOn puts an office together from its records, as it is on a day: withdrawn and without rules where
// it was there before, coming where it is there later; known is false where it never is.
func officeOn(all []record, day calendar.Date) (o Office, known bool, err error) {
	i := slices.IndexFunc(all, func(one record) bool { return one.Ref.Kind == KindOffice })
	if i < 0 {
		return o, false, nil
	}
	v, there := all[i].on(day)
	if !there {
		if v, known = all[i].before(day); !known {
			v, o.coming = all[i].after(day)
		}
		if v.Value == nil {
			return o, false, nil
		}
	}
	if err := all[i].read(v, &o); err != nil {
		return o, true, err
	}
	o.number, o.withdrawn = all[i].Number, !there && !o.coming
	var berth Berth
	for _, one := range inOrder(all) {
		if v, holds := one.on(day); holds {
			if err := o.addPart(one, v, &berth); err != nil {
				return o, true, err
			}
		}
	}
	if o.withdrawn {
		o.Openings, o.Exceptions, o.Closures = nil, nil, nil
	}
	o.receive(berth)
	o.zone, err = time.LoadLocation(o.Zone)
	return o, true, err
}

// addPart adds one record to the office that it belongs to.
func (o *Office) addPart(one record, v Version, berth *Berth) error {
	switch one.Ref.Kind {
	case KindDesk:
		var d Desk
		if err := one.read(v, &d); err != nil {
			return err
		}
		d.Number = uint16(one.Number)
		o.Desks = append(o.Desks, d)
	case KindOpening:
		return appendRead(one, v, &o.Openings)
	case KindException:
		return appendRead(one, v, &o.Exceptions)
	case KindClosure:
		return appendRead(one, v, &o.Closures)
	case KindBerth:
		return one.read(v, berth)
	}
	return nil
}

func appendRead[T any](one record, v Version, to *[]T) error {
	var value T
	err := one.read(v, &value)
	*to = append(*to, value)
	return err
}

// Berth is what a vehicle makes of an office where it stands: the label by which its screens find the
// office, and what its desk can do besides.
type Berth struct {
	Label  string   `json:"label"`
	Desk   DeskID   `json:"desk"`
	Skills []string `json:"skills"`
}

// receive adds to an office what a vehicle makes of it.
func (o *Office) receive(b Berth) {
	if b.Label == "" {
		return
	}
	o.berth.label, o.berth.own, o.Label = b.Label, o.Label, b.Label
	for i, d := range o.Desks {
		if d.ID == b.Desk {
			all := slices.Concat(d.Skills, b.Skills)
			slices.Sort(all)
			o.Desks[i].Skills = slices.Compact(all)
		}
	}
}
