package catalogue

import (
	"slices"

	"balie/booking/ledger"
)

// OwnerOf returns who alone may change a record; "" where there is none.
func OwnerOf(r ledger.Reader, ref Ref) (Owner, error) {
	one, _, err := records.Find(r, ref.key())
	return one.Owner, err
}

// LastMade is the change of a record that was made last, as Revert takes it back, and the number of its version. It
// refuses with ErrMeanwhile where the record never said anything.
func LastMade(r ledger.Reader, ref Ref) (Change, int, error) {
	stage, _, err := hidden(r)
	if err != nil {
		return Change{}, 0, err
	}
	one, _, err := records.Find(r, ref.key())
	if err != nil {
		return Change{}, 0, err
	}
	one = one.without(stage)
	if len(one.Versions) == 0 {
		return Change{}, 0, ErrMeanwhile.With("what", ref.String())
	}
	last := one.Versions[0]
	for _, v := range one.Versions {
		if v.Number > last.Number {
			last = v
		}
	}
	one.Versions = slices.DeleteFunc(slices.Clone(one.Versions), func(v Version) bool { return v.Number == last.Number })
	was, _ := one.on(last.From)
	return Change{Owner: one.Owner, Ref: ref, From: last.From, Was: was.Value, Value: last.Value}, last.Number, nil
}

// TakeBack lets a record say again what it said before its version of a number. It refuses with ErrMeanwhile where
// that is not its last any more, and with ErrOwned another owner's.
func TakeBack(tx *ledger.Tx, owner Owner, ref Ref, number int) error {
	c, last, err := LastMade(tx, ref)
	switch {
	case err != nil:
		return err
	case c.Owner != owner:
		return ErrOwned.With("what", ref.String())
	case last != number:
		return ErrMeanwhile.With("what", ref.String())
	}
	return Revert(tx, []Change{c})
}
