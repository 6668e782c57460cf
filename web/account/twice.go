package account

import (
	"hash/maphash"
	"strings"
	"sync"
	"time"
)

// twiceWithin is how long the same form, sent again, is answered with the same session.
const twiceWithin = 30 * time.Second

// twice lets the same form open one session: who clicks twice is in, once, and a code that opens only
// once does not turn the second click away. It lives in memory, under a key that is kept nowhere.
type twice struct {
	seed maphash.Seed

	mu   sync.Mutex
	last map[uint64]*entry
}

// entry is a form that is being answered, or was.
type entry struct {
	done chan struct{}
	raw  string // the session's id; "" where none was opened
	err  error
	over time.Time
}

func newTwice() *twice { return &twice{seed: maphash.MakeSeed(), last: map[uint64]*entry{}} }

// once runs open for the first of the same forms, and returns its session to those that come within
// half a minute, as long as still says that it is open. A form that opened nothing is forgotten at
// once. fields is all that makes it the same; a form without its own key is never the same.
func (w *twice) once(now time.Time, open func() (string, error), still func(raw string) bool, key string, fields ...string) (raw string, err error) {
	if key == "" {
		return open()
	}
	name := maphash.String(w.seed, key+"\x00"+strings.Join(fields, "\x00"))
	e, again := w.find(name, now)
	if again {
		<-e.done
		if e.err != nil || e.raw == "" || still(e.raw) {
			return e.raw, e.err
		}
		return open()
	}
	defer close(e.done)
	e.raw, e.err = open()
	if e.err != nil || e.raw == "" {
		w.mu.Lock()
		delete(w.last, name)
		w.mu.Unlock()
	}
	return e.raw, e.err
}

// seen returns the session that the same form opened a moment ago, if it still is open; it waits for a
// form that is being answered. What made the form good may be used up by now.
func (w *twice) seen(now time.Time, still func(raw string) bool, key string, fields ...string) (raw string, ok bool) {
	name := maphash.String(w.seed, key+"\x00"+strings.Join(fields, "\x00"))
	w.mu.Lock()
	w.forget(now)
	e, ok := w.last[name]
	w.mu.Unlock()
	if !ok || key == "" {
		return "", false
	}
	<-e.done
	return e.raw, e.err == nil && e.raw != "" && still(e.raw)
}

// find returns the entry of a form; again is false for who is the first and must fill it.
func (w *twice) find(name uint64, now time.Time) (e *entry, again bool) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.forget(now)
	if e, again = w.last[name]; !again {
		e = &entry{done: make(chan struct{}), over: now.Add(twiceWithin)}
		w.last[name] = e
	}
	return e, again
}

// forget drops what is over. The caller holds w.mu.
func (w *twice) forget(now time.Time) {
	for key, e := range w.last {
		if !now.Before(e.over) {
			delete(w.last, key)
		}
	}
}
