package web

import (
	"errors"
	"fmt"
	"net/netip"
	"testing"
	"time"

	"github.com/gofiber/fiber/v2"

	"balie/booking/ledger"
	"balie/web/route"
)

func TestALimitRefusesThenRecovers(t *testing.T) {
	now := morning
	l := newLimiter(Limits{route.Guess: {Burst: 3, PerMinute: 6}}, func() time.Time { return now })
	for range 3 {
		if err := l.take(route.Guess, "a"); err != nil {
			t.Fatalf("within the burst: %v", err)
		}
	}
	err := l.take(route.Guess, "a")
	if !errors.Is(err, ErrLimit) || ledger.ArgsOf(err)["seconds"] != 11 {
		t.Errorf("over the burst: %v %v, want ErrLimit with 11 seconds", err, ledger.ArgsOf(err))
	}
	if err := l.take(route.Guess, "b"); err != nil {
		t.Errorf("another visitor: %v", err)
	}
	if err := l.take(route.Free, "a"); err != nil {
		t.Errorf("what is free: %v", err)
	}
	now = now.Add(10 * time.Second)
	if err := l.take(route.Guess, "a"); err != nil {
		t.Errorf("after ten seconds: %v", err)
	}
	if err := l.take(route.Guess, "a"); err == nil {
		t.Error("ten seconds at six a minute gave more than one")
	}
	now = now.Add(-time.Hour) // a clock set back takes nothing away and gives nothing
	if err := l.take(route.Guess, "a"); err == nil {
		t.Error("a clock set back gave one more")
	}
}

func TestALimitersMemoryIsBounded(t *testing.T) {
	l := newLimiter(Limits{route.Look: {Burst: 2, PerMinute: 1}}, func() time.Time { return morning })
	for i := range 3 * mostVisitors {
		if err := l.take(route.Look, fmt.Sprint(i)); err != nil {
			t.Fatal(err)
		}
	}
	if n := len(l.young) + len(l.old); n > 2*mostVisitors {
		t.Errorf("%d visitors are remembered, want at most %d", n, 2*mostVisitors)
	}
	if err := errors.Join(l.take(route.Look, "x"), l.take(route.Look, "x")); err != nil {
		t.Fatal(err)
	}
	if err := l.take(route.Look, "x"); err == nil {
		t.Error("a limiter that is full forgot somebody who just came")
	}
}

func TestWhoAsksTooOftenIsToldWhenToComeBack(t *testing.T) {
	o := newOptions(t)
	o.Limits = Limits{route.Look: {1, 1}, route.Change: {1, 1}, route.Guess: {1, 1}, route.Enter: {1, 1}}
	a := New(o).with(route.Route{Method: "POST", Path: "/guess", Access: route.Public, Limit: route.Guess, Bare: true,
		Handler: func(c *fiber.Ctx) error { return nil }})
	ask(t, a, "POST", "/guess", "x=1")
	answer, _ := ask(t, a, "POST", "/guess", "x=1")
	if answer.StatusCode != 429 || answer.Header.Get("Retry-After") != "61" {
		t.Errorf("%d with Retry-After %q, want 429 with 61", answer.StatusCode, answer.Header.Get("Retry-After"))
	}
}

func TestForwardedForIsBelievedOfTrustedProxiesOnly(t *testing.T) {
	a := &App{options: Options{TrustedProxies: []netip.Prefix{netip.MustParsePrefix("10.0.0.0/8")}}}
	proxy := netip.MustParseAddr("10.0.0.1")
	for header, want := range map[string]string{
		"":                      "10.0.0.1",
		"203.0.113.7":           "203.0.113.7",
		"1.2.3.4, 203.0.113.7":  "203.0.113.7", // the left one anybody can write
		"203.0.113.7, 10.0.0.2": "203.0.113.7",
		"nonsense":              "10.0.0.1",
		"nonsense, 203.0.113.7": "203.0.113.7",
		"2001:db8::1":           "2001:db8::1",
		"::ffff:203.0.113.7":    "203.0.113.7",
	} {
		if got := a.forwarded(header, proxy).String(); got != want {
			t.Errorf("%q is from %s, want %s", header, got, want)
		}
	}
}

func TestAnUntrustedAddressCannotChooseItsVisitor(t *testing.T) {
	o := newOptions(t)
	a := New(o)
	var seen []string
	a.with(route.Route{Method: "GET", Path: "/who", Access: route.Public, Limit: route.Free, Bare: true,
		Handler: func(c *fiber.Ctx) error { seen = append(seen, a.visitor(c)); return nil }})
	ask(t, a, "GET", "/who", "", "X-Forwarded-For", "203.0.113.7")
	ask(t, a, "GET", "/who", "", "X-Forwarded-For", "203.0.113.8")
	if len(seen) != 2 || seen[0] != seen[1] {
		t.Errorf("two claims of one address count as %q", seen)
	}
}
