package ledger

import (
	"bytes"
	"math"
	"sync"
	"sync/atomic"
)

// mostShared bounds how many decoded records are kept: twice as many at most.
const mostShared = 4096

// sharedRecords are records as they were last decoded, with the bytes that they were decoded from.
// Bytes that are the same again need no checksum and no decoding.
type sharedRecords struct {
	mu         sync.RWMutex
	young, old map[string]sharedRecord
}

type sharedRecord struct {
	framed []byte
	value  any
	seen   *atomic.Uint64 // the sequence of the last snapshot that held these bytes
}

// Shared is Find for a record that is read far more often than it is written: it answers the same
// pointer as long as the record's bytes stay the same, and nil where there is no record. So what is
// derived from a record may be kept beside it, and is gone when the record changes. The value is
// shared by everybody: nobody may change it.
func (t Table[T]) Shared(r Reader, k Key) (*T, error) {
	key := t.key(k)
	records := &r.home().shared
	kept, known := records.find(key)
	seq, committed := r.committed(key)
	if known && committed && kept.seen.Load() == seq {
		return kept.value.(*T), nil // nothing was committed since: the store need not be asked
	}
	framed := r.get(key)
	if framed == nil {
		return nil, nil
	}
	if !known || !bytes.Equal(kept.framed, framed) {
		v, err := t.decode(key, framed)
		if err != nil {
			return nil, err
		}
		kept = sharedRecord{bytes.Clone(framed), &v, new(atomic.Uint64)}
		records.keep(key, kept)
	}
	if committed {
		kept.seen.Store(seq)
	}
	return kept.value.(*T), nil
}

// PutShared is Put for a record that is soon read by Shared, which then need not decode it: it answers v, as long as the
// record has the bytes that v was written in. Nobody may change v, or what hangs on it, afterwards. A transaction that
// comes to nothing leaves nothing that anybody sees.
func (t Table[T]) PutShared(tx *Tx, k Key, v T) error {
	key, framed, err := t.put(tx, k, v)
	if err == nil {
		kept := sharedRecord{framed, &v, new(atomic.Uint64)}
		kept.seen.Store(math.MaxUint64) // in no snapshot yet
		tx.home().shared.keep(key, kept)
	}
	return err
}

func (s *sharedRecords) find(key []byte) (sharedRecord, bool) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	kept, ok := s.young[string(key)]
	if !ok {
		kept, ok = s.old[string(key)]
	}
	return kept, ok
}

// keep writes a record among the young. When those are too many they become the old, and the old,
// which were not written since, are forgotten.
func (s *sharedRecords) keep(key []byte, record sharedRecord) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.young == nil || len(s.young) >= mostShared {
		s.young, s.old = map[string]sharedRecord{}, s.young
	}
	s.young[string(key)] = record
}
