package ledger

import "context"

// idKey holds the id of this ledger, drawn when the file was made, or when a Balie that knows of ids
// first opened it. A backup has the id of what it is a copy of.
var idKey = []byte("!id")

// ID is the id of the ledger that r reads, 26 characters of IDAlphabet; "" in a file that no Balie
// has opened for writing since there are ids.
func ID(r Reader) string {
	_, id, err := unseal(idKey, r.get(idKey))
	if err != nil {
		return ""
	}
	return string(id)
}

// giveID draws the ledger's id where it has none.
func (l *Ledger) giveID() error {
	known := ""
	if err := l.View(func(r Reader) error { known = ID(r); return nil }); err != nil || known != "" {
		return err
	}
	return l.Update(context.Background(), "system", func(tx *Tx) error {
		tx.put(idKey, seal(idKey, 1, []byte(tx.NewID())))
		return nil
	})
}

// ReadFile runs fn on the file at path without changing it, also where the disk cannot be written. It
// refuses what Verify refuses. Two may read at once, and none while a server has the file open.
func ReadFile(path string, clock Clock, fn func(Reader) error) (err error) {
	engine, err := openBolt(path, true)
	if err != nil {
		return err
	}
	defer engine.Close()
	defer refuseFault(path, &err)
	l := &Ledger{path: path, engine: engine, clock: clock}
	if err := l.recognise(); err != nil {
		return err
	}
	return l.View(fn)
}
