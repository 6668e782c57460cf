package contact

import (
	"crypto/rand"
	"errors"
	"io"
)

// Fill makes slots ready, random and synced, ahead of next, the first slot that no booking has
// taken. The first call looks at every slot from next on: one that a crash left empty is filled
// anew. Call it when the ledger opens, and from a worker after bookings; a booking never waits
// for it.
func (v *Vault) Fill(next uint64) error {
	v.filler.Lock()
	defer v.filler.Unlock()
	if v.filled.Load() >= next+ahead/2 && (v.looked || v.sound(next)) {
		v.looked = true
		return nil
	}
	block := make([]byte, ahead*keyLength)
	if _, err := v.file.ReadAt(block, slotAt(next)); err != nil && !errors.Is(err, io.EOF) {
		return err
	}
	for at := 0; at < len(block); at += keyLength {
		if slot := block[at : at+keyLength]; isZero(slot) {
			_, _ = rand.Read(slot)
		}
	}
	if _, err := v.file.WriteAt(block, slotAt(next)); err != nil {
		return err
	}
	if err := v.file.Sync(); err != nil {
		return err
	}
	v.filled.Store(max(v.filled.Load(), next+ahead))
	v.looked = true
	return nil
}

// sound reports whether the slots from next to the end of what is filled hold keys.
func (v *Vault) sound(next uint64) bool {
	block := make([]byte, (v.filled.Load()-next)*keyLength)
	if _, err := v.file.ReadAt(block, slotAt(next)); err != nil {
		return false
	}
	for at := 0; at < len(block); at += keyLength {
		if isZero(block[at : at+keyLength]) {
			return false
		}
	}
	return true
}

func slotAt(slot uint64) int64 { return headLength + int64(slot)*keyLength }

func isZero(key []byte) bool {
	var or byte
	for _, b := range key {
		or |= b
	}
	return or == 0
}

// key returns the key in a slot: ErrKeysBusy if it is not filled yet, ErrForgotten if it was
// overwritten.
func (v *Vault) key(slot uint64) ([]byte, error) {
	if slot >= v.filled.Load() {
		return nil, ErrKeysBusy
	}
	key := make([]byte, keyLength)
	if _, err := v.file.ReadAt(key, slotAt(slot)); err != nil {
		return nil, ErrUnreadable.Because(err)
	}
	if isZero(key) {
		return nil, ErrForgotten
	}
	return key, nil
}

// destroy overwrites slots with zeroes and returns when that is on the disk.
func (v *Vault) destroy(slots ...uint64) error {
	v.filler.Lock() // filling writes whole blocks back; it must not bring a key back
	defer v.filler.Unlock()
	for _, slot := range slots {
		if _, err := v.file.WriteAt(make([]byte, keyLength), slotAt(slot)); err != nil {
			return err
		}
	}
	return v.file.Sync()
}

// Copy writes the key file as it is to w.
func (v *Vault) Copy(w io.Writer) error {
	_, err := io.Copy(w, io.NewSectionReader(v.file, 0, slotAt(v.filled.Load())))
	return err
}
