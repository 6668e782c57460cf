package account

import (
	"errors"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/pquerna/otp/totp"

	"balie/booking/ledger"
)

func codeAt(t *testing.T, secret string, at time.Time) string {
	t.Helper()
	code, err := totp.GenerateCode(secret, at)
	if err != nil {
		t.Fatal(err)
	}
	return code
}

// withSecond is an account with a second step, its secret and its recovery codes.
func (d *desk) withSecond(login string) (u User, secret string, codes []string) {
	d.t.Helper()
	u, secret = d.letIn(login, Counter), newSecret()
	d.write(func(tx *ledger.Tx) (err error) {
		codes, err = SetSecond(tx, tx.Now(), signer, u.ID, secret, codeAt(d.t, secret, d.now), "")
		return err
	})
	return d.user(login), secret, codes
}

func (d *desk) use(id UserID, code string) (recovered bool, err error) {
	d.t.Helper()
	err = d.try(func(tx *ledger.Tx) (err error) {
		recovered, err = UseSecond(tx, tx.Now(), signer, id, code)
		return err
	})
	return recovered, err
}

func TestACodeOpensOnceAndNearItsTime(t *testing.T) {
	d := newDesk(t)
	u, secret, _ := d.withSecond("anna")
	if _, err := d.use(u.ID, codeAt(t, secret, d.now)); !errors.Is(err, ErrCode) {
		t.Errorf("the code of setting up opens: %v", err)
	}
	d.now = d.now.Add(time.Minute)
	for _, far := range []time.Duration{-61 * time.Second, 61 * time.Second, -24 * time.Hour} {
		if _, err := d.use(u.ID, codeAt(t, secret, d.now.Add(far))); !errors.Is(err, ErrCode) {
			t.Errorf("a code of %v away opens: %v", far, err)
		}
	}
	code := codeAt(t, secret, d.now)
	if _, err := d.use(u.ID, " "+code[:3]+" "+code[3:]); err != nil {
		t.Errorf("the code of now is refused: %v", err)
	}
	for _, used := range []string{code, codeAt(t, secret, d.now.Add(-30*time.Second))} {
		if _, err := d.use(u.ID, used); !errors.Is(err, ErrCode) {
			t.Errorf("a code that was used, or one before it, opens: %v", err)
		}
	}
	for _, odd := range []string{"", "12345", "1234567", "abcdef", strings.Repeat("9", 1000)} {
		if _, err := d.use(u.ID, odd); !errors.Is(err, ErrCode) {
			t.Errorf("%.10q opens: %v", odd, err)
		}
	}
}

// TestOfManyWhoSendTheSameCodeOneIsLetIn sends one code from many sides at the same moment.
func TestOfManyWhoSendTheSameCodeOneIsLetIn(t *testing.T) {
	d := newDesk(t)
	u, secret, codes := d.withSecond("anna")
	d.now = d.now.Add(time.Minute)
	for _, code := range []string{codeAt(t, secret, d.now), codes[3]} {
		var mu sync.Mutex
		in := 0
		var all sync.WaitGroup
		for range 16 {
			all.Go(func() {
				if _, err := d.use(u.ID, code); err == nil {
					mu.Lock()
					in++
					mu.Unlock()
				}
			})
		}
		all.Wait()
		if in != 1 {
			t.Errorf("%d of 16 were let in with one code", in)
		}
	}
}

func TestRecoveryCodesOpenOnceEachHoweverTheyAreTyped(t *testing.T) {
	d := newDesk(t)
	u, _, codes := d.withSecond("anna")
	if len(codes) != codeCount {
		t.Fatalf("%d codes", len(codes))
	}
	for i, code := range codes[:3] {
		typed := []string{code, strings.ToLower(code), strings.ReplaceAll(code, " ", "-")}[i]
		if recovered, err := d.use(u.ID, typed); err != nil || !recovered {
			t.Errorf("%q is refused: %v", typed, err)
		}
		if _, err := d.use(u.ID, code); !errors.Is(err, ErrCode) {
			t.Errorf("%q opens twice: %v", code, err)
		}
	}
	if left := d.user("anna").Codes; left != codeCount-3 {
		t.Errorf("%d codes are left", left)
	}
	other, _, _ := d.withSecond("bram")
	if _, err := d.use(other.ID, codes[5]); !errors.Is(err, ErrCode) {
		t.Errorf("anna's code opens bram's account: %v", err)
	}
	d.write(func(tx *ledger.Tx) error { _, err := NewCodes(tx, signer, u.ID); return err })
	if _, err := d.use(u.ID, codes[5]); !errors.Is(err, ErrCode) {
		t.Errorf("a code that was replaced opens: %v", err)
	}
}

func TestASecretIsReadWithItsOwnKeysAlone(t *testing.T) {
	sealed, err := seal(signer, "A", "GEHEIM")
	if err != nil || strings.Contains(string(sealed), "GEHEIM") {
		t.Fatalf("%q %v", sealed, err)
	}
	if got, err := unseal(signer, "A", sealed); got != "GEHEIM" || err != nil {
		t.Errorf("%q %v", got, err)
	}
	if _, err := unseal(signer, "B", sealed); !errors.Is(err, ledger.ErrDamaged) {
		t.Errorf("another's secret is read: %v", err)
	}
	for _, odd := range [][]byte{nil, sealed[:10], append([]byte{1}, sealed...)} {
		if _, err := unseal(signer, "A", odd); !errors.Is(err, ledger.ErrDamaged) {
			t.Errorf("%d bytes are read: %v", len(odd), err)
		}
	}
}

func TestWhatAnAppScans(t *testing.T) {
	u, err := url.Parse(enrolURL("Oude IJsselstreek", "ilse@balie", "GEHEIM"))
	if err != nil || u.Scheme != "otpauth" || u.Host != "totp" || u.Path != "/Balie Oude IJsselstreek:ilse@balie" {
		t.Errorf("%v %v", u, err)
	}
	if q := u.Query(); q.Get("secret") != "GEHEIM" || q.Get("issuer") != "Balie Oude IJsselstreek" || strings.Contains(u.RawQuery, "+") {
		t.Errorf("%q", u.RawQuery)
	}
}

func TestASecondStepIsDroppedByItsOwnerOrWhoMayChangeTheAccount(t *testing.T) {
	d := newDesk(t)
	u, _, _ := d.withSecond("anna")
	lead, colleague := d.letIn("leider", TeamLead), d.letIn("collega", Counter)
	if err := d.try(func(tx *ledger.Tx) error { return DropSecond(tx, colleague.authority(), u.ID) }); !errors.Is(err, ErrNotYours) {
		t.Errorf("a colleague drops it: %v", err)
	}
	d.write(func(tx *ledger.Tx) error { return DropSecond(tx, lead.authority(), u.ID) })
	if err := d.try(func(tx *ledger.Tx) error { return DropSecond(tx, u.authority(), u.ID) }); !errors.Is(err, ErrNoSecond) {
		t.Errorf("dropping what is gone: %v", err)
	}
	if _, err := d.use(u.ID, "000000"); !errors.Is(err, ErrNoSecond) {
		t.Errorf("a code of none: %v", err)
	}
	if err := d.try(func(tx *ledger.Tx) error { _, err := NewCodes(tx, signer, u.ID); return err }); !errors.Is(err, ErrNoSecond) {
		t.Errorf("codes of none: %v", err)
	}
}

// TestThreeAreHashedAtOnce: at the standard cost that is 192 MiB at most, however many sign in together.
func TestThreeAreHashedAtOnce(t *testing.T) {
	if hashings != 3 {
		t.Errorf("%d at once", hashings)
	}
}
