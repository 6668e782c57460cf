package contact

import (
	"cmp"
	"encoding/json"
	"errors"

	"golang.org/x/crypto/chacha20poly1305"

	"balie/booking/ledger"
)

// sealed is what the ledger holds of a person: noise, and the slot of the key that opens it.
type sealed struct {
	Slot  uint64   `json:"slot"`
	Nonce []byte   `json:"nonce"`
	Box   []byte   `json:"box"`
	Marks [][]byte `json:"marks,omitempty"` // under which it is found; they go with it
	Older []uint64 `json:"older,omitempty"` // slots of what this corrected; their keys go with it
	As    string   `json:"as,omitempty"`    // the name that it was sealed under, where that was another
}

var (
	boxes = ledger.NewTable[sealed]("ct:")
	next  = ledger.NewTable[uint64]("cs:") // under "": the first slot that nobody took
)

// Schema is what this package keeps in the ledger.
var Schema = ledger.Schema{Name: "contact", Prefixes: []string{"ct:", "cs:", "ci:"}, Check: checkIndex}

var (
	// ErrForgotten: the details were forgotten, as promised, or never kept.
	ErrForgotten = ledger.Refuse(ledger.Gone, "contact.forgotten")
	// ErrKept: something is kept under this name already.
	ErrKept = ledger.Refuse(ledger.Conflict, "contact.kept")
	// ErrUnreadable: the key file does not open these details; it is another one, or damaged.
	ErrUnreadable = ledger.Refuse(ledger.Internal, "contact.unreadable")
)

// NextSlot is the first slot of the key file that no booking took.
func NextSlot(r ledger.Reader) (uint64, error) {
	slot, _, err := next.Find(r, ledger.K())
	return slot, err
}

// Keep seals cleaned details of a subject under the next key, and refuses with ErrKept what is kept
// already: whoever names something new cannot write over what is there.
func Keep(tx *ledger.Tx, v *Vault, of ledger.Subject, d Details) error {
	if _, kept, err := boxes.Find(tx, ledger.K().Str(name(of))); err != nil || kept {
		return cmp.Or(err, error(ErrKept))
	}
	return write(tx, v, of, d)
}

// Correct seals other details of a subject in the place of those that are kept, under a key of their
// own. It refuses with ErrForgotten where none are.
func Correct(tx *ledger.Tx, v *Vault, of ledger.Subject, d Details) error {
	if _, kept, err := boxes.Find(tx, ledger.K().Str(name(of))); err != nil || !kept {
		return cmp.Or(err, error(ErrForgotten))
	}
	return write(tx, v, of, d)
}

func write(tx *ledger.Tx, v *Vault, of ledger.Subject, d Details) error {
	d = d.Clean() // whatever the door
	content, err := json.Marshal(d)
	if err != nil {
		return ErrUnreadable.Because(err)
	}
	return seal(tx, v, name(of), content, func(before [][]byte) ([][]byte, error) { return indexed(tx, v, name(of), d, before) })
}

// seal keeps content under a name and the next key. marks gives what it can be found by; it may be nil.
func seal(tx *ledger.Tx, v *Vault, name string, content []byte, marks func(before [][]byte) ([][]byte, error)) error {
	slot, err := NextSlot(tx)
	if err != nil {
		return err
	}
	key, err := v.key(slot)
	if err != nil {
		return err
	}
	aead, err := chacha20poly1305.NewX(key)
	if err != nil {
		return ErrUnreadable.Because(err)
	}
	nonce := make([]byte, aead.NonceSize())
	tx.Random(nonce)
	before, corrects, err := boxes.Find(tx, ledger.K().Str(name))
	if err != nil {
		return err
	}
	box := sealed{Slot: slot, Nonce: nonce, Box: aead.Seal(nil, nonce, content, []byte(name))}
	if marks != nil {
		if box.Marks, err = marks(before.Marks); err != nil {
			return err
		}
	}
	if corrects {
		box.Older = append(before.Older, before.Slot)
	}
	if err := boxes.Put(tx, ledger.K().Str(name), box); err != nil {
		return err
	}
	return next.Put(tx, ledger.K(), slot+1)
}

// Read opens the details of a subject: ErrForgotten if they are no more.
func Read(r ledger.Reader, v *Vault, of ledger.Subject) (d Details, err error) {
	content, err := open(r, v, name(of))
	if err != nil {
		return d, err
	}
	if err := json.Unmarshal(content, &d); err != nil {
		return d, ErrUnreadable.Because(err)
	}
	return d, nil
}

// open unseals what is kept under a name: ErrForgotten if it is no more.
func open(r ledger.Reader, v *Vault, name string) ([]byte, error) {
	box, err := boxes.Get(r, ledger.K().Str(name))
	if errors.Is(err, ledger.ErrNoRecord) {
		return nil, ErrForgotten
	}
	if err != nil {
		return nil, err
	}
	return v.unseal(box, name)
}

// unseal opens a box that is kept under a name.
func (v *Vault) unseal(box sealed, name string) ([]byte, error) {
	key, err := v.key(box.Slot)
	if err != nil {
		return nil, err
	}
	aead, err := chacha20poly1305.NewX(key)
	if err != nil {
		return nil, ErrUnreadable.Because(err)
	}
	content, err := aead.Open(nil, box.Nonce, box.Box, []byte(cmp.Or(box.As, name)))
	if err != nil {
		return nil, ErrUnreadable.Because(err)
	}
	return content, nil
}
