package demo

import (
	"bytes"
	"context"
	"embed"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"

	"github.com/klauspost/compress/zstd"

	"balie/booking/calendar"
	"balie/booking/catalogue"
	"balie/cmd/internal/server"
)

// pastFiles are the pasts that are shipped, as balie lab past makes them: for each town a ledger with its
// key file, compressed, and what they are of.
//
//go:embed all:past
var pastFiles embed.FS

// Shipped says what a shipped past is of.
type Shipped struct {
	Town  string    `json:"town"`
	Until time.Time `json:"until"`
	Days  int       `json:"days"`
	Seed  uint64    `json:"seed"`
	Files string    `json:"files"` // what the town's files and its people were then
}

// ShippedPast is the past that comes with the program for a town; found is false where there is none.
func ShippedPast(town string) (s Shipped, found bool) {
	text, err := pastFiles.ReadFile("past/" + town + ".json")
	if err != nil {
		return s, false
	}
	return s, json.Unmarshal(text, &s) == nil
}

// prepare fills an empty folder with the town and its past, lets it live on until where its clock is to
// start, and says when that is; zero is where the town in the folder stopped.
func (o Options) prepare(ctx context.Context, proc *server.Process, data string) (at time.Time, fresh bool, err error) {
	if _, err := os.Stat(server.LedgerPath(data)); err == nil {
		return o.At, false, nil
	}
	if o.Town.own != nil {
		o, err := o.furnishOwn(ctx, proc, data)
		return o.At, true, err
	}
	shipped, found := ShippedPast(o.Town.Name)
	if !found {
		return at, false, fmt.Errorf("no past is shipped for %s", o.Town.Name)
	}
	if at = o.At; at.IsZero() {
		if at, err = o.Town.nextTuesday(proc.Clock()); err != nil {
			return at, false, err
		}
	}
	base := o.Town.tuesdayBefore(at)
	if err := o.Town.unpackAt(ctx, shipped, base, data); err != nil || !base.Before(at) {
		return at, true, err
	}
	if at.Sub(base) > playedUnsaid {
		proc.Printf("The town lives on from %s first, a second or two for each day.\n", base.In(o.Town.zone()).Format(sayAt))
	}
	return at, true, Past{Setting: o.Town, Until: at, Seed: Seed}.GoOn(ctx, data, base)
}

// playedUnsaid is how much may be played before the town opens without a word about it.
const playedUnsaid = 8 * time.Hour

// tuesdayBefore is the last Tuesday at 9.40 that is not after a moment, and no holiday.
func (s Setting) tuesdayBefore(at time.Time) time.Time {
	for date := calendar.DateIn(at, s.zone()); ; date-- {
		base, ok := calendar.At(date, startCell, s.zone())
		_, holiday := calendar.Holiday(date)
		if ok && date.Weekday() == time.Tuesday && !holiday && !base.After(at) {
			return base
		}
	}
}

// unpackAt unpacks a past into a folder so that it ends at a moment whole weeks from where it does.
func (s Setting) unpackAt(ctx context.Context, shipped Shipped, base time.Time, data string) (err error) {
	if base.Equal(shipped.Until) {
		return Unpack(s.Name, data)
	}
	if err := os.MkdirAll(data, 0o700); err != nil {
		return err
	}
	played, err := os.MkdirTemp(data, "past-")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(played)) }()
	moved := filepath.Join(played, "moved")
	weeks := int(calendar.DateIn(base, s.zone())-calendar.DateIn(shipped.Until, s.zone())) / 7
	if err := Unpack(s.Name, played); err != nil {
		return err
	}
	if err := s.move(server.LedgerPath(played), moved, weeks); err != nil {
		return err
	}
	if err := errors.Join(os.Rename(server.KeysPath(played), server.KeysPath(data)), os.Rename(moved, server.LedgerPath(data))); err != nil {
		return err
	}
	return s.keepHolidays(ctx, data, base)
}

// nextTuesday is where the clock of a town starts.
func (s Setting) nextTuesday(now time.Time) (time.Time, error) {
	d, err := s.Document()
	if err != nil {
		return now, err
	}
	for _, office := range d.Offices {
		if office.ID == s.Office {
			return NextTuesday(now, s.zone(), office.Rules()), nil
		}
	}
	return now, catalogue.ErrUnknownOffice
}

// Moment reads a moment of a town ("2026-12-01T09:40"); "" is the next ordinary Tuesday at 9.40.
func (s Setting) Moment(text string, now time.Time) (time.Time, error) {
	if text == "" {
		return s.nextTuesday(now)
	}
	at, err := time.ParseInLocation("2006-01-02T15:04", text, s.zone())
	if err != nil {
		return at, fmt.Errorf("%q is no moment such as 2026-12-01T09:40", text)
	}
	return at, nil
}

// Unpack writes the ledger and the key file of a shipped past into a folder.
func Unpack(town, data string) error {
	if err := os.MkdirAll(data, 0o700); err != nil {
		return err
	}
	for _, path := range []string{server.KeysPath(data), server.LedgerPath(data)} {
		packed, err := pastFiles.ReadFile("past/" + town + filepath.Ext(path) + ".zst")
		if err != nil {
			return err
		}
		if err := unpackFile(packed, path); err != nil {
			return fmt.Errorf("%s: %w", path, err)
		}
	}
	return nil
}

func unpackFile(packed []byte, path string) (err error) {
	d, err := zstd.NewReader(bytes.NewReader(packed), zstd.WithDecoderConcurrency(1), zstd.WithDecoderLowmem(true))
	if err != nil {
		return err
	}
	defer d.Close()
	file, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	_, err = io.Copy(file, d)
	return err
}

// Pack compresses what a past left in a folder, with what it is of, into another.
func (p Past) Pack(data, into string) error {
	for _, path := range []string{server.KeysPath(data), server.LedgerPath(data)} {
		content, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		w, err := zstd.NewWriter(nil, zstd.WithEncoderLevel(zstd.SpeedBestCompression), zstd.WithWindowSize(8<<20), zstd.WithEncoderConcurrency(1))
		if err != nil {
			return err
		}
		packed := w.EncodeAll(content, nil)
		if err := os.WriteFile(filepath.Join(into, p.Setting.Name+filepath.Ext(path)+".zst"), packed, 0o644); err != nil {
			return err
		}
	}
	text, err := json.MarshalIndent(Shipped{p.Setting.Name, p.Until, p.Days, p.Seed, p.Setting.fingerprint()}, "", "  ")
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(into, p.Setting.Name+".json"), append(text, '\n'), 0o644)
}
