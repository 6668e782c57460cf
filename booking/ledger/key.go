package ledger

import (
	"encoding/binary"
	"time"
)

// Key names a record within its table: big-endian parts, so that the order of keys is the order
// of time. K().Str("gendringen").Int32(20788) is the day after K().Str("gendringen").Int32(20787).
type Key []byte

// K starts a key.
func K() Key { return make(Key, 0, 48) }

// Str adds a text part, closed by a zero byte so that "ab"+"c" and "a"+"bc" differ.
// A text with a zero byte in it would break that; callers take ids from a known alphabet.
func (k Key) Str(s string) Key { return append(append(k, s...), 0) }

// Uint64 adds eight bytes.
func (k Key) Uint64(n uint64) Key { return binary.BigEndian.AppendUint64(k, n) }

// Int32 adds four bytes that sort negatives before positives.
func (k Key) Int32(n int32) Key {
	return binary.BigEndian.AppendUint32(k, uint32(n)^1<<31)
}

// Time adds an instant, to the millisecond.
func (k Key) Time(t time.Time) Key {
	return binary.BigEndian.AppendUint64(k, uint64(t.UnixMilli())^1<<63)
}

// after returns the first key beyond every key that starts with prefix, nil where there is none.
func after(prefix []byte) []byte {
	end := append([]byte(nil), prefix...)
	for i := len(end) - 1; i >= 0; i-- {
		if end[i] < 0xff {
			end[i]++
			return end[:i+1]
		}
	}
	return nil
}
