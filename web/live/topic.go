package live

import (
	"slices"
	"strconv"
	"sync"
	"time"

	"balie/booking/ledger"
)

// Wants says whether an event changes what a topic shows.
type Wants func(ledger.Event) bool

// Render returns a topic's fragments as the ledger stands. It is called once per change, whoever
// follows; what it returns must be the same for all of them.
type Render func(ledger.Reader) ([]Fragment, error)

// TopicOption changes how a topic is kept current.
type TopicOption func(*Topic)

// Every renders a topic anew after so long even if nothing happened, for what changes with the clock.
// It is sent where it differs.
func Every(d time.Duration) TopicOption { return func(t *Topic) { t.every = d } }

const (
	ringLength = 64  // messages that are kept to be sent again
	mostEvents = 512 // that a message lists
	pageSize   = 256 // events that are read at once
	farBehind  = 2048
)

// Topic is what a number of pages show alike.
type Topic struct {
	hub    *Hub
	name   string
	wants  Wants
	render Render
	every  time.Duration

	mu        sync.Mutex
	current   bool // the parts below are what the topic shows at at
	at        position
	seen      uint64     // the ledger's sequence up to which nothing more concerns the topic
	when      time.Time  // of the ledger, at the last rendering
	due       time.Time  // of the next rendering by time
	parts     []Fragment // as they were sent last
	ring      []message  // the newest messages, oldest first
	followers map[*follower]bool
}

// Name is what the topic is called.
func (t *Topic) Name() string { return t.name }

// idle reports whether nobody follows. The caller holds t.mu.
func (t *Topic) idle() bool { return len(t.followers) == 0 }

// advance brings a topic to where the ledger stands and tells its followers. Idle topics are left
// as they are; they are brought up when somebody comes.
func (t *Topic) advance(now time.Time) error {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.idle() {
		return nil
	}
	return t.step(now)
}

// step renders if something happened that the topic wants, or if it is time. The caller holds t.mu.
func (t *Topic) step(now time.Time) error {
	if !t.current || t.behind() {
		return t.begin(now)
	}
	timed := t.every > 0 && !now.Before(t.due)
	var next []Fragment
	var events []happened
	to, changed, gap := t.at, false, false
	err := t.hub.ledger.View(func(r ledger.Reader) (err error) {
		if events, gap, err = t.since(r, t.seen); err != nil {
			return err
		}
		to, changed = position{seq: r.Seq()}, len(events) > 0
		if changed || timed {
			t.when = r.Now()
			next, err = t.render(r)
		}
		return err
	})
	if err != nil {
		return err
	}
	t.seen = to.seq
	if !changed && !timed {
		return nil
	}
	t.due = now.Add(t.every)
	differ := differing(t.parts, next)
	if !changed {
		if len(differ) == 0 {
			return nil
		}
		to = position{t.at.seq, t.at.ticks + 1}
	}
	t.parts = next
	return t.tell(to, content{At: t.when.UnixMilli(), Events: events, Gap: gap, Parts: differ})
}

// behind reports whether so much happened while nobody followed that it is sooner to begin again.
func (t *Topic) behind() bool {
	if !t.idle() {
		return false
	}
	seq, err := t.hub.standing()
	return err == nil && seq > t.seen+farBehind
}

// begin renders a topic that nobody followed. The caller holds t.mu.
func (t *Topic) begin(now time.Time) error {
	err := t.hub.ledger.View(func(r ledger.Reader) (err error) {
		t.when, t.at = r.Now(), position{seq: r.Seq()}
		t.parts, err = t.render(r)
		return err
	})
	if err != nil {
		return err
	}
	t.ring, t.current, t.seen, t.due = nil, true, t.at.seq, now.Add(t.every)
	return nil
}

// tell hands a message to every follower. The caller holds t.mu.
func (t *Topic) tell(to position, c content) error {
	m, err := encode(t.at, to, c)
	if err != nil {
		t.current = false
		return err
	}
	t.at = to
	if len(t.ring) == ringLength {
		t.ring = slices.Delete(t.ring, 0, 1)
	}
	t.ring = append(t.ring, m)
	for f := range t.followers {
		if !f.offer(m.bytes) {
			t.hub.cut(f)
		}
	}
	return nil
}

// since returns the events after a sequence that the topic wants; gap is true where there were more
// than a message lists.
func (t *Topic) since(r ledger.Reader, seq uint64) (events []happened, gap bool, err error) {
	for seq < r.Seq() {
		page, err := ledger.Events(r, seq, pageSize)
		if err != nil {
			return nil, false, err
		}
		for _, e := range page {
			if t.wants(e) {
				events = append(events, happened{e.Seq, e.Kind})
			}
			seq = e.Seq
		}
		if len(page) < pageSize {
			break
		}
		if len(events) > mostEvents {
			return events[:mostEvents], true, nil
		}
	}
	return events, false, nil
}

// differing are the fragments that are not as they were.
func differing(before, now []Fragment) []Fragment {
	differ := []Fragment{}
	for _, f := range now {
		if f.HTML != "" && !slices.Contains(before, f) {
			differ = append(differ, f)
		}
	}
	return differ
}

// backlog is what somebody who stands at after must be sent to stand where the topic does: the
// messages since, if they are all still there, else everything with a list of what happened. The
// caller holds t.mu, and the topic is current.
func (t *Topic) backlog(after position, known bool) (all [][]byte, err error) {
	if known && t.standsAt(after) {
		return nil, nil
	}
	if i := slices.IndexFunc(t.ring, func(m message) bool { return m.follows(after) }); known && i >= 0 {
		for _, m := range t.ring[i:] {
			all = append(all, m.bytes)
		}
		return all, nil
	}
	m, err := t.snapshot(after, known)
	return [][]byte{m.bytes}, err
}

// standsAt reports whether nothing that concerns the topic lies between a position and its own: also
// for a page that was rendered after other things had happened.
func (t *Topic) standsAt(p position) bool {
	return p == t.at || p.ticks == 0 && t.at.ticks == 0 && t.at.seq <= p.seq && p.seq <= t.seen
}

// snapshot is everything the topic shows, with what happened after a position. A position beyond
// the topic's is of another file, and tells nothing.
func (t *Topic) snapshot(after position, known bool) (message, error) {
	c := content{At: t.when.UnixMilli(), Whole: true, Parts: differing(nil, t.parts)}
	if known && after.seq < t.at.seq {
		err := t.hub.ledger.View(func(r ledger.Reader) (err error) {
			c.Events, c.Gap, err = t.since(r, after.seq)
			return err
		})
		if err != nil {
			return message{}, err
		}
		c.Events = slices.DeleteFunc(c.Events, func(e happened) bool { return e.Seq > t.at.seq })
	}
	return encode(after, t.at, c)
}

// tag is an ETag of what the topic shows. The caller holds t.mu.
func (t *Topic) tag() string {
	sum := uint64(14695981039346656037)
	for _, f := range t.parts {
		for _, b := range []byte(f.ID + "\x00" + f.HTML + "\x00") {
			sum = (sum ^ uint64(b)) * 1099511628211
		}
	}
	return `"` + strconv.FormatUint(sum, 36) + `"`
}
