package booking

import (
	"strings"
	"testing"
)

// TestAReaderIsUnderstoodWhateverItsKeyboardTypes: the same code typed through layouts, and codes of before.
func TestAReaderIsUnderstoodWhateverItsKeyboardTypes(t *testing.T) {
	const id = "0123456789ABCDEFGHJKMNPQRS"
	for _, typed := range []string{
		id, strings.ToLower(id), " " + id + "\n",
		"HTTPS://AFSPRAAK.VOORBEELD.NL/Q/" + id, "HTTPS://127.0.0.1:8080/Q/" + id, "https://afspraak.voorbeeld.nl/a/" + id, "https://afspraak.voorbeeld.nl/de/a/" + id + "#AAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
		"HTTPSÖ--AFSPRAAK.VOORBEELD.NL-Q-" + id, // German keys
		"HTTPS+--AFSPRAAK.VOORBEELD.NL-Q-" + id, "HTTPSM!!AFSPRAAK:VOORBEELD:NL!Q!" + id, "httpsç&&AFSPRAAK.VOORBEELD.NL&Q&" + id, "HTTPS;??H?Q?" + id, "HTTPSH" + "Q" + id,
	} {
		if got := Scanned(typed); got != id {
			t.Errorf("%q is read as %q", typed, got)
		}
	}
	for _, typed := range []string{"", "7K4M P2XQ", id[1:], "HTTPS://AFSPRAAK.VOORBEELD.NL/Q/", strings.Repeat("I", 40)} {
		if got := Scanned(typed); got != "" {
			t.Errorf("%q is read as %q", typed, got)
		}
	}
}
