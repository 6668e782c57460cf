package account

import (
	"hash/maphash"
	"sync"
	"time"

	"balie/booking/ledger"
	"balie/web/route"

	"github.com/gofiber/fiber/v2"
)

// ErrAttempts: too many wrong passphrases or codes came from here; args: minutes.
var ErrAttempts = route.As(fiber.StatusTooManyRequests, ledger.Refuse(ledger.Busy, "account.attempts"))

// pace is how many wrong tries are taken at once, and how many more an hour.
type pace struct{ burst, perHour float64 }

// A guesser meets three limits. A browser that signed in here before, and carries the mark of it,
// meets only its own: so nobody can keep the owner of an account out by guessing at it, and
// nobody's colleagues behind the same address.
var (
	perPair    = pace{6, 12}   // one account from one address
	perAccount = pace{60, 60}  // one account from everywhere
	perAddress = pace{60, 120} // every account from one address: a town hall shares one
	perDevice  = pace{10, 30}  // one account from a browser that its owner used
)

// mostTries bounds the memory of tries: as with limits, two generations.
const mostTries = 50_000

// attempts counts wrong tries in memory, under hashes of a key that is kept nowhere.
type attempts struct {
	seed maphash.Seed

	mu         sync.Mutex
	young, old map[uint64]tries
	came       map[uint64]time.Time // addresses, and accounts at addresses, that somebody signed in from
}

type tries struct {
	left float64
	at   time.Time
}

func newAttempts() *attempts {
	return &attempts{seed: maphash.MakeSeed(), young: map[uint64]tries{}, came: map[uint64]time.Time{}}
}

// limit is one of the limits that a try meets.
type limit struct {
	pace
	name string
}

// limits are what a try at a login from an address meets; known is the mark of a browser that its
// owner used, or "".
func limits(login, address, known string) []limit {
	if known != "" {
		return []limit{{perDevice, "device\x00" + login + "\x00" + known}}
	}
	return []limit{
		{perPair, "pair\x00" + login + "\x00" + address},
		{perAccount, "account\x00" + login},
		{perAddress, "address\x00" + address},
	}
}

// stepLimits are what a try at the second step meets: whoever makes one has shown the passphrase, so that the
// mistakes of others at their address are none of theirs.
func stepLimits(id UserID, address, known string) []limit {
	all := limits("second "+string(id), address, known)
	return all[:min(2, len(all))]
}

// passLimits are what the right passphrase with a code meets while tries are refused: of nobody else.
func passLimits(id UserID) []limit { return []limit{{perPair, "passing\x00" + string(id)}} }

// cameFor is how long it is known that somebody signed in from an address.
const cameFor = 30 * 24 * time.Hour

// remember notes that an account was opened from an address.
func (a *attempts) remember(login, address string, now time.Time) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if len(a.came) >= mostTries {
		clear(a.came)
	}
	for _, name := range []string{address, login + "\x00" + address} {
		a.came[maphash.String(a.seed, "came\x00"+name)] = now
	}
}

// cameBefore reports whether somebody signed in from an address before, and whether to this account.
func (a *attempts) cameBefore(login, address string, now time.Time) (somebody, self bool) {
	a.mu.Lock()
	defer a.mu.Unlock()
	came := func(name string) bool {
		at, found := a.came[maphash.String(a.seed, "came\x00"+name)]
		return found && now.Sub(at) < cameFor
	}
	return came(address), came(login + "\x00" + address)
}

// take counts a try before it is made, so that many at once cannot slip through. It refuses with
// ErrAttempts and then counts nothing.
func (a *attempts) take(all []limit, now time.Time) error {
	a.mu.Lock()
	defer a.mu.Unlock()
	for _, l := range all {
		if t := a.find(l, now); t.left < 1 {
			return ErrAttempts.With("minutes", 1+int((1-t.left)*60/l.perHour))
		}
	}
	for _, l := range all {
		t := a.find(l, now)
		t.left--
		a.keep(l, t)
	}
	return nil
}

// forgive gives a try back that turned out right. The pair of account and address starts afresh.
func (a *attempts) forgive(all []limit, now time.Time) {
	a.mu.Lock()
	defer a.mu.Unlock()
	for i, l := range all {
		t := a.find(l, now)
		t.left = min(l.burst, t.left+1)
		if i == 0 {
			t.left = l.burst
		}
		a.keep(l, t)
	}
}

func (a *attempts) find(l limit, now time.Time) tries {
	key := maphash.String(a.seed, l.name)
	t, ok := a.young[key]
	if !ok {
		if t, ok = a.old[key]; !ok {
			t = tries{l.burst, now}
		}
	}
	if passed := now.Sub(t.at); passed > 0 {
		t.left, t.at = min(l.burst, t.left+passed.Hours()*l.perHour), now
	}
	return t
}

func (a *attempts) keep(l limit, t tries) {
	if len(a.young) >= mostTries {
		a.young, a.old = map[uint64]tries{}, a.young
	}
	a.young[maphash.String(a.seed, l.name)] = t
}
