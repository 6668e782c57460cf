package lang

import "testing"

func TestNumbersAreWrittenAsEachLanguageDoes(t *testing.T) {
	for _, c := range []struct {
		tag           string
		n             int
		x             float64
		whole, tenths string
	}{
		{"nl", 7097, 97.34, "7.097", "97,3"},
		{"en", 1234567, 1234.56, "1,234,567", "1,234.6"},
		{"de", 999, 0.04, "999", "0,0"},
		{"nl", -1200, -0.25, "−1.200", "−0,3"},
		{"nl", 0, -0.01, "0", "0,0"},
	} {
		if got := In(c.tag).Number(c.n); got != c.whole {
			t.Errorf("%s %d: %s, want %s", c.tag, c.n, got, c.whole)
		}
		if got := In(c.tag).Decimal(c.x); got != c.tenths {
			t.Errorf("%s %f: %s, want %s", c.tag, c.x, got, c.tenths)
		}
	}
}
