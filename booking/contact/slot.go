package contact

import (
	"bytes"
	"crypto/hmac"
	"crypto/rand"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
)

// A slot of format 2 is 64 bytes: state(1) key(32) check(31). The check is an HMAC of the vault over
// the slot's number, state and key, so that a damaged slot is told from one that was forgotten. A slot
// of format 1 was 32 bytes, of zeroes where it was forgotten or not yet filled.
const (
	slotLength = 64
	keyAt      = 1
	checkAt    = keyAt + keyLength
)

type slotState byte

// States of a slot. The zero value is a slot that was never filled.
const (
	slotEmpty     slotState = 0
	slotReady     slotState = 1 // it has a key, used or ready for the next booking
	slotForgotten slotState = 2 // its key was overwritten; it is never used again
)

// errSlot: a slot is damaged, or was never filled.
var errSlot = errors.New("the slot of the key is damaged")

// length is how long a slot of a format is.
func (h head) length() int64 {
	if h.format == 1 {
		return keyLength
	}
	return slotLength
}

func (v *Vault) slotAt(slot uint64) int64 { return headLength + int64(slot)*v.head.length() }

// sealSlot writes state, key and check into the 64 bytes of a slot.
func (v *Vault) sealSlot(block []byte, slot uint64, state slotState, key []byte) {
	clear(block[:slotLength])
	block[0] = byte(state)
	copy(block[keyAt:checkAt], key)
	copy(block[checkAt:slotLength], v.slotCheck(slot, block[:checkAt]))
}

// slotCheck is the check value of a slot's state and key.
func (v *Vault) slotCheck(slot uint64, content []byte) []byte {
	var number [8]byte
	binary.BigEndian.PutUint64(number[:], slot)
	return v.mac("slot", number[:], content)[:slotLength-checkAt]
}

// openSlot returns the state and key of a slot's 64 bytes, errSlot where they are damaged.
func (v *Vault) openSlot(block []byte, slot uint64) (slotState, []byte, error) {
	if isZero(block[:slotLength]) {
		return slotEmpty, nil, nil
	}
	if !hmac.Equal(block[checkAt:slotLength], v.slotCheck(slot, block[:checkAt])) {
		return slotEmpty, nil, errSlot
	}
	return slotState(block[0]), block[keyAt:checkAt], nil
}

// Fill makes slots ready, random and synced, ahead of next, the first slot that no booking has
// taken. The first call looks at every slot from next on: one that a crash left empty or torn is
// filled anew, and so is one that was used by what an older backup of the ledger does not know. Call it when the ledger opens, and from a worker after bookings; a booking never
// waits for it.
func (v *Vault) Fill(next uint64) error {
	v.filler.Lock()
	defer v.filler.Unlock()
	if v.filled.Load() >= next+ahead/2 && (v.looked || v.sound(next)) {
		v.looked = true
		return nil
	}
	upto := next + ahead
	if !v.looked { // all that is there, however far a newer key file goes
		upto = max(upto, v.filled.Load())
	}
	for from := next; from < upto; from += ahead {
		if err := v.fillFrom(from); err != nil {
			return err
		}
	}
	if err := v.file.Sync(); err != nil {
		return err
	}
	v.filled.Store(max(v.filled.Load(), upto))
	v.looked = true
	return nil
}

// fillFrom gives a key to each of the next slots that has none.
func (v *Vault) fillFrom(next uint64) error {
	block := make([]byte, ahead*slotLength)
	if _, err := v.file.ReadAt(block, v.slotAt(next)); err != nil && !errors.Is(err, io.EOF) {
		return err
	}
	key := make([]byte, keyLength)
	for i := range uint64(ahead) {
		slot := block[i*slotLength : (i+1)*slotLength]
		if state, _, err := v.openSlot(slot, next+i); err != nil || state != slotReady {
			_, _ = rand.Read(key)
			v.sealSlot(slot, next+i, slotReady, key)
		}
	}
	_, err := v.file.WriteAt(block, v.slotAt(next))
	return err
}

// sound reports whether the slots from next to the end of what is filled hold keys.
func (v *Vault) sound(next uint64) bool {
	n := v.filled.Load() - next
	block := make([]byte, n*slotLength)
	if _, err := v.file.ReadAt(block, v.slotAt(next)); err != nil {
		return false
	}
	for i := range n {
		if state, _, err := v.openSlot(block[i*slotLength:], next+i); err != nil || state != slotReady {
			return false
		}
	}
	return true
}

func isZero(block []byte) bool {
	var or byte
	for _, b := range block {
		or |= b
	}
	return or == 0
}

// key returns the key in a slot: ErrKeysBusy if it is not filled yet, ErrForgotten if it was
// overwritten, ErrUnreadable if it is damaged.
func (v *Vault) key(slot uint64) ([]byte, error) {
	if slot >= v.filled.Load() {
		return nil, ErrKeysBusy
	}
	block := make([]byte, v.head.length())
	if _, err := v.file.ReadAt(block, v.slotAt(slot)); err != nil {
		return nil, ErrUnreadable.Because(err)
	}
	if v.head.format == 1 {
		if isZero(block) {
			return nil, ErrForgotten
		}
		return block, nil
	}
	state, key, err := v.openSlot(block, slot)
	switch {
	case err != nil || state == slotEmpty:
		return nil, ErrUnreadable.Because(fmt.Errorf("slot %d: %w", slot, errSlot))
	case state == slotForgotten:
		return nil, ErrForgotten
	}
	return key, nil
}

// destroy overwrites the keys in slots and returns when that is on the disk.
func (v *Vault) destroy(slots ...uint64) error {
	v.filler.Lock() // filling writes whole blocks back; it must not bring a key back
	defer v.filler.Unlock()
	block := make([]byte, slotLength)
	for _, slot := range slots {
		v.sealSlot(block, slot, slotForgotten, nil)
		if _, err := v.file.WriteAt(block, v.slotAt(slot)); err != nil {
			return err
		}
	}
	return v.file.Sync()
}

// Copy writes the key file as it is to w.
func (v *Vault) Copy(w io.Writer) error {
	_, err := io.Copy(w, io.NewSectionReader(v.file, 0, v.slotAt(v.filled.Load())))
	return err
}

// convertSlots rewrites slots of format 1 for a vault of format 2. Those of zeroes were forgotten or
// not filled; which of both the file never said, and nothing can be opened with either.
func (v *Vault) convertSlots(old io.Reader, to io.Writer) (slots uint64, err error) {
	key, block := make([]byte, keyLength), make([]byte, slotLength)
	for {
		if _, err := io.ReadFull(old, key); err != nil {
			if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
				return slots, nil
			}
			return slots, err
		}
		state := slotReady
		if isZero(key) {
			state = slotForgotten
		}
		v.sealSlot(block, slots, state, key)
		if _, err := to.Write(bytes.Clone(block)); err != nil {
			return slots, err
		}
		slots++
	}
}
