package passphrase

import (
	"context"
	"crypto/rand"
	"crypto/subtle"
	"encoding/base64"
	"fmt"
	"strings"

	"golang.org/x/crypto/argon2"
	"golang.org/x/text/unicode/norm"

	"balie/booking/ledger"
)

// Cost is what one hashing of a passphrase takes.
type Cost struct {
	Memory  uint32 // KiB
	Time    uint32
	Threads uint8
}

// StandardCost is 64 MiB, three times over: well above what OWASP and RFC 9106 ask.
var StandardCost = Cost{Memory: 64 << 10, Time: 3, Threads: 2}

// Of a kept hash nothing above this is believed: a damaged record must not take the machine down.
const mostMemory = 256 << 10

const (
	saltLength = 16
	hashLength = 32
)

// Standing is what is known of whoever wants something hashed: who is known better always finds a seat that
// strangers cannot take.
type Standing int

// The standings.
const (
	Stranger  Standing = iota // nobody signed in from this address before
	Neighbour                 // somebody did, from this address
	Owner                     // of the account, in a browser that they used before, or by a set-up link
)

// Hasher hashes passphrases, at most so many at once, so that memory stays bounded however many
// sign in together. Hashing takes a while: it comes before a transaction, never inside.
type Hasher struct {
	cost  Cost
	seats [Owner + 1]chan struct{} // for each standing those that it and all below may take
	dummy string                   // is checked where there is nothing to check, so that an answer takes equally long
}

// NewHasher makes a hasher of this cost with room for atOnce: one seat is kept for owners, and one for
// neighbours and owners, where there are as many.
func NewHasher(cost Cost, atOnce int) *Hasher {
	h := &Hasher{cost: cost}
	for s := range h.seats {
		h.seats[s] = make(chan struct{}, max(1, atOnce-int(Owner)+s))
	}
	h.dummy = cost.write(drawn(saltLength), drawn(hashLength))
	return h
}

// sit waits for room to hash: first among one's own, then among those who are known better.
func (h *Hasher) sit(ctx context.Context, as Standing) error {
	for s := as; s <= Owner; s++ {
		select {
		case h.seats[s] <- struct{}{}:
		case <-ctx.Done():
			for taken := as; taken < s; taken++ {
				<-h.seats[taken]
			}
			return ledger.ErrBusy.Because(ctx.Err())
		}
	}
	return nil
}

func (h *Hasher) rise(as Standing) {
	for s := as; s <= Owner; s++ {
		<-h.seats[s]
	}
}

// Hash returns the passphrase as it is kept, in the format of the Password Hashing Competition. It
// refuses with ledger.ErrBusy when ctx ends before there is room. Whoever chooses one is an owner.
func (h *Hasher) Hash(ctx context.Context, passphrase string) (string, error) {
	if err := h.sit(ctx, Owner); err != nil {
		return "", err
	}
	defer h.rise(Owner)
	return h.hash(normal(passphrase)), nil
}

// Matches reports whether a passphrase is the one of hash. An empty hash takes as long and matches
// nothing. It refuses with ledger.ErrBusy.
func (h *Hasher) Matches(ctx context.Context, as Standing, passphrase, hash string) (bool, error) {
	if err := h.sit(ctx, as); err != nil {
		return false, err
	}
	defer h.rise(as)
	known := hash != ""
	if !known {
		hash = h.dummy
	}
	cost, salt, want, err := parseHash(hash)
	if err != nil {
		return false, err
	}
	got := argon2.IDKey(normal(passphrase), salt, cost.Time, cost.Memory, cost.Threads, uint32(len(want)))
	return subtle.ConstantTimeCompare(got, want) == 1 && known, nil
}

// normal is a passphrase as it is hashed: the same letters typed on another keyboard are the same.
func normal(passphrase string) []byte { return norm.NFKC.Bytes([]byte(passphrase)) }

func (h *Hasher) hash(passphrase []byte) string {
	salt := drawn(saltLength)
	return h.cost.write(salt, argon2.IDKey(passphrase, salt, h.cost.Time, h.cost.Memory, h.cost.Threads, hashLength))
}

func drawn(n int) []byte {
	bytes := make([]byte, n)
	_, _ = rand.Read(bytes)
	return bytes
}

// write is a hash as it is kept.
func (c Cost) write(salt, sum []byte) string {
	return fmt.Sprintf("$argon2id$v=%d$m=%d,t=%d,p=%d$%s$%s", argon2.Version, c.Memory, c.Time, c.Threads,
		base64.RawStdEncoding.EncodeToString(salt), base64.RawStdEncoding.EncodeToString(sum))
}

// parseHash reads what write wrote.
func parseHash(text string) (c Cost, salt, sum []byte, err error) {
	parts := strings.Split(text, "$")
	if len(parts) != 6 || parts[1] != "argon2id" || parts[2] != fmt.Sprintf("v=%d", argon2.Version) {
		return c, nil, nil, ledger.ErrDamaged
	}
	if _, err := fmt.Sscanf(parts[3], "m=%d,t=%d,p=%d", &c.Memory, &c.Time, &c.Threads); err != nil {
		return c, nil, nil, ledger.ErrDamaged.Because(err)
	}
	if salt, err = base64.RawStdEncoding.DecodeString(parts[4]); err == nil {
		sum, err = base64.RawStdEncoding.DecodeString(parts[5])
	}
	if err != nil || len(sum) != hashLength || c.Memory > mostMemory || c.Time < 1 || c.Time > 16 || c.Threads < 1 {
		return c, nil, nil, ledger.ErrDamaged.Because(err)
	}
	return c, salt, sum, nil
}
