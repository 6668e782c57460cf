package contact

import (
	"bytes"
	"crypto/rand"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"io"
)

// A key file of format 2 begins with a head, written twice, each half of headLength and with its own
// checksum: a new head goes over the older half, so that a power cut leaves one that is whole.
//
//	magic(13) generation(8) wrapping(1) ledger(26, zeroes while unbound) master(32) … sha256(32)
//
// Format 1 had one head: magic(13) master(32), zeroes, and a SHA-256 of the first 64 bytes at byte 64.
const (
	magic1     = "Balie keys 1\n"
	magic2     = "Balie keys 2\n"
	headLength = 4096
	headHalf   = headLength / 2
	keyLength  = 32
	idLength   = 26

	generationAt = len(magic2)
	wrappingAt   = generationAt + 8
	ledgerAt     = wrappingAt + 1
	masterAt     = ledgerAt + idLength
	headSumAt    = headHalf - sha256.Size
	oldSumAt     = 64
)

// wrapping says how the keys in the slots are protected beside the file's own permissions.
type wrapping byte

// unwrapped keys stand in the file as they are used.
const unwrapped wrapping = 0

// head is what a key file says of itself.
type head struct {
	format     int
	generation uint64
	wrapping   wrapping
	ledger     string // the id of the ledger that it belongs to, "" before it served one
	master     []byte
}

// What is wrong with a file that is no key file of ours.
var (
	errNotWhole   = errors.New("is not a whole key file")
	errForeign    = errors.New("is not a Balie key file")
	errDamaged    = errors.New("is damaged")
	errUnknownKey = errors.New("protects its keys in a way that this Balie does not know; use a newer one")
)

// newHead draws a master key.
func newHead() head {
	h := head{format: 2, generation: 1, master: make([]byte, keyLength)}
	_, _ = rand.Read(h.master)
	return h
}

// encode returns one half of the head.
func (h head) encode() []byte {
	half := make([]byte, headHalf)
	copy(half, magic2)
	binary.BigEndian.PutUint64(half[generationAt:], h.generation)
	half[wrappingAt] = byte(h.wrapping)
	copy(half[ledgerAt:], h.ledger)
	copy(half[masterAt:], h.master)
	sum := sha256.Sum256(half[:headSumAt])
	copy(half[headSumAt:], sum[:])
	return half
}

func decodeHalf(half []byte) (h head, err error) {
	if !bytes.HasPrefix(half, []byte(magic2)) {
		return h, errForeign
	}
	if sum := sha256.Sum256(half[:headSumAt]); !bytes.Equal(sum[:], half[headSumAt:]) {
		return h, errDamaged
	}
	h = head{
		format: 2, generation: binary.BigEndian.Uint64(half[generationAt:]), wrapping: wrapping(half[wrappingAt]),
		ledger: string(bytes.TrimRight(half[ledgerAt:masterAt], "\x00")),
		master: bytes.Clone(half[masterAt : masterAt+keyLength]),
	}
	if h.wrapping != unwrapped {
		return h, errUnknownKey
	}
	return h, nil
}

// readHead reads the newer half that is whole, or a head of format 1.
func readHead(file io.ReaderAt) (h head, err error) {
	whole := make([]byte, headLength)
	if _, err := file.ReadAt(whole, 0); err != nil {
		return h, errNotWhole
	}
	if bytes.HasPrefix(whole, []byte(magic1)) {
		if sum := sha256.Sum256(whole[:oldSumAt]); !bytes.Equal(sum[:], whole[oldSumAt:oldSumAt+len(sum)]) {
			return h, errDamaged
		}
		return head{format: 1, master: bytes.Clone(whole[len(magic1) : len(magic1)+keyLength])}, nil
	}
	a, failedA := decodeHalf(whole[:headHalf])
	b, failedB := decodeHalf(whole[headHalf:])
	switch {
	case failedA != nil && failedB != nil:
		if errors.Is(failedA, errForeign) && !errors.Is(failedB, errForeign) {
			return h, failedB
		}
		return h, failedA
	case failedB != nil || failedA == nil && a.generation >= b.generation:
		return a, nil
	}
	return b, nil
}

// place is where in the file a head of this generation stands: its neighbours stand in the other half.
func (h head) place() int64 { return int64(h.generation%2) * headHalf }
