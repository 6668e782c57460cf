package booking

import (
	"context"
	"crypto/rand"
	"slices"
	"strings"
	"time"

	"balie/booking/calendar"
	"balie/booking/catalogue"
	"balie/booking/ledger"
	"balie/booking/supply"
)

// VisitKey names one run through the booking pages, and the one hold it may have. The page makes
// it before anything is held; it is no secret and opens nothing about a person.
type VisitKey string

// ClaimID is the id of what is held under the key.
func (k VisitKey) ClaimID() string { return string(k) }

// Holds is the time that is held under the key for a wish.
func (k VisitKey) Holds(r ledger.Reader, w catalogue.Wish) (o supply.Offer, ok bool, err error) {
	h, found, err := findHold(r, k)
	return h.Offer, found && slices.Equal(h.Wish, w), err
}

// ErrKey: the text is no visit key.
var ErrKey = ledger.Refuse(ledger.Invalid, "key.shape")

// NewVisitKey returns a fresh key.
func NewVisitKey() VisitKey {
	return VisitKey(ledger.NewID(func(p []byte) { _, _ = rand.Read(p) }))
}

// ParseVisitKey accepts 26 characters of ledger.IDAlphabet, or refuses with ErrKey.
func ParseVisitKey(s string) (VisitKey, error) {
	if !isID(s) {
		return "", ErrKey
	}
	return VisitKey(s), nil
}

func isID(s string) bool {
	return len(s) == ledger.IDLength && strings.Trim(s, ledger.IDAlphabet) == ""
}

// How long a time is held: by each step ten minutes more, two hours in all (WCAG 2.2.1 asks for
// ten extensions at least).
const (
	HoldFor     = 10 * time.Minute
	HoldAtMost  = 2 * time.Hour
	holdKeptFor = 48 * time.Hour // the record, so that a late or repeated booking is understood
)

// Hold is a time kept for somebody who is still filling in.
type Hold struct {
	Key     VisitKey        `json:"key"`
	Wish    catalogue.Wish  `json:"wish"`
	Offer   supply.Offer    `json:"offer"`
	For     supply.Audience `json:"for,omitempty"`
	Last    calendar.Date   `json:"last,omitzero"` // the last lawful day, where the law gives a term
	First   time.Time       `json:"first"`         // when this run first held a time
	Until   time.Time       `json:"until"`
	Booked  AppointmentID   `json:"booked,omitempty"` // what it became
	Digest  []byte          `json:"digest,omitempty"` // of the request that booked it
	Dropped bool            `json:"dropped,omitempty"`
	Expired bool            `json:"expired,omitempty"` // its time ran out, and that was said
}

// Live reports whether the time is still kept.
func (h Hold) Live(now time.Time) bool {
	return h.Booked == "" && !h.Dropped && now.Before(h.Until)
}

var (
	holds   = ledger.NewTable[Hold]("bh:")
	holdEnd = ledger.NewTable[VisitKey]("bx:") // when to look at the record again + key → key
)

var (
	// ErrHoldGone: nothing is held under this key, or no longer.
	ErrHoldGone = ledger.Refuse(ledger.Gone, "hold.gone")
	// ErrHoldEnded: the time was held for two hours, which is the longest.
	ErrHoldEnded = ledger.Refuse(ledger.Gone, "hold.ended")
)

// TakeHold keeps a time for ten minutes. What the same key held before is let go in the same
// transaction; holding the same time again renews it. It refuses with ErrTaken or ErrPast, and
// then what was held stays held; and with ErrBookedAlready where the key became an appointment,
// so that whoever goes back moves that one instead of making a second; with ErrHidden what residents
// cannot book themselves.
func TakeHold(tx *ledger.Tx, key VisitKey, w catalogue.Wish, o supply.Offer) (Hold, error) {
	if err := refuseNew(tx, w); err != nil {
		return Hold{}, err
	}
	return TakeHoldFor(tx, key, supply.Public, w, o)
}

// TakeHoldFor is TakeHold by whoever may have more of the supply than residents online. Who holds a
// time for the same wish may choose from what that one could.
func TakeHoldFor(tx *ledger.Tx, key VisitKey, who supply.Audience, w catalogue.Wish, o supply.Offer) (Hold, error) {
	return takeHold(tx, Hold{Key: key, Wish: w, Offer: o, For: who}, nil)
}

// takeHold takes a hold with what its asker needs besides; nil is what they had before.
func takeHold(tx *ledger.Tx, h Hold, more *supply.Extra) (Hold, error) {
	key, o := h.Key, h.Offer
	if _, err := ParseVisitKey(string(key)); err != nil {
		return Hold{}, err
	}
	before, found, err := holds.Find(tx, ledger.K().Str(string(key)))
	if err != nil {
		return Hold{}, err
	}
	if before.Booked != "" {
		return Hold{}, ErrBookedAlready.With("id", string(before.Booked))
	}
	if more == nil {
		if more, err = supply.Standing(tx, supply.Query{Wish: h.Wish, Key: key}); err != nil {
			return Hold{}, err
		}
	}
	first := tx.Now()
	if found && before.Live(tx.Now()) {
		first = before.First
		if err := supply.Vacate(tx, before.Offer.Office, before.Offer.Date, string(key)); err != nil {
			return Hold{}, err
		}
	}
	if h.For == supply.Public && before.For == supply.Urgent && slices.Equal(before.Wish, h.Wish) {
		h.For, h.Last = before.For, before.Last
	}
	h.First = first
	if h.Until, err = until(tx, h); err != nil {
		return Hold{}, err
	}
	if !h.Live(tx.Now()) {
		return Hold{}, ErrHoldEnded
	}
	if h.Offer, err = supply.Take(tx, supply.Query{Wish: h.Wish, Key: key, Audience: h.For, Extra: more}, o, supply.Claim{Kind: supply.Held, ID: string(key), Until: h.Until}); err != nil {
		return Hold{}, err
	}
	if _, err := endHolds(tx, 4); err != nil { // more than come in
		return Hold{}, err
	}
	if err := h.write(tx); err != nil || found && before.Live(tx.Now()) && before.Offer.Same(h.Offer) {
		return h, err
	}
	return h, h.emit(tx, "taken")
}

// until is the end of a hold that is renewed now.
func until(r ledger.Reader, h Hold) (time.Time, error) {
	end, most, err := r.Now().Add(HoldFor), HoldAtMost, error(nil)
	if rush, failed := InRush(r, h.Offer.Office); rush {
		most, err = RushHoldAtMost, failed
	} else {
		err = failed
	}
	if last := h.First.Add(most); end.After(last) {
		return last, err
	}
	return end, err
}

// forgotten is when the record of a hold may go.
func (h Hold) forgotten() time.Time { return h.First.Add(HoldAtMost + holdKeptFor) }

// write keeps a hold. One that lives is looked at again when its time is over, also when it has
// become something else by then.
func (h Hold) write(tx *ledger.Tx) error {
	if h.Live(tx.Now()) {
		if err := h.lookAgain(tx, h.Until); err != nil {
			return err
		}
	}
	return holds.PutShared(tx, ledger.K().Str(string(h.Key)), h)
}

func (h Hold) lookAgain(tx *ledger.Tx, at time.Time) error {
	return holdEnd.Put(tx, ledger.K().Time(at).Str(string(h.Key)), h.Key)
}

// endHolds looks at most so many times at holds whose moment has come.
func endHolds(tx *ledger.Tx, most int) (int, error) {
	var ends []ledger.Key
	var keys []VisitKey
	err := holdEnd.Range(tx, nil, ledger.K().Time(tx.Now()), func(k ledger.Key, key VisitKey) error {
		ends, keys = append(ends, append(ledger.Key(nil), k...)), append(keys, key)
		if len(keys) == most {
			return ledger.ErrStop
		}
		return nil
	})
	for i, key := range keys {
		holdEnd.Delete(tx, ends[i])
		if err == nil {
			err = endHold(tx, key)
		}
	}
	return len(keys), err
}

// endHold says that a time was let go because nobody booked it, and removes the record of a hold that is
// long over; until then it has it looked at once more. A hold that was renewed is looked at later.
func endHold(tx *ledger.Tx, key VisitKey) error {
	h, found, err := holds.Find(tx, ledger.K().Str(string(key)))
	switch {
	case err != nil || !found || h.Live(tx.Now()):
		return err
	case tx.Now().After(h.forgotten()):
		holds.Delete(tx, ledger.K().Str(string(key)))
		return nil
	}
	if err := h.lookAgain(tx, h.forgotten()); err != nil {
		return err
	}
	if h.Booked != "" || h.Dropped || h.Expired {
		return nil
	}
	h.Expired = true
	if err := h.write(tx); err != nil {
		return err
	}
	return h.emit(tx, "expired")
}

// endChunk is how many holds are looked at in one transaction.
const endChunk = 25

// EndHolds says which times were let go because nobody booked them, removes the records of holds that
// are long over, and returns at how many it looked. Their moments stand in the ledger, so a round that
// is missed is made up for by the next.
func EndHolds(ctx context.Context, l *ledger.Ledger) (ended int, err error) {
	due := false
	err = l.View(func(r ledger.Reader) error {
		return holdEnd.Range(r, nil, ledger.K().Time(r.Now()), func(ledger.Key, VisitKey) error { due = true; return ledger.ErrStop })
	})
	if err != nil || !due {
		return 0, err
	}
	for n := endChunk; n >= endChunk; ended += n {
		err := l.Update(ctx, "system", func(tx *ledger.Tx) (err error) {
			n, err = endHolds(tx, endChunk)
			return err
		})
		if err != nil {
			return ended, err
		}
	}
	return ended, nil
}

// DropHoldsOfTheFuture lets go what was held at an instant that has not been yet: a wrong clock had
// raised the ledger's time, and such a hold would keep its time for as long. It returns how many.
func DropHoldsOfTheFuture(ctx context.Context, l *ledger.Ledger) (n int, err error) {
	var odd []VisitKey
	err = l.View(func(r ledger.Reader) error {
		return holds.Each(r, nil, func(_ ledger.Key, h Hold) error {
			if h.First.After(r.Now()) && h.Live(r.Now()) {
				odd = append(odd, h.Key)
			}
			return nil
		})
	})
	for _, key := range odd {
		if err != nil {
			break
		}
		err = l.Update(ctx, "system", func(tx *ledger.Tx) error { return DropHold(tx, key) })
		n++
	}
	return n, err
}

// findHold reads the hold under a key. A page reads it just before it is booked, so it is decoded once for both.
func findHold(r ledger.Reader, key VisitKey) (h Hold, found bool, err error) {
	kept, err := holds.Shared(r, ledger.K().Str(string(key)))
	if err != nil || kept == nil {
		return h, false, err
	}
	return *kept, true, nil
}

// HoldOf returns the hold under a key while it stands. Where it stands no more it returns
// ErrHoldGone, with what was held, so that the page can offer the same again.
func HoldOf(r ledger.Reader, key VisitKey) (Hold, error) {
	h, found, err := findHold(r, key)
	switch {
	case err != nil:
		return Hold{}, err
	case !found || !h.Live(r.Now()):
		return h, ErrHoldGone
	}
	return h, nil
}

// RenewHold keeps a hold ten minutes from now, two hours in all. It refuses with ErrHoldGone, and
// with ErrHoldEnded when there is nothing left to add.
func RenewHold(tx *ledger.Tx, key VisitKey) (Hold, error) {
	h, err := HoldOf(tx, key)
	if err != nil {
		return h, err
	}
	longer, err := until(tx, h)
	switch {
	case err != nil:
		return h, err
	case longer.After(h.Until):
		renewed, err := takeHold(tx, Hold{Key: key, Wish: h.Wish, Offer: h.Offer, For: h.For, Last: h.Last}, nil)
		if err != nil {
			return h, err // what was held, so that the page can offer others
		}
		return renewed, nil
	case longer.Before(tx.Now().Add(HoldFor)):
		return h, ErrHoldEnded
	}
	return h, nil
}

// DropHold lets a time go. That there is none is no error.
func DropHold(tx *ledger.Tx, key VisitKey) error {
	h, err := HoldOf(tx, key)
	if err != nil {
		if ledger.CodeOf(err) == ledger.Gone {
			return nil
		}
		return err
	}
	if err := supply.Vacate(tx, h.Offer.Office, h.Offer.Date, string(key)); err != nil {
		return err
	}
	h.Dropped = true
	if err := h.write(tx); err != nil {
		return err
	}
	return h.emit(tx, "dropped")
}
