package ledger

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"syscall"
	"testing"
)

// gated is an engine whose commits wait until the test lets them, and until nobody reads: as a file does
// that needs a larger map.
type gated struct {
	Engine
	begun chan struct{}   // a commit waits to be let
	let   chan commitment // how it is to end

	mu      sync.Mutex
	readers int
	quiet   *sync.Cond
}

// commitment is how a commit ends: an error, and whether all was written nevertheless.
type commitment struct {
	err     error
	written bool
}

// behindGate puts the ledger's engine behind a gate that is open until shut is called.
func behindGate(t *testing.T) (l *Ledger, g *gated) {
	g = &gated{begun: make(chan struct{}), let: make(chan commitment)}
	g.quiet = sync.NewCond(&g.mu)
	l, _ = newLedger(t)
	_ = l.Update(context.Background(), "test", putThing("first", 0)) // the writer rests when it was answered
	g.Engine, l.engine = l.engine, g
	return l, g
}

func (g *gated) Snapshot() (Snapshot, error) {
	g.mu.Lock()
	defer g.mu.Unlock()
	s, err := g.Engine.Snapshot()
	if err != nil {
		return nil, err
	}
	g.readers++
	return &gatedSnapshot{s, g}, nil
}

type gatedSnapshot struct {
	Snapshot
	g *gated
}

func (s *gatedSnapshot) Close() {
	s.Snapshot.Close()
	s.g.mu.Lock()
	defer s.g.mu.Unlock()
	s.g.readers--
	s.g.quiet.Broadcast()
}

func (g *gated) Commit(after, upto uint64, ops []Op) error {
	g.begun <- struct{}{}
	how := <-g.let
	g.mu.Lock()
	defer g.mu.Unlock()
	for g.readers > 0 {
		g.quiet.Wait()
	}
	if how.err != nil && !how.written {
		return how.err
	}
	return errors.Join(g.Engine.Commit(after, upto, ops), how.err)
}

// start runs an update beside the test and returns its answer to come.
func start(l *Ledger, fn func(*Tx) error) <-chan error {
	answer := make(chan error, 1)
	go func() { answer <- l.Update(context.Background(), "test", fn) }()
	return answer
}

// namesOf returns the things that a transaction meets in order, and the last of them from the back.
func namesOf(tx *Tx) (names []string, last string, err error) {
	err = things.Each(tx, K(), func(_ Key, v thing) error { names = append(names, v.Name); return nil })
	_, v, _, lastErr := things.Last(tx, K())
	return names, v.Name, errors.Join(err, lastErr)
}

// TestNextGroupRunsUponTheOneBeingWritten holds a commit and looks at who comes meanwhile: they see what
// it wrote, nobody outside does, and nobody is answered before it is on the disk.
func TestNextGroupRunsUponTheOneBeingWritten(t *testing.T) {
	l, g := behindGate(t)
	first := start(l, putThing("counter", 1))
	<-g.begun
	ran := make(chan int)
	second := start(l, func(tx *Tx) error {
		v, _, err := things.Find(tx, K().Str("counter"))
		ran <- v.Count
		return errors.Join(err, putThing("counter", v.Count+1)(tx))
	})
	if n := <-ran; n != 1 {
		t.Fatalf("who came during the commit read %d, want 1", n)
	}
	refused := errors.New("refused")
	third := start(l, func(tx *Tx) error {
		v, _, _ := things.Find(tx, K().Str("counter"))
		ran <- v.Count
		if names, last, err := namesOf(tx); err != nil || fmt.Sprint(names) != "[counter first]" || last != "first" {
			t.Errorf("a scan met %v, last %s, %v", names, last, err)
		}
		return refused
	})
	if n := <-ran; n != 2 {
		t.Fatalf("the third read %d, want 2", n)
	}
	if v, _ := getThing(t, l, "counter"); v.Count != 0 {
		t.Fatalf("a view read %d of what is not on the disk", v.Count)
	}
	g.let <- commitment{}
	if err := <-first; err != nil {
		t.Fatal(err)
	}
	<-g.begun
	select {
	case err := <-second:
		t.Fatalf("answered %v before it was on the disk", err)
	case err := <-third:
		t.Fatalf("refused with %v for what is not on the disk", err)
	default:
	}
	g.let <- commitment{}
	if err := <-second; err != nil {
		t.Fatal(err)
	}
	if err := <-third; !errors.Is(err, refused) {
		t.Fatalf("answered %v, want its own refusal", err)
	}
	if v, _ := getThing(t, l, "counter"); v.Count != 2 {
		t.Fatalf("counts %d, want 2", v.Count)
	}
	l.engine = g.Engine
}

// TestWhoCameDuringAFailedCommitIsTold fails a commit: who was run upon it is answered alike, whatever
// its own answer was, nothing of it is written, and the next one begins with what stands.
func TestWhoCameDuringAFailedCommitIsTold(t *testing.T) {
	for name, c := range map[string]struct {
		how           commitment
		first, second error
		then          error
		count         int
	}{
		"disk full":     {commitment{syscall.ENOSPC, false}, ErrFull, ErrFull, nil, 0},
		"nobody knows":  {commitment{syscall.EIO, true}, ErrUnknown, ErrFailed, ErrFailed, 1},
		"disk, refused": {commitment{syscall.EIO, false}, &Error{Code: Busy, Key: "storage.refused"}, &Error{Code: Busy, Key: "storage.refused"}, nil, 0},
	} {
		t.Run(name, func(t *testing.T) {
			l, g := behindGate(t)
			first := start(l, putThing("counter", 1))
			<-g.begun
			ran := make(chan struct{})
			second := start(l, func(tx *Tx) error { close(ran); return putThing("counter", 2)(tx) })
			<-ran
			ran = make(chan struct{})
			third := start(l, func(*Tx) error { close(ran); return ErrNested })
			<-ran
			g.let <- c.how
			if err := <-first; !errors.Is(err, c.first) {
				t.Errorf("the first was answered %v, want %v", err, c.first)
			}
			for _, answer := range []<-chan error{second, third} {
				if err := <-answer; !errors.Is(err, c.second) {
					t.Errorf("who came meanwhile was answered %v, want %v", err, c.second)
				}
			}
			l.engine = g.Engine
			if err := l.Update(context.Background(), "test", putThing("after", 1)); !errors.Is(err, c.then) {
				t.Errorf("the next was answered %v, want %v", err, c.then)
			}
			if v, _ := getThing(t, l, "counter"); v.Count != c.count {
				t.Errorf("counts %d, want %d", v.Count, c.count)
			}
		})
	}
}
