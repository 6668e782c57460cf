package live

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"net"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/gofiber/fiber/v2"

	"balie/booking/ledger"
	"balie/booking/ledger/ledgertest"
)

// counters is a record that every event of these tests moves.
var counters = ledger.NewTable[int]("xx:")

var testSchema = ledger.Schema{Name: "test", Prefixes: []string{"xx:"}}

func openLedger(t testing.TB) *ledger.Ledger {
	t.Helper()
	return ledgertest.Open(t, time.Now, testSchema)
}

// happen commits an event of this kind and moves the counter.
func happen(t testing.TB, l *ledger.Ledger, kind string) {
	t.Helper()
	err := l.Update(context.Background(), "system", func(tx *ledger.Tx) error {
		n, _, err := counters.Find(tx, ledger.K().Str(kind))
		if err == nil {
			err = counters.Put(tx, ledger.K().Str(kind), n+1)
		}
		if err == nil {
			err = tx.Emit(kind, "subject")
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

func wanted(e ledger.Event) bool { return e.Kind == "wanted" }

// showCounter is a topic of one fragment: how often it happened.
func showCounter(r ledger.Reader) ([]Fragment, error) {
	n, _, err := counters.Find(r, ledger.K().Str("wanted"))
	return []Fragment{{"tel", fmt.Sprintf(`<p id="tel">%d</p>`, n)}}, err
}

// wantedEvents are the numbers of the events that the topic wants, as the ledger has them.
func wantedEvents(t testing.TB, l *ledger.Ledger) (all []uint64) {
	t.Helper()
	err := l.View(func(r ledger.Reader) error {
		events, err := ledger.Events(r, 0, 1<<20)
		for _, e := range events {
			if wanted(e) {
				all = append(all, e.Seq)
			}
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// server is a hub behind HTTP.
type server struct {
	t      testing.TB
	hub    *Hub
	app    *fiber.App
	at     string
	stop   context.CancelFunc
	ended  sync.WaitGroup
	mu     sync.Mutex
	banned map[string]bool // visitors who may follow no more
}

// serve starts a hub on an address; "" takes a free one.
func serve(t testing.TB, l *ledger.Ledger, at string, most Most, render Render, options ...TopicOption) *server {
	t.Helper()
	s := &server{t: t, hub: New(Options{Ledger: l, Log: slog.New(slog.DiscardHandler), Most: most}), banned: map[string]bool{}}
	s.app = fiber.New(fiber.Config{Immutable: true, DisableStartupMessage: true, ErrorHandler: func(c *fiber.Ctx, err error) error {
		return c.Status(fiber.StatusServiceUnavailable).SendString(ledger.KeyOf(err))
	}})
	s.app.Server().KeepHijackedConns = true
	s.app.Get("/live", func(c *fiber.Ctx) error {
		who := c.Get("X-Visitor")
		c.Set("X-Frame-Options", "DENY")
		Attach(c, Visit{Visitor: who, Allowed: func() bool { return s.allows(who) }})
		return s.hub.Serve(c, s.hub.Topic("tel", wanted, render, options...))
	})
	s.app.Get("/bare", func(c *fiber.Ctx) error { return s.hub.Serve(c, s.hub.Topic("tel", wanted, render)) })
	if at == "" {
		at = "127.0.0.1:0"
	}
	listener, err := net.Listen("tcp", at)
	if err != nil {
		t.Fatal(err)
	}
	s.at = listener.Addr().String()
	var ctx context.Context
	ctx, s.stop = context.WithCancel(context.Background())
	s.ended.Go(func() { s.hub.Run(ctx) })
	s.ended.Go(func() { _ = s.app.Listener(listener) })
	return s
}

func (s *server) allows(who string) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return !s.banned[who]
}

func (s *server) ban(who string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.banned[who] = true
}

// close ends a server as a house does, and fails if that takes long.
func (s *server) close() {
	s.t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
	defer cancel()
	if err := s.hub.Close(ctx); err != nil {
		s.t.Errorf("closing the hub: %v", err)
	}
	if err := s.app.ShutdownWithContext(ctx); err != nil {
		s.t.Errorf("closing the server: %v", err)
	}
	s.stop()
	s.ended.Wait()
}

// client follows as a browser does: it comes back where it was.
type client struct {
	at, who string

	mu       sync.Mutex
	conn     net.Conn
	last     string
	events   []uint64
	html     string
	messages int
	byes     int
	beats    int
	gap      bool
	head     []string
}

// connect asks for the stream; status is 0 where there is no connection.
func (c *client) connect() (status int, read *bufio.Reader) {
	conn, err := net.DialTimeout("tcp", c.at, 10*time.Second)
	if err != nil {
		return 0, nil
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.conn = conn
	request := "GET /live HTTP/1.1\r\nHost: balie.example\r\nAccept: text/event-stream\r\nX-Visitor: " + c.who + "\r\n"
	if c.last != "" {
		request += "Last-Event-ID: " + c.last + "\r\n"
	}
	_, _ = conn.Write([]byte(request + "\r\n"))
	read = bufio.NewReader(conn)
	line, err := read.ReadString('\n')
	if err != nil {
		return 0, nil
	}
	_, _ = fmt.Sscanf(line, "HTTP/1.1 %d", &status)
	c.head = nil
	for {
		line, err := read.ReadString('\n')
		if line = strings.TrimSpace(line); err != nil || line == "" {
			return status, read
		}
		c.head = append(c.head, line)
	}
}

// follow reads until the connection breaks.
func (c *client) follow(read *bufio.Reader) {
	id, kind := "", ""
	for {
		line, err := read.ReadString('\n')
		if err != nil {
			return
		}
		name, value, _ := strings.Cut(strings.TrimSuffix(line, "\n"), ": ")
		switch name {
		case "id":
			id = value
		case "event":
			kind = value
		case "data":
			c.take(id, kind, value)
		}
	}
}

func (c *client) take(id, kind, data string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if kind == "bye" {
		c.byes++
	}
	if kind == "beat" {
		c.beats++
	}
	if kind != "change" {
		return
	}
	var m content
	if json.Unmarshal([]byte(data), &m) != nil {
		return
	}
	c.last = id
	c.messages++
	c.gap = c.gap || m.Gap
	for _, e := range m.Events {
		c.events = append(c.events, e.Seq)
	}
	for _, p := range m.Parts {
		c.html = p.HTML
	}
}

// keep follows until ctx ends, coming back whenever it is cut.
func (c *client) keep(ctx context.Context) {
	for ctx.Err() == nil {
		if status, read := c.connect(); status == 200 {
			c.follow(read)
		}
		c.cut()
		select {
		case <-time.After(20 * time.Millisecond):
		case <-ctx.Done():
		}
	}
}

func (c *client) cut() {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.conn != nil {
		_ = c.conn.Close()
	}
}

// seen are the events that the client was told of.
func (c *client) seen() []uint64 {
	c.mu.Lock()
	defer c.mu.Unlock()
	return slices.Clone(c.events)
}

// until waits for something that must come true, as long as a busy machine may take.
func until(t testing.TB, what string, is func() bool) {
	t.Helper()
	for begin := time.Now(); !is(); time.Sleep(5 * time.Millisecond) {
		if time.Since(begin) > 60*time.Second {
			t.Fatal("never: " + what)
		}
	}
}
