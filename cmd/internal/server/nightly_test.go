package server

import (
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"balie/booking/ledger"
)

func TestTheNextNightIsOneADay(t *testing.T) {
	zone, err := time.LoadLocation("Europe/Amsterdam")
	if err != nil {
		t.Fatal(err)
	}
	at := func(text string) time.Time {
		when, err := time.ParseInLocation("2006-01-02 15:04", text, zone)
		if err != nil {
			t.Fatal(err)
		}
		return when
	}
	for now, want := range map[string]string{
		"2026-11-30 12:00": "2026-12-01 02:00", "2026-12-01 01:59": "2026-12-01 02:00", "2026-12-01 02:00": "2026-12-02 02:00",
		"2027-03-27 12:00": "2027-03-28 03:00", // 02:00 does not exist
		"2026-10-24 12:00": "2026-10-25 02:00", "2026-12-31 03:00": "2027-01-01 02:00",
	} {
		if got := nextNight(at(now)); !got.Equal(at(want)) {
			t.Errorf("after %s: %s, want %s", now, got, want)
		}
	}
	// Every instant of two years has one backup in the 25 hours that follow, and never two in 22.
	for now := at("2026-01-01 00:00"); now.Year() < 2028; {
		next := nextNight(now)
		if gap := next.Sub(now); gap <= 0 || gap > 25*time.Hour || now.Hour() == nightlyHour && gap < 22*time.Hour {
			t.Fatalf("after %s comes %s", now, next)
		}
		now = next
	}
}

func TestBackupsBeyondThoseToKeepGo(t *testing.T) {
	var names []string
	for day := time.Date(2026, 11, 1, 1, 0, 0, 0, time.UTC); day.Month() != time.January; day = day.AddDate(0, 0, 1) {
		names = append(names, day.Format("balie-20060102T150405Z")+nightSuffix)
	}
	over := beyond(append(slices.Clone(names), "balie-odd"+nightSuffix), Keep{Days: 3, Weeks: 4})
	var kept []string
	for _, n := range names {
		if !slices.Contains(over, n) {
			kept = append(kept, n[6:14])
		}
	}
	// 31 December 2026 is a Thursday; the weeks before end on Sundays.
	if want := []string{"20261213", "20261220", "20261227", "20261229", "20261230", "20261231"}; !slices.Equal(kept, want) {
		t.Errorf("kept %v, want %v", kept, want)
	}
	if slices.Contains(over, "balie-odd"+nightSuffix) {
		t.Error("what is no backup of ours goes")
	}
	if over := beyond(names[:1], Keep{}); len(over) != 0 {
		t.Error("the newest goes")
	}
}

// dial is a clock that a test moves while others read it.
type dial struct{ at atomic.Int64 }

func newDial() *dial {
	d := &dial{}
	d.set(time.Date(2026, 11, 30, 11, 0, 0, 0, time.UTC))
	return d
}

func (d *dial) set(at time.Time) { d.at.Store(at.UnixMilli()) }

func (d *dial) now() time.Time { return time.UnixMilli(d.at.Load()) }

// TestEveryNightABackupIsMadeAndRestored passes nights with a clock of its own, one with the server off.
func TestEveryNightABackupIsMadeAndRestored(t *testing.T) {
	data, clock := empty(t), newDial()
	open := func() *Server {
		h, err := OpenExisting(data, clock.now, slog.New(slog.NewTextHandler(io.Discard, nil)))
		if err != nil {
			t.Fatal(err)
		}
		h.TrustClock()
		if err := h.promiseNight(t.Context()); err != nil {
			t.Fatal(err)
		}
		return h
	}
	made := func() int {
		names, _ := filepath.Glob(filepath.Join(data, "backups", "balie-*"+nightSuffix))
		return len(names)
	}
	keep := Keep{Days: 2}
	h := open()
	h.backUpWhenDue(t.Context(), keep)
	if made() != 0 {
		t.Fatal("a backup at noon")
	}
	for night := range 3 {
		clock.set(nextNight(clock.now()).Add(time.Minute))
		h.backUpWhenDue(t.Context(), keep)
		h.backUpWhenDue(t.Context(), keep) // another tick
		if want := min(night+1, keep.Days); made() != want {
			t.Fatalf("night %d: %d backups, want %d", night, made(), want)
		}
	}
	if err := h.Close(); err != nil {
		t.Fatal(err)
	}
	clock.set(clock.now().AddDate(0, 0, 3))
	h = open()
	h.backUpWhenDue(t.Context(), keep)
	if err := h.Close(); err != nil {
		t.Fatal(err)
	}
	newest, found := ledger.NewestGoodBackup(LedgerPath(data))
	if !found || !strings.Contains(newest, clock.now().UTC().Format("20060102")) {
		t.Errorf("after three days off, the newest is %s", newest)
	}
	if left, _ := filepath.Glob(filepath.Join(data, "backups", "rehearsal-*")); len(left) > 0 {
		t.Errorf("rehearsals are left: %v", left)
	}
}

// empty is a folder with a ledger in which there is nothing yet.
func empty(t *testing.T) (data string) {
	t.Helper()
	data = t.TempDir()
	h, err := Open(data, newDial().now, slog.New(slog.DiscardHandler))
	if err == nil {
		err = h.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// TestANightThatFailsIsTriedAgain has no room for backups at first.
func TestANightThatFailsIsTriedAgain(t *testing.T) {
	data, clock := empty(t), newDial()
	h, err := OpenExisting(data, clock.now, slog.New(slog.NewTextHandler(io.Discard, nil)))
	if err != nil {
		t.Fatal(err)
	}
	defer h.Close()
	if err := h.promiseNight(t.Context()); err != nil {
		t.Fatal(err)
	}
	folder := filepath.Join(data, "backups")
	if err := os.WriteFile(folder, []byte("no folder"), 0o600); err != nil {
		t.Fatal(err)
	}
	clock.set(nextNight(clock.now()))
	h.backUpWhenDue(t.Context(), Keep{Days: 1})
	if err := os.Remove(folder); err != nil {
		t.Fatal(err)
	}
	clock.set(clock.now().Add(retryNight))
	h.backUpWhenDue(t.Context(), Keep{Days: 1})
	if _, found := ledger.NewestGoodBackup(LedgerPath(data)); !found {
		t.Error("it was not tried again")
	}
}
