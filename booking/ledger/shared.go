package ledger

import (
	"bytes"
	"sync"
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
}

// Shared is Find for a record that is read far more often than it is written: it answers the same
// pointer as long as the record's bytes stay the same, and nil where there is no record. So what is
// derived from a record may be kept beside it, and is gone when the record changes. The value is
// shared by everybody: nobody may change it.
func (t Table[T]) Shared(r Reader, k Key) (*T, error) {
	key := t.key(k)
	framed := r.get(key)
	if framed == nil {
		return nil, nil
	}
	records := &r.home().shared
	if kept, ok := records.find(key); ok && bytes.Equal(kept.framed, framed) {
		return kept.value.(*T), nil
	}
	v, err := t.decode(key, framed)
	if err != nil {
		return nil, err
	}
	records.keep(key, sharedRecord{bytes.Clone(framed), &v})
	return &v, nil
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
