package forecast

import (
	"encoding/json"
	"testing"
	"time"

	"balie/queue"
)

// TestLessonsGoOnFromWhatIsKept learns from appointments alone, keeps that, and then sees a walk-in.
func TestLessonsGoOnFromWhatIsKept(t *testing.T) {
	at := time.Date(2026, 12, 1, 9, 0, 0, 0, time.UTC)
	visit := queue.Ticket{Desk: "d", Kind: queue.Appointment, State: queue.Done, Minutes: 10, Booked: at, Arrived: at, Started: at, Finished: at.Add(9 * time.Minute)}
	var first, l Lessons
	first.add(visit, time.UTC)
	text, err := json.Marshal(first)
	if err == nil {
		err = json.Unmarshal(text, &l)
	}
	if err != nil {
		t.Fatal(err)
	}
	visit.Kind = queue.WalkIn
	l.add(visit, time.UTC)
	if l.Visits != 2 || len(l.Walks) != 1 {
		t.Errorf("learned %+v", l)
	}
}
