package contact

import (
	"bytes"
	"crypto/hkdf"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"

	"balie/booking/ledger"
)

// The key file: a head of 4096 bytes (magic, master key, their SHA-256), then slots of 32 random
// bytes. A slot of zeroes was forgotten, or not yet filled.
const (
	magic      = "Balie keys 1\n"
	headLength = 4096
	keyLength  = 32
	sumAt      = 64
	ahead      = 2048 // slots kept filled and synced ahead of the next booking
)

// Vault is the open key file. It seals and opens, signs, looks up and forgets. It is safe for use
// by many goroutines.
type Vault struct {
	file   *os.File
	master []byte
	filled atomic.Uint64 // slots below this one are random and on the disk
	filler sync.Mutex
	looked bool     // the filler's: slots left empty by a crash were looked for
	keys   sync.Map // purpose → derived key
}

// ErrKeysBusy: bookings came faster than keys could be made ready. Nothing was done.
var ErrKeysBusy = ledger.Refuse(ledger.Busy, "busy")

// OpenVault opens the key file at path, or makes one (0600). It refuses a file that others may
// read, and one that is not whole.
func OpenVault(path string) (*Vault, error) {
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return createVault(path)
	case err != nil:
		return nil, err
	case info.Mode().Perm()&0o077 != 0:
		return nil, fmt.Errorf("%s may be read by others (%v); make it 0600", path, info.Mode().Perm())
	}
	file, err := os.OpenFile(path, os.O_RDWR, 0o600)
	if err != nil {
		return nil, err
	}
	v := &Vault{file: file}
	if v.master, err = readHead(file); err != nil {
		_ = file.Close()
		return nil, fmt.Errorf("%s %w", path, err)
	}
	v.filled.Store(uint64(max(info.Size()-headLength, 0)) / keyLength)
	return v, nil
}

// createVault makes a key file whole before it has its name, so that a crash leaves none or a good one.
func createVault(path string) (*Vault, error) {
	head := make([]byte, headLength)
	copy(head, magic)
	_, _ = rand.Read(head[len(magic) : len(magic)+keyLength])
	sum := sha256.Sum256(head[:sumAt])
	copy(head[sumAt:], sum[:])
	partial := path + ".partial"
	file, err := os.OpenFile(partial, os.O_CREATE|os.O_TRUNC|os.O_RDWR, 0o600)
	if err != nil {
		return nil, err
	}
	_, err = file.Write(head)
	if err == nil {
		err = file.Sync()
	}
	if err == nil {
		err = os.Rename(partial, path)
	}
	if err == nil {
		err = syncFolder(path)
	}
	if err != nil {
		_ = file.Close()
		return nil, err
	}
	return &Vault{file: file, master: head[len(magic) : len(magic)+keyLength]}, nil
}

// Unused reports whether the key file at path was made but never served a booking: a first start
// that was cut short leaves one.
func Unused(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.Size() == headLength
}

func readHead(file io.ReaderAt) (master []byte, err error) {
	head := make([]byte, headLength)
	if _, err := file.ReadAt(head, 0); err != nil {
		return nil, errors.New("is not a whole key file")
	}
	if !bytes.HasPrefix(head, []byte(magic)) {
		return nil, errors.New("is not a Balie key file")
	}
	if sum := sha256.Sum256(head[:sumAt]); !bytes.Equal(sum[:], head[sumAt:sumAt+len(sum)]) {
		return nil, errors.New("is damaged")
	}
	return head[len(magic) : len(magic)+keyLength], nil
}

func syncFolder(path string) error {
	folder, err := os.Open(filepath.Dir(path))
	if err != nil {
		return err
	}
	defer folder.Close()
	return folder.Sync()
}

// Close closes the key file.
func (v *Vault) Close() error { return v.file.Close() }

// derive returns a key of its own for each purpose (RFC 5869), so that no value made for one
// purpose is good for another.
func (v *Vault) derive(purpose string) []byte {
	if key, ok := v.keys.Load(purpose); ok {
		return key.([]byte)
	}
	key, err := hkdf.Expand(sha256.New, v.master, "balie "+purpose, keyLength)
	if err != nil { // only for a length that no purpose has
		panic(err)
	}
	v.keys.Store(purpose, key)
	return key
}

// MAC returns 32 bytes that only this vault can make of data, different for each purpose.
func (v *Vault) MAC(purpose, data string) []byte {
	sum := hmac.New(sha256.New, v.derive(purpose))
	sum.Write([]byte(data))
	return sum.Sum(nil)
}

// Sign returns a signature of data that fits in a cookie or a form.
func (v *Vault) Sign(purpose, data string) string {
	return base64.RawURLEncoding.EncodeToString(v.MAC(purpose, data))
}

// Signed reports whether signature is what Sign gave for the same purpose and data.
func (v *Vault) Signed(purpose, data, signature string) bool {
	return hmac.Equal([]byte(v.Sign(purpose, data)), []byte(signature))
}
