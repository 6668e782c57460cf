package booking

import (
	"errors"
	"strings"
	"testing"

	"balie/booking/ledger"
)

// FuzzParseCode reads anything as a spoken code: a code of eight known characters that reads as
// itself, also in small letters and in two halves, or ErrCodeShape.
func FuzzParseCode(f *testing.F) {
	for _, typed := range []string{"7K4M P2XQ", "7k4m-p2xq", "OIL0 oil1", "", "UUUU YYYY", "ÄÖÜ", "ﬁﬁﬁﬁ", "ıııı ſſſſ", "7K4M\x00P2XQ", "\xff\xfe", strings.Repeat(" ", 65)} {
		f.Add(typed)
	}
	f.Fuzz(func(t *testing.T, typed string) {
		code, err := ParseCode(typed)
		if err != nil {
			if !errors.Is(err, ErrCodeShape) || code != "" {
				t.Fatalf("%q: %q, %v", typed, code, err)
			}
			return
		}
		if len(code) != codeLength || strings.Trim(code, ledger.IDAlphabet) != "" {
			t.Fatalf("%q is read as %q", typed, code)
		}
		for _, again := range []string{code, strings.ToLower(code), code[:4] + " " + code[4:]} {
			if read, err := ParseCode(again); err != nil || read != code {
				t.Fatalf("%q is read as %q, that as %q, %v", typed, code, read, err)
			}
		}
	})
}

// FuzzParseVisitKey reads anything as the key of a visit: unchanged, or ErrKey.
func FuzzParseVisitKey(f *testing.F) {
	for _, typed := range []string{string(NewVisitKey()), "", strings.Repeat("0", 25), strings.Repeat("0", 26), strings.Repeat("0", 27), strings.Repeat("y", 26), strings.Repeat("é", 13), strings.Repeat("0", 25) + "\x00"} {
		f.Add(typed)
	}
	f.Fuzz(func(t *testing.T, typed string) {
		key, err := ParseVisitKey(typed)
		switch {
		case err != nil && (!errors.Is(err, ErrKey) || key != ""):
			t.Fatalf("%q: %q, %v", typed, key, err)
		case err == nil && (string(key) != typed || len(typed) != ledger.IDLength || strings.Trim(typed, ledger.IDAlphabet) != ""):
			t.Fatalf("%q is read as %q", typed, key)
		}
	})
}
