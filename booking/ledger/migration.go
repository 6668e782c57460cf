package ledger

import (
	"context"
	"fmt"
)

// Migration is one step from a version of a domain's records to the next, taken in as many
// transactions as it needs: it is called with nil, then with the key that it returned, until it
// returns nil. The key is stored with what each call wrote, so a step that was cut short goes on
// where it was. A call should write some hundred records at most: no transaction is large.
type Migration func(tx *Tx, from Key) (next Key, err error)

// InOne is a migration that touches a few records only, in one transaction.
func InOne(step func(*Tx) error) Migration {
	return func(tx *Tx, _ Key) (Key, error) { return nil, step(tx) }
}

// migrationChunk is how many records one transaction of EachRecord reads.
const migrationChunk = 25

// EachRecord is a migration that calls change with every record of a table, in the order of keys.
// change may write the record, beside it, or nothing; it must not add records behind its own key.
func EachRecord[T any](t Table[T], change func(tx *Tx, k Key, v T) error) Migration {
	return func(tx *Tx, from Key) (Key, error) {
		type record struct {
			key   Key
			value T
		}
		var chunk []record
		var next Key
		err := t.walk(tx, t.key(from), after([]byte(t.prefix)), func(k Key, v T) error {
			if len(chunk) == migrationChunk {
				next = append(next, k...)
				return ErrStop
			}
			chunk = append(chunk, record{append(Key(nil), k...), v})
			return nil
		})
		for _, r := range chunk {
			if err == nil {
				err = change(tx, r.key, r.value)
			}
		}
		return next, err
	}
}

// migrating is where each schema's step under way goes on; it has none after its last call.
var migrating = NewTable[migrationCursor]("!m:")

type migrationCursor struct {
	Step int `json:"step"`
	Next Key `json:"next"`
}

// climb takes the steps of one schema, each new version in the transaction that ends its step.
func (l *Ledger) climb(s Schema, at int) error {
	for step := at; step < len(s.Migrations); {
		done := false
		err := l.Update(context.Background(), "system", func(tx *Tx) (err error) {
			done, err = takeStep(tx, s, step)
			return err
		})
		if err != nil {
			return refuseFile(l.path, fmt.Sprintf("could not be brought to %s %d: %v", s.Name, step+1, err))
		}
		if done {
			step++
		}
	}
	return nil
}

// takeStep calls a step once, from where it stands.
func takeStep(tx *Tx, s Schema, step int) (done bool, err error) {
	key := K().Str(s.Name)
	cursor, found, err := migrating.Find(tx, key)
	if err != nil {
		return false, err
	}
	if found && cursor.Step != step {
		return false, ErrDamaged.Because(fmt.Errorf("%s is at step %d, its cursor at step %d", s.Name, step, cursor.Step))
	}
	next, err := s.Migrations[step](tx, cursor.Next)
	if err != nil {
		return false, err
	}
	if next != nil {
		return false, migrating.Put(tx, key, migrationCursor{step, next})
	}
	migrating.Delete(tx, key)
	return true, versions.Put(tx, key, step+1)
}
