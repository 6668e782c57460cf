package kiosk

import (
	"strings"
	"time"
)

// How many digits a PIN has. Whoever copies a sealed list tries PINs at leisure. One graphics card makes some
// 9·10⁹ rounds of SHA-256 PBKDF2 a second, 15,000 PINs at PINRounds: six digits were all tried in about a
// minute, eight take two hours and twelve two years. A list opens for a day's names only.
const (
	shortestPIN = 8
	longestPIN  = 12
)

// guessedFirst reports whether a PIN is among those that people choose and programs try first: one or two
// digits again and again, a piece that repeats, a row up or down, or a date.
func guessedFirst(pin string) bool {
	const rows = "01234567890123456789012 98765432109876543210987"
	if strings.Contains(rows, pin) {
		return true
	}
	for n := 1; n <= len(pin)/2; n++ {
		if strings.HasPrefix(strings.Repeat(pin[:n], len(pin)), pin) {
			return true
		}
	}
	different := map[rune]bool{}
	for _, r := range pin {
		different[r] = true
	}
	return len(different) < 3 || isDate(pin)
}

func isDate(pin string) bool {
	for _, layout := range []string{"02012006", "20060102", "01022006"} {
		if at, err := time.Parse(layout, pin); err == nil && at.Year() >= 1900 && at.Year() < 2100 {
			return true
		}
	}
	return false
}
