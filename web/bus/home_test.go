package bus

import (
	"testing"

	"balie/outreach"
)

func TestAPlaceIsNotSaidTwice(t *testing.T) {
	for want, p := range map[string]outreach.Place{
		"bij de kerk, Kerkstraat": {Name: "bij de kerk", Street: "Kerkstraat"},
		"Dorpsplein":              {Name: "Dorpsplein", Street: "Dorpsplein"},
		"Marktplein":              {Name: "Marktplein"},
	} {
		if got := p.Spot(); got != want {
			t.Errorf("said %q, want %q", got, want)
		}
	}
}
