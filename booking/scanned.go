package booking

import (
	"strings"

	"balie/booking/ledger"
)

// Scanned is the public id in what a reader typed: the last run of 26 characters of our alphabet, whatever the
// layout of its keyboard made of the ":" and "/" before it. So "HTTPS://HOST/Q/ID" is read, the bare id of an
// older paper, and the link that a phone shows. "" where there is none.
func Scanned(text string) string {
	text, _, _ = strings.Cut(text, "#")
	other := func(r rune) bool { return !strings.ContainsRune(ledger.IDAlphabet, r) }
	id := ""
	for _, run := range strings.FieldsFunc(strings.ToUpper(text), other) {
		if len(run) >= ledger.IDLength {
			id = run[len(run)-ledger.IDLength:]
		}
	}
	return id
}
