package ledger

import (
	"encoding/binary"
	"encoding/json"
	"fmt"
	"hash/crc32"
)

// Every record is a version byte, a checksum of four bytes over key, version and content, and the
// content. bbolt checks only its two head pages; this catches a flipped byte anywhere else, and a
// record that stands under another's key.
const frameLength = 5

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

func checksum(key []byte, version byte, content []byte) uint32 {
	sum := crc32.Update(0, castagnoli, key)
	sum = crc32.Update(sum, castagnoli, []byte{version})
	return crc32.Update(sum, castagnoli, content)
}

func seal(key []byte, version byte, content []byte) []byte {
	framed := make([]byte, frameLength, frameLength+len(content))
	framed[0] = version
	binary.BigEndian.PutUint32(framed[1:], checksum(key, version, content))
	return append(framed, content...)
}

// unseal returns the content of a record, or ErrDamaged.
func unseal(key, framed []byte) (version byte, content []byte, err error) {
	if len(framed) < frameLength {
		return 0, nil, ErrDamaged.Because(fmt.Errorf("record %q is %d bytes", key, len(framed)))
	}
	version, content = framed[0], framed[frameLength:]
	if binary.BigEndian.Uint32(framed[1:]) != checksum(key, version, content) {
		return 0, nil, ErrDamaged.Because(fmt.Errorf("record %q has a wrong checksum", key))
	}
	return version, content, nil
}

// Codec turns a record's content into a value and back.
type Codec[T any] interface {
	Encode(T) ([]byte, error)
	// Decode must copy what it keeps: content dies with the reading.
	Decode(version byte, content []byte) (T, error)
	// Version is written into new records.
	Version() byte
}

// jsonCodec keeps records as JSON: readable in ten years, and read by older and newer Balies.
type jsonCodec[T any] struct{}

func (jsonCodec[T]) Version() byte              { return 1 }
func (jsonCodec[T]) Encode(v T) ([]byte, error) { return json.Marshal(v) }
func (jsonCodec[T]) Decode(version byte, content []byte) (v T, err error) {
	if version != 1 {
		return v, ErrDamaged.Because(fmt.Errorf("record version %d is unknown", version))
	}
	if err := json.Unmarshal(content, &v); err != nil {
		return v, ErrDamaged.Because(err)
	}
	return v, nil
}
