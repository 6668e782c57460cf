package ledger

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

var noon = time.Date(2026, 11, 30, 11, 0, 0, 0, time.UTC)

type thing struct {
	Name  string `json:"name"`
	Count int    `json:"count"`
}

var (
	things     = NewTable[thing]("th:")
	testSchema = []Schema{{Name: "test", Prefixes: []string{"th:"}}}
)

// testClock is a clock that a test moves.
type testClock struct{ at atomic.Int64 }

func newClock(at time.Time) *testClock {
	c := &testClock{}
	c.at.Store(at.UnixMilli())
	return c
}
func (c *testClock) Now() time.Time          { return time.UnixMilli(c.at.Load()).UTC() }
func (c *testClock) Advance(d time.Duration) { c.at.Add(d.Milliseconds()) }
func (c *testClock) set(t time.Time)         { c.at.Store(t.UnixMilli()) }

// mustOpen opens a ledger that is checked and closed when the test ends.
func mustOpen(t testing.TB, path string, clock *testClock, options ...Option) *Ledger {
	t.Helper()
	l, err := Open(path, clock.Now, testSchema, options...)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if _, err := l.Check(func(p string) { t.Errorf("check: %s", p) }); err != nil && !errors.Is(err, ErrClosed) {
			t.Errorf("check: %v", err)
		}
		if err := l.Close(); err != nil {
			t.Errorf("close: %v", err)
		}
	})
	return l
}

func newLedger(t testing.TB, options ...Option) (*Ledger, *testClock) {
	t.Helper()
	clock := newClock(noon)
	return mustOpen(t, filepath.Join(t.TempDir(), "balie.db"), clock, options...), clock
}

func update(t testing.TB, l *Ledger, fn func(*Tx) error) {
	t.Helper()
	if err := l.Update(context.Background(), "test", fn); err != nil {
		t.Fatal(err)
	}
}

func putThing(name string, count int) func(*Tx) error {
	return func(tx *Tx) error { return things.Put(tx, K().Str(name), thing{name, count}) }
}

func getThing(t testing.TB, l *Ledger, name string) (thing, bool) {
	t.Helper()
	var (
		v     thing
		found bool
	)
	err := l.View(func(r Reader) (err error) {
		v, found, err = things.Find(r, K().Str(name))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return v, found
}

func TestUpdateIsThereAfterReopening(t *testing.T) {
	path, clock := filepath.Join(t.TempDir(), "balie.db"), newClock(noon)
	l := mustOpen(t, path, clock)
	update(t, l, putThing("a", 1))
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	again := mustOpen(t, path, clock)
	if v, found := getThing(t, again, "a"); !found || v.Count != 1 {
		t.Fatalf("after reopening: %+v, %v", v, found)
	}
	info, _ := os.Stat(path)
	if info.Mode().Perm() != 0o600 {
		t.Fatalf("the file is %v, want 0600", info.Mode().Perm())
	}
}

func TestRefusedFunctionWritesNothing(t *testing.T) {
	l, _ := newLedger(t)
	refusal := Refuse(Conflict, "no")
	err := l.Update(context.Background(), "test", func(tx *Tx) error {
		_ = putThing("a", 1)(tx)
		_ = tx.Emit("thing.made", "a")
		return refusal
	})
	if !errors.Is(err, refusal) {
		t.Fatalf("got %v, want the function's own error", err)
	}
	if _, found := getThing(t, l, "a"); found {
		t.Fatal("a refused function left its record")
	}
}

func TestPanicGoexitAndNestingAreAnswered(t *testing.T) {
	cases := map[string]struct {
		fn   func(l *Ledger) func(*Tx) error
		want *Error
	}{
		"panic": {func(*Ledger) func(*Tx) error { return func(*Tx) error { panic("Riet Wissink") } }, ErrPanic},
		"goexit": {func(*Ledger) func(*Tx) error {
			return func(tx *Tx) error { _ = putThing("half", 1)(tx); runtime.Goexit(); return nil }
		}, ErrPanic},
		"nested": {func(l *Ledger) func(*Tx) error {
			return func(*Tx) error { return l.Update(context.Background(), "test", putThing("x", 1)) }
		}, ErrNested},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			l, _ := newLedger(t)
			err := l.Update(context.Background(), "test", c.fn(l))
			if !errors.Is(err, c.want) {
				t.Fatalf("got %v, want %v", err, c.want)
			}
			update(t, l, putThing("after", 1))
			if _, found := getThing(t, l, "half"); found {
				t.Fatal("an aborted function left its record")
			}
		})
	}
}

func TestGoexitDoesNotHarmItsGroup(t *testing.T) {
	l, _ := newLedger(t)
	release := make(chan struct{})
	started := make(chan struct{})
	var all sync.WaitGroup
	do := func(fn func(*Tx) error) *error {
		var err error
		all.Add(1)
		go func() { defer all.Done(); err = l.Update(context.Background(), "test", fn) }()
		return &err
	}
	first := do(func(tx *Tx) error { close(started); <-release; return putThing("first", 1)(tx) })
	<-started
	gone := do(func(*Tx) error { runtime.Goexit(); return nil })
	last := do(putThing("last", 1))
	for len(l.queue) < 2 {
		runtime.Gosched()
	}
	close(release)
	all.Wait()
	if *first != nil || *last != nil || !errors.Is(*gone, ErrPanic) {
		t.Fatalf("first %v, gone %v, last %v", *first, *gone, *last)
	}
}

func TestFullQueueIsBusyAtOnce(t *testing.T) {
	l, _ := newLedger(t)
	release, started := make(chan struct{}), make(chan struct{})
	go func() {
		_ = l.Update(context.Background(), "test", func(*Tx) error { close(started); <-release; return nil })
	}()
	<-started
	ctx, cancel := context.WithCancel(context.Background())
	var waiting sync.WaitGroup
	queue := func(n int) {
		for len(l.queue) < n {
			before := len(l.queue)
			waiting.Add(1)
			go func() { defer waiting.Done(); _ = l.Update(ctx, "test", putThing("w", 1)) }()
			for len(l.queue) == before {
				runtime.Gosched()
			}
		}
	}
	queue(queueLength / 4)
	if err := l.Begin(ctx, "test", putThing("x", 1)); !errors.Is(err, ErrBusy) {
		t.Fatalf("what begins, behind a quarter of the queue: got %v, want busy", err)
	}
	queue(queueLength)
	if err := l.Update(context.Background(), "test", putThing("x", 1)); !errors.Is(err, ErrBusy) {
		t.Fatalf("got %v, want busy", err)
	}
	cancel()
	waiting.Wait()
	close(release)
	for errors.Is(l.Begin(context.Background(), "test", putThing("after", 1)), ErrBusy) {
		runtime.Gosched()
	}
	if _, found := getThing(t, l, "w"); found {
		t.Fatal("a request abandoned in the queue was done all the same")
	}
}

func TestTimeNeverRunsBack(t *testing.T) {
	var jumps []time.Duration
	l, clock := newLedger(t, WithAlarm(func(by time.Duration) { jumps = append(jumps, by) }))
	update(t, l, putThing("a", 1))
	clock.Advance(-time.Hour)
	update(t, l, func(tx *Tx) error {
		if tx.Now().Before(noon) {
			t.Errorf("tx.Now() is %v, before the last commit", tx.Now())
		}
		return putThing("b", 1)(tx)
	})
	update(t, l, putThing("c", 1))
	if len(jumps) != 1 || jumps[0] != -time.Hour {
		t.Fatalf("alarms: %v, want one of -1h", jumps)
	}
}

func TestTooLargeTransactionIsRefused(t *testing.T) {
	l, _ := newLedger(t)
	err := l.Update(context.Background(), "test", func(tx *Tx) error {
		for i := range 10_001 {
			if err := things.Put(tx, K().Uint64(uint64(i)), thing{Count: i}); err != nil {
				return err
			}
		}
		return nil
	})
	if !errors.Is(err, ErrTooLarge) {
		t.Fatalf("got %v, want too large", err)
	}
}

func TestClosedLedgerAnswersClosed(t *testing.T) {
	l, _ := newLedger(t)
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	if err := l.Update(context.Background(), "test", putThing("a", 1)); !errors.Is(err, ErrClosed) {
		t.Fatalf("Update: %v", err)
	}
	if err := l.View(func(Reader) error { return nil }); !errors.Is(err, ErrClosed) {
		t.Fatalf("View: %v", err)
	}
}

func TestConcurrentUpdatesShareCommitsAndLoseNothing(t *testing.T) {
	l, _ := newLedger(t)
	const callers, each = 32, 40
	var all sync.WaitGroup
	for range callers {
		all.Add(1)
		go func() {
			defer all.Done()
			for range each {
				err := l.Update(context.Background(), "test", func(tx *Tx) error {
					v, _, err := things.Find(tx, K().Str("counter"))
					if err != nil {
						return err
					}
					return putThing("counter", v.Count+1)(tx)
				})
				if err != nil {
					t.Error(err)
				}
			}
		}()
	}
	all.Wait()
	if v, _ := getThing(t, l, "counter"); v.Count != callers*each {
		t.Fatalf("counted %d, want %d", v.Count, callers*each)
	}
}
