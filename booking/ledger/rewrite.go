package ledger

import (
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"
)

// RawRecord is a record as it lies in a file: the prefix of its table with the colon ("ap:"), the rest of
// its key, and its content without the frame. What the ledger keeps for itself without a table (the instant
// of the last commit, "!now") has an empty key.
type RawRecord struct {
	Prefix  string
	Key     Key
	Content []byte
}

// rewriteChunk is how many records one commit of Rewrite holds: few, so that it needs little memory.
const rewriteChunk = 2000

// Rewrite copies the ledger file at from into a new one at to, record by record as change returns them,
// each sealed anew. change may alter key and content in place, and no prefix. It is no transaction: nothing
// is emitted and no rule is asked, so it is for files that nobody relies on, such as the past of a demo.
// Rewrite refuses what Verify refuses, a file that is there already, and two records of one key; what it
// left behind then is no ledger. It does not wait for the disk.
func Rewrite(from, to string, change func(*RawRecord) error) (err error) {
	if _, err := os.Stat(to); !errors.Is(err, os.ErrNotExist) {
		return refuseFile(to, "is there already")
	}
	source, err := openBolt(from, true)
	if err != nil {
		return err
	}
	defer source.Close()
	defer refuseFault(from, &err)
	target, err := openBolt(to, false)
	if err != nil {
		return err
	}
	target.db().NoSync = true
	defer func() { err = errors.Join(err, target.db().Close()) }()
	snap, err := source.Snapshot()
	if err != nil {
		return err
	}
	defer snap.Close()
	return copyChanged(snap, target, change)
}

func copyChanged(snap Snapshot, target *boltEngine, change func(*RawRecord) error) error {
	ops, at, written := make([]Op, 0, rewriteChunk), uint64(0), 0
	flush := func() error {
		slices.SortFunc(ops, func(a, b Op) int { return strings.Compare(string(a.Key), string(b.Key)) })
		err := target.Commit(at, snap.Seq(), ops)
		at, written, ops = snap.Seq(), written+len(ops), ops[:0]
		return err
	}
	for key, framed := range snap.Scan(nil, nil) {
		if string(key) == string(seqKey) {
			continue
		}
		op, err := rewritten(key, framed, change)
		if err != nil {
			return err
		}
		if ops = append(ops, op); len(ops) == rewriteChunk {
			if err := flush(); err != nil {
				return err
			}
		}
	}
	if err := flush(); err != nil {
		return err
	}
	return target.holds(written)
}

// rewritten is a record as change returns it.
func rewritten(key, framed []byte, change func(*RawRecord) error) (Op, error) {
	version, content, err := unseal(key, framed)
	if err != nil {
		return Op{}, err
	}
	prefix, rest, found := strings.Cut(string(key), ":")
	if found {
		prefix += ":"
	}
	r := RawRecord{Prefix: prefix, Key: Key(rest), Content: slices.Clone(content)}
	if err := change(&r); err != nil {
		return Op{}, err
	}
	key = append([]byte(prefix), r.Key...)
	return Op{Key: key, Value: seal(key, version, r.Content)}, nil
}

// holds refuses a file that has other than so many records beside its sequence: two had one key.
func (e *boltEngine) holds(records int) error {
	snap, err := e.Snapshot()
	if err != nil {
		return err
	}
	defer snap.Close()
	found := -1 // the sequence
	for range snap.Scan(nil, nil) {
		found++
	}
	if found != records {
		return fmt.Errorf("%d records became %d", records, found)
	}
	return nil
}
