package ledger

import (
	"context"
	"encoding/binary"
	"fmt"
	"io"
	"os"
	"runtime/debug"
	"strings"
	"time"
)

// Schema is what a domain brings: its prefixes, the ordered steps from each version of its
// records to the next, and its own invariants.
type Schema struct {
	Name     string   // "booking"
	Prefixes []string // of its tables; no two schemas share one
	// Migrations are the steps so far; a new file starts behind the last.
	Migrations []Migration
	// Check reports what contradicts this domain's invariants; nil where it has none.
	Check func(r Reader, report func(problem string)) error
}

// formatKey marks a file as ours; nowKey holds the instant of the last commit.
var (
	formatKey = []byte("!format")
	nowKey    = []byte("!now")
	format    = []byte("balie ledger 1")
	versions  = NewTable[int]("!v:")
	// needsKey holds the version of the program that last changed what records look like: older ones
	// may not read them.
	needsKey = []byte("!needs")
)

// formatName begins the mark of every ledger; the generation of its outermost form follows.
const formatName = "balie ledger "

// readFormat refuses a file that is not ours, and one of a later generation as newer.
func readFormat(path string, snap Snapshot) error {
	_, content, err := unseal(formatKey, snap.Get(formatKey))
	if err != nil || !strings.HasPrefix(string(content), formatName) {
		return refuseFile(path, "is not a Balie ledger")
	}
	if string(content) != string(format) {
		return refuseNewer(path, snap.Get, strings.TrimPrefix(string(content), "balie "))
	}
	return nil
}

// refuseNewer refuses a file that a newer program wrote, naming the version that it needs.
func refuseNewer(path string, get func([]byte) []byte, what string) error {
	need := ""
	if _, version, err := unseal(needsKey, get(needsKey)); err == nil {
		need = "; it needs Balie " + string(version) + " or later"
	}
	return refuseFile(path, "was written by a newer Balie ("+what+")"+need)
}

// WithVersion names the version of the program, so that a ledger can tell an older one what it needs.
func WithVersion(version string) Option { return func(l *Ledger) { l.version = version } }

// recognise reads format, sequence and instant, and marks a new file as ours.
func (l *Ledger) recognise() (err error) {
	defer refuseFault(l.path, &err)
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	snap, err := l.engine.Snapshot()
	if err != nil {
		return err
	}
	defer snap.Close()
	l.seq = snap.Seq()
	if l.seq == 0 {
		for range snap.Scan(nil, nil) {
			return refuseFile(l.path, "is not a Balie ledger")
		}
		return nil
	}
	if err := readFormat(l.path, snap); err != nil {
		return err
	}
	_, instant, err := unseal(nowKey, snap.Get(nowKey))
	if err != nil || len(instant) != 8 {
		return refuseFile(l.path, "is damaged: it does not say when it was last written")
	}
	l.last = time.UnixMilli(int64(binary.BigEndian.Uint64(instant) ^ 1<<63)).UTC()
	l.instant.Store(l.last.UnixMilli())
	return nil
}

// migrate brings every schema to its newest version.
func (l *Ledger) migrate() error {
	if err := l.found(); err != nil {
		return err
	}
	if err := l.giveID(); err != nil {
		return err
	}
	kept, climbed := false, false
	for _, s := range l.schemas {
		at, underway, err := l.versionOf(s)
		if err != nil {
			return err
		}
		if at > len(s.Migrations) || underway && at == len(s.Migrations) {
			return l.View(func(r Reader) error {
				return refuseNewer(l.path, r.get, fmt.Sprintf("%s %d, this one knows %d", s.Name, at, len(s.Migrations)))
			})
		}
		if at < len(s.Migrations) && !kept && !underway {
			kept = true
			if err := l.keepCopy(fmt.Sprintf("%s.before-%s-%d", l.path, s.Name, at+1)); err != nil {
				return err
			}
		}
		if err := l.climb(s, at); err != nil {
			return err
		}
		climbed = climbed || at < len(s.Migrations)
	}
	if !climbed {
		return nil
	}
	return l.Update(context.Background(), "system", func(tx *Tx) error { tx.putNeeds(); return nil })
}

// putNeeds writes which program this ledger needs.
func (tx *Tx) putNeeds() {
	if v := tx.ledger.version; v != "" {
		tx.put(needsKey, seal(needsKey, 1, []byte(v)))
	}
}

// found marks a new file as ours and sets every schema to its newest version.
func (l *Ledger) found() error {
	if l.seq != 0 {
		return nil
	}
	return l.Update(context.Background(), "system", func(tx *Tx) error {
		tx.put(formatKey, seal(formatKey, 1, format))
		tx.putNeeds()
		tx.put(idKey, seal(idKey, 1, []byte(tx.NewID())))
		for _, s := range l.schemas {
			if err := versions.Put(tx, K().Str(s.Name), len(s.Migrations)); err != nil {
				return err
			}
		}
		return nil
	})
}

// versionOf says at which version a schema is, and whether its next step was begun and cut short: the
// copy from before it exists then.
func (l *Ledger) versionOf(s Schema) (at int, underway bool, err error) {
	err = l.View(func(r Reader) error {
		if at, _, err = versions.Find(r, K().Str(s.Name)); err != nil {
			return err
		}
		_, underway, err = migrating.Find(r, K().Str(s.Name))
		return err
	})
	return at, underway, err
}

// keepCopy writes the file as it is to path, durable, before it is changed.
func (l *Ledger) keepCopy(path string) error {
	return writeDurable(path, func(w io.Writer) error {
		_, err := l.Backup(context.Background(), w)
		return err
	})
}

// writeDurable writes a new file beside path and moves it into place when it is on the disk.
func writeDurable(path string, write func(io.Writer) error) error {
	partial := path + ".partial"
	file, err := os.OpenFile(partial, os.O_CREATE|os.O_TRUNC|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	err = write(file)
	if err == nil {
		err = file.Sync()
	}
	if closed := file.Close(); err == nil {
		err = closed
	}
	if err == nil {
		err = os.Rename(partial, path)
	}
	if err != nil {
		_ = os.Remove(partial)
		return err
	}
	return SyncFolder(path)
}
