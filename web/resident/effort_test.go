package resident

import (
	"encoding/base64"
	"encoding/json"
	"path/filepath"
	"testing"
	"time"

	"balie/booking/contact"
)

var effortNow = time.Date(2026, 11, 30, 9, 0, 0, 0, time.UTC)

func effortPages(t *testing.T) *Pages {
	t.Helper()
	v, err := contact.OpenVault(filepath.Join(t.TempDir(), "balie.keys"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = v.Close() })
	return &Pages{Vault: v}
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
	p := effortPages(t)
	value := solve(t, p.ask(effortNow), asFound)
	if !p.proves(value, effortNow.Add(effortFor-time.Second)) {
		t.Error("a solved challenge is refused")
	}
	if p.proves(value, effortNow) {
		t.Error("it is good a second time")
	}
}

func TestWhatIsNoEffortIsRefused(t *testing.T) {
	p, other := effortPages(t), effortPages(t)
	for what, value := range map[string]string{
		"nothing": "", "nonsense": "AAAA", "no base64": "{}",
		"another number":    solve(t, p.ask(effortNow), func(s *solution) { s.Number++ }),
		"a longer life":     solve(t, p.ask(effortNow), func(s *solution) { s.Salt += "0" }),
		"another challenge": solve(t, p.ask(effortNow), func(s *solution) { s.Challenge, s.Number = hashed(s.Salt, 7), 7 }),
		"another hash":      solve(t, p.ask(effortNow), func(s *solution) { s.Algorithm = "SHA-1" }),
		"another house's":   solve(t, other.ask(effortNow), asFound),
	} {
		if p.proves(value, effortNow) {
			t.Errorf("%s proves an effort", what)
		}
	}
	if late := solve(t, p.ask(effortNow), asFound); p.proves(late, effortNow.Add(effortFor)) {
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
