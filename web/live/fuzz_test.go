package live

import (
	"strings"
	"testing"
)

// FuzzPosition reads anything as a Last-Event-ID: what reads as a position is written as it was read,
// and everything else is no position at all.
func FuzzPosition(f *testing.F) {
	for _, text := range []string{"", "0", "17", "17.3", "17.0", "017", "-1", "+1", "18446744073709551615", "18446744073709551616", "1.4294967295", "1.4294967296", "1.", ".1", "1.1.1", " 1", "1\r\ndata: x", "\x00", "١٧", strings.Repeat("9", 4000)} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		p, ok := parsePosition(text)
		if !ok {
			if p.String() == text && text != "0" && p.seq != 0 {
				t.Fatalf("%q is refused and is written just so", text)
			}
			return
		}
		if again := p.String(); again != text {
			t.Fatalf("%q is read as %+v, which is written %q", text, p, again)
		}
	})
}
