package ledger

import (
	"time"
)

// Actor says on whose behalf a transaction runs: "resident", "system", "cli". It is for the
// audit; events carry no actor (I13), only its Side.
type Actor string

// Staff is the actor of a colleague, by the id of their account.
func Staff(account string) Actor { return Actor("staff " + account) }

// Partner is the actor of an organisation that books for others, by its id.
func Partner(id string) Actor { return Actor("partner " + id) }

// Tx is one transaction: a Reader that can write. It lives as long as the function it was given
// to, and is not for use by two goroutines.
type Tx struct {
	layered
	ledger *Ledger
	actor  Actor
	door   Door
	now    time.Time
	seq    uint64
	random func([]byte)
}

// Now is the instant of this transaction, fixed at its beginning: the machine's clock, but never
// before the last commit.
func (tx *Tx) Now() time.Time { return tx.now }

// Seq is the sequence of the last event before or in this transaction.
func (tx *Tx) Seq() uint64 { return tx.seq }

// Actor says who asked for this transaction.
func (tx *Tx) Actor() Actor { return tx.actor }

// Door says which way the request came in by, "" for none.
func (tx *Tx) Door() Door { return tx.door }

func (tx *Tx) home() *Ledger { return tx.ledger }

func (tx *Tx) put(key, value []byte) { tx.own.set(key, value) }
func (tx *Tx) drop(key []byte) {
	if tx.get(key) != nil {
		tx.own.set(key, nil)
	}
}

// IDAlphabet are the characters of every id that a person may see, say or scan: capitals and
// digits without I, L, O and U, which are misread, and without Y and Z, which a scanner that
// types through a German keyboard swaps.
const IDAlphabet = "0123456789ABCDEFGHJKMNPQRSTVWX"

// IDLength is the length of NewID: 30^26 is over 2^127.
const IDLength = 26

// NewID returns 26 random characters of IDAlphabet.
func (tx *Tx) NewID() string { return NewID(tx.random) }

// NewID returns 26 characters of IDAlphabet drawn evenly from random, a source of bytes that
// must not fail (crypto/rand.Read ends the process rather than fail).
func NewID(random func([]byte)) string {
	id := make([]byte, 0, IDLength)
	for buf := make([]byte, 48); ; {
		random(buf)
		for _, b := range buf {
			if b < 240 { // 240 is a multiple of 30: no character is likelier than another
				id = append(id, IDAlphabet[b%30])
			}
			if len(id) == IDLength {
				return string(id)
			}
		}
	}
}

// Random fills p. Domains draw from here, so that a test can fix what they draw.
func (tx *Tx) Random(p []byte) { tx.random(p) }
