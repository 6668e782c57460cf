package server

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/robfig/cron/v3"

	"balie/booking"
	"balie/booking/ledger"
)

// nightly is the template of the promise of the next backup, in the outbox under the same key: a
// server that was off at night makes it when it is on again, once.
const nightly = "backup"

// nightlyHour is when it is due, in the Netherlands, where the office is dark.
const nightlyHour = 2

// retryNight is how long after a failure it is tried again.
const retryNight = 10 * time.Minute

// nightSuffix tells the nightly copies from those that somebody made by hand, which stay.
const nightSuffix = "-night.db"

// stampLayout is the moment in the name of a backup, in UTC; names sort by it.
const stampLayout = "20060102T150405Z"

// Keep says how many nightly backups stay: one for each of the last days, and one for each of the
// last weeks. Without days there are none.
type Keep struct{ Days, Weeks int }

// longest is for how many days a copy stays.
func (k Keep) longest() int {
	if k.Days == 0 {
		return 0
	}
	return max(k.Days, 7*k.Weeks)
}

func setKeep(c *Config, value string) (err error) {
	days, weeks, two := strings.Cut(value, "+")
	c.Looks.Keep.Days, err = strconv.Atoi(days)
	if two && err == nil {
		c.Looks.Keep.Weeks, err = strconv.Atoi(weeks)
	}
	if err != nil || c.Looks.Keep.Days < 0 || c.Looks.Keep.Weeks < 0 || c.Looks.Keep.Days > 400 || c.Looks.Keep.Weeks > 400 {
		return errors.New("must be days, or days+weeks, such as 7+4; 0 makes no nightly backup")
	}
	return nil
}

// nextNight is the next instant of nightlyHour after now. On the night when that hour is left out
// it is the hour after, and on the night when it comes twice the first of them.
func nextNight(now time.Time) time.Time {
	zone, err := time.LoadLocation("Europe/Amsterdam")
	if err != nil {
		zone = time.UTC
	}
	y, m, d := now.In(zone).Date()
	at := time.Date(y, m, d, nightlyHour, 0, 0, 0, zone)
	if !at.After(now) {
		at = time.Date(y, m, d+1, nightlyHour, 0, 0, 0, zone)
	}
	return at
}

// keepNights adds the house's own work of the night to the clock work: holds that are long over are
// swept, and backups made.
func (h *Server) keepNights(ctx context.Context, ticks *cron.Cron, keep Keep) {
	work := cron.NewChain(cron.Recover(tickLog{h.log}), cron.SkipIfStillRunning(tickLog{h.log})).Then(cron.FuncJob(func() {
		if _, err := booking.EndHolds(ctx, h.Ledger); err != nil && ctx.Err() == nil {
			h.log.Error("old holds could not be swept, it is tried again in a minute", "err", err)
		}
		if keep.Days > 0 {
			h.backUpWhenDue(ctx, keep)
		}
	}))
	if keep.Days > 0 {
		if err := h.promiseNight(ctx); err != nil {
			h.log.Error("no nightly backup could be promised", "err", err)
		}
	}
	ticks.Schedule(cron.Every(time.Minute), work)
}

// promiseNight puts the next backup in the outbox where none is promised.
func (h *Server) promiseNight(ctx context.Context) error {
	return h.Ledger.Update(ctx, "system", func(tx *ledger.Tx) error {
		all, err := ledger.Waiting(tx)
		if err != nil || slices.ContainsFunc(all, func(o ledger.Outgoing) bool { return o.Key == nightly }) {
			return err
		}
		return tx.Send(nextNight(tx.Now()), nightly, ledger.Message{Template: nightly, Reason: "every night"})
	})
}

// backUpWhenDue makes the backup whose time has come, restores it to try, and lets old ones go.
func (h *Server) backUpWhenDue(ctx context.Context, keep Keep) {
	var due []ledger.Outgoing
	err := h.Ledger.View(func(r ledger.Reader) (err error) { due, err = ledger.Due(r, 1, nightly); return err })
	if err != nil || len(due) == 0 {
		return
	}
	next := h.Clock().Add(retryNight)
	if path, err := h.backUpTonight(ctx, keep); err != nil {
		h.log.Error("the nightly backup failed, it is tried again", "err", err)
	} else {
		h.log.Info("backed up, and restored to try", "file", path)
		h.compactAtNight(ctx)
		next = nextNight(h.Clock())
	}
	err = h.Ledger.Update(ctx, "system", func(tx *ledger.Tx) error { return tx.Send(next, nightly, due[0].Message) })
	if err != nil && ctx.Err() == nil {
		h.log.Error("the next backup could not be promised", "err", err)
	}
}

func (h *Server) backUpTonight(ctx context.Context, keep Keep) (path string, err error) {
	folder := h.Backups.folder(h.Data)
	path = filepath.Join(folder, strings.TrimSuffix(ledger.BackupName(h.Clock()), ".db")+nightSuffix)
	c, err := h.makeBackup(ctx, path, func(plain string) error {
		if err := h.rehearse(plain); err != nil {
			return fmt.Errorf("%s cannot be restored: %w", plain, err)
		}
		return nil
	})
	if err != nil || !h.trust.sure() {
		return c.ledger, err
	}
	h.askForProof()
	return c.ledger, errors.Join(rotate(folder, keep), h.expireKeys())
}

// askForProof says in the log, every night until it is done, that somebody is to open a backup.
func (h *Server) askForProof() {
	_ = h.Ledger.View(func(r ledger.Reader) error {
		if p, err := ledger.ReadBackupProof(r); err == nil && p.Due(r.Now()) {
			h.log.Warn("nobody showed for half a year that a sealed backup can be opened: try `balie backup verify --identity`, and type the code it prints with `balie backup prove`")
		}
		return nil
	})
}

// rehearse restores a backup in a folder of its own, opens it as a server does, and checks it.
func (h *Server) rehearse(backup string) (err error) {
	folder, err := os.MkdirTemp(filepath.Dir(backup), "rehearsal-")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(folder)) }()
	if err := errors.Join(CopyFile(backup, LedgerPath(folder)), CopyFile(KeysOf(backup), KeysPath(folder))); err != nil {
		return err
	}
	restored, err := OpenExisting(folder, h.Clock, h.log)
	if err != nil {
		return err
	}
	found := restored.Check(context.Background())
	return errors.Join(found.Failure(), restored.Close())
}

// rotate removes nightly backups beyond those to keep, each with its keys first: a copy of keys alone
// opens what was forgotten.
func rotate(folder string, keep Keep) error {
	for _, suffix := range []string{"", sealedSuffix} {
		names, err := filepath.Glob(filepath.Join(folder, "balie-*"+nightSuffix+suffix))
		if err != nil {
			return err
		}
		for _, name := range beyond(names, keep) {
			if err := removeBoth(name); err != nil {
				return err
			}
		}
	}
	return nil
}

func removeBoth(name string) error {
	if err := os.Remove(KeysOf(name)); err != nil && !errors.Is(err, os.ErrNotExist) {
		return err
	}
	return os.Remove(name)
}

// expireKeys removes copies of keys that are older than the term for which residents' details are kept:
// with an older one somebody could open what was forgotten meanwhile. A backup whose own keys are gone
// is opened with newer ones, in which those are forgotten. What a restore replaced goes as well.
func (h *Server) expireKeys() error {
	before := h.Clock().Add(-booking.Retention).UTC().Format(stampLayout)
	folder := h.Backups.folder(h.Data)
	var failed error
	for _, in := range []string{folder, ledger.BackupFolder(LedgerPath(h.Data)), h.Backups.KeysTo} {
		for _, pattern := range []string{"balie-*-night.keys", "balie-*-night.keys" + sealedSuffix, "balie-*" + replacedSuffix + ".keys", "balie-*" + replacedSuffix + ".db"} {
			names, _ := filepath.Glob(filepath.Join(in, pattern))
			for _, name := range names {
				if in != "" && filepath.Base(name)[len("balie-"):] < before {
					failed = errors.Join(failed, os.Remove(name))
				}
			}
		}
	}
	return failed
}

// beyond are the names that need not stay: of each day only the newest does, for so many days that
// have one, and of each week before those. The newest of all stays.
func beyond(names []string, keep Keep) (over []string) {
	slices.Sort(names)
	slices.Reverse(names)
	days, weeks := map[string]bool{}, map[string]bool{}
	for i, name := range names {
		at, err := time.Parse("balie-"+stampLayout+nightSuffix, strings.TrimSuffix(filepath.Base(name), sealedSuffix))
		if err != nil {
			continue
		}
		day := at.Format(time.DateOnly)
		year, w := at.ISOWeek()
		week := fmt.Sprint(year, "-", w)
		switch {
		case i == 0 || !days[day] && len(days) < keep.Days:
			days[day], weeks[week] = true, true
		case !weeks[week] && len(weeks) < keep.Weeks:
			weeks[week] = true
		default:
			over = append(over, name)
		}
	}
	return over
}
