package contact

import (
	"crypto/hkdf"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"fmt"
	"hash"
	"io/fs"
	"os"
	"sync"
	"sync/atomic"

	"balie/booking/ledger"
)

// ahead is how many slots are kept filled and synced ahead of the next booking.
const ahead = 2048

// Vault is the open key file. It seals and opens, signs, looks up and forgets. It is safe for use
// by many goroutines.
type Vault struct {
	file   *os.File
	path   string
	reads  bool // opened to read only
	head   head
	filled atomic.Uint64 // slots below this one were filled and are on the disk
	filler sync.Mutex
	looked bool     // the filler's: slots left empty by a crash were looked for
	macs   sync.Map // purpose → *sync.Pool of hash.Hash, keyed for it
}

var (
	// ErrKeysBusy: bookings came faster than keys could be made ready. Nothing was done.
	ErrKeysBusy = ledger.Refuse(ledger.Busy, "busy")
	// ErrOtherLedger is returned by Bind, wrapped with the path of the key file.
	ErrOtherLedger = errors.New("is the key file of another ledger")
)

// OpenVault opens the key file at path, or makes one (0600). It refuses a file that others may
// read, and one that is not whole. A file of format 1 is rewritten in format 2 first, and its old
// bytes are overwritten.
func OpenVault(path string) (*Vault, error) {
	_, err := os.Stat(path)
	if errors.Is(err, fs.ErrNotExist) {
		return createVault(path)
	}
	v, err := openVault(path, os.O_RDWR)
	if err != nil || v.head.format == 2 {
		return v, err
	}
	return v.convert()
}

// ReadVault opens the key file at path to read and open only: a backup's, also on a disk that cannot
// be written. Fill and Forget fail on it.
func ReadVault(path string) (*Vault, error) { return openVault(path, os.O_RDONLY) }

func openVault(path string, mode int) (*Vault, error) {
	info, err := os.Stat(path)
	switch {
	case err != nil:
		return nil, err
	case info.Mode().Perm()&0o077 != 0 && mode != os.O_RDONLY:
		return nil, fmt.Errorf("%s may be read by others (%v); make it 0600", path, info.Mode().Perm())
	}
	file, err := os.OpenFile(path, mode, 0o600)
	if err != nil {
		return nil, err
	}
	v := &Vault{file: file, path: path, reads: mode == os.O_RDONLY}
	if v.head, err = readHead(file); err != nil {
		_ = file.Close()
		return nil, fmt.Errorf("%s %w", path, err)
	}
	v.filled.Store(uint64(max(info.Size()-headLength, 0)) / uint64(v.head.length()))
	return v, nil
}

// createVault makes a key file whole before it has its name, so that a crash leaves none or a good one.
func createVault(path string) (*Vault, error) {
	v := &Vault{path: path, head: newHead()}
	return v, v.writeWhole(func(*os.File) error { return nil })
}

// writeWhole writes a new key file, its head and what slots writes, beside v's path, and moves it into
// place when it is on the disk.
func (v *Vault) writeWhole(slots func(*os.File) error) (err error) {
	partial := v.path + ".partial"
	v.file, err = os.OpenFile(partial, os.O_CREATE|os.O_TRUNC|os.O_RDWR, 0o600)
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			_ = v.file.Close()
			_ = os.Remove(partial)
		}
	}()
	both := append(v.head.encode(), v.head.encode()...)
	if _, err = v.file.Write(both); err != nil {
		return err
	}
	if err = slots(v.file); err != nil {
		return err
	}
	if err = v.file.Sync(); err != nil {
		return err
	}
	if err = os.Rename(partial, v.path); err != nil {
		return err
	}
	return ledger.SyncFolder(v.path)
}

// convert writes a vault of format 1 anew in format 2 in its place, and overwrites the bytes of the old
// file, so that no plain copy of its keys outlives it.
func (v *Vault) convert() (*Vault, error) {
	old := v.file
	to := &Vault{path: v.path, head: head{format: 2, generation: 1, master: v.head.master}}
	err := to.writeWhole(func(file *os.File) error {
		if _, err := old.Seek(headLength, 0); err != nil {
			return err
		}
		slots, err := to.convertSlots(old, file)
		to.filled.Store(slots)
		return err
	})
	if err == nil {
		err = overwrite(old)
	}
	if closed := old.Close(); err == nil {
		err = closed
	}
	if err != nil {
		return nil, fmt.Errorf("%s could not be brought to format 2: %w", v.path, err)
	}
	return to, nil
}

// overwrite fills a file with zeroes, durably.
func overwrite(file *os.File) error {
	info, err := file.Stat()
	if err != nil {
		return err
	}
	if _, err := file.WriteAt(make([]byte, info.Size()), 0); err != nil {
		return err
	}
	return file.Sync()
}

// Bind makes the vault the one of the ledger with this id, for good. It refuses with ErrOtherLedger
// where it serves another. A vault that was opened to read is only compared.
func (v *Vault) Bind(ledgerID string) error {
	switch {
	case v.head.ledger == ledgerID:
		return nil
	case v.head.ledger != "":
		return fmt.Errorf("%s %w", v.path, ErrOtherLedger)
	case v.reads:
		return nil
	}
	h := v.head
	h.ledger = ledgerID
	h.generation++
	if _, err := v.file.WriteAt(h.encode(), h.place()); err != nil {
		return err
	}
	v.head = h
	return v.file.Sync()
}

// Unused reports whether the key file at path was made but never served a booking: a first start
// that was cut short leaves one.
func Unused(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.Size() == headLength
}

// Close closes the key file.
func (v *Vault) Close() error { return v.file.Close() }

// MAC returns 32 bytes that only this vault can make of data, different for each purpose.
func (v *Vault) MAC(purpose, data string) []byte { return v.mac(purpose, []byte(data)) }

// mac is MAC of parts in a row. A keyed hash is used again: keying it costs as much as what it is used for.
func (v *Vault) mac(purpose string, parts ...[]byte) []byte {
	pool := v.keyed(purpose)
	sum := pool.Get().(hash.Hash)
	defer pool.Put(sum)
	sum.Reset()
	for _, part := range parts {
		sum.Write(part)
	}
	return sum.Sum(nil)
}

// keyed are hashes with a key of their own for each purpose (RFC 5869), so that no value made for one
// purpose is good for another.
func (v *Vault) keyed(purpose string) *sync.Pool {
	if pool, ok := v.macs.Load(purpose); ok {
		return pool.(*sync.Pool)
	}
	key, err := hkdf.Expand(sha256.New, v.head.master, "balie "+purpose, keyLength)
	if err != nil { // only for a length that no purpose has
		panic(err)
	}
	pool, _ := v.macs.LoadOrStore(purpose, &sync.Pool{New: func() any { return hmac.New(sha256.New, key) }})
	return pool.(*sync.Pool)
}

// Sign returns a signature of data that fits in a cookie or a form.
func (v *Vault) Sign(purpose, data string) string {
	return base64.RawURLEncoding.EncodeToString(v.MAC(purpose, data))
}

// Signed reports whether signature is what Sign gave for the same purpose and data.
func (v *Vault) Signed(purpose, data, signature string) bool {
	return hmac.Equal([]byte(v.Sign(purpose, data)), []byte(signature))
}
