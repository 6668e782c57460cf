package proof

import (
	"fmt"
	"net/http"
	"strings"
	"sync"
	"testing"

	"balie/booking"
	"balie/cmd/internal/servertest"
)

// TestProofOnePlaceIsSoldOnce lets 2, 5 and 50 visitors take each of a hundred places at the same
// moment, over HTTP. Exactly one gets it and makes an appointment of it; all others are told
// clearly, and offered other times. Under the race detector there are fewer places.
func TestProofOnePlaceIsSoldOnce(t *testing.T) {
	data := servertest.Furnished(t)
	m, _ := servertest.ServeWithLog(t, data)
	places := servertest.Size(15, 100)
	if servertest.RaceDetector {
		places = 8
	}
	next := 0
	for _, ways := range []int{2, 5, 50} {
		t.Run(fmt.Sprint(ways, " at once"), func(t *testing.T) {
			for range places {
				raceFor(t, m.URL, servertest.PlaceAt(next), ways)
				next++
			}
		})
	}
	if err := m.Close(); err != nil {
		t.Fatal(err)
	}
	o := servertest.WantDone(t, servertest.Run(t, "check", "--data", data))
	if got := countAppointments(t, data); got != next {
		t.Fatalf("%d places gave %d appointments; check said %s", next, got, o.Out)
	}
}

// raceFor sends so many visitors after one place.
func raceFor(t *testing.T, base, when string, ways int) {
	t.Helper()
	visitors, keys := make([]*servertest.Visitor, ways), make([]booking.VisitKey, ways)
	var ready, done sync.WaitGroup
	start := make(chan struct{})
	for i := range visitors {
		visitors[i], keys[i] = servertest.NewVisitor(base), booking.NewVisitKey()
		ready.Add(1)
		done.Go(func() {
			ready.Done()
			<-start
			if err := visitors[i].Post("/afspraak/tijd", servertest.TimeForm(keys[i], when)); err != nil {
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
		case v.Status == 200 && v.Url.Path == "/afspraak/gegevens" && winner >= 0:
			t.Fatalf("%s was sold twice: to visitor %d and to visitor %d", when, winner, i)
		case v.Status == 200 && v.Url.Path == "/afspraak/gegevens":
			winner = i
		case v.Status == 409 && strings.Contains(v.Body, "Deze tijd is net door iemand anders gekozen") && len(v.Choices("tijd")) > 0:
		default:
			t.Fatalf("%s: visitor %d of %d got %d %q at %s", when, i, ways, v.Status, v.Title(), v.Url)
		}
	}
	if winner < 0 {
		t.Fatalf("%s: nobody got it", when)
	}
	v := visitors[winner]
	err := v.Post("/afspraak/maken", servertest.BookForm(keys[winner], "Riet Wissink"))
	if v.Status == http.StatusNotFound {
		t.Fatalf("%s: a booking was lost: it was confirmed, and is not there", when)
	}
	if err != nil || v.Title() != "Uw afspraak is gemaakt" {
		t.Fatalf("%s: the winner got %d %q %v", when, v.Status, v.Title(), err)
	}
}
