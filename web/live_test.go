package web_test

import (
	"bufio"
	"context"
	"crypto/tls"
	"fmt"
	"net"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/gofiber/fiber/v2"

	"balie/booking/ledger"
	"balie/web"
	"balie/web/account"
	"balie/web/live"
	"balie/web/route"
	"balie/web/webtest"
)

// withStream is an app with a stream for team leads, at an address, with TLS where it is given.
func withStream(t *testing.T, secure *tls.Config) (a *webtest.App, at string) {
	t.Helper()
	o := webtest.NewOptions(t)
	o.HTTPS = true
	a = webtest.Start(o)
	a.With(route.Route{Method: "GET", Path: "/stroom", Site: route.StaffSite, Access: route.Staff, Right: route.LeadDay, At: route.AtField, Limit: route.Look, Live: true,
		Handler: func(c *fiber.Ctx) error {
			topic := a.Live().Topic("proef", func(ledger.Event) bool { return true }, func(ledger.Reader) ([]live.Fragment, error) { return nil, nil })
			return a.Live().Serve(c, topic)
		}})
	ctx, stop := context.WithCancel(context.Background())
	ran := make(chan bool)
	go func() { a.Live().Run(ctx); close(ran) }()
	t.Cleanup(func() { stop(); <-ran })
	_, at, _ = strings.Cut(listening(t, a, secure, route.PublicSite, route.StaffSite), "://")
	return a, at
}

// stream asks for the stream with a cookie and reads its head.
func stream(t *testing.T, at, cookie string) (head []string, rest *bufio.Reader) {
	t.Helper()
	conn, err := net.Dial("tcp", at)
	if err != nil {
		t.Fatal(err)
	}
	return askStream(t, conn, cookie)
}

func askStream(t *testing.T, conn net.Conn, cookie string) (head []string, rest *bufio.Reader) {
	t.Helper()
	t.Cleanup(func() { _ = conn.Close() })
	fmt.Fprintf(conn, "GET /stroom HTTP/1.1\r\nHost: x\r\nAccept: text/event-stream\r\nCookie: %s\r\n\r\n", cookie)
	rest = bufio.NewReader(conn)
	for {
		line, err := rest.ReadString('\n')
		if line = strings.TrimSpace(line); err != nil || line == "" {
			return head, rest
		}
		head = append(head, line)
	}
}

// TestAStreamIsGuardedLikeEveryPage opens a stream as nobody, as a colleague and as a team lead, reads
// its headers, and takes the role away while it runs.
func TestAStreamIsGuardedLikeEveryPage(t *testing.T) {
	a, at := withStream(t, nil)
	lead, other, boss := webtest.SignedIn(t, a, "leider", account.TeamLead), webtest.SignedIn(t, a, "collega", account.Counter), webtest.SignedIn(t, a, "baas", account.Manager)
	for cookie, want := range map[string]string{"": " 401 ", other.SessionCookie(): " 403 ", "__Host-balie=" + strings.Repeat("A", 43): " 401 "} {
		if head, _ := stream(t, at, cookie); !strings.Contains(head[0], want) {
			t.Errorf("with %q: %s, want %s", cookie, head[0], want)
		}
	}
	head, rest := stream(t, at, lead.SessionCookie())
	text := strings.Join(head, "\n")
	for _, h := range web.Headers {
		if h.Name != "Vary" && !strings.Contains(text, h.Name+": "+h.Value) {
			t.Errorf("the stream lacks %s", h.Name)
		}
	}
	for _, want := range []string{" 200 OK", "Strict-Transport-Security: ", "Content-Type: text/event-stream", "Cache-Control: no-store"} {
		if !strings.Contains(text, want) {
			t.Errorf("the stream lacks %q:\n%s", want, text)
		}
	}
	boss.Post("/medewerker/collegas/"+webtest.UserID(t, a, "leider"), url.Values{"doe": {"rollen"}, "rol-counter": {"ja"}})
	cut := make(chan bool)
	go func() {
		for {
			if _, err := rest.ReadString('\n'); err != nil {
				close(cut)
				return
			}
		}
	}()
	select {
	case <-cut:
	case <-time.After(30 * time.Second):
		t.Error("the stream goes on after the role was taken away")
	}
}

// TestAStreamRunsOverTLS follows over a connection that is TLS and knows its site, tells something and
// closes.
func TestAStreamRunsOverTLS(t *testing.T) {
	s := httptest.NewTLSServer(nil)
	defer s.Close()
	a, at := withStream(t, &tls.Config{Certificates: s.TLS.Certificates, NextProtos: []string{"http/1.1"}})
	lead := webtest.SignedIn(t, a, "leider", account.TeamLead)
	conn, err := tls.Dial("tcp", at, &tls.Config{InsecureSkipVerify: true}) // our own certificate of a moment ago
	if err != nil {
		t.Fatal(err)
	}
	head, rest := askStream(t, conn, lead.SessionCookie())
	if !strings.Contains(head[0], " 200 ") {
		t.Fatalf("answers %q", head[0])
	}
	webtest.Write(t, a, func(tx *ledger.Tx) error { return tx.Emit("proef.tik") })
	for {
		line, err := rest.ReadString('\n')
		if err != nil {
			t.Fatal("the stream ends before it tells: ", err)
		}
		if strings.Contains(line, "proef.tik") {
			return
		}
	}
}

// TestAStreamKeepsNoSessionAlive follows for longer than a session may rest.
func TestAStreamKeepsNoSessionAlive(t *testing.T) {
	o := webtest.NewOptions(t)
	now := webtest.Morning
	o.Clock = func() time.Time { return now }
	a := webtest.Moved(t, o, &now)
	a.With(route.Route{Method: "GET", Path: "/peil", Site: route.StaffSite, Access: route.Staff, Right: route.UseOwnAccount, Limit: route.Look, Live: true, Handler: func(c *fiber.Ctx) error { return c.SendString("ok\n") }})
	p := webtest.SignedIn(t, a, "anna", account.Counter)
	for range 3 {
		now = now.Add(9 * time.Minute)
		if answer, _ := p.Send("GET", "/peil", ""); answer.StatusCode != 200 {
			t.Fatalf("asking again and again is answered %d", answer.StatusCode)
		}
	}
	now = now.Add(4 * time.Minute)
	if p.Reaches() {
		t.Error("a page that asks by itself kept the session alive")
	}
}

// TestATownHallBehindOneAddressIsNotLimited lets a colleague do more than an address may, and then
// more than a colleague may.
func TestATownHallBehindOneAddressIsNotLimited(t *testing.T) {
	o := webtest.NewOptions(t)
	o.Limits = web.Limits{route.Look: {5, 0.001}, route.Change: {5, 0.001}, route.Guess: {1e6, 1e6}, route.Enter: {1e6, 1e6}}
	a := webtest.Start(o)
	first, second := webtest.SignedIn(t, a, "anna", account.Counter), webtest.SignedIn(t, a, "bram", account.Counter)
	for n := range 5 {
		for _, p := range []*webtest.Person{first, second} {
			if !p.Reaches() {
				t.Fatalf("look %d of a colleague is refused", n+1)
			}
		}
	}
	if answer, _ := first.Send("GET", "/medewerker/ik", ""); answer.StatusCode != 429 {
		t.Errorf("a colleague without end is answered %d", answer.StatusCode)
	}
}
