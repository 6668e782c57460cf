package effort

import (
	"fmt"
	"math/rand/v2"
	"net/netip"
	"testing"
	"time"
)

// A siege is a day of 200 places that is opened at eight, with somebody who wants all of them to sell, and
// 150 residents who each come once in the next eight hours and try three times, an hour apart.
type siege struct {
	goods
	guarded bool // false is what stood before: limits of requests alone
	// rush says that an appointment needs a code that was sent; the attacker has so many mailboxes for it,
	// each good for five, and else holds times until they end.
	rush      bool
	mailboxes int

	left    int
	ends    []int   // the minutes at which what is only held is free again
	work    float64 // seconds of hashing that the attacker needed so far, on all addresses together
	booked  int
	grabbed int
}

const (
	places    = 200
	residents = 150
	tries     = 3
	perMinute = 30   // bookings of one address: two requests each
	hashes    = 20e6 // what the attacker makes in a second
)

// admitted counts a good of an address if it may be taken; work is what its effort costs on average.
func (s *siege) admitted(from netip.Addr, key string, minute int) (work float64, ok bool) {
	if !s.guarded {
		return 0, true
	}
	now := effortNow.Add(time.Duration(minute) * time.Minute)
	n, err := s.doublings(from, key, s.rush, now)
	if err != nil {
		return 0, false
	}
	return float64(int(easiest)<<n) / hashes, true // two efforts, on average half of the numbers each
}

// grab lets the attacker take a place from an address.
func (s *siege) grab(from netip.Addr, key string, minute int) bool {
	work, ok := s.admitted(from, key, minute)
	if s.left == 0 || !ok || s.work+work > float64(60*minute) {
		return false
	}
	s.work += work
	s.add(from, key, effortNow.Add(time.Duration(minute)*time.Minute+unprovenFor), effortNow)
	s.left, s.grabbed = s.left-1, s.grabbed+1
	if s.rush && s.booked >= 5*s.mailboxes {
		s.ends = append(s.ends, minute+10)
		return true
	}
	s.booked++
	return true
}

// come lets a resident try; an ordinary phone makes no effort of over a second.
func (s *siege) come(from netip.Addr, key string, minute int) bool {
	work, ok := s.admitted(from, key, minute)
	if s.left == 0 || !ok || work*hashes > 50_000 {
		return false
	}
	s.add(from, key, effortNow.Add(time.Duration(minute)*time.Minute+unprovenFor), effortNow)
	s.left--
	return true
}

// run returns which share of the residents got a time.
func (s *siege) run(attackers []netip.Addr) float64 {
	random := rand.New(rand.NewPCG(1, 2))
	first := make([]int, residents)
	for i := range first {
		first[i] = 1 + random.IntN(8*60)
	}
	s.left = places
	served := map[int]bool{}
	for minute := range 11 * 60 {
		for len(s.ends) > 0 && s.ends[0] <= minute {
			s.ends, s.left = s.ends[1:], s.left+1
		}
		for i, from := range attackers {
			for n := range perMinute {
				if !s.grab(from, fmt.Sprint("grab ", minute, " ", i, " ", n), minute) {
					break
				}
			}
		}
		for i, begins := range first {
			if tried := minute - begins; !served[i] && tried >= 0 && tried%60 == 0 && tried/60 < tries {
				served[i] = s.come(netip.AddrFrom4([4]byte{100, 64 + byte(i), 7, byte(i)}), fmt.Sprint("resident ", i), minute)
			}
		}
	}
	got := 0
	for _, ok := range served {
		if ok {
			got++
		}
	}
	return float64(got) / residents
}

// TestASiege says which share of honest residents gets a time on a day that somebody wants for themselves.
// The figures stand in PROOF.md.
func TestASiege(t *testing.T) {
	hundred, street := make([]netip.Addr, 100), make([]netip.Addr, 300)
	for i := range hundred {
		hundred[i] = netip.AddrFrom4([4]byte{byte(1 + i), 9, 9, 9})
	}
	for i := range street {
		street[i] = at(fmt.Sprintf("2001:db8:1:%x::1", i))
	}
	for _, c := range []struct {
		name   string
		from   []netip.Addr
		rush   bool
		at     float64 // least share of residents
		atMost int     // places that the attacker ever had
	}{
		{"one address", []netip.Addr{at("198.51.100.1")}, false, 0.95, 16},
		{"one /48", street, false, 0.95, 48},
		{"100 addresses", hundred, false, 0, places},
		{"one address, a code asked", []netip.Addr{at("198.51.100.1")}, true, 0.95, 4},
		{"100 addresses, a code asked", hundred, true, 0.95, 400},
	} {
		before := (&siege{}).run(c.from)
		attack := siege{guarded: true, rush: c.rush, mailboxes: 5}
		after := attack.run(c.from)
		t.Logf("%s: %.0f %% of residents served before, %.0f %% after; %d places grabbed, %d booked", c.name, 100*before, 100*after, attack.grabbed, attack.booked)
		if before > 0.1 || after < c.at || attack.grabbed > c.atMost {
			t.Errorf("%s: %.2f before, %.2f after, %d grabbed", c.name, before, after, attack.grabbed)
		}
	}
}
