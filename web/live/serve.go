package live

import (
	"bytes"
	"encoding/json"
	"net"
	"strings"
	"time"

	"github.com/gofiber/fiber/v2"

	"balie/booking/ledger"
)

// What Serve refuses.
var (
	// ErrMany: too many streams already, from here or in all; the fragments can still be asked for.
	ErrMany = ledger.Refuse(ledger.Busy, "live.many").With("seconds", 30)
	// ErrUnattached: the route is not Live in the table, so nobody says who may follow.
	ErrUnattached = ledger.Refuse(ledger.Internal, "live.unattached")
)

// Visit is who wants to follow. Package web attaches it to every request of a Live route.
type Visit struct {
	Visitor string      // by whom streams are counted
	Allowed func() bool // whether they still may; nil where everybody may
}

const visitKey = "balie visit"

// Attach gives a request its Visit.
func Attach(c *fiber.Ctx, v Visit) { c.Locals(visitKey, v) }

// Serve answers a GET for a topic: a browser's EventSource with a stream, anybody else with the
// fragments as they stand, under an ETag. It refuses with ErrMany, ledger.ErrClosed during a
// shutdown, and what the topic's rendering refuses.
func (h *Hub) Serve(c *fiber.Ctx, t *Topic) error {
	v, ok := c.Locals(visitKey).(Visit)
	if !ok {
		return ErrUnattached
	}
	if c.Method() != fiber.MethodGet || !strings.Contains(c.Get(fiber.HeaderAccept), "text/event-stream") {
		return t.answer(c)
	}
	after, known := parsePosition(lastID(c))
	f := &follower{topic: t, visitor: strings.Clone(v.Visitor), allowed: v.Allowed, until: time.Now().Add(lifetime()), out: make(chan []byte, room)}
	if err := h.join(f, head(c), after, known); err != nil {
		return err
	}
	c.Context().HijackSetNoResponse(true)
	c.Context().Hijack(func(conn net.Conn) {
		// what the server kept for the request is free again as soon as this returns
		if hijacked, ok := conn.(interface{ UnsafeConn() net.Conn }); ok {
			conn = hijacked.UnsafeConn()
		}
		go h.carry(f, conn)
	})
	return nil
}

// lastID is what a browser says it has: when it comes back, and when its page was rendered.
func lastID(c *fiber.Ctx) string {
	if id := c.Get("Last-Event-ID"); id != "" {
		return id
	}
	return c.Query("na")
}

// head is status line and headers of a stream: those that stand on every answer, and its own.
func head(c *fiber.Ctx) []byte {
	var b bytes.Buffer
	b.WriteString("HTTP/1.1 200 OK\r\n")
	for name, value := range c.Response().Header.All() {
		switch string(name) {
		case fiber.HeaderContentType, fiber.HeaderContentLength, fiber.HeaderCacheControl, fiber.HeaderConnection, fiber.HeaderServer:
			continue
		}
		b.Write(name)
		b.WriteString(": ")
		b.Write(value)
		b.WriteString("\r\n")
	}
	b.WriteString("Content-Type: text/event-stream; charset=utf-8\r\nCache-Control: no-store\r\nX-Accel-Buffering: no\r\nConnection: close\r\n\r\nretry: 2000\n\n")
	return b.Bytes()
}

// join counts a follower and puts it on its topic, with what it missed.
func (h *Hub) join(f *follower, head []byte, after position, known bool) error {
	if err := h.count(f.visitor); err != nil {
		return err
	}
	t := f.topic
	t.mu.Lock()
	defer t.mu.Unlock()
	err := t.step(time.Now())
	var missed [][]byte
	if err == nil {
		missed, err = t.backlog(after, known)
	}
	if err == nil && h.isClosing() { // Close said goodbye to this topic already
		err = ledger.ErrClosed
	}
	if err != nil {
		h.discount(f.visitor)
		return err
	}
	f.first = append([][]byte{head}, missed...)
	t.followers[f] = true
	return nil
}

func (h *Hub) isClosing() bool {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.closing
}

func (h *Hub) count(visitor string) error {
	h.mu.Lock()
	defer h.mu.Unlock()
	switch {
	case h.closing:
		return ledger.ErrClosed
	case h.streams >= h.most.All || h.visitors[visitor] >= h.most.Visitor:
		return ErrMany
	}
	h.streams++
	h.visitors[visitor]++
	return nil
}

func (h *Hub) discount(visitor string) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.streams--
	if h.visitors[visitor]--; h.visitors[visitor] == 0 {
		delete(h.visitors, visitor)
	}
}

// carry writes to a follower until it ends, and takes it off its topic.
func (h *Hub) carry(f *follower, conn net.Conn) {
	h.mu.Lock()
	h.carried[f] = true
	h.mu.Unlock()
	f.carry(conn)
	f.topic.mu.Lock()
	h.remove(f)
	f.topic.mu.Unlock()
	h.mu.Lock()
	delete(h.carried, f)
	h.mu.Unlock()
}

// answer is the fragments as they stand, for whoever has no stream.
func (t *Topic) answer(c *fiber.Ctx) error {
	t.mu.Lock()
	err := t.step(time.Now())
	tag, at, when, parts := t.tag(), t.at, t.when, t.parts
	t.mu.Unlock()
	if err != nil {
		return err
	}
	if c.GetRespHeader(fiber.HeaderCacheControl) == "" { // what is of colleagues is kept nowhere
		c.Set(fiber.HeaderCacheControl, "no-cache")
	}
	c.Set(fiber.HeaderETag, tag)
	if c.Get(fiber.HeaderIfNoneMatch) == tag {
		return c.SendStatus(fiber.StatusNotModified)
	}
	body, err := json.Marshal(struct {
		ID string `json:"id"`
		content
	}{at.String(), content{At: when.UnixMilli(), Whole: true, Parts: parts}})
	if err != nil {
		return err
	}
	c.Set(fiber.HeaderContentType, fiber.MIMEApplicationJSONCharsetUTF8)
	return c.Send(body)
}
