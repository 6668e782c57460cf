package live

import (
	"context"
	"log/slog"
	"math/rand/v2"
	"sync"
	"time"

	"balie/booking/ledger"
)

// Options is what a Hub is made of.
type Options struct {
	Ledger *ledger.Ledger
	Log    *slog.Logger
	Most   Most // zero takes StandardMost
}

// Most is how many may follow at once.
type Most struct{ Visitor, All int }

// StandardMost leaves room for a town hall behind one address, and for a municipality.
var StandardMost = Most{Visitor: 500, All: 20_000}

// The hub's rhythm.
const (
	beatEvery   = 15 * time.Second
	askEvery    = 2 * time.Second       // whether a follower still may
	restAfter   = 20 * time.Millisecond // between two renderings
	shortest    = 10 * time.Minute      // that a stream lives; at random, so that not all come back at once
	longest     = 15 * time.Minute
	comeBack    = 1 * time.Second // after a stream's life
	comeBackOff = 3 * time.Second // after a shutdown
)

// Hub is every topic of the house and who follows it.
type Hub struct {
	ledger *ledger.Ledger
	log    *slog.Logger
	most   Most

	mu       sync.Mutex
	topics   map[string]*Topic
	visitors map[string]int // visitor → streams
	streams  int
	closing  bool
	carried  map[*follower]bool // has a connection, and a goroutine that writes to it
}

// New makes a hub; Run keeps it going.
func New(o Options) *Hub {
	if o.Most == (Most{}) {
		o.Most = StandardMost
	}
	return &Hub{ledger: o.Ledger, log: o.Log, most: o.Most, topics: map[string]*Topic{}, visitors: map[string]int{}, carried: map[*follower]bool{}}
}

// Topic returns the topic of this name; the first call makes it. The name says everything that its
// rendering depends on: "queue/gendringen/nl".
func (h *Hub) Topic(name string, wants Wants, render Render, options ...TopicOption) *Topic {
	h.mu.Lock()
	defer h.mu.Unlock()
	t, ok := h.topics[name]
	if !ok {
		t = &Topic{hub: h, name: name, wants: wants, render: render, followers: map[*follower]bool{}}
		for _, o := range options {
			o(t)
		}
		h.topics[name] = t
	}
	return t
}

// Followers is how many streams there are.
func (h *Hub) Followers() int {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.streams
}

// Run keeps every topic current until ctx ends.
func (h *Hub) Run(ctx context.Context) {
	var ticking sync.WaitGroup
	ticking.Go(func() { h.tick(ctx) })
	defer ticking.Wait()
	seq := uint64(0)
	for h.ledger.Wait(ctx, seq) == nil {
		at, err := h.standing()
		if err == nil {
			seq = at
			h.each(func(t *Topic) { h.keep(t) })
		}
		select {
		case <-time.After(restAfter):
		case <-ctx.Done():
			return
		}
	}
}

func (h *Hub) standing() (seq uint64, err error) {
	err = h.ledger.View(func(r ledger.Reader) error { seq = r.Seq(); return nil })
	return seq, err
}

// keep brings a topic up and says in the log if it cannot; the next change tries again.
func (h *Hub) keep(t *Topic) {
	defer func() {
		if r := recover(); r != nil && h.log != nil {
			h.log.Error("a topic cannot be rendered", "topic", t.name)
		}
	}()
	if err := t.advance(time.Now()); err != nil && h.log != nil {
		h.log.Error("a topic cannot be kept current", "topic", t.name, "err", err)
	}
}

func (h *Hub) each(do func(*Topic)) {
	h.mu.Lock()
	all := make([]*Topic, 0, len(h.topics))
	for _, t := range h.topics {
		all = append(all, t)
	}
	h.mu.Unlock()
	for _, t := range all {
		do(t)
	}
}

// tick renders what changes with the clock, asks who still may follow, and sends beats.
func (h *Hub) tick(ctx context.Context) {
	second := time.NewTicker(time.Second)
	defer second.Stop()
	asked, beaten := time.Now(), time.Now()
	for {
		select {
		case <-second.C:
		case <-ctx.Done():
			return
		}
		now := time.Now()
		h.each(func(t *Topic) {
			if t.every > 0 {
				h.keep(t)
			}
		})
		if now.Sub(asked) >= askEvery {
			asked = now
			h.each(h.cutUnwelcome)
		}
		if now.Sub(beaten) >= beatEvery {
			beaten = now
			h.each(func(t *Topic) { h.beat(t, now) })
		}
	}
}

// beat says to every follower that the line is alive, and goodbye to those whose time is over.
func (h *Hub) beat(t *Topic, now time.Time) {
	bytes := beat(now)
	t.mu.Lock()
	defer t.mu.Unlock()
	for f := range t.followers {
		switch {
		case now.After(f.until):
			h.leave(f, bye(comeBack+rand.N(comeBack)))
		case !f.offer(bytes):
			h.cut(f)
		}
	}
}

// cutUnwelcome ends the streams of whoever may no longer follow. They are asked outside the lock.
func (h *Hub) cutUnwelcome(t *Topic) {
	t.mu.Lock()
	var guarded []*follower
	for f := range t.followers {
		if f.allowed != nil {
			guarded = append(guarded, f)
		}
	}
	t.mu.Unlock()
	for _, f := range guarded {
		if !f.allowed() {
			t.mu.Lock()
			h.cut(f)
			t.mu.Unlock()
		}
	}
}

// cut ends a stream at once. The caller holds the topic's lock.
func (h *Hub) cut(f *follower) {
	if h.remove(f) {
		f.drop()
	}
}

// leave ends a stream after what waits for it and a last word. The caller holds the topic's lock.
func (h *Hub) leave(f *follower, last []byte) {
	if !f.offer(last) {
		h.cut(f)
		return
	}
	h.remove(f)
}

// remove takes a follower off its topic; false if it was off already. The caller holds the topic's lock.
func (h *Hub) remove(f *follower) bool {
	if !f.topic.followers[f] {
		return false
	}
	delete(f.topic.followers, f)
	close(f.out)
	h.mu.Lock()
	defer h.mu.Unlock()
	h.streams--
	if h.visitors[f.visitor]--; h.visitors[f.visitor] == 0 {
		delete(h.visitors, f.visitor)
	}
	return true
}

// lifetime is how long a stream lives.
func lifetime() time.Duration { return shortest + rand.N(longest-shortest) }

// grace is how long a stream may take over its last words.
const grace = time.Second

// Close refuses new followers, says goodbye to those there are, and waits until every stream has
// ended. Whoever has not read the goodbye after a second, or when ctx ends, is cut.
func (h *Hub) Close(ctx context.Context) error {
	h.mu.Lock()
	h.closing = true
	h.mu.Unlock()
	h.each(func(t *Topic) {
		t.mu.Lock()
		defer t.mu.Unlock()
		for f := range t.followers {
			h.leave(f, bye(comeBackOff+rand.N(comeBackOff)))
		}
	})
	patient, cancel := context.WithTimeout(ctx, grace)
	defer cancel()
	if h.empty(patient) {
		return nil
	}
	h.mu.Lock()
	for f := range h.carried {
		f.drop()
	}
	h.mu.Unlock()
	if !h.empty(ctx) {
		return ctx.Err()
	}
	return nil
}

// empty waits until no stream is left; false when ctx ends before.
func (h *Hub) empty(ctx context.Context) bool {
	look := time.NewTicker(5 * time.Millisecond)
	defer look.Stop()
	for {
		h.mu.Lock()
		left := len(h.carried)
		h.mu.Unlock()
		if left == 0 {
			return true
		}
		select {
		case <-look.C:
		case <-ctx.Done():
			return false
		}
	}
}
