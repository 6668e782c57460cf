package ledger

import (
	"errors"
	"slices"
	"time"
)

// Back is Range from the end: for the keys from (inclusive) to (exclusive), the highest first.
func (t Table[T]) Back(r Reader, from, to Key, fn func(Key, T) error) error {
	for key, framed := range r.scanBack(t.key(from), t.key(to)) {
		v, err := t.decode(key, framed)
		if err == nil {
			err = fn(Key(key[len(t.prefix):]), v)
		}
		switch {
		case errors.Is(err, ErrStop):
			return nil
		case err != nil:
			return err
		}
	}
	return nil
}

// EachAudit calls fn for every line of the audit from from (inclusive) to to (exclusive), the newest first, until
// fn returns ErrStop.
func EachAudit(r Reader, from, to time.Time, fn func(Audited) error) error {
	return audits.Back(r, K().Time(from), K().Time(to), func(_ Key, line Audited) error { return fn(line) })
}

// EventsOf are the events that name an id, of those from an instant on, oldest first and limit at most: what
// happened to one appointment. It reads every event of that time, so it is for one page that somebody asks for.
func EventsOf(r Reader, id string, from time.Time, limit int) (found []Event, err error) {
	first, err := firstSince(r, from)
	if err != nil {
		return nil, err
	}
	err = events.Range(r, K().Uint64(first), K().Uint64(1<<64-1), func(k Key, e Event) error {
		if slices.Contains(e.IDs, id) {
			e.Seq = seqOf(k)
			found = append(found, e)
		}
		if len(found) == limit {
			return ErrStop
		}
		return nil
	})
	return found, err
}

// firstSince is the first sequence whose event is not before an instant: events are in the order of time.
func firstSince(r Reader, from time.Time) (uint64, error) {
	low, high := uint64(1), r.Seq()+1
	for low < high {
		middle := low + (high-low)/2
		at := from // where no event follows, none is before that instant
		err := events.Range(r, K().Uint64(middle), K().Uint64(high), func(_ Key, e Event) error {
			at = e.At
			return ErrStop
		})
		if err != nil {
			return 0, err
		}
		if at.Before(from) {
			low = middle + 1
		} else {
			high = middle
		}
	}
	return low, nil
}
