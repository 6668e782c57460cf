package catalogue

import (
	"encoding/json"
	"slices"
	"time"

	"balie/booking/calendar"
	"balie/booking/ledger"
)

// ProductVersion is what a product says from a day on, and who said so.
type ProductVersion struct {
	From    calendar.Date // zero: ever since
	Made    time.Time
	By      ledger.Actor
	Product Product // with its number and version
	Ends    bool    // it is offered no more
}

// ProductPast is every version of a product, in the order of their first days.
type ProductPast struct {
	ID       ProductID
	Owner    Owner
	Versions []ProductVersion
}

// On is the version that holds on a day; ok is false where none does yet.
func (p ProductPast) On(day calendar.Date) (v ProductVersion, ok bool) {
	for _, one := range p.Versions {
		if one.From <= day {
			v, ok = one, true
		}
	}
	return v, ok
}

// Next is the first version that begins after a day; ok is false where none does.
func (p ProductPast) Next(day calendar.Date) (v ProductVersion, ok bool) {
	next, found := calendar.Date(0), false
	for _, one := range p.Versions {
		if one.From > day && (!found || one.From == next) {
			v, next, found = one, one.From, true
		}
	}
	return v, found
}

// Said is what the product says on a day, or said last before it, or will say first; ok is false where it
// never said anything.
func (p ProductPast) Said(day calendar.Date) (said ProductVersion, ok bool) {
	for _, one := range p.Versions {
		if !one.Ends && (one.From <= day || !ok) {
			said, ok = one, true
		}
	}
	return said, ok
}

// ProductPasts are all products that were ever set up, by their ids, also those that are to come.
func ProductPasts(r ledger.Reader) (all []ProductPast, err error) {
	var failed error
	err = eachOf(r, "", func(one record) {
		p, err := one.productPast()
		if err != nil {
			failed = ledger.ErrDamaged.Because(err)
		}
		all = append(all, p)
	})
	if err == nil {
		err = failed
	}
	return all, err
}

// ProductPastOf is one of ProductPasts, or ErrUnknownProduct.
func ProductPastOf(r ledger.Reader, id ProductID) (ProductPast, error) {
	one, found, err := records.Find(r, Ref{KindProduct, "", string(id)}.key())
	if err != nil {
		return ProductPast{}, err
	}
	stage, _, err := hidden(r)
	if one = one.without(stage); err == nil && (!found || len(one.Versions) == 0) {
		err = ErrUnknownProduct
	}
	if err != nil {
		return ProductPast{}, err
	}
	return one.productPast()
}

func (r record) productPast() (ProductPast, error) {
	past := ProductPast{ID: ProductID(r.Ref.ID), Owner: r.Owner}
	for _, v := range r.Versions {
		one := ProductVersion{From: v.From, Made: v.Made, By: v.By, Ends: v.Value == nil, Product: Product{ID: past.ID}}
		if !one.Ends {
			if err := json.Unmarshal(v.Value, &one.Product); err != nil {
				return past, err
			}
		}
		one.Product.number, one.Product.version = r.Number, v.Number
		past.Versions = append(past.Versions, one)
	}
	return past, nil
}

// ErrInUse: something refers to what is to be deleted; args: what.
var ErrInUse = ledger.Refuse(ledger.Conflict, "setup.inuse")

// FollowedBy are the products that name another as what comes after them, in any version.
func FollowedBy(r ledger.Reader, id ProductID) (found []Product, err error) {
	all, err := ProductPasts(r)
	for _, p := range all {
		i := slices.IndexFunc(p.Versions, func(v ProductVersion) bool { return v.Product.Next == id })
		if i >= 0 && p.ID != id {
			found = append(found, p.Versions[i].Product)
		}
	}
	return found, err
}

// Made names one version of a record, so that it can be undone.
type Made struct {
	Ref    Ref
	Number int
}

// MadeBy are the versions that some changes were written as, for Undo: those that were made last.
func MadeBy(r ledger.Reader, changes []Change) (all []Made, err error) {
	for _, c := range changes {
		one, _, err := records.Find(r, c.Ref.key())
		if err != nil {
			return nil, err
		}
		all = append(all, Made{c.Ref, one.lastMade().Number})
	}
	return all, nil
}

// lastMade is the version that was made last.
func (r record) lastMade() (last Version) {
	for _, v := range r.Versions {
		if v.Number > last.Number {
			last = v
		}
	}
	return last
}

// Undo lets records of the municipality say again what they said before some versions were made. It refuses
// with ErrMeanwhile where one is not the last of its record any more, and with ErrOwned as Apply does.
func Undo(tx *ledger.Tx, made []Made) error {
	var changes []Change
	for _, m := range made {
		one, found, err := records.Find(tx, m.Ref.key())
		if err != nil {
			return err
		}
		last := one.lastMade()
		if !found || last.Number != m.Number {
			return ErrMeanwhile.With("what", m.Ref.String())
		}
		before := one
		before.Versions = slices.DeleteFunc(slices.Clone(one.Versions), func(v Version) bool { return v.Number == m.Number })
		was, _ := before.on(last.From)
		changes = append(changes, Change{Owner: Configuration, Ref: m.Ref, From: last.From, Was: was.Value, Value: last.Value})
	}
	return Revert(tx, changes)
}
