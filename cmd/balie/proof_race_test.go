package main

import (
	"fmt"
	"strings"
	"sync"
	"testing"

	"balie/booking"
)

// TestProofOnePlaceIsSoldOnce lets 2, 5 and 50 visitors take each of a hundred places at the same
// moment, over HTTP. Exactly one gets it and makes an appointment of it; all others are told
// clearly, and offered other times. Under the race detector there are fewer places.
func TestProofOnePlaceIsSoldOnce(t *testing.T) {
	data := furnished(t)
	m, _ := serveWithLog(t, data)
	places := 100
	if raceDetector {
		places = 8
	}
	next := 0
	for _, ways := range []int{2, 5, 50} {
		t.Run(fmt.Sprint(ways, " at once"), func(t *testing.T) {
			for range places {
				raceFor(t, m.url, placeAt(next), ways)
				next++
			}
		})
	}
	if err := m.close(); err != nil {
		t.Fatal(err)
	}
	o := wantDone(t, run(t, "check", "--data", data))
	if got := countAppointments(t, data); got != next {
		t.Fatalf("%d places gave %d appointments; check said %s", next, got, o.out)
	}
}

// raceFor sends so many visitors after one place.
func raceFor(t *testing.T, base, when string, ways int) {
	t.Helper()
	visitors, keys := make([]*visitor, ways), make([]booking.VisitKey, ways)
	var ready, done sync.WaitGroup
	start := make(chan struct{})
	for i := range visitors {
		visitors[i], keys[i] = newVisitor(base), booking.NewVisitKey()
		ready.Add(1)
		done.Go(func() {
			ready.Done()
			<-start
			if err := visitors[i].post("/afspraak/tijd", timeForm(keys[i], when)); err != nil {
				t.Error(err)
			}
		})
	}
	ready.Wait()
	close(start)
	done.Wait()
	winner := -1
	for i, v := range visitors {
		switch {
		case v.status == 200 && v.url.Path == "/afspraak/gegevens" && winner < 0:
			winner = i
		case v.status == 409 && strings.Contains(v.body, "Deze tijd is net door iemand anders gekozen") && len(v.choices("tijd")) > 0:
		default:
			t.Fatalf("%s: visitor %d of %d got %d %q at %s", when, i, ways, v.status, v.title(), v.url)
		}
	}
	if winner < 0 {
		t.Fatalf("%s: nobody got it", when)
	}
	v := visitors[winner]
	if err := v.post("/afspraak/maken", bookForm(keys[winner], "Riet Wissink")); err != nil || v.title() != "Uw afspraak is gemaakt" {
		t.Fatalf("%s: the winner got %d %q %v", when, v.status, v.title(), err)
	}
}
