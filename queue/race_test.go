package queue

import (
	"context"
	"errors"
	"fmt"
	"os"
	"sync"
	"testing"

	"balie/booking/catalogue"
	"balie/booking/ledger"
	"balie/queue/steer"
)

// crowd is how many wait: ten thousand where every proof is played at full length, and the race detector, which
// makes each step ten times as slow, is not on.
func crowd() int {
	if raceDetector || os.Getenv("BALIE_STORIES") != "all" {
		return 1000
	}
	return 10_000
}

// rush is twenty desks that press "next" at once.
type rush struct {
	*town
	mu sync.Mutex
	by map[TicketID]catalogue.DeskID
}

// TestTwentyDesksCallEverybodyOnce lets twenty desks press "next" at once until nobody waits, each
// press sent twice with the same key.
func TestTwentyDesksCallEverybodyOnce(t *testing.T) {
	r := &rush{town: newTown(t), by: map[TicketID]catalogue.DeskID{}}
	const desks = 20
	hall := testOffices()[0]
	for i := range desks {
		id := catalogue.DeskID(fmt.Sprintf("rij-%d", i))
		hall.Desks = append(hall.Desks, catalogue.Desk{ID: id, Name: string(id), Skills: []string{"reis", "rij"}})
	}
	r.do(func(tx *ledger.Tx) error { return catalogue.PutOffice(tx, hall) })
	for range crowd() / 20 {
		r.do(func(tx *ledger.Tx) error {
			for i := range 20 {
				product := []catalogue.ProductID{"paspoort", "rijbewijs"}[i%2]
				if _, err := Enter(tx, Visitor{Office: "hal", Wish: wish(product), Kind: WalkIn}); err != nil {
					return err
				}
			}
			return nil
		})
	}
	var all sync.WaitGroup
	for i := range desks {
		desk, who := catalogue.DeskID(fmt.Sprintf("rij-%d", i)), ledger.Actor(fmt.Sprintf("staff-%d", i))
		r.take(who, desk)
		all.Go(func() {
			for press := 0; r.press(who, DeskRequest{Office: "hal", Desk: desk, Key: fmt.Sprintf("%s/%d", desk, press)}); press++ {
			}
		})
	}
	all.Wait()
	if len(r.by) != crowd() {
		t.Errorf("%d of %d were called", len(r.by), crowd())
	}
	if f := r.figures(tuesday); f.Helped != crowd() || f.Open != 0 {
		t.Errorf("figures: %+v", f)
	}
}

// press calls somebody, twice with the same key, and helps them; false when nobody waits.
func (r *rush) press(who ledger.Actor, at DeskRequest) bool {
	called, err := Next(context.Background(), r.ledger, who, at, TestSight, steer.Decide)
	if errors.Is(err, ErrNobody) {
		return false
	}
	again, err2 := Next(context.Background(), r.ledger, who, at, TestSight, steer.Decide)
	if err != nil || err2 != nil || again.ID != called.ID {
		r.Errorf("%s: called %s, the same press again %s: %v %v", at.Desk, called.Number, again.Number, err, err2)
		return false
	}
	r.mu.Lock()
	if other, twice := r.by[called.ID]; twice {
		r.Errorf("%s is called by %s and by %s", called.Number, other, at.Desk)
	}
	r.by[called.ID] = at.Desk
	r.mu.Unlock()
	at.Key = ""
	err = r.as(who, func(tx *ledger.Tx) error {
		if _, err := Start(tx, at, called.ID); err != nil {
			return err
		}
		_, err := Finish(tx, at, called.ID, Report{})
		return err
	})
	if err != nil {
		r.Errorf("%s: %v", at.Desk, err)
	}
	return err == nil
}
