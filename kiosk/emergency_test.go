package kiosk

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/pbkdf2"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"balie/booking/ledger"
	"balie/queue"
)

// opens is what a browser does with a box and a PIN.
func opens(b Box, pin string) (l DayList, err error) {
	raw := func(text string) []byte { out, _ := base64.StdEncoding.DecodeString(text); return out }
	bits, err := pbkdf2.Key(sha256.New, pin, raw(b.Salt), b.Rounds, 32)
	if err != nil {
		return l, err
	}
	block, err := aes.NewCipher(halved(bits, raw(b.Half)))
	if err != nil {
		return l, err
	}
	gcm, err := cipher.NewGCM(block)
	if err != nil {
		return l, err
	}
	content, err := gcm.Open(nil, raw(b.IV), raw(b.Data), nil)
	if err != nil {
		return l, err
	}
	return l, json.Unmarshal(content, &l)
}

func TestTheListOpensWithThePINAlone(t *testing.T) {
	d := newDoor(t)
	coming, here := d.book("paspoort", "hal", tuesday, "11:00"), d.book("paspoort", "hal", tuesday, "10:00")
	d.at("2026-12-01T09:30")
	d.arrive(Arrival{Office: "hal", Appointment: here.ID})
	d.do(func(tx *ledger.Tx) error {
		_, err := queue.Mark(tx, queue.DeskRequest{Office: "hal"}, firstTicket(t, tx), queue.Marks{Chair: true})
		return err
	})
	seal := func() (b Box, err error) {
		err = d.ledger.View(func(r ledger.Reader) error {
			l, err := ListOf(r, d.vault, "hal", "vertrouwelijk")
			if err != nil {
				return err
			}
			b, err = Seal(r, d.vault, "hal", l)
			return err
		})
		return b, err
	}
	if _, err := seal(); !errors.Is(err, ErrNoPIN) {
		t.Fatalf("without a PIN: %v", err)
	}
	p, err := StretchPIN("27182818")
	if err != nil {
		t.Fatal(err)
	}
	d.do(func(tx *ledger.Tx) error { return SetPIN(tx, d.vault, "hal", p) })
	box, err := seal()
	if err != nil {
		t.Fatal(err)
	}
	if text, _ := json.Marshal(box); strings.Contains(string(text), "Riet") {
		t.Error("the box shows a name")
	}
	l, err := opens(box, "27182818")
	if err != nil || len(l.Coming) != 1 || l.Coming[0].Name != "Riet" || l.Coming[0].At != "11.00" || len(l.Here) != 1 || l.Here[0].Number != "A1" || l.Day != "2026-12-01" {
		t.Errorf("%+v %v", l, err)
	}
	if _, err := opens(box, "271829"); err == nil {
		t.Error("another PIN opens it")
	}
	other := box
	other.Half = base64.StdEncoding.EncodeToString(make([]byte, 32))
	if _, err := opens(other, "27182818"); err == nil {
		t.Error("it opens without the day's half")
	}
	d.at("2026-12-02T09:30")
	if tomorrow, err := seal(); err != nil || tomorrow.Half == box.Half || tomorrow.Until <= box.Until {
		t.Errorf("the next day has the same half: %v", err)
	}
	_ = coming
}

func firstTicket(t *testing.T, r ledger.Reader) queue.TicketID {
	t.Helper()
	v, err := queue.Look(r, "hal")
	if err != nil || len(v.Waiting) == 0 {
		t.Fatal("nobody waits: ", err)
	}
	return v.Waiting[0].ID
}

func TestAPINIsNoGuess(t *testing.T) {
	for _, pin := range []string{"", "12345", "000000", "12345x", "1234567890123"} {
		if _, err := StretchPIN(pin); !errors.Is(err, ErrPIN) {
			t.Errorf("%q: %v", pin, err)
		}
	}
}
