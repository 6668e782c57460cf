package paper

import (
	"errors"
	"strings"
	"testing"
)

func aCard() LargeCard {
	return LargeCard{Office: "Oude IJsselstreek", Title: "Afspraak bij de gemeente", When: []string{"donderdag 24 september 2026", "14.20 uur"},
		Where: []string{"Gemeentehuis Gendringen", "Staringstraat 25", "7081 BN Gendringen"}, CodeLabel: "Typ of zeg deze code:", Code: "7K4M P2XQ",
		Payload: "7K4MP2XQ7K4MP2XQ7K4MP2XQ7K", Foot: []string{"(0315) 292 292"}, Language: "nl"}
}

func TestTheLargeCardSaysWhatWasGiven(t *testing.T) {
	c := aCard()
	content, err := c.PDF()
	if err != nil {
		t.Fatal(err)
	}
	path := kept(t, "card.pdf", content)
	read := flat(tool(t, "pdftotext", "-raw", path, "-"))
	for _, text := range append(append([]string{c.Office, c.Title, c.CodeLabel, c.Code, c.Foot[0]}, c.When...), c.Where...) {
		if !strings.Contains(read, flat(text)) {
			t.Errorf("%q is not on the card:\n%s", text, read)
		}
	}
	if code := tool(t, "zbarimg", "--nodbus", "-q", "--raw", rendered(t, path, "150")); strings.TrimSpace(code) != c.Payload {
		t.Errorf("its code reads %q", code)
	}
	if pages := tool(t, "pdfinfo", path); !strings.Contains(strings.Join(strings.Fields(pages), " "), "Pages: 1 ") {
		t.Errorf("not one page:\n%s", pages)
	}
}

func TestACardWithoutACodeIsRefused(t *testing.T) {
	c := aCard()
	c.Payload = ""
	if _, err := c.PDF(); !errors.Is(err, ErrPayload) {
		t.Errorf("%v", err)
	}
}
