package paper

import (
	"bytes"
	"errors"
	"strings"
	"testing"
)

func TestASlipSaysItsNumberAndIsTheSameEachTime(t *testing.T) {
	slip := Slip{Office: "Gemeentehuis Gendringen", Label: "Uw nummer", Number: "A 12", Text: []string{"Wij roepen dit nummer op, op het scherm in de hal."}, Payload: "https://afspraak.voorbeeld.nl/t/0123456789ABCDEFGHJKMNPQRS", Language: "nl"}
	first, err := slip.PDF()
	if err != nil {
		t.Fatal(err)
	}
	if again, err := slip.PDF(); err != nil || !bytes.Equal(first, again) {
		t.Errorf("the same slip gives other bytes: %v", err)
	}
	text := tool(t, "pdftotext", kept(t, "slip.pdf", first), "-")
	for _, want := range []string{"A 12", "Gemeentehuis Gendringen", "scherm in de hal"} {
		if !strings.Contains(strings.Join(strings.Fields(text), " "), want) {
			t.Errorf("the slip does not say %q: %s", want, text)
		}
	}
	slip.Payload = ""
	if _, err := slip.PDF(); !errors.Is(err, ErrPayload) {
		t.Errorf("a slip without a code: %v", err)
	}
}
