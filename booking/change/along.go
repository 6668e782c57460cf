package change

import (
	"encoding/json"

	"balie/booking/ledger"
)

// Along is what goes with a change of the catalogue: records of another package, as its Companion wrote it.
type Along struct {
	Kind string          `json:"kind"`
	What json.RawMessage `json:"what"`
}

// Companion carries a change of records that another package owns along with a planned change: Do in the transaction
// that closes the supply, Undo in the one that takes it back. What is between is kept with the change, so that a
// process that begins anew can undo what another did.
type Companion[T any] struct{ kind string }

// companions are the kinds, each with what reads and does it.
var companions = map[string]struct {
	do, undo func(*ledger.Tx, json.RawMessage) error
}{}

// NewCompanion names a kind, once for the whole program, by the package that owns the records.
func NewCompanion[T any](kind string, do, undo func(*ledger.Tx, T) error) Companion[T] {
	if _, known := companions[kind]; known {
		panic("change: companion " + kind + " is there twice")
	}
	read := func(fn func(*ledger.Tx, T) error) func(*ledger.Tx, json.RawMessage) error {
		return func(tx *ledger.Tx, text json.RawMessage) error {
			var v T
			if err := json.Unmarshal(text, &v); err != nil {
				return ledger.ErrDamaged.Because(err)
			}
			return fn(tx, v)
		}
	}
	companions[kind] = struct {
		do, undo func(*ledger.Tx, json.RawMessage) error
	}{read(do), read(undo)}
	return Companion[T]{kind}
}

// Of is the companion of one change.
func (k Companion[T]) Of(v T) (*Along, error) {
	text, err := json.Marshal(v)
	return &Along{k.kind, text}, err
}

// Read is what a change carries of this kind; ok is false where it carries none.
func (k Companion[T]) Read(a *Along) (v T, ok bool) {
	ok = a != nil && a.Kind == k.kind && json.Unmarshal(a.What, &v) == nil
	return v, ok
}

// do does what goes along; nothing where nothing does.
func (a *Along) do(tx *ledger.Tx) error {
	if a == nil {
		return nil
	}
	kind, known := companions[a.Kind]
	if !known {
		return ErrUnknown
	}
	return kind.do(tx, a.What)
}

func (a *Along) undo(tx *ledger.Tx) error {
	if a == nil {
		return nil
	}
	kind, known := companions[a.Kind]
	if !known {
		return ErrUnknown
	}
	return kind.undo(tx, a.What)
}
