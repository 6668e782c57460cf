package ledger

import (
	"context"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"os"

	bolt "go.etcd.io/bbolt"
)

// beforeCompact is where the file lies that was put away for a compact one, until that was read as a whole.
func beforeCompact(path string) string { return path + ".before-compact" }

// Compact writes the ledger anew without the room that what was deleted left behind, puts the new file
// in the old one's place when every record of both is the same, and returns both lengths in bytes. Nobody
// writes meanwhile (some 50 MB a second), everybody reads. A crash at any moment leaves one whole ledger
// under its name. It needs as much free disk as the ledger is long, and is refused with ErrNoCopy on an
// engine that is no file.
func (l *Ledger) Compact(ctx context.Context) (before, after int64, err error) {
	e, ok := bare(l.engine).(*boltEngine)
	if !ok {
		return 0, 0, ErrNoCopy
	}
	err = l.submit(ctx, &request{alone: func() (err error) {
		before, after, err = e.compact(ctx)
		return err
	}, done: make(chan struct{})})
	return before, after, err
}

// Slack is how long the file is, in bytes, and how much of that holds nothing.
func (l *Ledger) Slack() (length, free int64, err error) {
	e, ok := bare(l.engine).(*boltEngine)
	if !ok {
		return 0, 0, ErrNoCopy
	}
	tx, err := e.begin()
	if err != nil {
		return 0, 0, ErrClosed.Because(err)
	}
	defer func() { _ = tx.Rollback() }()
	stats, page := tx.DB().Stats(), int64(tx.DB().Info().PageSize)
	return tx.Size(), int64(stats.FreePageN+stats.PendingPageN) * page, nil
}

// compact is called by the writer, between two groups.
func (e *boltEngine) compact(ctx context.Context) (before, after int64, err error) {
	defer answerDamage(&err)
	unfinished := e.path + ".compact"
	_ = os.Remove(unfinished)
	defer func() { _ = os.Remove(unfinished) }()
	if err := e.copyCompact(ctx, unfinished); err != nil {
		return 0, 0, err
	}
	old := e.db()
	if err := e.takePlace(unfinished); err != nil {
		return 0, 0, err
	}
	before, after = e.pagesOf(old), e.pagesOf(e.db())
	go func() { _ = old.Close() }() // when its last reader has ended
	return before, after, removeBeforeCompact(e.path)
}

// pagesOf is how long the pages of a file are together; the file itself grows in steps.
func (e *boltEngine) pagesOf(db *bolt.DB) (length int64) {
	_ = db.View(func(tx *bolt.Tx) error { length = tx.Size(); return nil })
	return length
}

// copyCompact writes every record into a new file, durable, reads it back and holds both against each other.
func (e *boltEngine) copyCompact(ctx context.Context, to string) error {
	snap, err := e.Snapshot()
	if err != nil {
		return err
	}
	defer snap.Close()
	options := boltOptions()
	options.NoSync = true
	db, err := bolt.Open(to, 0o600, options)
	if err != nil {
		return err
	}
	err = copyRecords(ctx, db, snap)
	if err == nil {
		err = db.Sync()
	}
	if err = errors.Join(err, db.Close()); err != nil {
		return err
	}
	return sameRecords(to, snap)
}

// sameRecords verifies the file at path and holds it against what was copied into it.
func sameRecords(to string, snap Snapshot) error {
	if _, err := Verify(to); err != nil {
		return err
	}
	copied, err := openBolt(to, true)
	if err != nil {
		return err
	}
	defer copied.Close()
	again, err := copied.Snapshot()
	if err != nil {
		return err
	}
	defer again.Close()
	if digest(again) != digest(snap) {
		return ErrDamaged.Because(fmt.Errorf("%s does not hold what was copied", to))
	}
	return nil
}

// copyBatch is how many records one transaction of a copy writes.
const copyBatch = 20_000

func copyRecords(ctx context.Context, db *bolt.DB, snap Snapshot) error {
	var batch []Op
	flush := func() error {
		if err := ctx.Err(); err != nil {
			return err
		}
		err := db.Update(func(tx *bolt.Tx) error {
			bucket, err := tx.CreateBucketIfNotExists(bucketName)
			if err != nil {
				return err
			}
			bucket.FillPercent = 0.9
			for _, o := range batch {
				if err := bucket.Put(o.Key, o.Value); err != nil {
					return err
				}
			}
			return nil
		})
		batch = batch[:0]
		return err
	}
	for key, framed := range snap.Scan(nil, nil) {
		if batch = append(batch, Op{key, framed}); len(batch) == copyBatch {
			if err := flush(); err != nil {
				return err
			}
		}
	}
	return flush()
}

// digest is a fingerprint of all keys and records of a snapshot.
func digest(snap Snapshot) (sum [sha256.Size]byte) {
	hash := sha256.New()
	for key, framed := range snap.Scan(nil, nil) {
		_ = binary.Write(hash, binary.BigEndian, [2]uint32{uint32(len(key)), uint32(len(framed))})
		hash.Write(key)
		hash.Write(framed)
	}
	return [sha256.Size]byte(hash.Sum(nil))
}

// takePlace gives a finished file the ledger's name and opens it. The old one keeps a second name until
// then, and gets its first back where the new one does not open; at no moment is there no file.
func (e *boltEngine) takePlace(finished string) error {
	_ = os.Remove(beforeCompact(e.path))
	if err := os.Link(e.path, beforeCompact(e.path)); err != nil {
		return err
	}
	if err := errors.Join(SyncFolder(e.path), os.Rename(finished, e.path), SyncFolder(e.path)); err != nil {
		return err
	}
	db, err := bolt.Open(e.path, 0o600, boltOptions())
	if err != nil {
		return errors.Join(err, os.Rename(beforeCompact(e.path), e.path), SyncFolder(e.path))
	}
	db.NoSync = e.db().NoSync
	e.file.Store(db)
	return nil
}

// removeBeforeCompact removes what a compaction put away, and what one that was cut short left
// unfinished. A file that took the ledger's place had been read as a whole before.
func removeBeforeCompact(path string) error {
	_ = os.Remove(path + ".compact")
	if err := os.Remove(beforeCompact(path)); errors.Is(err, os.ErrNotExist) {
		return nil
	} else if err != nil {
		return err
	}
	return SyncFolder(path)
}
