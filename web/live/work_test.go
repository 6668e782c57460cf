package live

import (
	"runtime"
	"testing"
	"time"

	"balie/booking/ledger"
)

// TestACallIsTheSameWorkForAnyNumber tells of a thing that happened to ten and to a thousand: it is rendered
// once, and what is made for it does not grow with who follows. Only handing it on does.
func TestACallIsTheSameWorkForAnyNumber(t *testing.T) {
	made := func(followers int) (allocations float64) {
		l := openLedger(t)
		h := New(Options{Ledger: l})
		rendered, told := 0, 0
		topic := h.Topic("calls", func(e ledger.Event) bool { return e.Kind == "test.called" }, func(r ledger.Reader) ([]Fragment, error) {
			rendered++
			return []Fragment{{ID: "call", HTML: time.Duration(r.Seq()).String()}}, nil
		})
		for range followers {
			topic.followers[&follower{topic: topic, out: make(chan []byte, room)}] = true
		}
		call := func() {
			if err := l.Update(t.Context(), "test", func(tx *ledger.Tx) error { return tx.Emit("test.called") }); err != nil {
				t.Fatal(err)
			}
		}
		if err := topic.advance(time.Now()); err != nil {
			t.Fatal(err)
		}
		rendered = 0
		const calls = 8
		for range calls {
			call()
			before := len(topic.ring)
			allocations += mallocsOf(t, func() error { return topic.advance(time.Now()) })
			told += len(topic.ring) - before
		}
		if rendered != calls || told != calls {
			t.Errorf("%d followers: %d calls are rendered %d times and told %d times", followers, calls, rendered, told)
		}
		for f := range topic.followers {
			if len(f.out) != calls || &(<-f.out)[0] != &topic.ring[0].bytes[0] {
				t.Fatalf("%d followers: they do not share what was made once", followers)
			}
		}
		return allocations / calls
	}
	few, many := made(10), made(1000)
	t.Logf("allocations a call: %.0f for 10, %.0f for 1000", few, many)
	if many > few+100 { // a thousand followers that cost one each would be a thousand more
		t.Errorf("a call allocates %.0f times for 10 followers and %.0f for 1000", few, many)
	}
}

// mallocsOf is how many times something is allocated meanwhile.
func mallocsOf(t *testing.T, do func() error) float64 {
	t.Helper()
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	err := do()
	runtime.ReadMemStats(&after)
	if err != nil {
		t.Fatal(err)
	}
	return float64(after.Mallocs - before.Mallocs)
}
