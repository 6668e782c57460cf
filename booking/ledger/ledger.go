package ledger

import (
	"crypto/rand"
	"sync"
	"sync/atomic"
	"time"
)

// Clock tells the time; cmd passes time.Now, tests pass their own.
type Clock func() time.Time

// Ledger is one open file. It is safe for use by many goroutines.
type Ledger struct {
	path    string
	engine  Engine
	clock   Clock
	random  func([]byte)
	schemas []Schema
	version string // of the program, "" for none to name

	gate    sync.RWMutex // closes the queue
	closed  bool
	queue   chan *request
	written chan struct{} // closed when the writer has ended

	// the writer's own
	group   *group
	flight  *group // on its way to the disk
	current *request
	last    time.Time // instant of the last commit that landed

	failed atomic.Bool // the disk did not say whether a commit is durable

	standingMu sync.Mutex
	seq        uint64
	woken      chan struct{}
	instant    atomic.Int64 // last, in milliseconds, for readers

	mayRetire func() bool // nil is always

	jump   jump
	memos  sync.Map // name → memo
	shared sharedRecords
}

// Option changes how a ledger opens.
type Option func(*Ledger)

// WithRandom draws ids and pauses from source instead of crypto/rand; for tests.
func WithRandom(source func([]byte)) Option { return func(l *Ledger) { l.random = source } }

// WithAlarm calls alarm when the machine's clock jumps by more than two minutes.
func WithAlarm(alarm func(by time.Duration)) Option {
	return func(l *Ledger) { l.jump.alarm = alarm }
}

// Open opens the ledger at path, or makes it, and brings it to the schemas' newest version,
// keeping a copy of the file before any change of version.
//
// A file that is empty, truncated, damaged, locked by another process, made by a newer Balie or
// not ours at all is refused in one line that names the newest good backup.
func Open(path string, clock Clock, schemas []Schema, options ...Option) (*Ledger, error) {
	engine, err := openBolt(path, false)
	if err != nil {
		return nil, err
	}
	l := &Ledger{
		path: path, engine: engine, clock: clock, schemas: schemas,
		random:  func(p []byte) { _, _ = rand.Read(p) },
		queue:   make(chan *request, queueLength),
		written: make(chan struct{}), woken: make(chan struct{}),
	}
	for _, o := range options {
		o(l)
	}
	if err := l.start(); err != nil {
		_ = engine.Close()
		return nil, err
	}
	return l, nil
}

// start reads where the file stands, starts the writer and migrates.
func (l *Ledger) start() error {
	if err := l.recognise(); err != nil {
		return err
	}
	go l.write()
	if err := l.migrate(); err != nil {
		l.stopWriting()
		return err
	}
	return nil
}

// Path is the file of this ledger.
func (l *Ledger) Path() string { return l.path }

// Close ends writing, after what is queued, and closes the file. Later calls are answered ErrClosed.
func (l *Ledger) Close() error {
	if !l.stopWriting() {
		return nil
	}
	return l.engine.Close()
}

func (l *Ledger) stopWriting() bool {
	l.gate.Lock()
	if l.closed {
		l.gate.Unlock()
		return false
	}
	l.closed = true
	close(l.queue)
	l.gate.Unlock()
	<-l.written
	return true
}

// standing returns the last sequence and a channel that is closed when it moves on.
func (l *Ledger) standing() (uint64, <-chan struct{}) {
	l.standingMu.Lock()
	defer l.standingMu.Unlock()
	return l.seq, l.woken
}

// advance wakes everybody who waits for something new.
func (l *Ledger) advance(seq uint64, now time.Time) {
	l.instant.Store(now.UnixMilli())
	l.standingMu.Lock()
	defer l.standingMu.Unlock()
	l.seq = seq
	close(l.woken)
	l.woken = make(chan struct{})
}
