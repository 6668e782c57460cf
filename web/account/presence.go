package account

import (
	"context"
	"errors"
	"sync"
	"time"

	"balie/booking/ledger"
)

// Presence remembers in memory when sessions were last used, and writes it to the ledger once in a
// while: looking at a page writes nothing. After a crash a session may seem to rest a little longer
// than it did.
type Presence struct {
	mu   sync.Mutex
	seen map[string]time.Time // hash → instant
}

// touch notes a request of a session.
func (p *Presence) touch(hash string, at time.Time) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.seen == nil {
		p.seen = map[string]time.Time{}
	}
	if at.After(p.seen[hash]) {
		p.seen[hash] = at
	}
}

// last is when a session was seen, as far as this memory goes.
func (p *Presence) last(hash string) time.Time {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.seen[hash]
}

// take empties the memory.
func (p *Presence) take() map[string]time.Time {
	p.mu.Lock()
	defer p.mu.Unlock()
	seen := p.seen
	p.seen = nil
	return seen
}

// sweepChunk is how many sessions one transaction of Sweep writes or removes.
const sweepChunk = 50

// Sweep writes down when sessions were last used and removes those that are over, and notes of the
// audit whose term is over. It is called
// every minute, and once before the ledger closes.
func (a *Accounts) Sweep(ctx context.Context) error {
	var over []session
	var seen []session
	taken := a.presence.take()
	err := a.o.Ledger.View(func(r ledger.Reader) error {
		return sessions.Each(r, nil, func(_ ledger.Key, s session) error {
			at := taken[s.Hash]
			switch {
			case a.o.Terms.over(s, at, a.now(r)):
				over = append(over, s)
			case at.After(s.Seen):
				s.Seen = at
				seen = append(seen, s)
			}
			return nil
		})
	})
	if err == nil {
		err = errors.Join(a.eachChunk(ctx, over, remove), a.eachChunk(ctx, seen, noteSeen), a.o.Ledger.Update(ctx, "system", forgetNotes), a.noteKeys(ctx))
	}
	if err != nil {
		a.remember(taken)
	}
	return err
}

func remove(tx *ledger.Tx, s session) error {
	end(tx, s)
	return nil
}

// remember puts back what could not be written.
func (a *Accounts) remember(seen map[string]time.Time) {
	for hash, at := range seen {
		a.presence.touch(hash, at)
	}
}

func (a *Accounts) eachChunk(ctx context.Context, all []session, do func(*ledger.Tx, session) error) error {
	for len(all) > 0 {
		n := min(len(all), sweepChunk)
		err := a.o.Ledger.Update(ctx, "system", func(tx *ledger.Tx) error {
			for _, s := range all[:n] {
				if err := do(tx, s); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			return err
		}
		all = all[n:]
	}
	return nil
}

// noteSeen moves the instant of a session that is still there.
func noteSeen(tx *ledger.Tx, s session) error {
	kept, found, err := sessions.Find(tx, ledger.K().Str(s.Hash))
	if err != nil || !found || !s.Seen.After(kept.Seen) {
		return err
	}
	kept.Seen = s.Seen
	return sessions.Put(tx, ledger.K().Str(s.Hash), kept)
}
