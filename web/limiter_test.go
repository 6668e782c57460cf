package web

import (
	"errors"
	"fmt"
	"net/netip"
	"testing"
	"time"

	"github.com/gofiber/fiber/v2"
	"github.com/valyala/fasthttp"

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

func TestForwardedIsBelievedOfTrustedProxiesOnly(t *testing.T) {
	a := &App{options: Options{TrustedProxies: []netip.Prefix{netip.MustParsePrefix("10.0.0.0/8"), netip.MustParsePrefix("0.0.0.0/32")}}}
	app := fiber.New()
	type headers []string // "x: ..." is X-Forwarded-For, "f: ..." is Forwarded
	for _, c := range []struct {
		sent         headers
		want, unread string
	}{
		{nil, "0.0.0.0", ""},
		{headers{"x:203.0.113.7"}, "203.0.113.7", ""},
		{headers{"x:1.2.3.4, 203.0.113.7"}, "203.0.113.7", ""}, // the left one anybody can write
		{headers{"x:1.2.3.4", "x:203.0.113.7"}, "203.0.113.7", ""},
		{headers{"x:203.0.113.7", "x:10.0.0.2"}, "203.0.113.7", ""},
		{headers{"x:203.0.113.7, 10.0.0.2", "x:10.0.0.3"}, "203.0.113.7", ""},
		{headers{"x:nonsense"}, "0.0.0.0", "X-Forwarded-For"},
		{headers{"x:203.0.113.7", "x:nonsense"}, "0.0.0.0", "X-Forwarded-For"},
		{headers{"x:nonsense, 203.0.113.7"}, "203.0.113.7", ""},
		{headers{"x:"}, "0.0.0.0", ""},
		{headers{"x:2001:db8::1"}, "2001:db8::1", ""},
		{headers{"x:[2001:db8::1]:443"}, "2001:db8::1", ""},
		{headers{"x:203.0.113.7:51000"}, "203.0.113.7", ""},
		{headers{"x:::ffff:203.0.113.7"}, "203.0.113.7", ""},
		{headers{`f:for="[2001:db8::1]:443";proto=https`}, "2001:db8::1", ""},
		{headers{"f:for=1.2.3.4", "f:proto=https;For=203.0.113.7"}, "203.0.113.7", ""},
		{headers{"f:for=unknown"}, "0.0.0.0", "Forwarded"},
		{headers{"f:proto=https"}, "0.0.0.0", "Forwarded"},
		{headers{"x:203.0.113.7", "f:for=203.0.113.7"}, "203.0.113.7", ""},
		{headers{"x:203.0.113.7", "f:for=198.51.100.1"}, "0.0.0.0", ""}, // one is made up
	} {
		var request fasthttp.RequestCtx
		for _, h := range c.sent {
			request.Request.Header.Add(map[string]string{"x": "X-Forwarded-For", "f": "Forwarded"}[h[:1]], h[2:])
		}
		ctx := app.AcquireCtx(&request)
		if got, unread := a.address(ctx); got.String() != c.want || unread != c.unread {
			t.Errorf("%q is from %s, unread %q; want %s, %q", c.sent, got, unread, c.want, c.unread)
		}
		app.ReleaseCtx(ctx)
	}
}
