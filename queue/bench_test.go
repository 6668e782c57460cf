package queue

import (
	"fmt"
	"testing"

	"balie/booking/catalogue"
	"balie/booking/ledger"
	"balie/queue/steer"
)

// benchTown has 200 people waiting for two desks today, and a history of so many days of 400 tickets.
func benchTown(b *testing.B, history int) *town {
	tn := newTown(b)
	fill := func(n int) {
		tn.do(func(tx *ledger.Tx) error {
			for i := range n {
				v := Visitor{Office: "hal", Wish: wish([]catalogue.ProductID{"paspoort", "rijbewijs"}[i%2]), Kind: WalkIn}
				if _, err := Enter(tx, v); err != nil {
					return err
				}
			}
			return nil
		})
	}
	for range history {
		fill(400)
		tn.clock.Add(24 * 3600 * 1000)
		if _, err := CloseOver(b.Context(), tn.ledger, TestLearner); err != nil {
			b.Fatal(err)
		}
	}
	fill(200)
	tn.take(anna, "hal-1")
	tn.take(bert, "hal-2")
	return tn
}

// BenchmarkCallWithin is the whole of a call within the transaction, decision included, as the
// third try does it; each is undone by discarding the transaction.
func BenchmarkCallWithin(b *testing.B) {
	for _, history := range []int{0, 30} {
		b.Run(fmt.Sprint(history, " days before"), func(b *testing.B) {
			tn := benchTown(b, history)
			err := tn.as(anna, func(tx *ledger.Tx) error {
				for b.Loop() {
					if _, err := CallBy(tx, DeskRequest{Office: "hal", Desk: "hal-1"}, TestSight, steer.EDD); err != nil {
						return err
					}
					if _, err := Undo(tx, DeskRequest{Office: "hal", Desk: "hal-1"}); err != nil {
						return err
					}
				}
				return nil
			})
			if err != nil {
				b.Fatal(err)
			}
		})
	}
}

// BenchmarkLook is what a counter page reads.
func BenchmarkLook(b *testing.B) {
	for _, history := range []int{0, 30} {
		b.Run(fmt.Sprint(history, " days before"), func(b *testing.B) {
			tn := benchTown(b, history)
			for b.Loop() {
				tn.look()
			}
		})
	}
}
