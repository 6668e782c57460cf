package web

import (
	"errors"
	"fmt"
	"net/netip"
	"testing"
	"time"

	"balie/booking/ledger"
	"balie/web/route"
)

func TestALimitRefusesThenRecovers(t *testing.T) {
	now := time.Date(2026, 11, 30, 9, 0, 0, 0, time.UTC)
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
	l := newLimiter(Limits{route.Look: {Burst: 2, PerMinute: 1}}, func() time.Time { return time.Unix(0, 0) })
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
