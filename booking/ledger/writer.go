package ledger

import (
	"context"
	"runtime"
	"runtime/debug"
	"sync/atomic"
	"time"
)

const (
	queueLength = 1024 // how many may wait to write, a quarter of a second or so; the next one is told busy at once
	groupOps    = 1000 // a group that wrote this much is committed before the next joins

	// What the ledger and the engine add to a group: its instant and its sequence.
	overheadOps   = 2
	overheadBytes = 64
)

// request is one Update on its way through the writer.
type request struct {
	actor Actor
	door  Door
	fn    func(*Tx) error
	alone func() error // instead of fn: what is done between two groups, while nothing is being written
	back  bool         // its instant is the clock's, also before the last commit
	state atomic.Int32
	err   error
	done  chan struct{}
}

// States of a request: its caller may abandon it only while the writer has not taken it.
const (
	queued int32 = iota
	taken
	abandoned
)

func (q *request) answer(err error) {
	q.err = err
	close(q.done)
}

// Update runs fn in a transaction of its own and returns when all it wrote is on the disk.
//
// An error of fn is returned as it is, and nothing of it was written. Beside that: ErrBusy and
// ErrFull (nothing was done), ErrUnknown (ctx ended during the commit), ErrPanic (fn panicked or
// ended its goroutine; nothing was done), ErrNested, ErrFailed, ErrClosed. fn runs exactly once,
// and must not take longer than a millisecond: everybody who writes waits for it.
func (l *Ledger) Update(ctx context.Context, actor Actor, fn func(*Tx) error) error {
	if withinTransaction() {
		return ErrNested
	}
	return l.submit(ctx, &request{actor: actor, door: doorOf(ctx), fn: fn, done: make(chan struct{})})
}

// submit queues a request and waits for its answer.
func (l *Ledger) submit(ctx context.Context, q *request) error {
	if err := l.enqueue(q); err != nil {
		return err
	}
	select {
	case <-q.done:
		return q.err
	case <-ctx.Done():
	}
	if q.state.CompareAndSwap(queued, abandoned) {
		return ErrBusy.Because(ctx.Err())
	}
	select {
	case <-q.done:
		return q.err
	case <-time.After(unknownAfter):
		return ErrUnknown.Because(ctx.Err())
	}
}

// Begin is Update for what brings more work, such as a hold that somebody wants to make an
// appointment of. It is refused with ErrBusy while a quarter of the queue is taken, so that what was
// begun can be brought to an end however many others come.
func (l *Ledger) Begin(ctx context.Context, actor Actor, fn func(*Tx) error) error {
	if len(l.queue) >= queueLength/4 {
		return ErrBusy
	}
	return l.Update(ctx, actor, fn)
}

// unknownAfter is how long a caller whose time is over still waits for a commit under way.
const unknownAfter = time.Second

func (l *Ledger) enqueue(q *request) error {
	l.gate.RLock()
	defer l.gate.RUnlock()
	if l.closed {
		return ErrClosed
	}
	select {
	case l.queue <- q:
		return nil
	default:
		return ErrBusy
	}
}

// write is the one writer: it runs what is queued, a group at a time, until the queue is closed. While
// a group is on its way to the disk, the next one is run upon it.
// When a function ends this goroutine (t.Fatal does), a fresh writer goes on with its group.
func (l *Ledger) write() {
	debug.SetPanicOnFault(true) // this goroutine is the writer's alone
	survived := false
	defer func() {
		if !survived {
			l.finish(ErrPanic)
			go l.write()
		}
	}()
	for l.group != nil || l.begin() {
		l.fill()
		_ = l.launch() // everybody in the group is told
	}
	_ = l.land()
	survived = true
	close(l.written)
}

// begin waits for a first request and runs it.
func (l *Ledger) begin() bool {
	q, ok := <-l.queue
	if ok {
		l.open()
		l.run(q)
	}
	return ok
}

// open starts a group upon the one that is being committed, or else on the store as it stands.
func (l *Ledger) open() {
	if f := l.flight; f != nil && !f.hasLanded() {
		l.group = &group{upon: f, base: f.seq, seq: f.seq, now: f.now}
		return
	}
	_ = l.land() // everybody in it was told, and nobody reads what it wrote
	seq, _ := l.standing()
	l.group = &group{upon: nobody, base: seq, seq: seq, now: l.last}
}

// fill lets whoever is ready join the group, and whoever comes until the group before is on the disk.
func (l *Ledger) fill() {
	runtime.Gosched()
	for len(l.group.overlay.entries) < groupOps {
		q, ok := l.next()
		if !ok {
			return
		}
		l.run(q)
	}
}

// next returns who comes while the group cannot be committed yet anyhow, or is waiting already.
func (l *Ledger) next() (q *request, ok bool) {
	select {
	case q, ok = <-l.queue:
		return q, ok
	default:
	}
	if l.flight == nil {
		return nil, false
	}
	l.group.closeSnapshot() // before waiting: a commit that needs a larger map waits for every reader
	select {
	case q, ok = <-l.queue:
		return q, ok
	case <-l.flight.landed:
		return nil, false
	}
}

// run runs one request on its own overlay and adds it to the group if it succeeds.
func (l *Ledger) run(q *request) {
	if !q.state.CompareAndSwap(queued, taken) {
		return
	}
	if q.alone != nil {
		l.runAlone(q)
		return
	}
	l.current = q
	g := l.group
	if err := g.openSnapshot(l.engine); err != nil {
		l.finish(err)
		return
	}
	tx := &Tx{layered: layered{group: &g.overlay, flight: &g.upon.overlay, snap: g.snap}, ledger: l, actor: q.actor, door: q.door, seq: g.seq, random: l.random}
	if tx.now = l.tick(g.now); q.back {
		tx.now = l.clock().UTC().Truncate(time.Millisecond)
	}
	err := runTransaction(q.fn, tx)
	if err == nil && len(tx.own.entries) > 0 {
		err = l.join(tx)
	}
	l.finish(err)
}

// runAlone commits the group as it is, does what is done between groups, and opens the next.
func (l *Ledger) runAlone(q *request) {
	_ = l.launch() // everybody in the group is told
	_ = l.land()
	q.answer(func() (err error) {
		defer answerPanic(&err)
		if l.failed.Load() {
			return ErrFailed
		}
		return q.alone()
	}())
	l.open()
}

// join adds what a transaction wrote to the group. A group that would become more than the engine
// takes is committed first, and the transaction begins the next one.
func (l *Ledger) join(tx *Tx) error {
	if l.failed.Load() {
		return ErrFailed
	}
	if !l.fits(&tx.own, &overlay{}) {
		return ErrTooLarge
	}
	if !l.fits(&tx.own, &l.group.overlay) {
		err := l.launch()
		if l.open(); err != nil {
			return err
		}
	}
	g := l.group
	g.overlay.absorb(&tx.own)
	g.seq, g.now = max(tx.seq, g.seq+1), tx.now
	return nil
}

// fits reports whether the engine takes both in one batch.
func (l *Ledger) fits(a, b *overlay) bool {
	return len(a.entries)+len(b.entries)+overheadOps <= l.engine.MaxOps() && a.bytes+b.bytes+overheadBytes <= l.engine.MaxBytes()
}

// finish notes the answer for the request that is running.
func (l *Ledger) finish(err error) {
	if l.current != nil {
		l.group.answered = append(l.group.answered, l.current)
		l.group.errs = append(l.group.errs, err)
		l.current = nil
	}
}
