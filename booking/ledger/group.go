package ledger

import (
	"errors"
	"runtime/debug"
	"syscall"
	"time"
)

// group is the transactions that share one commit.
type group struct {
	upon     *group   // the group that was on its way to the disk when this one was opened
	snap     Snapshot // the store below both, while a transaction of this group runs
	base     uint64   // the store's sequence before the group
	seq      uint64   // the sequence with the group
	now      time.Time
	overlay  overlay
	answered []*request // in order, with the error each is to get
	errs     []error

	landed chan struct{} // closed when the commit is over
	err    error         // how it ended, once landed
}

// nobody is what a group stands upon that reads the store alone.
var nobody = &group{}

// openSnapshot makes the group readable. The group below may have reached the store since: what it wrote
// is read from its overlay all the same, and is the same.
func (g *group) openSnapshot(e Engine) (err error) {
	if g.snap == nil {
		g.snap, err = e.Snapshot()
	}
	return err
}

func (g *group) closeSnapshot() {
	if g.snap != nil {
		g.snap.Close()
		g.snap = nil
	}
}

func (g *group) hasLanded() bool {
	select {
	case <-g.landed:
		return true
	default:
		return false
	}
}

// answer tells everybody in the group: their own error, or else how the commit ended. Nobody is answered
// before: what they were refused for may be the work of another transaction that is not on the disk yet.
func (g *group) answer(err error, failed bool) {
	for i, q := range g.answered {
		if g.errs[i] != nil && !failed {
			q.answer(g.errs[i])
			continue
		}
		q.answer(err)
	}
}

// launch waits until the group before is on the disk and begins the commit of this one. When the group
// before failed this one was run on what never was: nothing of it is written, and everybody in it is told.
func (l *Ledger) launch() error {
	g := l.group
	l.group = nil
	g.closeSnapshot() // before the commit: a writer that needs a larger map waits for every reader
	if err := l.land(); err != nil {
		g.answer(err, true)
		return err
	}
	g.upon = nil // what it wrote is in the store
	if len(g.overlay.entries) == 0 {
		g.answer(nil, false)
		return nil
	}
	g.overlay.set(nowKey, seal(nowKey, 1, K().Time(g.now))) // now: the next group reads this overlay meanwhile
	g.landed, l.flight = make(chan struct{}), g
	go l.commit(g)
	return nil
}

// land waits until the group that is on its way is on the disk. The error is for those who were run upon
// it, of whom nothing was written.
func (l *Ledger) land() error {
	f := l.flight
	if f == nil {
		return nil
	}
	<-f.landed
	if l.flight = nil; f.err == nil {
		l.last = f.now
		return nil
	}
	if l.failed.Load() {
		return ErrFailed
	}
	return f.err
}

// commit brings a group to the disk and answers everybody in it.
func (l *Ledger) commit(g *group) {
	debug.SetPanicOnFault(true)
	g.err = l.durable(g)
	close(g.landed)
	g.answer(g.err, false)
}

func (l *Ledger) durable(g *group) error {
	if err := l.engine.Commit(g.base, g.seq, g.overlay.entries); err != nil {
		return l.judge(err, g)
	}
	l.advance(g.seq, g.now)
	return nil
}

// judge says what a failed commit left behind: the store itself tells whether it moved. A store
// that did not move wrote nothing; one that moved may lose it with the power, so writing stops.
func (l *Ledger) judge(cause error, g *group) error {
	snap, err := l.engine.Snapshot()
	if err != nil {
		l.failed.Store(true)
		return ErrUnknown.Because(cause)
	}
	defer snap.Close()
	if snap.Seq() != g.base {
		l.failed.Store(true)
		return ErrUnknown.Because(cause)
	}
	if errors.Is(cause, syscall.ENOSPC) || errors.Is(cause, syscall.EDQUOT) {
		return ErrFull.Because(cause)
	}
	return &Error{Code: Busy, Key: "storage.refused", Op: "commit", Err: cause}
}
