package paper

import (
	"bytes"
	"errors"
	"testing"
)

func poster() Poster {
	return Poster{Office: "Oude IJsselstreek", Title: "Hebt u een afspraak?", Steps: []string{"1. Scan deze code.", "2. Typ de code van uw afspraak.", "3. Kies: Ik ben er."},
		Payload: "https://afspraak.voorbeeld.nl/hier/gendringen", Foot: []string{"Gemeentehuis Gendringen"}, Language: "nl"}
}

func TestAPosterIsTheSameEachTimeAndNeedsACode(t *testing.T) {
	first, err := poster().PDF()
	if err != nil {
		t.Fatal(err)
	}
	if again, err := poster().PDF(); err != nil || !bytes.Equal(first, again) {
		t.Errorf("the same poster gives other bytes: %v", err)
	}
	empty := poster()
	empty.Payload = ""
	if _, err := empty.PDF(); !errors.Is(err, ErrPayload) {
		t.Errorf("a poster without a code: %v", err)
	}
	long := poster()
	for range 2000 {
		long.Steps = append(long.Steps, "Nog een regel")
	}
	if _, err := long.PDF(); !errors.Is(err, ErrLong) {
		t.Errorf("an endless poster: %v", err)
	}
}
