package ledger

import (
	"bytes"
	"errors"
	"iter"
	"math/rand/v2"
	"slices"
	"testing"
)

// kept is a snapshot in memory: the live records of a file, for the test to spoil.
type kept []Op

func (k kept) Get(key []byte) []byte {
	for _, o := range k {
		if bytes.Equal(o.Key, key) {
			return o.Value
		}
	}
	return nil
}

func (k kept) Scan(from, to []byte) iter.Seq2[[]byte, []byte] {
	return func(yield func([]byte, []byte) bool) {
		for _, o := range k {
			inside := bytes.Compare(o.Key, from) >= 0 && (to == nil || bytes.Compare(o.Key, to) < 0)
			if inside && !yield(o.Key, o.Value) {
				return
			}
		}
	}
}

func (k kept) ScanBack(from, to []byte) iter.Seq2[[]byte, []byte] {
	back := slices.Clone(k)
	slices.Reverse(back)
	return back.Scan(from, to)
}

func (k kept) Seq() uint64 { return 0 }
func (k kept) Close()      {}

// keptRecords copies every record of the file at path.
func keptRecords(t *testing.T, path string) (records kept) {
	t.Helper()
	engine, err := openBolt(path, true)
	if err != nil {
		t.Fatal(err)
	}
	defer engine.Close()
	snap, err := engine.Snapshot()
	if err != nil {
		t.Fatal(err)
	}
	defer snap.Close()
	for key, framed := range snap.Scan(nil, nil) {
		records = append(records, Op{bytes.Clone(key), bytes.Clone(framed)})
	}
	return records
}

// TestTenThousandFlipsInLiveRecordsAreFound changes one byte of a key or a record at a time, at
// random, in a ledger of some hundred records, and reads all of them as Verify does.
func TestTenThousandFlipsInLiveRecordsAreFound(t *testing.T) {
	const flips = 10_000
	records, random := keptRecords(t, written(t)), rand.New(rand.NewPCG(1, 1))
	if n, err := verifyRecords(records); err != nil || n < 300 {
		t.Fatalf("%d records, %v", n, err)
	}
	for flip := range flips {
		o := records[random.IntN(len(records))]
		spoilt := o.Value
		if at := random.IntN(len(o.Key) + len(o.Value)); at < len(o.Key) {
			spoilt = o.Key
		}
		at, by := random.IntN(len(spoilt)), byte(1+random.IntN(255))
		spoilt[at] ^= by
		if _, err := verifyRecords(records); !errors.Is(err, ErrDamaged) {
			t.Fatalf("flip %d: byte %d of record %q changed by %#x, and Verify said %v", flip, at, o.Key, by, err)
		}
		spoilt[at] ^= by
	}
}

// TestDamagedSequenceIsFound flips each byte of the one record that the engine writes itself.
func TestDamagedSequenceIsFound(t *testing.T) {
	records := keptRecords(t, written(t))
	for _, o := range records {
		for at := range o.Value {
			if !bytes.Equal(o.Key, seqKey) {
				continue
			}
			o.Value[at] ^= 1
			if _, err := verifyRecords(records); !errors.Is(err, ErrDamaged) {
				t.Errorf("byte %d of the sequence flipped, and Verify said %v", at, err)
			}
			o.Value[at] ^= 1
		}
	}
	if seq, err := unsealSeq([]byte{0, 0, 0, 0, 0, 0, 0, 7}); seq != 7 || err != nil {
		t.Errorf("the sequence of an older file: %d, %v", seq, err)
	}
}
