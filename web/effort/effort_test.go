package effort

import (
	"encoding/base64"
	"encoding/json"
	"net/netip"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"balie/booking/contact"
)

var effortNow = time.Date(2026, 11, 30, 9, 0, 0, 0, time.UTC)

var riet = asker{netip.MustParseAddr("203.0.113.7"), "riet"}

func newGuard(t *testing.T) *Guard {
	t.Helper()
	v, err := contact.OpenVault(filepath.Join(t.TempDir(), "balie.keys"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = v.Close() })
	return &Guard{Signer: v}
}

// solve finds the number as the browser does, after spoil has changed what is sent.
func solve(t *testing.T, asked string, spoil func(*solution)) string {
	t.Helper()
	var c challenge
	if err := json.Unmarshal([]byte(asked), &c); err != nil {
		t.Fatal(err)
	}
	for n := range c.Most + 1 {
		if hashed(c.Salt, n) == c.Challenge {
			s := solution{c.Algorithm, c.Challenge, n, c.Salt, c.Signature}
			spoil(&s)
			content, err := json.Marshal(s)
			if err != nil {
				t.Fatal(err)
			}
			return base64.StdEncoding.EncodeToString(content)
		}
	}
	t.Fatal("no number solves the challenge")
	return ""
}

func asFound(*solution) {}

func TestAnEffortIsGoodOnce(t *testing.T) {
	g := newGuard(t)
	value := solve(t, g.ask(riet, easiest, effortNow), asFound)
	if !g.proves(value, riet, lenient*easiest, effortNow.Add(lasts-time.Second)) {
		t.Error("a solved challenge is refused")
	}
	if g.proves(value, riet, easiest, effortNow) {
		t.Error("it is good a second time")
	}
}

// TestAnEffortIsOfItsAsker: one that was made elsewhere, for another form, or when it was easier, pays nothing.
func TestAnEffortIsOfItsAsker(t *testing.T) {
	g := newGuard(t)
	home, phone := asker{netip.MustParseAddr("2001:db8:1:2::1"), "riet"}, asker{netip.MustParseAddr("2001:db8:1:2:ffff::9"), "riet"}
	if !g.proves(solve(t, g.ask(home, easiest, effortNow), asFound), phone, easiest, effortNow) {
		t.Error("a phone that changed its address at home is refused")
	}
	for what, c := range map[string]struct {
		by   asker
		most int
	}{
		"another address": {asker{netip.MustParseAddr("203.0.113.8"), "riet"}, easiest},
		"another form":    {asker{riet.from, "jan"}, easiest},
		"now much harder": {riet, lenient*easiest + 1},
	} {
		if g.proves(solve(t, g.ask(riet, easiest, effortNow), asFound), c.by, c.most, effortNow) {
			t.Errorf("%s: it pays", what)
		}
	}
}

func TestWhatIsNoEffortIsRefused(t *testing.T) {
	g, other := newGuard(t), newGuard(t)
	ask := func(g *Guard) string { return g.ask(riet, easiest, effortNow) }
	for what, value := range map[string]string{
		"nothing": "", "nonsense": "AAAA", "no base64": "{}",
		"another number":    solve(t, ask(g), func(s *solution) { s.Number++ }),
		"a longer life":     solve(t, ask(g), func(s *solution) { s.Salt += "0" }),
		"a harder one":      solve(t, ask(g), func(s *solution) { s.Salt = strings.Replace(s.Salt, "most=", "most=9", 1) }),
		"another challenge": solve(t, ask(g), func(s *solution) { s.Challenge, s.Number = hashed(s.Salt, 7), 7 }),
		"another hash":      solve(t, ask(g), func(s *solution) { s.Algorithm = "SHA-1" }),
		"another house's":   solve(t, ask(other), asFound),
	} {
		if g.proves(value, riet, easiest, effortNow) {
			t.Errorf("%s proves an effort", what)
		}
	}
	if late := solve(t, ask(g), asFound); g.proves(late, riet, easiest, effortNow.Add(lasts)) {
		t.Error("one that ended proves an effort")
	}
}

func TestEffortsAreHardOnlyInACrowd(t *testing.T) {
	var c crowd
	now := effortNow
	for range calm {
		c.note(now)
	}
	if got := c.hardness(now); got != easiest || c.toll(now) != 1 {
		t.Errorf("calm: hardness %d, toll %d", got, c.toll(now))
	}
	for range 3 * calm {
		c.note(now)
	}
	if got := c.hardness(now); got != 16*easiest || c.toll(now) != 3 {
		t.Errorf("a crowd of four: hardness %d, toll %d", got, c.toll(now))
	}
	for range 100 * calm {
		c.note(now)
	}
	if got := c.hardness(now); got != hardest || c.toll(now) != highestToll {
		t.Errorf("a flood: hardness %d, toll %d", got, c.toll(now))
	}
	if got := c.hardness(now.Add(time.Hour)); got != easiest {
		t.Errorf("an hour later: hardness %d", got)
	}
}

func TestTheMemoryOfEffortsIsBounded(t *testing.T) {
	var s spent
	for i := range 5 * mostSpent {
		if !s.first(hashed("x", i)) {
			t.Fatal("a new one is known")
		}
	}
	if n := len(s.young) + len(s.old); n > 2*mostSpent {
		t.Errorf("%d are remembered", n)
	}
	if s.first(hashed("x", 5*mostSpent-1)) {
		t.Error("the last is forgotten")
	}
}
