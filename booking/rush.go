package booking

import (
	"crypto/subtle"
	"encoding/binary"
	"fmt"
	"time"

	"balie/booking/catalogue"
	"balie/booking/contact"
	"balie/booking/ledger"
)

// In a rush an office asks for a code before a time becomes an appointment: it is mailed or texted to the
// address or number that was typed, so that who takes times can be reached there. A time is held for
// RushHoldAtMost then. It is off until somebody who leads the office asks for it.
var (
	rushes = ledger.NewTable[bool]("br:")  // office → asked
	proofs = ledger.NewTable[proof]("bv:") // visit key → what was sent for it
)

// RushHoldAtMost is how long a time is held in a rush, instead of HoldAtMost.
const RushHoldAtMost = 30 * time.Minute

// How many codes are sent for one held time, how many may be wrong, and how long one is good.
const (
	mostProofsSent  = 3
	mostProofsWrong = 5
	proofFor        = time.Hour
)

// proof is what is known of a code: never to whom it went.
type proof struct {
	Lang  string `json:"lang"`
	Sent  int    `json:"sent"`
	Wrong int    `json:"wrong,omitempty"`
}

// NotifyProof is the template of the message with the code.
const NotifyProof = "proof"

// KindProof is what is sealed for a code that is under way: an address or a number, for an hour.
const KindProof ledger.Kind = "proof"

var (
	// ErrProofNeeded: the office asks for a code, and none was given.
	ErrProofNeeded = ledger.Refuse(ledger.Invalid, "rush.proof")
	// ErrProofWrong: the code is not the one that was sent there.
	ErrProofWrong = ledger.Refuse(ledger.Invalid, "rush.proof.wrong")
	// ErrProofOver: too many codes were sent or were wrong for this held time.
	ErrProofOver = ledger.Refuse(ledger.Conflict, "rush.proof.over")
	// ErrProofChannel: the office asks for a code, and neither e-mail nor text messages were chosen, or we
	// cannot send them: whoever has neither calls.
	ErrProofChannel = ledger.Refuse(ledger.Conflict, "rush.channel")
)

// SetRush lets an office ask for codes, or no more. Nothing that is booked changes.
func SetRush(tx *ledger.Tx, office catalogue.OfficeID, on bool) error {
	if _, err := catalogue.OfficeByID(tx, office); err != nil {
		return err
	}
	before, err := InRush(tx, office)
	if err != nil || before == on {
		return err
	}
	what := "rush.on"
	if key := ledger.K().Str(string(office)); on {
		err = rushes.Put(tx, key, true)
	} else {
		rushes.Delete(tx, key)
		what = "rush.off"
	}
	if err != nil {
		return err
	}
	return tx.EmitFacts(ledger.Facts{Office: string(office)}, what)
}

// InRush reports whether an office asks for codes.
func InRush(r ledger.Reader, office catalogue.OfficeID) (bool, error) {
	on, _, err := rushes.Find(r, ledger.K().Str(string(office)))
	return on, err
}

// ProofSubject names what is sealed for the code of a held time.
func ProofSubject(key VisitKey) ledger.Subject {
	return ledger.Subject{Kind: KindProof, ID: string(key)}
}

// ProofCode is the code of six digits for a held time and what it is sent to. It is made, not kept.
func ProofCode(v *contact.Vault, key VisitKey, d contact.Details) string {
	sum := v.MAC("booking proof", string(key)+" "+reachedAt(d))
	return fmt.Sprintf("%06d", binary.BigEndian.Uint64(sum)%1e6)
}

// reachedAt is the address or number to which a code goes, "" for none.
func reachedAt(d contact.Details) string {
	switch d.Channel {
	case contact.ByEmail:
		return d.Email
	case contact.BySMS:
		return d.Phone
	}
	return ""
}

// SendProof sends the code for a held time to what was typed. It refuses with ErrHoldGone, ErrProofChannel
// and ErrProofOver.
func SendProof(tx *ledger.Tx, v *contact.Vault, key VisitKey, d contact.Details, lang string) error {
	if _, err := HoldOf(tx, key); err != nil {
		return err
	}
	d = d.Clean()
	if reachedAt(d) == "" {
		return ErrProofChannel
	}
	at := ledger.K().Str(string(key))
	p, again, err := proofs.Find(tx, at)
	if err != nil {
		return err
	}
	if p.Sent >= mostProofsSent {
		return ErrProofOver
	}
	p.Lang, p.Sent = lang, p.Sent+1
	keep := contact.Keep
	if again {
		keep = contact.Correct
	}
	only := contact.Details{Channel: d.Channel}
	if d.Channel == contact.ByEmail {
		only.Email = d.Email
	} else {
		only.Phone = d.Phone
	}
	message := ledger.Message{Template: templateBy(NotifyProof, d.Channel), Subject: ProofSubject(key), Reason: "rush"}
	for _, step := range []func() error{
		func() error { return proofs.Put(tx, at, p) },
		func() error { return keep(tx, v, ProofSubject(key), only) },
		func() error { return tx.Send(tx.Now(), "proof/"+string(key), message) },
		func() error {
			return tx.Send(tx.Now().Add(proofFor), "forget/proof/"+string(key), ledger.Message{Template: Forget, Subject: ProofSubject(key), Reason: "retention"})
		},
	} {
		if err := step(); err != nil {
			return err
		}
	}
	return nil
}

// WrongProof counts a code that was wrong: after a few none is right for that held time.
func WrongProof(tx *ledger.Tx, key VisitKey) error {
	at := ledger.K().Str(string(key))
	p, found, err := proofs.Find(tx, at)
	if err != nil || !found {
		return err
	}
	p.Wrong++
	return proofs.Put(tx, at, p)
}

// ProofOf is to whom and in which language a code is sent; ok is false where it is over.
func ProofOf(r ledger.Reader, v *contact.Vault, key VisitKey) (d contact.Details, lang string, ok bool, err error) {
	p, found, err := proofs.Find(r, ledger.K().Str(string(key)))
	if err != nil || !found {
		return d, "", false, err
	}
	d, err = contact.Read(r, v, ProofSubject(key))
	if ledger.CodeOf(err) == ledger.Gone {
		return d, "", false, nil
	}
	return d, p.Lang, err == nil, err
}

// refuseUnproven refuses an anonymous request at an office that asks for a code.
func (h Hold) refuseUnproven(r ledger.Reader, v *contact.Vault, q Request) error {
	rush, err := InRush(r, h.Offer.Office)
	if err != nil || !rush || !q.Anonymous || q.Here {
		return err
	}
	if reachedAt(q.Contact) == "" {
		return ErrProofChannel
	}
	p, sent, err := proofs.Find(r, ledger.K().Str(string(h.Key)))
	switch {
	case err != nil:
		return err
	case p.Wrong >= mostProofsWrong:
		return ErrProofOver
	case q.Proof == "" || !sent:
		return ErrProofNeeded
	case subtle.ConstantTimeCompare([]byte(q.Proof), []byte(ProofCode(v, h.Key, q.Contact))) != 1:
		return ErrProofWrong
	}
	return nil
}

// forgetProof ends what is known of a code, when its address is forgotten.
func forgetProof(tx *ledger.Tx, o ledger.Outgoing) error {
	proofs.Delete(tx, ledger.K().Str(o.Message.Subject.ID))
	if err := tx.Withdraw("proof/" + o.Message.Subject.ID); err != nil {
		return err
	}
	return tx.Withdraw(o.Key)
}
