package forecast

import (
	"sync"
	"time"

	"balie/booking/catalogue"
	"balie/booking/ledger"
	"balie/queue"
)

// freshFor is how long an outlook is used again while the queue does not move.
const freshFor = 20 * time.Second

// cache keeps the last outlook of each office of one ledger: many screens ask, one plays, and all are answered
// the same.
type cache struct {
	mu    sync.Mutex
	known map[catalogue.OfficeID]Outlook
}

// cacheOf is the one cache of a ledger.
func cacheOf(r ledger.Reader) (*cache, error) {
	return ledger.Memo(r, "forecast", "", func() (*cache, error) { return &cache{known: map[catalogue.OfficeID]Outlook{}}, nil })
}

// with calls fn with the outlook of an office, which is played anew where the queue moved or a moment passed.
func (c *cache) with(r ledger.Reader, office catalogue.OfficeID, fn func(Outlook) error) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	o, err := catalogue.OfficeByID(r, office)
	if err != nil {
		return err
	}
	version, err := queue.Version(r, office, o.Today(r.Now()))
	if err != nil {
		return err
	}
	k, ok := c.known[office]
	if !ok || k.Version != version || r.Now().Sub(k.At) >= freshFor || r.Now().Before(k.At) {
		if k, err = predict(r, office); err != nil {
			return err
		}
		c.known[office] = k
	}
	return fn(k)
}

// Predict says how an office is expected to go on. It may play for some milliseconds: never within a
// transaction. While the queue does not move everybody who asks within a moment is answered the same.
func Predict(r ledger.Reader, office catalogue.OfficeID) (k Outlook, err error) {
	c, err := cacheOf(r)
	if err != nil {
		return Outlook{}, err
	}
	err = c.with(r, office, func(found Outlook) error { k = found; return nil })
	return k, err
}
