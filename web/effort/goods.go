package effort

import (
	"cmp"
	"container/heap"
	"hash/maphash"
	"net/netip"
	"slices"
	"sync"
	"time"
)

// unprovenFor is how long a good counts whose taker has not shown to be reachable: a held time from when it
// was first held, also when it was let go, and an appointment from when it was made, also when it was
// cancelled. So rounds of holding, booking and cancelling come to nothing.
const unprovenFor = 24 * time.Hour

// A level is a part of an address by which goods are counted. free of them are as for anybody; beyond, each
// step of them doubles the effort; most is where it ends.
type level struct {
	bits4, bits6     int
	free, step, most int
}

// levels: a device, a household (an IPv4 address may be a library, a flat or a carrier's, which is why it is
// no less), and what a provider gives a customer at most (/48), or a street of IPv4. A proven appointment
// gives its household room for another, earnedMost at most.
var levels = []level{
	{bits4: 32, bits6: 128, free: 4, step: 1, most: 16},
	{bits4: 32, bits6: 64, free: 4, step: 1, most: 16},
	{bits4: 24, bits6: 48, free: 24, step: 4, most: 48},
}

// household is the level at which room is earned; inAll counts everybody's.
const (
	household  = 1
	earnedMost = 32
	allFree    = 120
	allStep    = 120
	allMost    = 3 // doublings, for who holds something already
)

// mostGoods bounds the memory: of more, those that end first are forgotten.
const mostGoods = 50_000

// net is one address at one level, hashed.
type net uint64

// good is one that is counted.
type good struct {
	key  uint64
	nets []net
	ends time.Time
	at   int // in the heap
}

// goods are all that are held and unproven, by who holds them.
type goods struct {
	mu     sync.Mutex
	seed   maphash.Seed
	byKey  map[uint64]*good
	held   map[net]int
	earned map[net]int // of households
	ends   goodHeap
}

func (g *goods) begin() {
	if g.byKey == nil {
		g.seed, g.byKey, g.held, g.earned = maphash.MakeSeed(), map[uint64]*good{}, map[net]int{}, map[net]int{}
	}
}

func (g *goods) hash(key string) uint64 { return maphash.String(g.seed, key) }

// netsOf are an address at each level.
func (g *goods) netsOf(from netip.Addr) (all []net) {
	for i, l := range levels {
		bits := l.bits6
		if from.Is4() {
			bits = l.bits4
		}
		prefix, _ := from.WithZone("").Prefix(bits)
		all = append(all, net(maphash.Comparable(g.seed, struct {
			level  int
			prefix netip.Prefix
		}{i, prefix})))
	}
	return all
}

// doublings is how often an effort is doubled for what the network of an address holds, what stands under
// the key itself left out; ErrManyHeld where it holds as many as it may, which in a rush is a household's few.
func (g *goods) doublings(from netip.Addr, key string, rush bool, now time.Time) (n int, err error) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.begin()
	g.end(now)
	nets := g.netsOf(from)
	var own []net
	if of := g.byKey[g.hash(key)]; of != nil {
		own = of.nets
	}
	room, any := g.earned[nets[household]], 0
	for i, l := range levels {
		held := g.held[nets[i]]
		if slices.Contains(own, nets[i]) {
			held--
		}
		any = max(any, held)
		most := l.most
		if rush && i <= household {
			most = l.free
		}
		if held >= most+room {
			return 0, ErrManyHeld
		}
		n = max(n, (held-l.free-room+l.step)/l.step)
	}
	if any > 0 {
		n += min(allMost, max(0, len(g.byKey)-allFree)/allStep)
	}
	return n, nil
}

// add counts a good of an address, once under a key.
func (g *goods) add(from netip.Addr, key string, ends, now time.Time) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.begin()
	g.end(now)
	hash := g.hash(key)
	if g.byKey[hash] != nil {
		return
	}
	for len(g.byKey) >= mostGoods {
		g.remove(g.ends[0])
	}
	one := &good{key: hash, nets: g.netsOf(from), ends: ends}
	g.byKey[hash] = one
	heap.Push(&g.ends, one)
	for _, n := range one.nets {
		g.held[n]++
	}
}

// become counts an appointment in the place of what was held for it.
func (g *goods) become(from netip.Addr, key, id string, ends, now time.Time) {
	g.mu.Lock()
	if g.begin(); g.byKey[g.hash(key)] != nil {
		g.remove(g.byKey[g.hash(key)])
	}
	g.mu.Unlock()
	g.add(from, id, ends, now)
}

func (g *goods) prove(id string, now time.Time) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.begin()
	g.end(now)
	known := g.byKey[g.hash(id)]
	if known == nil {
		return
	}
	g.remove(known)
	if len(g.earned) >= mostGoods {
		clear(g.earned)
	}
	home := known.nets[household]
	g.earned[home] = min(earnedMost, g.earned[home]+1)
}

// end forgets what is over; the caller holds the lock.
func (g *goods) end(now time.Time) {
	for len(g.ends) > 0 && !now.Before(g.ends[0].ends) {
		g.remove(g.ends[0])
	}
}

func (g *goods) remove(one *good) {
	heap.Remove(&g.ends, one.at)
	delete(g.byKey, one.key)
	for _, n := range one.nets {
		if g.held[n]--; g.held[n] == 0 {
			delete(g.held, n)
		}
	}
}

// goodHeap has the one that ends first in front.
type goodHeap []*good

func (h goodHeap) Len() int           { return len(h) }
func (h goodHeap) Less(i, j int) bool { return cmp.Less(h[i].ends.UnixNano(), h[j].ends.UnixNano()) }
func (h goodHeap) Swap(i, j int)      { h[i], h[j] = h[j], h[i]; h[i].at, h[j].at = i, j }
func (h *goodHeap) Push(x any)        { one := x.(*good); one.at = len(*h); *h = append(*h, one) }
func (h *goodHeap) Pop() any {
	last := len(*h) - 1
	one := (*h)[last]
	*h = (*h)[:last]
	return one
}
