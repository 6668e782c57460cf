package queue

import (
	"errors"
	"strings"
	"testing"
)

// FuzzParseNumber reads anything as a spoken number: one that reads as itself, also in small letters
// and with a space, or ErrUnknownTicket.
func FuzzParseNumber(f *testing.F) {
	for _, typed := range []string{"A12", "a 12", "M-003", "T.1", "X0", "A", "", "12", "A-1", "Ａ１２", "A١٢", "A1e3", "A+1", "A 1 2", strings.Repeat("A", 99), "ÁÀ1", "A\x0012"} {
		f.Add(typed)
	}
	f.Fuzz(func(t *testing.T, typed string) {
		n, err := ParseNumber(typed)
		if err != nil {
			if !errors.Is(err, ErrUnknownTicket) || n != "" {
				t.Fatalf("%q: %q, %v", typed, n, err)
			}
			return
		}
		for _, again := range []string{string(n), strings.ToLower(string(n)), string(n[:1]) + " " + string(n[1:])} {
			if read, err := ParseNumber(again); err != nil || read != n {
				t.Fatalf("%q is read as %q, and %q as %q, %v", typed, n, again, read, err)
			}
		}
	})
}
