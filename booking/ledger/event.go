package ledger

import (
	"context"
	"time"
)

// Event says that something happened: kind and ids, never a person and never an actor (I5, I13).
// Its number is its place in the order of commits (I4).
type Event struct {
	Seq  uint64    `json:"-"`
	Kind string    `json:"kind"` // "appointment.booked"
	IDs  []string  `json:"ids"`  // public ids, the subject first
	At   time.Time `json:"at"`
	Side Side      `json:"side,omitempty"` // on whose side it began; "" in events from before it was kept
	Door Door      `json:"door,omitempty"` // the way it came in by, "" for none
	Facts
}

var (
	events  = NewTable[Event]("!e:")
	cursors = NewTable[uint64]("!c:")
)

// Emit adds an event to this transaction; it happens if the transaction does. Side and door are
// those of the transaction.
func (tx *Tx) Emit(kind string, ids ...string) error { return tx.EmitFacts(Facts{}, kind, ids...) }

// EmitFacts is Emit with what figures need to know of it.
func (tx *Tx) EmitFacts(f Facts, kind string, ids ...string) error {
	tx.seq++
	return events.Put(tx, K().Uint64(tx.seq), Event{Kind: kind, IDs: ids, At: tx.now, Side: tx.actor.Side(), Door: tx.door, Facts: f})
}

// Events returns at most limit events after a sequence, oldest first.
func Events(r Reader, afterSeq uint64, limit int) ([]Event, error) {
	var found []Event
	err := events.Range(r, K().Uint64(afterSeq+1), K().Uint64(1<<64-1), func(k Key, e Event) error {
		if len(found) == limit {
			return ErrStop
		}
		e.Seq = seqOf(k)
		found = append(found, e)
		return nil
	})
	return found, err
}

func seqOf(k Key) (n uint64) {
	for _, b := range k {
		n = n<<8 | uint64(b)
	}
	return n
}

// Wait returns when the ledger has committed something after a sequence, or when ctx ends.
func (l *Ledger) Wait(ctx context.Context, afterSeq uint64) error {
	for {
		seq, woken := l.standing()
		if seq > afterSeq {
			return nil
		}
		select {
		case <-woken:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

// followChunk is how many events one transaction of a follower takes.
const followChunk = 64

// Follow calls fn for every event, in order, exactly once for all that fn does in tx: its effects
// and the cursor called name commit together. It returns when ctx ends, or with fn's error, after
// which a new Follow starts at the event that failed.
func (l *Ledger) Follow(ctx context.Context, name string, fn func(*Tx, Event) error) error {
	for {
		var seq uint64
		err := l.Update(ctx, "system", func(tx *Tx) error {
			var err error
			seq, err = followOnce(tx, name, fn)
			return err
		})
		if err == nil {
			err = l.Wait(ctx, seq)
		}
		if err != nil {
			return err
		}
	}
}

// followOnce takes the next events and returns the sequence up to which all are taken.
func followOnce(tx *Tx, name string, fn func(*Tx, Event) error) (uint64, error) {
	key := K().Str(name)
	at, _, err := cursors.Find(tx, key)
	if err != nil {
		return 0, err
	}
	next, err := Events(tx, at, followChunk)
	if err != nil {
		return 0, err
	}
	if len(next) == 0 {
		return tx.Seq(), nil
	}
	for _, e := range next {
		if err := fn(tx, e); err != nil {
			return 0, err
		}
		at = e.Seq
	}
	return at, cursors.Put(tx, key, at)
}
