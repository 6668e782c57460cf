package effort

import (
	"errors"
	"fmt"
	"net/netip"
	"testing"
	"time"
)

func at(text string) netip.Addr { return netip.MustParseAddr(text) }

// TestTheEffortDoublesWithWhatIsHeld: nothing for the first of a household, then twice as much with each, until
// there are no more; its neighbours feel nothing of it.
func TestTheEffortDoublesWithWhatIsHeld(t *testing.T) {
	for _, from := range []netip.Addr{at("203.0.113.7"), at("2001:db8:1:2::7")} {
		var g goods
		for i := range 16 {
			want := max(0, i-3)
			if n, err := g.doublings(from, "next", false, effortNow); err != nil || n != want {
				t.Fatalf("with %d held: %d doublings, %v; want %d", i, n, err, want)
			}
			g.add(from, fmt.Sprint(i), effortNow.Add(time.Hour), effortNow)
		}
		if _, err := g.doublings(from, "next", false, effortNow); !errors.Is(err, ErrManyHeld) {
			t.Errorf("with 16 held: %v", err)
		}
		if n, err := g.doublings(from, "3", false, effortNow); err != nil || n != 12 {
			t.Errorf("for one of those themselves: %d, %v", n, err)
		}
		for _, other := range []netip.Addr{at("203.0.113.8"), at("2001:db8:1:3::7")} {
			if n, err := g.doublings(other, "next", false, effortNow); err != nil || n != 0 {
				t.Errorf("a neighbour: %d doublings, %v", n, err)
			}
		}
		if n, err := g.doublings(from, "next", false, effortNow.Add(time.Hour)); err != nil || n != 0 || len(g.held) > 0 {
			t.Errorf("when all are over: %d doublings, %v, %d counts", n, err, len(g.held))
		}
	}
}

// TestAStreetIsCountedTogether: who changes the address within what a provider gives out gains little.
func TestAStreetIsCountedTogether(t *testing.T) {
	var g goods
	taken := 0
	for i := range 1000 {
		from := at(fmt.Sprintf("2001:db8:1:%x::1", i))
		if _, err := g.doublings(from, fmt.Sprint(i), false, effortNow); err == nil {
			g.add(from, fmt.Sprint(i), effortNow.Add(time.Hour), effortNow)
			taken++
		}
	}
	if taken != 48 {
		t.Errorf("a /48 holds %d", taken)
	}
}

// TestGoodBehaviourMakesRoom: what was proven does not count, and a library whose visitors prove theirs has
// room for more of them.
func TestGoodBehaviourMakesRoom(t *testing.T) {
	var g goods
	library := at("203.0.113.7")
	for i := range 20 {
		if n, err := g.doublings(library, "next", false, effortNow); err != nil || n != 0 {
			t.Fatalf("visitor %d of a library: %d doublings, %v", i, n, err)
		}
		g.add(library, fmt.Sprint(i), effortNow.Add(unprovenFor), effortNow)
		g.prove(fmt.Sprint(i), effortNow)
		g.prove(fmt.Sprint(i), effortNow) // proven twice is proven once
	}
	for i := range 20 {
		g.add(library, fmt.Sprint("later ", i), effortNow.Add(time.Hour), effortNow)
	}
	if n, err := g.doublings(library, "next", false, effortNow); err != nil || n > 1 {
		t.Errorf("twenty more at once: %d doublings, %v", n, err)
	}
	if g.earned[g.netsOf(library)[household]] != 20 {
		t.Errorf("it earned %v", g.earned)
	}
}

// TestAHoldThatBecameAnAppointmentIsCountedOnce, and what is held again under its key.
func TestAHoldThatBecameAnAppointmentIsCountedOnce(t *testing.T) {
	var g goods
	home := at("203.0.113.7")
	for range 9 {
		g.add(home, "one", effortNow.Add(time.Hour), effortNow)
	}
	g.become(home, "one", "appointment", effortNow.Add(unprovenFor), effortNow)
	if n := len(g.byKey); n != 1 || len(g.ends) != 1 || g.held[g.netsOf(home)[household]] != 1 {
		t.Errorf("it counts %d", n)
	}
	g.prove("appointment", effortNow)
	if len(g.byKey)+len(g.ends)+len(g.held) != 0 {
		t.Error("what was proven is counted")
	}
}

func TestTheMemoryOfGoodsIsBounded(t *testing.T) {
	var g goods
	for i := range mostGoods + 100 {
		g.add(netip.AddrFrom4([4]byte{10, byte(i >> 16), byte(i >> 8), byte(i)}), fmt.Sprint(i), effortNow.Add(time.Duration(i)*time.Second+time.Hour), effortNow)
	}
	if len(g.byKey) != mostGoods || len(g.ends) != mostGoods {
		t.Errorf("%d are remembered", len(g.byKey))
	}
}
