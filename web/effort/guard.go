package effort

import (
	"net/netip"
	"time"

	"github.com/gofiber/fiber/v2"

	"balie/booking/ledger"
	"balie/web/page"
	"balie/web/route"
)

// Signer marks what is ours: contact.Vault is one.
type Signer interface {
	MAC(purpose, text string) []byte
}

// Guard asks for efforts and counts goods. One guard is shared by all doors that give them away.
type Guard struct {
	Signer Signer
	// From is whence a request comes.
	From func(*fiber.Ctx) netip.Addr
	// Slow is the stricter limit of forms without an effort, which count for as many as their toll.
	Slow func(c *fiber.Ctx, toll int) error
	// Free lets everything pass and counts nothing: one machine plays everybody, as in a demo or a bench.
	Free bool

	crowd crowd
	spent spent
	goods goods
}

// ErrManyHeld: this network holds so many times and unproven appointments that it gets no more for now.
var ErrManyHeld = route.As(fiber.StatusTooManyRequests, ledger.Refuse(ledger.Busy, "limit.held"))

// withoutEffort is how many doublings a form without an effort may stand for: without script a household
// gets on, slowly.
const withoutEffort = 4

// Pay lets a form pass that would take a good under a key: with an effort at once, without one only as often
// as the stricter limit allows, which takes more the larger the crowd and what the network holds. It refuses
// with ErrManyHeld where no effort would do; in a rush, which may be nil, that is after
// a household's few.
func (g *Guard) Pay(c *fiber.Ctx, key string, rush func() bool) error {
	now := page.From(c).Machine
	g.crowd.note(now)
	if g.Free {
		return nil
	}
	from := g.From(c)
	doublings, err := g.goods.doublings(from, key, rush != nil && rush(), now)
	if err != nil {
		return err
	}
	if g.proves(c.FormValue(fieldName), asker{from, key}, g.hardness(doublings, now), now) {
		return nil
	}
	if doublings > withoutEffort {
		return ErrManyHeld
	}
	return g.Slow(c, g.crowd.toll(now)<<doublings)
}

// Admits reports whether the network that asks has room for a good without a new effort: a time that ended
// is taken again, which cost one before.
func (g *Guard) Admits(c *fiber.Ctx, key string) bool {
	if g.Free {
		return true
	}
	n, err := g.goods.doublings(g.From(c), key, false, page.From(c).Machine)
	return err == nil && n <= withoutEffort
}

// Ask is what the form under a key is asked, as JSON for the script.
func (g *Guard) Ask(c *fiber.Ctx, key string) string {
	now := page.From(c).Machine
	if g.Free {
		return g.ask(asker{key: key}, easiest, now)
	}
	from := g.From(c)
	doublings, err := g.goods.doublings(from, key, false, now)
	if err != nil {
		doublings = 0 // it is refused whatever it brings
	}
	return g.ask(asker{from, key}, g.hardness(doublings, now), now)
}

// hardness is the highest number that a challenge hides: as the crowd asks for, doubled for what is held.
func (g *Guard) hardness(doublings int, now time.Time) int {
	return g.crowd.hardness(now) << doublings
}

// Held counts a good that was taken under a key, for a day: also when it is let go, so that rounds of holding
// come to nothing.
func (g *Guard) Held(c *fiber.Ctx, key string) {
	if !g.Free {
		now := page.From(c).Machine
		g.goods.add(g.From(c), key, now.Add(unprovenFor), now)
	}
}

// Booked says what became of the good under a key: an appointment, which counts until it is proven.
func (g *Guard) Booked(c *fiber.Ctx, key, id string) {
	if !g.Free {
		now := page.From(c).Machine
		g.goods.become(g.From(c), key, id, now.Add(unprovenFor), now)
	}
}

// Proved says that whoever made an appointment wants it: what was sent to them came back. It counts no more,
// and its network has room for one more.
func (g *Guard) Proved(c *fiber.Ctx, id string) {
	if !g.Free {
		g.goods.prove(id, page.From(c).Machine)
	}
}
