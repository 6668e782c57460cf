package live

import (
	"context"
	"fmt"
	"math/rand/v2"
	"net"
	"slices"
	"sync"
	"testing"
	"time"

	"balie/booking/ledger"
)

const (
	crowd   = 1000
	sleeper = 100 // followers that never read
)

// TestAThousandFollowersSeeTheSame lets things happen while a thousand follow, a hundred more never
// read, connections are cut at random and the server is started anew: everybody is told of every
// event once, in order, and nobody waits for those who do not read.
func TestAThousandFollowersSeeTheSame(t *testing.T) {
	l := openLedger(t)
	happen(t, l, "wanted")
	most := Most{Visitor: 1 << 20, All: 1 << 20}
	s := serve(t, l, "", most, bulky)
	ctx, cancel := context.WithCancel(t.Context())
	var following sync.WaitGroup
	clients := make([]*client, crowd)
	for i := range clients {
		clients[i] = &client{at: s.at, who: fmt.Sprint(i), last: startOf(t, l)}
		following.Go(func() { clients[i].keep(ctx) })
	}
	until(t, "everybody follows", func() bool { return s.hub.Followers() == crowd })
	first := len(wantedEvents(t, l))
	asleep := sleepers(t, s.at)
	until(t, "those who will not read follow too", func() bool { return s.hub.Followers() >= crowd+sleeper })

	everySecond(t, l, clients)
	until(t, "who does not read is gone", func() bool { everySecond(t, l, nil); return s.hub.Followers() <= crowd })
	s.close()
	happen(t, l, "wanted") // while nobody is there to tell
	happen(t, l, "other")
	s = serve(t, l, s.at, most, bulky)
	everySecond(t, l, clients)

	want := wantedEvents(t, l)[first:]
	until(t, "everybody was told of everything", func() bool {
		return !slices.ContainsFunc(clients, func(c *client) bool { return len(c.seen()) < len(want) })
	})
	for i, c := range clients {
		if got := c.seen(); !slices.Equal(got, want) {
			t.Fatalf("follower %d was told of %d events, want %d: %v", i, len(got), len(want), differ(got, want))
		}
	}
	cancel()
	for _, c := range clients {
		c.cut()
	}
	following.Wait()
	for _, conn := range asleep {
		_ = conn.Close()
	}
	s.close()
	t.Logf("%d followers, %d events, one restart, %d never read", crowd, len(want), sleeper)
}

// bulky is a counter with so much around it that who does not read is full soon.
func bulky(r ledger.Reader) ([]Fragment, error) {
	parts, err := showCounter(r)
	parts[0].HTML += fmt.Sprintf("<!--%01024d-->", 0)
	return parts, err
}

// startOf is where a page that was rendered now begins to follow.
func startOf(t *testing.T, l *ledger.Ledger) (id string) {
	t.Helper()
	if err := l.View(func(r ledger.Reader) error { id = position{seq: r.Seq()}.String(); return nil }); err != nil {
		t.Fatal(err)
	}
	return id
}

// sleepers are connections that ask for the stream and never read.
func sleepers(t *testing.T, at string) (all []net.Conn) {
	t.Helper()
	for range sleeper {
		conn, err := net.Dial("tcp", at)
		if err != nil {
			t.Fatal(err)
		}
		_ = conn.(*net.TCPConn).SetReadBuffer(4096)
		_, _ = conn.Write([]byte("GET /live HTTP/1.1\r\nHost: balie.example\r\nAccept: text/event-stream\r\nX-Visitor: asleep\r\n\r\n"))
		all = append(all, conn)
	}
	return all
}

// everySecond lets a number of things happen, some of which concern nobody, and cuts some connections.
func everySecond(t *testing.T, l *ledger.Ledger, clients []*client) {
	t.Helper()
	for range 12 {
		happen(t, l, "wanted")
		if rand.IntN(2) == 0 {
			happen(t, l, "other")
		}
		for range len(clients) / 50 {
			clients[rand.IntN(len(clients))].cut()
		}
		time.Sleep(time.Duration(rand.IntN(40)) * time.Millisecond)
	}
}

// differ says where two lists part.
func differ(got, want []uint64) string {
	for i := range min(len(got), len(want)) {
		if got[i] != want[i] {
			return fmt.Sprintf("at %d: %d, want %d (before: %v)", i, got[i], want[i], got[max(0, i-3):i+1])
		}
	}
	return "one is longer"
}
