package account

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"strings"
	"time"

	"balie/booking/ledger"
)

// invitedFor is how long a set-up link opens.
const invitedFor = 72 * time.Hour

// ErrInvitation: this set-up link was used, replaced, or is too old.
var ErrInvitation = ledger.Refuse(ledger.Gone, "account.invitation")

// Invite makes a set-up link's code, once: only its hash is kept. With it the owner chooses a
// passphrase; a link that was made before opens no more. It refuses with ErrUnknown, ErrNotYours,
// ErrOwn, and ErrMove for a blocked account or one that a provider signs in.
func Invite(tx *ledger.Tx, by Authority, id UserID) (code string, err error) {
	u, err := theirs(tx, by, id)
	if err == nil && (u.State == Blocked || u.Subject != "") {
		err = ErrMove
	}
	if err == nil {
		err = withdrawInvitation(tx, id)
	}
	if err != nil {
		return "", err
	}
	c, err := credentialOf(tx, id)
	if err != nil {
		return "", err
	}
	code = tx.NewID()
	c.Invitation, c.Until = hashed(code), tx.Now().Add(invitedFor)
	if err := c.write(tx, id); err != nil {
		return code, err
	}
	if err := u.note(tx, "account.invited"); err != nil {
		return code, err
	}
	return code, invitations.Put(tx, ledger.K().Str(c.Invitation), id)
}

// withdrawInvitation closes the set-up link that is open, if any.
func withdrawInvitation(tx *ledger.Tx, id UserID) error {
	c, err := credentialOf(tx, id)
	if err != nil || c.Invitation == "" {
		return err
	}
	invitations.Delete(tx, ledger.K().Str(c.Invitation))
	c.Invitation, c.Until = "", time.Time{}
	return c.write(tx, id)
}

// InvitedBy returns whose set-up link a code is of. It refuses with ErrInvitation.
func InvitedBy(r ledger.Reader, code string) (User, error) {
	id, found, err := invitations.Find(r, ledger.K().Str(hashed(strings.TrimSpace(code))))
	if err != nil || !found {
		return User{}, errors.Join(err, when(err == nil, ErrInvitation))
	}
	u, err := ByID(r, id)
	if err != nil {
		return u, err
	}
	c, err := credentialOf(r, id)
	if err == nil && (u.State == Blocked || !r.Now().Before(c.Until)) {
		err = ErrInvitation
	}
	return u, err
}

// hashed is how a secret of high entropy is kept: it can be recognised, not read.
func hashed(secret string) string {
	sum := sha256.Sum256([]byte(secret))
	return hex.EncodeToString(sum[:])
}

// SetUp gives an account the passphrase of this hash for a set-up link's code, which opens no more.
// Every session that the account had ends. It refuses with ErrInvitation. Hash comes before the
// transaction: see Hasher.
func SetUp(tx *ledger.Tx, code, hash string) (User, error) {
	u, err := InvitedBy(tx, code)
	if err != nil {
		return u, err
	}
	if err := withdrawInvitation(tx, u.ID); err != nil {
		return u, err
	}
	if u.State == Invited {
		if err := u.move(Active); err != nil {
			return u, err
		}
	}
	if err := u.write(tx); err != nil {
		return u, err
	}
	if err := setHash(tx, u.ID, hash); err != nil {
		return u, err
	}
	return u, endSessions(tx, u.ID, "")
}

// SetPassphrase gives an account another passphrase and ends its other sessions than the one kept.
// It refuses with ErrUnknown.
func SetPassphrase(tx *ledger.Tx, id UserID, hash, kept string) error {
	if _, err := ByID(tx, id); err != nil {
		return err
	}
	if err := setHash(tx, id, hash); err != nil {
		return err
	}
	return endSessions(tx, id, kept)
}

func setHash(tx *ledger.Tx, id UserID, hash string) error {
	c, err := credentialOf(tx, id)
	if err != nil {
		return err
	}
	c.Hash, c.Stamp = hash, tx.NewID()
	return c.write(tx, id)
}
