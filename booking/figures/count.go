package figures

import (
	"context"
	"slices"

	"balie/booking/ledger"
)

// cursor is how far the events are counted.
var cursor = ledger.NewTable[uint64]("fc:")

// A transaction counts so many events, and writes so many weeks, at most.
const (
	countChunk = 500
	mostWeeks  = 20 // and one for each more that its last event touches
)

// Count counts all events that were not counted, and returns how many those were.
func Count(ctx context.Context, l *ledger.Ledger) (n int, err error) {
	for {
		var some int
		err := l.Update(ctx, "system", func(tx *ledger.Tx) (err error) {
			some, err = countSome(tx)
			return err
		})
		if n += some; err != nil || some == 0 {
			return n, err
		}
	}
}

// countSome counts the next events in one transaction.
func countSome(tx *ledger.Tx) (n int, err error) {
	after, err := counted(tx)
	if err != nil {
		return 0, err
	}
	next, err := ledger.Events(tx, after, countChunk)
	if err != nil || len(next) == 0 {
		return 0, err
	}
	t := tally{}
	for _, e := range next {
		if len(t) >= mostWeeks {
			break
		}
		t.count(e)
		after = e.Seq
		n++
	}
	for _, where := range sorted(t) {
		if err := where.note(tx); err != nil {
			return 0, err
		}
		key := weekKey(where.place, where.monday)
		week, found, err := weeks.Find(tx, key)
		if err != nil {
			return 0, err
		}
		if !found {
			week = Week{}
		}
		week.add(t[where])
		if err := stamps.Put(tx, key, tx.NewID()); err != nil {
			return 0, err
		}
		if err := weeks.Put(tx, key, week); err != nil {
			return 0, err
		}
	}
	return n, cursor.Put(tx, ledger.K(), after)
}

// counted is the sequence up to which events are counted.
func counted(r ledger.Reader) (uint64, error) {
	after, _, err := cursor.Find(r, ledger.K())
	return after, err
}

// sorted are the places and weeks of a tally in a fixed order.
func sorted(t tally) []at {
	all := make([]at, 0, len(t))
	for where := range t {
		all = append(all, where)
	}
	slices.SortFunc(all, func(a, b at) int {
		return slices.Compare(weekKey(a.place, a.monday), weekKey(b.place, b.monday))
	})
	return all
}

// uncounted are the events that were committed since the last count.
func uncounted(r ledger.Reader) (tally, error) {
	after, err := counted(r)
	if err != nil {
		return nil, err
	}
	t := tally{}
	for {
		next, err := ledger.Events(r, after, countChunk)
		if err != nil || len(next) == 0 {
			return t, err
		}
		for _, e := range next {
			t.count(e)
			after = e.Seq
		}
	}
}
