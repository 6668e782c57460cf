package account

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"balie/booking/ledger"
	"balie/web/route"
)

// KeyID names a key for a machine without opening anything: 26 characters of ledger.IDAlphabet.
type KeyID string

// Key is what a program of the municipality or a supplier comes in with. Its secret is nowhere kept.
type Key struct {
	ID      KeyID         `json:"id"`
	Name    string        `json:"name"` // of the program, as colleagues know it
	Scopes  []route.Right `json:"scopes"`
	Hash    string        `json:"hash"` // of the secret
	Made    time.Time     `json:"made"`
	Until   time.Time     `json:"until"`
	Used    time.Time     `json:"used,omitzero"`    // the last day on which it was used
	Revoked time.Time     `json:"revoked,omitzero"` // from then on it opens nothing
}

// Has reports whether a key may use what asks for a right.
func (k Key) Has(right route.Right) bool {
	return right == route.UseKey || slices.Contains(k.Scopes, right)
}

// Open reports whether a key opens anything at an instant.
func (k Key) Open(now time.Time) bool { return k.Revoked.IsZero() && now.Before(k.Until) }

var machineKeys = ledger.NewTable[Key]("uk:")

// What a key is refused for when it is made.
var (
	ErrKeyName    = ledger.Refuse(ledger.Invalid, "key.name")
	ErrScopes     = ledger.Refuse(ledger.Invalid, "key.scopes")    // none, or one that no key can have
	ErrScopeHeld  = ledger.Refuse(ledger.Forbidden, "key.notheld") // nobody gives a key what they may not do themselves
	ErrKeyTerm    = ledger.Refuse(ledger.Invalid, "key.term")      // a key ends within two years
	ErrKeys       = ledger.Refuse(ledger.Conflict, "key.many")     // so many are not looked after
	ErrUnknownKey = ledger.Refuse(ledger.NotFound, "key.unknown")
)

// mostKeys bounds the keys that are open at once, longestKey how long one is.
const (
	mostKeys   = 50
	longestKey = 2 * 366 * 24 * time.Hour
)

// NewKey is a key to be made: for a program, with rights, for a while.
type NewKey struct {
	Name   string
	Scopes []route.Right
	For    time.Duration
}

// keyMark is what every secret begins with, so that one that leaked is recognised.
const keyMark = "balie_"

// AddKey makes a key and returns its secret, once: only a hash is kept. Whoever makes it may do everything that it
// may. It refuses with ErrNotYours, ErrKeyName, ErrScopes, ErrScopeHeld, ErrKeyTerm and ErrKeys.
func AddKey(tx *ledger.Tx, by Authority, n NewKey) (k Key, secret string, err error) {
	mine, err := by.holds(tx)
	if err != nil {
		return k, "", err
	}
	if !mine.everywhere(route.ManageKeys) {
		return k, "", ErrNotYours
	}
	k = Key{ID: KeyID(tx.NewID()), Scopes: ordered(n.Scopes), Made: tx.Now(), Until: tx.Now().Add(n.For)}
	if k.Name, err = tidyName(n.Name); err != nil {
		return k, "", ErrKeyName
	}
	switch {
	case len(n.Scopes) == 0 || slices.ContainsFunc(n.Scopes, func(s route.Right) bool { return !slices.Contains(route.OfKeys, s) }):
		return k, "", ErrScopes
	case slices.ContainsFunc(n.Scopes, func(s route.Right) bool { return !mine.everywhere(s) }):
		return k, "", ErrScopeHeld
	case n.For <= 0 || n.For > longestKey:
		return k, "", ErrKeyTerm
	}
	all, err := Keys(tx)
	if err != nil || len(all) >= mostKeys && all[mostKeys-1].Open(tx.Now()) {
		return k, "", cmp.Or(err, error(ErrKeys))
	}
	secret = keyMark + string(k.ID) + "_" + tx.NewID() + tx.NewID()
	k.Hash = hashed(secret)
	if err := machineKeys.Put(tx, k.ID.key(), k); err != nil {
		return k, "", err
	}
	return k, secret, k.note(tx, "key.made", difference(nil, k.Scopes)...)
}

func (id KeyID) key() ledger.Key { return ledger.K().Str(string(id)) }

func (k Key) note(tx *ledger.Tx, what string, details ...string) error {
	return tx.Audit(ledger.Audited{What: what, IDs: []string{string(k.ID)}, Details: details, Found: true})
}

// RevokeKey ends a key at once; that it is revoked already is no error. It refuses with ErrNotYours and
// ErrUnknownKey.
func RevokeKey(tx *ledger.Tx, by Authority, id KeyID) error {
	mine, err := by.holds(tx)
	if err != nil {
		return err
	}
	if !mine.everywhere(route.ManageKeys) {
		return ErrNotYours
	}
	k, found, err := machineKeys.Find(tx, id.key())
	if err != nil || !found {
		return cmp.Or(err, error(ErrUnknownKey))
	}
	if !k.Revoked.IsZero() {
		return nil
	}
	k.Revoked = tx.Now()
	if err := machineKeys.Put(tx, id.key(), k); err != nil {
		return err
	}
	return k.note(tx, "key.revoked")
}

// Keys are all keys: those that open first, by name, and then the others, the newest first.
func Keys(r ledger.Reader) (all []Key, err error) {
	err = machineKeys.Each(r, nil, func(_ ledger.Key, k Key) error {
		all = append(all, k)
		return nil
	})
	now := r.Now()
	slices.SortFunc(all, func(a, b Key) int {
		switch {
		case a.Open(now) != b.Open(now):
			return map[bool]int{true: -1, false: 1}[a.Open(now)]
		case !a.Open(now):
			return b.Made.Compare(a.Made)
		}
		return cmp.Or(strings.Compare(a.Name, b.Name), strings.Compare(string(a.ID), string(b.ID)))
	})
	return all, err
}

// keyOfSecret returns the key that a secret opens. It refuses with ErrKey, whatever is wrong with it.
func keyOfSecret(r ledger.Reader, secret string, now time.Time) (Key, error) {
	rest, ok := strings.CutPrefix(secret, keyMark)
	id, _, _ := strings.Cut(rest, "_")
	if !ok || len(id) != ledger.IDLength {
		return Key{}, ErrKey
	}
	k, found, err := machineKeys.Find(r, KeyID(id).key())
	if err != nil || !found || !sameToken(k.Hash, hashed(secret)) || !k.Open(now) {
		return Key{}, cmp.Or(err, error(ErrKey))
	}
	return k, nil
}
