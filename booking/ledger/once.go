package ledger

import (
	"encoding/json"
	"strings"
	"time"
)

// onceKept is how long an answer is remembered for a request that comes again.
const onceKept = 48 * time.Hour

// answer is what a request with an idempotency key was answered.
type answer struct {
	Digest []byte          `json:"digest"`
	Result json.RawMessage `json:"result"`
	Until  time.Time       `json:"until"`
}

var (
	answers = NewTable[answer]("!1:")
	expiry  = NewTable[string]("!2:") // until + key → key
)

// Once runs fn the first time that key is seen and returns its result; every later time within
// 48 hours it returns that same result without running fn. The same key with another digest of
// the request is refused with ErrOnce. A refusal of fn is not remembered. The result is kept in
// the ledger: it must not hold a person's data.
//
// The digest is over everything that was asked, so that somebody else who comes with the same key, by
// chance or by guessing, is never given the first one's answer: no digest is ErrNoDigest. Where a
// person's data is asked about, the vault makes it. A key that ends where a form's own part should begin
// is ErrNoKey. What only needs to be noted once has First.
func Once[T any](tx *Tx, key string, digest []byte, fn func() (T, error)) (result T, err error) {
	if len(digest) == 0 {
		return result, ErrNoDigest
	}
	if key == "" || strings.HasSuffix(key, "/") || strings.HasSuffix(key, " ") {
		return result, ErrNoKey
	}
	prior, found, err := answers.Find(tx, K().Str(key))
	switch {
	case err != nil:
		return result, err
	case found && tx.now.Before(prior.Until):
		return recall[T](prior, digest)
	}
	if result, err = fn(); err != nil {
		return result, err
	}
	if err := forgetAnswers(tx); err != nil {
		return result, err
	}
	return result, remember(tx, key, digest, result)
}

// First reports whether a key is seen for the first time in 48 hours. It is for what is noted once and
// has no answer; the key says all that was asked.
func (tx *Tx) First(key string) (first bool, err error) {
	prior, found, err := answers.Find(tx, K().Str(key))
	if err != nil || found && tx.now.Before(prior.Until) {
		return false, err
	}
	if err := forgetAnswers(tx); err != nil {
		return false, err
	}
	return true, remember(tx, key, []byte("first"), true)
}

// Recall returns what the request with a key was answered, for a later request that refers to it. found
// is false where there was none, or none of the last 48 hours.
func Recall[T any](r Reader, key string) (result T, found bool, err error) {
	prior, found, err := answers.Find(r, K().Str(key))
	if err != nil || !found || !r.Now().Before(prior.Until) {
		return result, false, err
	}
	if err := json.Unmarshal(prior.Result, &result); err != nil {
		return result, false, ErrDamaged.Because(err)
	}
	return result, true, nil
}

func recall[T any](prior answer, digest []byte) (result T, err error) {
	// Of before 29 November 2026 are answers without a digest; they are over within 48 hours.
	if len(prior.Digest) > 0 && string(prior.Digest) != string(digest) {
		return result, ErrOnce
	}
	if err := json.Unmarshal(prior.Result, &result); err != nil {
		return result, ErrDamaged.Because(err)
	}
	return result, nil
}

func remember(tx *Tx, key string, digest []byte, result any) error {
	content, err := json.Marshal(result)
	if err != nil {
		return ErrDamaged.Because(err)
	}
	until := tx.now.Add(onceKept)
	if err := expiry.Put(tx, K().Time(until).Str(key), key); err != nil {
		return err
	}
	return answers.Put(tx, K().Str(key), answer{digest, content, until})
}

// forgetAnswers removes a few answers whose time is over: more than come in, so that they never
// pile up, and few enough that nobody waits for it.
func forgetAnswers(tx *Tx) error {
	type old struct {
		at  Key
		key string
	}
	var over []old
	err := expiry.Range(tx, nil, K().Time(tx.now), func(k Key, key string) error {
		over = append(over, old{append(Key(nil), k...), key})
		if len(over) == 4 {
			return ErrStop
		}
		return nil
	})
	for _, o := range over {
		expiry.Delete(tx, o.at)
		if kept, found, _ := answers.Find(tx, K().Str(o.key)); found && !tx.now.Before(kept.Until) {
			answers.Delete(tx, K().Str(o.key))
		}
	}
	return err
}
