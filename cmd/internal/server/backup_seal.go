package server

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"hash"
	"io"
	"os"
	"path/filepath"
	"strings"

	"filippo.io/age"
)

// sealedSuffix tells encrypted copies from plain ones.
const sealedSuffix = ".age"

// seal encrypts a file to recipients, under a new name, and reads what was written back from its disk:
// nobody here holds a key that opens it, so its bytes are all that can be compared.
func seal(from, to string, recipients []age.Recipient) error {
	source, err := os.Open(from)
	if err != nil {
		return err
	}
	defer source.Close()
	sum := sha256.New()
	err = writeNew(to, func(w io.Writer) error {
		sealing, err := age.Encrypt(io.MultiWriter(w, sum), recipients...)
		if err != nil {
			return err
		}
		if _, err := io.Copy(sealing, source); err != nil {
			return err
		}
		return sealing.Close()
	})
	if err != nil {
		return err
	}
	if err := sameSum(to, sum); err != nil {
		return errors.Join(err, os.Remove(to))
	}
	return nil
}

func sameSum(path string, want hash.Hash) error {
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	defer file.Close()
	got := sha256.New()
	if _, err := io.Copy(got, file); err != nil {
		return err
	}
	if string(got.Sum(nil)) != string(want.Sum(nil)) {
		return fmt.Errorf("%s is not what was written: its disk changed it", path)
	}
	return nil
}

// Opened is a backup as plain files, which Close removes again where they were decrypted.
type Opened struct {
	Ledger, Keys string
	folder       string
}

// Close removes what was decrypted.
func (o Opened) Close() error {
	if o.folder == "" {
		return nil
	}
	return os.RemoveAll(o.folder)
}

// OpenBackup finds the key file that belongs to a copy of a ledger, and decrypts both with the private
// keys in an identity file into a folder of their own, for this user only, where they are sealed. keys is
// the copy of the key file, "" for the one beside the ledger.
func OpenBackup(path, keys, identity string) (o Opened, err error) {
	if keys == "" {
		if keys, err = keysFor(path); err != nil {
			return o, err
		}
	}
	if !strings.HasSuffix(path, sealedSuffix) {
		return Opened{Ledger: path, Keys: keys}, nil
	}
	if identity == "" {
		return o, fmt.Errorf("%s is sealed: name the file with the private key (--identity)", path)
	}
	file, err := os.Open(identity)
	if err != nil {
		return o, err
	}
	defer file.Close()
	identities, err := age.ParseIdentities(file)
	if err != nil {
		return o, fmt.Errorf("%s holds no private keys: %w", identity, err)
	}
	if o.folder, err = os.MkdirTemp("", "balie-opened-"); err != nil {
		return o, err
	}
	o.Ledger, o.Keys = filepath.Join(o.folder, "balie.db"), filepath.Join(o.folder, "balie.keys")
	if err := errors.Join(unseal(path, o.Ledger, identities), unseal(keys, o.Keys, identities)); err != nil {
		return o, errors.Join(err, o.Close())
	}
	return o, nil
}

func unseal(from, to string, identities []age.Identity) error {
	source, err := os.Open(from)
	if err != nil {
		return err
	}
	defer source.Close()
	plain, err := age.Decrypt(source, identities...)
	if err != nil {
		return fmt.Errorf("%s cannot be opened: %w", from, err)
	}
	return writeNew(to, func(w io.Writer) error { _, err := io.Copy(w, plain); return err })
}

// MakeIdentity writes a new private key to a file of its own and returns its public key.
func MakeIdentity(path string) (recipient string, err error) {
	identity, err := age.GenerateX25519Identity()
	if err != nil {
		return "", err
	}
	recipient = identity.Recipient().String()
	return recipient, writeNew(path, func(w io.Writer) error {
		_, err := fmt.Fprintf(w, "# opens backups of Balie; keep it away from the server\n# public key: %s\n%s\n", recipient, identity)
		return err
	})
}

// removePlainCopies removes what a crash left of a copy that was to be sealed.
func removePlainCopies(data string) (err error) {
	left, _ := filepath.Glob(filepath.Join(data, plainCopies+"*"))
	for _, folder := range left {
		err = errors.Join(err, os.RemoveAll(folder))
	}
	return err
}
