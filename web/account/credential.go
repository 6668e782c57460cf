package account

import (
	"time"

	"balie/booking/ledger"
)

// credential is what opens an account: kept apart from it, and read by this package alone.
type credential struct {
	Hash   string `json:"hash,omitempty"`   // of the passphrase, by argon2id
	Secret []byte `json:"secret,omitempty"` // of the second step, sealed
	// Counter is the period of the last code that was accepted; none before it is accepted again.
	Counter uint64   `json:"counter,omitempty"`
	Codes   []string `json:"codes,omitempty"` // recovery codes that are left, each under a key of the house
	PIN     string   `json:"pin,omitempty"`   // its hash: it unlocks a screen, and opens nothing
	Stamp   string   `json:"stamp,omitempty"` // changes with everything above but the counter
	// Invitation is the hash of the set-up link that is open, and until when.
	Invitation string    `json:"invitation,omitempty"`
	Until      time.Time `json:"until,omitzero"`
}

var (
	credentials = ledger.NewTable[credential]("uc:")
	invitations = ledger.NewTable[UserID]("ut:") // hash of a set-up link → account
)

// credentialOf is empty for an account that has none yet.
func credentialOf(r ledger.Reader, id UserID) (credential, error) {
	c, _, err := credentials.Find(r, keyOf(id))
	return c, err
}

func (c credential) write(tx *ledger.Tx, id UserID) error { return credentials.Put(tx, keyOf(id), c) }

// Signer signs under keys of the house that are not in the ledger; *contact.Vault is one.
type Signer interface {
	Sign(purpose, data string) string
	Signed(purpose, data, signature string) bool
}

// The purposes of signatures of this package.
const (
	halfway   = "account halfway"   // the passphrase was right, the second step is still to come
	device    = "account device"    // this browser signed in before
	recovery  = "account recovery"  // a recovery code as it is kept
	sealing   = "account second"    // the key that seals secrets of the second step
	addresses = "account address"   // an address as the log of security names it
	enrolling = "account enrolling" // the secret that a page of ours proposed
)
