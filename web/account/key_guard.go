package account

import (
	"context"
	"strings"
	"sync"
	"time"

	"github.com/gofiber/fiber/v2"

	"balie/booking/ledger"
	"balie/web/route"
)

// What a machine is refused for that comes with a key.
var (
	ErrKey   = route.As(fiber.StatusUnauthorized, ledger.Refuse(ledger.Forbidden, "key.refused"))
	ErrScope = ledger.Refuse(ledger.Forbidden, "key.scope")
)

// keyLocal is where a request carries its Key.
const keyLocal = "balie key"

// CurrentKey is the key with which a machine came in; ok is false on routes of others.
func CurrentKey(c *fiber.Ctx) (k Key, ok bool) {
	k, ok = c.Locals(keyLocal).(Key)
	return k, ok
}

// OpenKey reads the key of a request, "Authorization: Bearer …", as it stands now. It refuses with ErrKey for one
// that opens nothing, and with ErrScope for one without the right.
func (a *Accounts) OpenKey(c *fiber.Ctx, right route.Right) (k Key, err error) {
	c.Set(fiber.HeaderCacheControl, "no-store")
	kind, secret, _ := strings.Cut(c.Get(fiber.HeaderAuthorization), " ")
	if !strings.EqualFold(kind, "Bearer") {
		secret = ""
	}
	err = a.o.Ledger.View(func(r ledger.Reader) (err error) {
		k, err = keyOfSecret(r, strings.TrimSpace(secret), a.now(r))
		return err
	})
	if isOneOf(err, ErrKey) {
		c.Set(fiber.HeaderWWWAuthenticate, `Bearer realm="balie"`)
		a.Log(c, Refused, "", "key")
	}
	if err != nil {
		return k, err
	}
	a.keysUsed.touch(k.ID, nowOf(c))
	if !k.Has(right) {
		return k, ErrScope
	}
	c.Locals(keyLocal, k)
	return k, nil
}

// keysUsed remembers which keys were used: looking writes nothing, so a sweep writes the day.
type keysUsed struct {
	mu   sync.Mutex
	used map[KeyID]time.Time
}

func (u *keysUsed) touch(id KeyID, at time.Time) {
	u.mu.Lock()
	defer u.mu.Unlock()
	if u.used == nil {
		u.used = map[KeyID]time.Time{}
	}
	u.used[id] = at
}

func (u *keysUsed) take() map[KeyID]time.Time {
	u.mu.Lock()
	defer u.mu.Unlock()
	used := u.used
	u.used = nil
	return used
}

// noteKeys writes on which day keys were last used, each once a day.
func (a *Accounts) noteKeys(ctx context.Context) error {
	used := a.keysUsed.take()
	if len(used) == 0 {
		return nil
	}
	err := a.o.Ledger.Update(ctx, "system", func(tx *ledger.Tx) error {
		for id, at := range used {
			k, found, err := machineKeys.Find(tx, id.key())
			day := at.UTC().Truncate(24 * time.Hour)
			if err != nil {
				return err
			}
			if !found || !day.After(k.Used) {
				continue
			}
			k.Used = day
			if err := machineKeys.Put(tx, id.key(), k); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		for id, at := range used {
			a.keysUsed.touch(id, at)
		}
	}
	return err
}
