package forecast

import (
	"balie/booking/catalogue"
	"balie/booking/ledger"
	"balie/queue"
	"testing"
	"time"
)

// TestTheExpectedWait adds up what is planned before somebody who would come in now.
func TestTheExpectedWait(t *testing.T) {
	tn := newTown(t)
	expect := func(product catalogue.ProductID) (wait time.Duration, ok bool) {
		tn.see(func(r ledger.Reader) (err error) { wait, ok, err = Expect(r, "hal", wish(product)); return err })
		return wait, ok
	}
	want := func(what string, product catalogue.ProductID, wait time.Duration, ok bool) {
		t.Helper()
		if got, is := expect(product); got != wait || is != ok {
			t.Errorf("%s: %v %t, want %v %t", what, got, is, wait, ok)
		}
	}
	want("nobody is at a desk", "paspoort", 0, false)
	tn.take(anna, "hal-1")
	want("a free desk", "paspoort", 0, true)
	want("what this desk cannot", "huwelijk", 0, false)
	tn.enter("paspoort")
	tn.pass(time.Second)
	tn.enter("rijbewijs")
	want("two before", "paspoort", 15*time.Minute, true)
	tn.see(func(r ledger.Reader) error {
		second := tn.look().Waiting[1].Ticket
		if wait, ok, err := ExpectFor(r, second); wait != 10*time.Minute || !ok || err != nil {
			t.Errorf("the second of two: %v %t %v", wait, ok, err)
		}
		return nil
	})
	tn.mustNext(anna, "hal-1")
	want("one is helped, one waits", "paspoort", 15*time.Minute, true)
	tn.take(bert, "hal-2")
	want("another desk", "paspoort", 5*time.Minute, true)
	tn.mode(bert, "hal-2", queue.Break)
	want("the other desk in a break", "paspoort", 15*time.Minute, true)
}
