package catalogue

import (
	"cmp"
	"encoding/json"
	"slices"
	"strings"

	"balie/booking/calendar"
	"balie/booking/ledger"
)

// Of the first storeys: an office with its desks and rules in one record, whoever had written them, and
// products without versions.
var (
	wholeOffices = ledger.NewTable[Office]("bo:")
	oldProducts  = ledger.NewTable[Product]("bp:")
)

// Split is the step that makes records of their own of whole offices and products. It stands behind the
// steps of package booking, since steps are counted.
func Split(tx *ledger.Tx, from ledger.Key) (ledger.Key, error) {
	next, err := splitProducts(tx, from)
	if err != nil || next != nil {
		return next, err
	}
	return splitOffice(tx)
}

// StampHomes is the step that gives each office, and the products, a stamp of its own, without which they are not
// read. It stands behind Split, which once did not.
var StampHomes = ledger.EachRecord(records, func(tx *ledger.Tx, _ ledger.Key, one record) error {
	key := ledger.K().Str(string(one.Ref.Home()))
	_, stamped, err := homeStamps.Find(tx, key)
	if err != nil || stamped {
		return err
	}
	return restamp(tx, one.Ref.Home())
})

// splitProducts splits some products; next is nil when there are no more.
func splitProducts(tx *ledger.Tx, from ledger.Key) (next ledger.Key, err error) {
	var some []Product
	err = oldProducts.Each(tx, nil, func(k ledger.Key, p Product) error {
		if len(some) == 25 {
			return ledger.ErrStop
		}
		some = append(some, p)
		return nil
	})
	if err != nil || len(some) == 0 {
		return nil, err
	}
	for _, p := range some {
		if err := settle(tx, Configuration, Ref{KindProduct, "", string(p.ID)}, 0, p); err != nil {
			return nil, err
		}
		oldProducts.Delete(tx, ledger.K().Str(string(p.ID)))
	}
	return ledger.K().Str("products"), restamp(tx, "")
}

// splitOffice splits one office, so that no transaction is large; next is nil when there are no more.
func splitOffice(tx *ledger.Tx) (next ledger.Key, err error) {
	var o Office
	err = wholeOffices.Each(tx, nil, func(_ ledger.Key, one Office) error { o = one; return ledger.ErrStop })
	if err != nil || o.ID == "" {
		return nil, err
	}
	if err := settleOffice(tx, o); err != nil {
		return nil, err
	}
	wholeOffices.Delete(tx, ledger.K().Str(string(o.ID)))
	return ledger.K().Str("offices"), restamp(tx, o.ID)
}

// settleOffice writes the records of an office, each with the owner that had written it.
func settleOffice(tx *ledger.Tx, o Office) error {
	desks := slices.Clone(o.Desks)
	slices.SortStableFunc(desks, func(a, b Desk) int { return cmp.Compare(a.Number, b.Number) })
	owner := Configuration
	if busMade(o) {
		owner = Outreach
	}
	if err := settle(tx, owner, Ref{KindOffice, "", string(o.ID)}, 0, o.bare()); err != nil {
		return err
	}
	for _, d := range desks {
		if err := settle(tx, owner, Ref{KindDesk, o.ID, string(d.ID)}, int(d.Number), d.bare()); err != nil {
			return err
		}
	}
	for _, r := range o.Openings {
		if err := settleRule(tx, Ref{KindOpening, o.ID, r.ID}, r); err != nil {
			return err
		}
	}
	for _, r := range o.Exceptions {
		if err := settleRule(tx, Ref{KindException, o.ID, r.ID}, r); err != nil {
			return err
		}
	}
	for _, r := range o.Closures {
		if err := settleRule(tx, Ref{KindClosure, o.ID, r.ID}, r); err != nil {
			return err
		}
	}
	return nil
}

// busMade reports whether the bus plan made an office: its one desk has the plan's name, and so has
// every opening.
func busMade(o Office) bool {
	return o.Kind == Stop && len(o.Desks) == 1 && o.Desks[0].ID == DeskID(o.ID)+"-bus" &&
		!slices.ContainsFunc(o.Openings, func(r calendar.Opening) bool { return !strings.HasPrefix(r.ID, StopPrefix) })
}

// settleRule writes a rule with the owner whose it is by its name.
func settleRule[T any](tx *ledger.Tx, ref Ref, rule T) error {
	owner, reserved := reservedFor(ref)
	if !reserved {
		owner = Configuration
	}
	return settle(tx, owner, ref, 0, rule)
}

// settle writes a record that held ever since.
func settle(tx *ledger.Tx, owner Owner, ref Ref, number int, value any) error {
	text, err := json.Marshal(value)
	if err != nil {
		return err
	}
	one := record{Ref: ref, Owner: owner}
	if err := one.take(tx, number); err != nil {
		return err
	}
	one.add(Version{Made: tx.Now(), By: tx.Actor(), Value: text})
	return one.write(tx)
}

// nameProperties gives the properties of desks that were set up before they counted their places.
func nameProperties(tx *ledger.Tx) error {
	var names []string
	err := wholeOffices.Each(tx, nil, func(_ ledger.Key, o Office) error {
		for _, d := range o.Desks {
			names = append(names, d.skillNames()...)
		}
		return nil
	})
	if err != nil {
		return err
	}
	if err := nameSkills(tx, names); err != nil {
		return err
	}
	return restamp(tx)
}
