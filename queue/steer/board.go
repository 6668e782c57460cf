package steer

import (
	"cmp"
	"math"
	"slices"
)

// board is a State made flat: minutes from now, desks as bits, the least flexible desk lowest.
type board struct {
	desks  []bench
	guests []visit // present, in the order in which they are called without a look ahead
	coming []coming
	walks  []walk
	idle   uint64 // desks that are free now
	kept   []keep // desks that are kept for somebody, decided on already
	seed   uint64
	needs  []Skills // for which masks are known
	masks  []uint64
}

// mostDesks is how many desks a look ahead knows.
const mostDesks = 64

// mostGuests is how many of those present a look ahead plays: who is due first.
const mostGuests = 96

// bench is a desk.
type bench struct {
	at      int // in State.Desks
	can     Skills
	count   int
	pace    float64
	until   float64 // starts nothing that would take longer; +Inf for no end
	back    float64 // takes nobody before; +Inf for not
	busy    bool
	lasts   *Distribution
	elapsed float64
	past    int // values of lasts that have passed
	left    float64
	id      string
}

// visit is somebody to be helped.
type visit struct {
	at, from, due float64
	key           float64 // by which the base order calls
	dur, plan     float64
	desks         uint64
	lasts         *Distribution
	walk          bool
	index         int // in State.Guests
}

// coming is an appointment that is expected.
type coming struct {
	booked, due, plan float64
	comes             float64
	lasts, offset     *Distribution
	past              int // values of offset that have passed
	desks             uint64
	punctual          bool // is not called before booked
}

// walk is a flow of people without an appointment.
type walk struct {
	from, until, perMinute, plan float64
	none                         float64 // chance of nobody
	lasts                        *Distribution
	desks                        uint64
}

// keep leaves a desk, free or not, to appointments of one class until an instant, or until one of
// them is called.
type keep struct {
	desk  int
	until float64
	class uint64 // the desks that could help that class
}

// farOff is later than anything that is played.
const farOff = 1e9

func (b *board) set(s State, o Options) {
	b.desks, b.guests, b.coming, b.walks = b.desks[:0], b.guests[:0], b.coming[:0], b.walks[:0]
	b.needs, b.masks, b.kept, b.idle = b.needs[:0], b.masks[:0], b.kept[:0], 0
	b.seed = s.Seed ^ uint64(s.Now.UnixMilli())*0x9e3779b97f4a7c15
	b.setDesks(s)
	b.setGuests(s, o)
	b.setComing(s, o)
	b.setWalks(s, o)
}

func (b *board) setDesks(s State) {
	for i, d := range s.Desks {
		if !d.Works && d.Back.IsZero() || len(b.desks) == mostDesks {
			continue
		}
		n := bench{at: i, id: d.ID, can: d.Can, count: d.Can.Count(), pace: 1, until: farOff, lasts: d.Lasts, busy: d.Helping != ""}
		if d.Pace > 0 {
			n.pace = float64(d.Pace) / 100
		}
		if !d.Until.IsZero() {
			n.until = s.minutes(d.Until)
		}
		if !d.Works {
			n.back = s.minutes(d.Back)
		}
		n.left = max(0, s.minutes(d.FreeAt))
		if d.FreeAt.IsZero() {
			n.left = 0
		}
		if n.busy && n.lasts != nil {
			n.elapsed = -s.minutes(d.Since) / n.pace
			n.past = n.lasts.past(n.elapsed)
		}
		b.desks = append(b.desks, n)
	}
	slices.SortStableFunc(b.desks, func(x, y bench) int {
		return cmp.Or(cmp.Compare(x.count, y.count), cmp.Compare(x.id, y.id))
	})
	for i, d := range b.desks {
		if !d.busy && d.left <= 0 && d.back <= 0 {
			b.idle |= 1 << i
		}
	}
}

// maskOf returns the desks with these skills.
func (b *board) maskOf(need Skills) (mask uint64) {
	if i := slices.Index(b.needs, need); i >= 0 {
		return b.masks[i]
	}
	for i, d := range b.desks {
		if d.can.Has(need) {
			mask |= 1 << i
		}
	}
	b.needs, b.masks = append(b.needs, need), append(b.masks, mask)
	return mask
}

func (b *board) setGuests(s State, o Options) {
	for i, g := range s.Guests {
		v := visit{
			from: s.minutes(later(g.Booked, g.Arrived)), due: s.minutes(g.Due), plan: float64(g.Minutes),
			desks: b.maskOf(g.Need), lasts: g.Lasts, walk: g.Kind != Appointment, index: i, dur: float64(g.Minutes),
		}
		if g.Only != "" {
			v.desks &= b.deskBit(g.Only)
		}
		if v.at = 0; !g.After.IsZero() {
			v.at = max(0, s.minutes(g.After))
		}
		v.key = v.due
		if v.walk {
			v.key += o.Offset.Minutes()
		}
		if g.Urgent {
			v.key = math.Inf(-1)
		}
		if v.desks != 0 && v.at <= o.Horizon.Minutes() {
			b.guests = append(b.guests, v)
		}
	}
	slices.SortStableFunc(b.guests, func(x, y visit) int {
		g, h := &s.Guests[x.index], &s.Guests[y.index]
		return cmp.Or(cmp.Compare(x.key, y.key), g.Arrived.Compare(h.Arrived), cmp.Compare(g.ID, h.ID))
	})
	if len(b.guests) > mostGuests {
		b.guests = b.guests[:mostGuests]
	}
}

func (b *board) deskBit(id string) uint64 {
	for i, d := range b.desks {
		if d.id == id {
			return 1 << i
		}
	}
	return 0
}

func (b *board) setComing(s State, o Options) {
	for _, x := range s.Expected {
		c := coming{booked: s.minutes(x.At), due: s.minutes(x.Due), plan: float64(x.Minutes), comes: x.Comes, lasts: x.Lasts, offset: x.Offset, desks: b.maskOf(x.Need), punctual: s.Punctual}
		if c.booked > o.Horizon.Minutes() || c.desks == 0 {
			continue
		}
		if c.comes == 0 {
			c.comes = 1
		}
		if c.offset != nil { // that they have not come yet makes it less likely that they will
			c.past = c.offset.past(-c.booked)
			still := c.comes * (1 - float64(c.past)/points)
			c.comes = still / (still + 1 - c.comes + 1e-12)
		}
		if c.comes > 0 {
			b.coming = append(b.coming, c)
		}
	}
	slices.SortStableFunc(b.coming, func(x, y coming) int { // what is drawn depends on the order, which no id decides
		return cmp.Or(cmp.Compare(x.booked, y.booked), cmp.Compare(x.desks, y.desks), cmp.Compare(x.plan, y.plan), cmp.Compare(x.comes, y.comes))
	})
}

func (b *board) setWalks(s State, o Options) {
	for _, w := range s.Walks {
		v := walk{from: max(0, s.minutes(w.From)), until: min(o.Horizon.Minutes(), s.minutes(w.Until)), perMinute: w.PerMinute, plan: float64(w.Minutes), lasts: w.Lasts, desks: b.maskOf(w.Need)}
		if v.until > v.from && v.perMinute > 0 && v.desks != 0 {
			v.none = math.Exp(-v.perMinute * (v.until - v.from))
			b.walks = append(b.walks, v)
		}
	}
}
