package queue

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"

	"balie/booking"
	"balie/booking/ledger"
	"balie/queue/steer"
)

// crowd is how many wait; the race detector makes each step ten times as slow.
func crowd() int {
	if raceDetector || testing.Short() {
		return 1000
	}
	return 10_000
}

// TestTwentyDesksCallEverybodyOnce lets twenty desks press "next" at once until nobody waits, each
// press sent twice with the same key.
func TestTwentyDesksCallEverybodyOnce(t *testing.T) {
	tn := newTown(t)
	const desks = 20
	hall := testOffices()[0]
	for i := range desks {
		id := booking.DeskID(fmt.Sprintf("rij-%d", i))
		hall.Desks = append(hall.Desks, booking.Desk{ID: id, Name: string(id), Skills: []string{"reis", "rij"}})
	}
	tn.do(func(tx *ledger.Tx) error { return booking.PutOffice(tx, hall) })
	for range crowd() / 100 {
		tn.do(func(tx *ledger.Tx) error {
			for i := range 100 {
				product := []booking.ProductID{"paspoort", "rijbewijs"}[i%2]
				if _, err := Enter(tx, Visitor{Office: "hal", Wish: wish(product), Kind: WalkIn}); err != nil {
					return err
				}
			}
			return nil
		})
	}
	var mu sync.Mutex
	by := map[TicketID]booking.DeskID{}
	var all sync.WaitGroup
	for i := range desks {
		desk, who := booking.DeskID(fmt.Sprintf("rij-%d", i)), ledger.Actor(fmt.Sprintf("staff-%d", i))
		tn.take(who, desk)
		all.Go(func() {
			for press := 0; ; press++ {
				at := At{Office: "hal", Desk: desk, Key: fmt.Sprintf("%s/%d", desk, press)}
				called, err := Next(context.Background(), tn.ledger, who, at, steer.Decide)
				if errors.Is(err, ErrNobody) {
					return
				}
				again, err2 := Next(context.Background(), tn.ledger, who, at, steer.Decide)
				if err != nil || err2 != nil || again.ID != called.ID {
					t.Errorf("%s: called %s, the same press again %s: %v %v", desk, called.Number, again.Number, err, err2)
					return
				}
				mu.Lock()
				if other, twice := by[called.ID]; twice {
					t.Errorf("%s is called by %s and by %s", called.Number, other, desk)
				}
				by[called.ID] = desk
				mu.Unlock()
				err = tn.as(who, func(tx *ledger.Tx) error {
					if _, err := Start(tx, At{Office: "hal", Desk: desk}, called.ID); err != nil {
						return err
					}
					_, err := Finish(tx, At{Office: "hal", Desk: desk}, called.ID, Report{})
					return err
				})
				if err != nil {
					t.Errorf("%s: %v", desk, err)
					return
				}
			}
		})
	}
	all.Wait()
	if len(by) != crowd() {
		t.Errorf("%d of %d were called", len(by), crowd())
	}
	if f := tn.figures(tuesday); f.Helped != crowd() || f.Open != 0 {
		t.Errorf("figures: %+v", f)
	}
}
