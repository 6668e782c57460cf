package ledger

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"iter"
	"runtime/debug"
	"sync/atomic"
	"time"

	bolt "go.etcd.io/bbolt"
)

// bucketName is the one bucket of a ledger file; a bbolt file without it is not ours.
var bucketName = []byte("balie")

// seqKey holds the sequence of the last commit, as eight bytes, sealed; in files from before it was
// sealed, just eight bytes.
var seqKey = []byte("!seq")

// addressSpace is mapped at once: a file that outgrows its map stops every writer until the
// longest reader (a backup) ends. Pages are only used when touched.
const addressSpace = 4 << 30

// lockWait is how long a second process waits for the first one's lock before it says so.
const lockWait = 200 * time.Millisecond

// boltEngine is one bbolt file. Its freelist is not kept on the disk but found anew at each opening, as
// etcd does: bbolt believes what stands there without a checksum, and a list that a failing disk
// spoilt hands out pages that are in use.
type boltEngine struct {
	path string
	file atomic.Pointer[bolt.DB] // changed by compaction
}

func newBoltEngine(path string, db *bolt.DB) *boltEngine {
	e := &boltEngine{path: path}
	e.file.Store(db)
	return e
}

func (e *boltEngine) db() *bolt.DB { return e.file.Load() }

// boltOptions are those of every ledger that is written to, and of the baseline of benches.
func boltOptions() *bolt.Options {
	return &bolt.Options{Timeout: lockWait, FreelistType: bolt.FreelistMapType, NoFreelistSync: true, InitialMmapSize: addressSpace}
}

// openBolt opens or creates the file. A file that is not a whole, healthy bbolt file is refused
// before bbolt sees it, since bbolt takes an empty one for new and panics on a truncated one.
func openBolt(path string, readOnly bool) (e *boltEngine, err error) {
	if err := inspect(path); err != nil {
		return nil, err
	}
	defer func() {
		if r := recover(); r != nil {
			err = refuseFile(path, "is damaged: "+fmt.Sprint(r))
		}
	}()
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	if readOnly {
		return openReadOnly(path)
	}
	if err := create(path); err != nil {
		return nil, refuseOpening(path, err)
	}
	if err := checkBeforeWriting(path); err != nil {
		return nil, err
	}
	db, err := bolt.Open(path, 0o600, boltOptions())
	if err != nil {
		return nil, refuseOpening(path, err)
	}
	// Syncing a file does not make its name durable: without this the power may take all of it.
	if err := errors.Join(SyncFolder(path), removeBeforeCompact(path)); err != nil {
		_ = db.Close()
		return nil, refuseOpening(path, err)
	}
	return newBoltEngine(path, db), nil
}

func openReadOnly(path string) (*boltEngine, error) {
	db, err := bolt.Open(path, 0o600, &bolt.Options{Timeout: lockWait, ReadOnly: true})
	if err != nil {
		return nil, refuseOpening(path, err)
	}
	return newBoltEngine(path, db), nil
}

// checkBeforeWriting refuses a file whose pages contradict each other (600 MB a second on two cores): what is
// written into it would land on pages that are in use, and bbolt itself looks at them in a goroutine of
// its own, where a damaged one ends the process. Nobody writes meanwhile: reading locks the file too.
func checkBeforeWriting(path string) error {
	e, err := openReadOnly(path)
	if err != nil {
		return err
	}
	return errors.Join(verifyPages(path, false), e.Close())
}

func (e *boltEngine) Snapshot() (_ Snapshot, err error) {
	defer answerDamage(&err)
	tx, err := e.begin()
	if err != nil {
		return nil, ErrClosed.Because(err)
	}
	s := &boltSnapshot{tx: tx}
	whole := false
	defer func() {
		if !whole { // a damaged page panics; a reading left open would keep Close waiting
			s.Close()
		}
	}()
	if s.bucket = tx.Bucket(bucketName); s.bucket != nil {
		s.seq = seqIn(s.bucket)
	}
	whole = true
	return s, nil
}

// begin begins a reading on the file as it is now: compaction may put another in its place meanwhile.
func (e *boltEngine) begin() (*bolt.Tx, error) {
	for {
		db := e.db()
		tx, err := db.Begin(false)
		if err == nil || db == e.db() {
			return tx, err
		}
	}
}

func (e *boltEngine) Commit(after, upto uint64, ops []Op) (err error) {
	defer answerDamage(&err)
	return e.db().Update(func(tx *bolt.Tx) error {
		bucket, err := tx.CreateBucketIfNotExists(bucketName)
		if err != nil {
			return err
		}
		if seqIn(bucket) != after {
			return ErrMoved
		}
		bucket.FillPercent = 0.8
		return apply(bucket, upto, ops)
	})
}

func apply(bucket *bolt.Bucket, upto uint64, ops []Op) error {
	for _, o := range ops {
		if o.Value == nil {
			if err := bucket.Delete(o.Key); err != nil {
				return err
			}
			continue
		}
		if err := bucket.Put(o.Key, o.Value); err != nil {
			return err
		}
	}
	return bucket.Put(seqKey, seal(seqKey, 1, binary.BigEndian.AppendUint64(nil, upto)))
}

// seqIn returns the sequence of the last commit, 0 where none can be read.
func seqIn(bucket *bolt.Bucket) uint64 {
	seq, _ := unsealSeq(bucket.Get(seqKey))
	return seq
}

func unsealSeq(framed []byte) (seq uint64, err error) {
	content := framed
	if len(framed) != 8 {
		_, content, err = unseal(seqKey, framed)
	}
	if err != nil || len(content) != 8 {
		return 0, ErrDamaged.Because(errors.Join(fmt.Errorf("record %q is no sequence", seqKey), err))
	}
	return binary.BigEndian.Uint64(content), nil
}

// MaxOps and MaxBytes keep one batch near what a disk writes in a few milliseconds; bbolt itself
// has no limit.
func (e *boltEngine) MaxOps() int   { return 10_000 }
func (e *boltEngine) MaxBytes() int { return 16 << 20 }

// Close closes the file; what was not waited for is on the disk then.
func (e *boltEngine) Close() error {
	var err error
	if e.db().NoSync {
		err = e.db().Sync()
	}
	return errors.Join(err, e.db().Close())
}

type boltSnapshot struct {
	tx     *bolt.Tx
	bucket *bolt.Bucket
	seq    uint64
}

func (s *boltSnapshot) Seq() uint64 { return s.seq }
func (s *boltSnapshot) Close()      { _ = s.tx.Rollback() }

func (s *boltSnapshot) Get(key []byte) []byte {
	if s.bucket == nil {
		return nil
	}
	return s.bucket.Get(key)
}

func (s *boltSnapshot) Scan(from, to []byte) iter.Seq2[[]byte, []byte] {
	return func(yield func([]byte, []byte) bool) {
		if s.bucket == nil {
			return
		}
		c := s.bucket.Cursor()
		for k, v := c.Seek(from); k != nil && (to == nil || bytes.Compare(k, to) < 0); k, v = c.Next() {
			if !yield(k, v) {
				return
			}
		}
	}
}

func (s *boltSnapshot) ScanBack(from, to []byte) iter.Seq2[[]byte, []byte] {
	return func(yield func([]byte, []byte) bool) {
		if s.bucket == nil {
			return
		}
		c := s.bucket.Cursor()
		for k, v := last(c, to); k != nil && bytes.Compare(k, from) >= 0; k, v = c.Prev() {
			if !yield(k, v) {
				return
			}
		}
	}
}

// last positions c on the last key before to.
func last(c *bolt.Cursor, to []byte) (k, v []byte) {
	if to == nil {
		return c.Last()
	}
	if k, _ = c.Seek(to); k == nil {
		return c.Last()
	}
	return c.Prev()
}
