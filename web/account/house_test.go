package account

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"testing"
	"time"

	"balie/booking/ledger"
	"balie/booking/ledger/ledgertest"
)

// keys signs as the house's key file does.
type keys struct{}

func (keys) Sign(purpose, data string) string {
	mac := hmac.New(sha256.New, []byte("a key of this test"))
	mac.Write([]byte(purpose + "\x00" + data))
	return base64.RawURLEncoding.EncodeToString(mac.Sum(nil))
}

func (k keys) Signed(purpose, data, signature string) bool {
	return hmac.Equal([]byte(k.Sign(purpose, data)), []byte(signature))
}

var signer = keys{}

// desk is a ledger with a clock to move.
type desk struct {
	t   *testing.T
	l   *ledger.Ledger
	now time.Time
}

func newDesk(t *testing.T) *desk {
	t.Helper()
	d := &desk{t: t, now: time.Date(2026, 11, 30, 9, 0, 0, 0, time.UTC)}
	d.l = ledgertest.Open(t, func() time.Time { return d.now }, Schema)
	return d
}

func (d *desk) try(fn func(*ledger.Tx) error) error {
	d.t.Helper()
	return d.l.Update(d.t.Context(), "system", fn)
}

func (d *desk) write(fn func(*ledger.Tx) error) {
	d.t.Helper()
	if err := d.try(fn); err != nil {
		d.t.Fatal(err)
	}
}

// user is an account of this login as it stands.
func (d *desk) user(login string) (u User) {
	d.t.Helper()
	err := d.l.View(func(r ledger.Reader) (err error) { u, err = ByLogin(r, login); return err })
	if err != nil {
		d.t.Fatal(err)
	}
	return u
}

// letIn makes an account that can sign in.
func (d *desk) letIn(login string, roles ...Role) (u User) {
	d.t.Helper()
	d.write(func(tx *ledger.Tx) (err error) {
		if u, err = AddUser(tx, Operator, NewUser{Login: login, Name: "Iemand " + login, Roles: roles}); err != nil {
			return err
		}
		code, err := Invite(tx, Operator, u.ID)
		if err != nil {
			return err
		}
		u, err = SetUp(tx, code, "$argon2id$of-a-test")
		return err
	})
	return u
}

func (u User) authority() Authority { return Authority{u.ID, u.Roles} }
