package ledger

import "errors"

// Table is a family of records of one type under one prefix. It is a value without state:
// a domain declares it once, as a package variable.
type Table[T any] struct {
	prefix string
	codec  Codec[T]
}

// NewTable declares a table of JSON records. The prefix is two letters and a colon ("ap:");
// it must stand in the Schema of the domain, and no other table may use it.
func NewTable[T any](prefix string) Table[T] { return Table[T]{prefix, jsonCodec[T]{}} }

// NewBinary declares a table whose records are written by codec.
func NewBinary[T any](prefix string, codec Codec[T]) Table[T] { return Table[T]{prefix, codec} }

func (t Table[T]) key(k Key) []byte { return append([]byte(t.prefix), k...) }

// Get returns the record under k, ErrNoRecord where there is none, ErrDamaged where it is damaged.
func (t Table[T]) Get(r Reader, k Key) (T, error) {
	key := t.key(k)
	framed := r.get(key)
	if framed == nil {
		var none T
		return none, ErrNoRecord
	}
	return t.decode(key, framed)
}

// Find is Get for a record that need not be there: none is no error.
func (t Table[T]) Find(r Reader, k Key) (v T, found bool, err error) {
	v, err = t.Get(r, k)
	if errors.Is(err, ErrNoRecord) {
		return v, false, nil
	}
	return v, err == nil, err
}

func (t Table[T]) decode(key, framed []byte) (T, error) {
	version, content, err := unseal(key, framed)
	if err != nil {
		var none T
		return none, err
	}
	return t.codec.Decode(version, content)
}

// Put writes v under k, over what was there.
func (t Table[T]) Put(tx *Tx, k Key, v T) error {
	_, _, err := t.put(tx, k, v)
	return err
}

func (t Table[T]) put(tx *Tx, k Key, v T) (key, framed []byte, err error) {
	content, err := t.codec.Encode(v)
	if err != nil {
		return nil, nil, ErrDamaged.Because(err)
	}
	key = t.key(k)
	framed = seal(key, t.codec.Version(), content)
	tx.put(key, framed)
	return key, framed, nil
}

// Delete removes the record under k; that there is none is no error.
func (t Table[T]) Delete(tx *Tx, k Key) { tx.drop(t.key(k)) }

// Each calls fn for every record whose key starts with prefix, in the order of keys, until fn
// returns an error, which Each returns. Return ErrStop to end early without one.
func (t Table[T]) Each(r Reader, prefix Key, fn func(Key, T) error) error {
	from := t.key(prefix)
	return t.walk(r, from, after(from), fn)
}

// Range is Each for the keys from (inclusive) to (exclusive).
func (t Table[T]) Range(r Reader, from, to Key, fn func(Key, T) error) error {
	return t.walk(r, t.key(from), t.key(to), fn)
}

// ErrStop ends Each and Range without an error.
var ErrStop = errors.New("stop")

func (t Table[T]) walk(r Reader, from, to []byte, fn func(Key, T) error) error {
	for key, framed := range r.scan(from, to) {
		v, err := t.decode(key, framed)
		if err == nil {
			err = fn(Key(key[len(t.prefix):]), v)
		}
		switch {
		case errors.Is(err, ErrStop):
			return nil
		case err != nil:
			return err
		}
	}
	return nil
}

// Last returns the record with the highest key that starts with prefix; found is false where
// there is none.
func (t Table[T]) Last(r Reader, prefix Key) (k Key, v T, found bool, err error) {
	from := t.key(prefix)
	for key, framed := range r.scanBack(from, after(from)) {
		v, err = t.decode(key, framed)
		return append(Key(nil), key[len(t.prefix):]...), v, err == nil, err
	}
	return nil, v, false, nil
}

// From calls fn for every record from a key (inclusive) to the end of the table; a nil key is its
// beginning. So a long walk can go on in another reading where it stopped.
func (t Table[T]) From(r Reader, from Key, fn func(Key, T) error) error {
	return t.walk(r, t.key(from), after([]byte(t.prefix)), fn)
}
