package server

import (
	"errors"
	"fmt"
	"os"
	"strings"

	"filippo.io/age"

	"balie/booking/ledger"
)

// Backups says where backups go and who can open them.
type Backups struct {
	To, KeysTo             string          // folders; "" is "backups" beside the ledger, and keys beside their copy
	Recipients, KeyHolders []age.Recipient // public keys; without, copies are plain
	shown, keysShown       string
}

var backupSettings = []setting{
	{Key: "backup-keep", fallback: "7+4", set: setKeep, get: func(c Config) string { return c.Looks.Keep.String() }},
	{Key: "backup-to", set: func(c *Config, v string) error { c.Backups.To = v; return folderExists(v) }, get: func(c Config) string { return c.Backups.To }},
	{Key: "backup-keys-to", set: func(c *Config, v string) error { c.Backups.KeysTo = v; return folderExists(v) }, get: func(c Config) string { return c.Backups.KeysTo }},
	{Key: "backup-recipients", set: setRecipients, get: func(c Config) string { return c.Backups.shown }},
	{Key: "backup-keys-recipients", set: setKeyHolders, get: func(c Config) string { return c.Backups.keysShown }},
}

func folderExists(path string) error {
	if path == "" {
		return nil
	}
	if info, err := os.Stat(path); err != nil || !info.IsDir() {
		return errors.New("must be a folder that exists")
	}
	return nil
}

func setRecipients(c *Config, value string) (err error) {
	c.Backups.shown = value
	c.Backups.Recipients, err = ParseRecipients(value)
	return err
}

func setKeyHolders(c *Config, value string) (err error) {
	c.Backups.keysShown = value
	c.Backups.KeyHolders, err = ParseRecipients(value)
	return err
}

// ParseRecipients reads public keys of age, apart by commas or spaces: "age1…".
func ParseRecipients(list string) (all []age.Recipient, err error) {
	for _, text := range strings.FieldsFunc(list, func(r rune) bool { return r == ',' || r == ' ' }) {
		if strings.HasPrefix(text, "AGE-SECRET-KEY-") {
			return nil, errors.New("is a private key: keep that away from the server and give its public key, age1…")
		}
		one, err := age.ParseX25519Recipient(text)
		if err != nil {
			return nil, fmt.Errorf("%q is no public key: those begin with age1; `balie backup identity` makes a pair", text)
		}
		all = append(all, one)
	}
	return all, nil
}

// folder is where the copies of a ledger go.
func (b Backups) folder(data string) string {
	if b.To != "" {
		return b.To
	}
	return ledger.BackupFolder(LedgerPath(data))
}

// keyHolders are those who can open copies of keys.
func (b Backups) keyHolders() []age.Recipient {
	if len(b.KeyHolders) > 0 {
		return b.KeyHolders
	}
	return b.Recipients
}

// sealed reports whether copies are encrypted; ledger and keys are both or neither.
func (b Backups) sealed() bool { return len(b.Recipients) > 0 }
