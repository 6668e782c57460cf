package server

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"time"

	"balie/booking"
	"balie/booking/change"
	"balie/booking/contact"
	"balie/booking/figures"
	"balie/booking/ledger"
	"balie/booking/roster"
	"balie/kiosk"
	"balie/outreach"
	"balie/queue"
	"balie/web/account"
)

// Schemas is what every domain keeps in the ledger, in the order in which they migrate.
var Schemas = []ledger.Schema{contact.Schema, roster.Schema, booking.Schema, change.Schema, outreach.Schema, queue.Schema, figures.Schema, kiosk.Schema, account.Schema}

func LedgerPath(data string) string { return filepath.Join(data, "balie.db") }

func KeysPath(data string) string { return filepath.Join(data, "balie.keys") }

func SocketPath(data string) string { return filepath.Join(data, "balie.sock") }

// Server is an open ledger with its key file, and the worker that keeps keys ready.
type Server struct {
	log           *slog.Logger
	Data          string
	RemoveOnClose bool // remove the folder when the house closes; for a demo that passes
	Ledger        *ledger.Ledger
	Vault         *contact.Vault
	Clock         ledger.Clock
	MachineClock  ledger.Clock // of sessions, one-time codes and limits, where Clock is a demo's own; nil is Clock
	Speed         int          // how many minutes of Clock go into one of the machine's; 0 is 1
	Backups       Backups      // where copies go and who can open them
	StaffURL      string       // where colleagues find the server of this house, "" while none serves

	trust *clockTrust // whether the clock may be obeyed by what cannot be undone

	stop   context.CancelFunc
	worker chan struct{}
}

// Open opens ledger and key file in a folder, or makes both, the keys first. It refuses one
// without the other: keys that served, without a ledger, or a ledger without keys, means that
// something was lost.
func Open(data string, clock ledger.Clock, log *slog.Logger) (*Server, error) {
	return OpenWith(data, clock, log)
}

// OpenWith is Open with options of the ledger's own: a past that is played draws its ids from a seed.
func OpenWith(data string, clock ledger.Clock, log *slog.Logger, options ...ledger.Option) (*Server, error) {
	if err := os.MkdirAll(data, 0o700); err != nil {
		return nil, fmt.Errorf("data = %q: %w", data, err)
	}
	if err := checkPair(data); err != nil {
		return nil, err
	}
	v, err := contact.OpenVault(KeysPath(data))
	if err != nil {
		return nil, err
	}
	trust := &clockTrust{clock: clock, since: clock(), synced: kernelSynced, peer: peerClock("", clock)}
	options = append([]ledger.Option{ledger.WithRetention(trust.sure), ledger.WithVersion(Revision()), ledger.WithAlarm(func(by time.Duration) {
		trust.jumped()
		log.Error("the machine's clock jumped", "by", by)
	})}, options...)
	l, err := ledger.Open(LedgerPath(data), clock, Schemas, options...)
	if err != nil {
		return nil, errors.Join(advise(data, err), v.Close())
	}
	if err := errors.Join(bind(l, v), removePlainCopies(data)); err != nil {
		return nil, errors.Join(err, v.Close(), l.Close())
	}
	h := &Server{log: log, Data: data, Ledger: l, Vault: v, Clock: clock, trust: trust, worker: make(chan struct{})}
	seq, err := h.FillKeys()
	if err != nil {
		return nil, errors.Join(err, v.Close(), l.Close())
	}
	var ctx context.Context
	ctx, h.stop = context.WithCancel(context.Background())
	go h.keepKeys(ctx, seq)
	return h, nil
}

// TrustClock says that the clock is of our own making, so that what cannot be undone need not wait for a
// second source: in a demo, a bench and tests.
func (h *Server) TrustClock() { h.trust.certain = true }

// Log is where the server writes what operators read.
func (h *Server) Log() *slog.Logger { return h.log }

// bind makes the key file that of this ledger, or refuses that of another.
func bind(l *ledger.Ledger, v *contact.Vault) error {
	id := ""
	if err := l.View(func(r ledger.Reader) error { id = ledger.ID(r); return nil }); err != nil {
		return err
	}
	return v.Bind(id)
}

// OpenExisting opens the ledger of a folder that has one.
func OpenExisting(data string, clock ledger.Clock, log *slog.Logger) (*Server, error) {
	if _, err := os.Stat(LedgerPath(data)); err != nil {
		return nil, fmt.Errorf("there is no ledger in %s: balie serve or balie import makes one", data)
	}
	return Open(data, clock, log)
}

// advise says in one line why the ledger of a folder does not open, and what to do.
func advise(data string, err error) error {
	return errors.New(ledger.Advice(LedgerPath(data), err))
}

func checkPair(data string) error {
	_, noLedger := os.Stat(LedgerPath(data))
	_, noKeys := os.Stat(KeysPath(data))
	switch {
	case noLedger == nil && noKeys != nil:
		return fmt.Errorf("%s is missing: contacts in %s cannot be read without it; put it back from a backup", KeysPath(data), LedgerPath(data))
	case noLedger != nil && noKeys == nil && !contact.Unused(KeysPath(data)):
		return fmt.Errorf("%s is missing, but its key file is there; put it back with balie restore", LedgerPath(data))
	}
	return nil
}

// FillKeys makes keys ready ahead of the next booking and returns the sequence it looked at.
func (h *Server) FillKeys() (seq uint64, err error) {
	var next uint64
	err = h.Ledger.View(func(r ledger.Reader) (err error) {
		seq = r.Seq()
		next, err = contact.NextSlot(r)
		return err
	})
	if err != nil {
		return seq, err
	}
	return seq, h.Vault.Fill(next)
}

// keepKeys fills keys after bookings until ctx ends. A failure is tried again at the next booking;
// bookings without a key are answered busy until it succeeds.
func (h *Server) keepKeys(ctx context.Context, seq uint64) {
	defer close(h.worker)
	for h.Ledger.Wait(ctx, seq) == nil {
		upto, err := h.FillKeys()
		if err != nil {
			h.log.Error("no new keys for bookings", "file", KeysPath(h.Data), "err", err)
		}
		seq = max(seq, upto)
	}
}

// Close ends the worker and closes both files.
func (h *Server) Close() error {
	h.stop()
	<-h.worker
	err := errors.Join(h.Ledger.Close(), h.Vault.Close())
	if h.RemoveOnClose {
		err = errors.Join(err, os.RemoveAll(h.Data))
	}
	return err
}
