package ledger

import (
	"slices"
	"time"
)

// Outgoing is a message in the outbox.
type Outgoing struct {
	Key     string    `json:"-"`
	Message Message   `json:"message"`
	Due     time.Time `json:"due"`
	Tries   int       `json:"tries,omitempty"`
	Dead    string    `json:"dead,omitempty"` // the reason key for which it is tried no more
}

var (
	outbox = NewTable[Outgoing]("!o:")
	dues   = NewTable[string]("!d:") // due instant + key → key
)

// Send puts a message in the outbox, to be sent at due or soon after. The key names it for ever:
// Send again under the same key replaces what was not sent yet.
func (tx *Tx) Send(due time.Time, key string, m Message) error {
	if err := tx.Withdraw(key); err != nil {
		return err
	}
	return tx.queue(Outgoing{Key: key, Message: m, Due: due.UTC().Truncate(time.Millisecond)})
}

func (tx *Tx) queue(o Outgoing) error {
	if err := outbox.Put(tx, K().Str(o.Key), o); err != nil {
		return err
	}
	if o.Dead != "" {
		return nil
	}
	return dues.Put(tx, dueKey(o), o.Key)
}

func dueKey(o Outgoing) Key { return K().Time(o.Due).Str(o.Key) }

// Withdraw takes a message out of the outbox; that it is not there is no error. A worker that
// sent a message withdraws it, in the transaction that records the sending.
func (tx *Tx) Withdraw(key string) error {
	o, found, err := outbox.Find(tx, K().Str(key))
	if err != nil || !found {
		return err
	}
	o.Key = key
	dues.Delete(tx, dueKey(o))
	outbox.Delete(tx, K().Str(key))
	return nil
}

// Stands reports whether a message is still in the outbox as it was read. Whoever worked on it
// outside a transaction asks so before it is withdrawn or postponed: one that was sent anew under
// the same key meanwhile must stay.
func (tx *Tx) Stands(o Outgoing) (bool, error) {
	now, found, err := outbox.Find(tx, K().Str(o.Key))
	now.Key = o.Key
	return found && now.Due.Equal(o.Due) && now.Tries == o.Tries && now.Message.equal(o.Message), err
}

// Awaits reports whether a message is in the outbox under a key.
func (tx *Tx) Awaits(key string) (bool, error) {
	_, found, err := outbox.Find(tx, K().Str(key))
	return found, err
}

// Postpone tries a message again at due and counts the try; with a reason it is tried no more
// and stays in the outbox as a dead letter.
func (tx *Tx) Postpone(key string, due time.Time, dead string) error {
	o, err := outbox.Get(tx, K().Str(key))
	if err != nil {
		return err
	}
	o.Key = key
	dues.Delete(tx, dueKey(o))
	o.Due, o.Dead, o.Tries = due.UTC().Truncate(time.Millisecond), dead, o.Tries+1
	return tx.queue(o)
}

// Due returns at most limit messages of these templates whose time has come at this reading,
// longest due first; without templates, of all.
func Due(r Reader, limit int, templates ...string) ([]Outgoing, error) {
	var found []Outgoing
	until := K().Time(r.Now().Add(time.Millisecond))
	err := dues.Range(r, nil, until, func(_ Key, key string) error {
		if len(found) == limit {
			return ErrStop
		}
		o, err := outbox.Get(r, K().Str(key))
		o.Key = key
		if len(templates) == 0 || slices.Contains(templates, o.Message.Template) {
			found = append(found, o)
		}
		return err
	})
	return found, err
}

// Waiting returns every message in the outbox, dead ones too, in the order of their keys.
func Waiting(r Reader) ([]Outgoing, error) {
	var found []Outgoing
	err := outbox.Each(r, nil, func(k Key, o Outgoing) error {
		o.Key = string(k[:len(k)-1])
		found = append(found, o)
		return nil
	})
	return found, err
}
