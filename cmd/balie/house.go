package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"time"

	"balie/booking"
	"balie/booking/contact"
	"balie/booking/ledger"
	"balie/booking/roster"
	"balie/kiosk"
	"balie/outreach"
	"balie/queue"
	"balie/web/account"
)

// schemas is what every domain keeps in the ledger, in the order in which they migrate.
var schemas = []ledger.Schema{contact.Schema, roster.Schema, booking.Schema, outreach.Schema, queue.Schema, kiosk.Schema, account.Schema}

func ledgerPath(data string) string { return filepath.Join(data, "balie.db") }
func keysPath(data string) string   { return filepath.Join(data, "balie.keys") }
func socketPath(data string) string { return filepath.Join(data, "balie.sock") }

// house is an open ledger with its key file, and the worker that keeps keys ready.
type house struct {
	log    *slog.Logger
	data   string
	leave  bool // remove the folder when the house closes; for a demo that passes
	ledger *ledger.Ledger
	vault  *contact.Vault
	clock  ledger.Clock
	base   string // where colleagues find the server of this house, "" while none serves

	stop   context.CancelFunc
	worker chan struct{}
}

// openHouse opens ledger and key file in a folder, or makes both, the keys first. It refuses one
// without the other: keys that served, without a ledger, or a ledger without keys, means that
// something was lost.
func openHouse(data string, clock ledger.Clock, log *slog.Logger) (*house, error) {
	if err := os.MkdirAll(data, 0o700); err != nil {
		return nil, fmt.Errorf("data = %q: %w", data, err)
	}
	if err := checkPair(data); err != nil {
		return nil, err
	}
	v, err := contact.OpenVault(keysPath(data))
	if err != nil {
		return nil, err
	}
	l, err := ledger.Open(ledgerPath(data), clock, schemas, ledger.WithAlarm(func(by time.Duration) {
		log.Error("the machine's clock jumped", "by", by)
	}))
	if err != nil {
		return nil, errors.Join(advise(data, err), v.Close())
	}
	h := &house{log: log, data: data, ledger: l, vault: v, clock: clock, worker: make(chan struct{})}
	seq, err := h.fillKeys()
	if err != nil {
		return nil, errors.Join(err, v.Close(), l.Close())
	}
	var ctx context.Context
	ctx, h.stop = context.WithCancel(context.Background())
	go h.keepKeys(ctx, seq)
	return h, nil
}

// openExisting opens the ledger of a folder that has one.
func openExisting(data string, clock ledger.Clock, log *slog.Logger) (*house, error) {
	if _, err := os.Stat(ledgerPath(data)); err != nil {
		return nil, fmt.Errorf("there is no ledger in %s: balie serve or balie import makes one", data)
	}
	return openHouse(data, clock, log)
}

// advise says in one line why the ledger of a folder does not open, and what to do.
func advise(data string, err error) error {
	return errors.New(ledger.Advice(ledgerPath(data), err))
}

func checkPair(data string) error {
	_, noLedger := os.Stat(ledgerPath(data))
	_, noKeys := os.Stat(keysPath(data))
	switch {
	case noLedger == nil && noKeys != nil:
		return fmt.Errorf("%s is missing: contacts in %s cannot be read without it; put it back from a backup", keysPath(data), ledgerPath(data))
	case noLedger != nil && noKeys == nil && !contact.Unused(keysPath(data)):
		return fmt.Errorf("%s is missing, but its key file is there; put it back with balie restore", ledgerPath(data))
	}
	return nil
}

// fillKeys makes keys ready ahead of the next booking and returns the sequence it looked at.
func (h *house) fillKeys() (seq uint64, err error) {
	var next uint64
	err = h.ledger.View(func(r ledger.Reader) (err error) {
		seq = r.Seq()
		next, err = contact.NextSlot(r)
		return err
	})
	if err != nil {
		return seq, err
	}
	return seq, h.vault.Fill(next)
}

// keepKeys fills keys after bookings until ctx ends. A failure is tried again at the next booking;
// bookings without a key are answered busy until it succeeds.
func (h *house) keepKeys(ctx context.Context, seq uint64) {
	defer close(h.worker)
	for h.ledger.Wait(ctx, seq) == nil {
		upto, err := h.fillKeys()
		if err != nil {
			h.log.Error("no new keys for bookings", "file", keysPath(h.data), "err", err)
		}
		seq = max(seq, upto)
	}
}

// close ends the worker and closes both files.
func (h *house) close() error {
	h.stop()
	<-h.worker
	err := errors.Join(h.ledger.Close(), h.vault.Close())
	if h.leave {
		err = errors.Join(err, os.RemoveAll(h.data))
	}
	return err
}
