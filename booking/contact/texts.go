package contact

import (
	"errors"
	"slices"
	"strings"
	"sync/atomic"

	"github.com/nyaruka/phonenumbers"
)

// union are the countries of the European Economic Area: texts go there unless a municipality says otherwise.
// Further away a text costs many times as much, and numbers are rented by the thousand to be texted.
var union = strings.Fields("AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IS IT LI LT LU LV MT NL NO PL PT RO SE SI SK")

// textedTo are the countries that are texted; nil are those of the union.
var textedTo atomic.Pointer[[]string]

// ErrCountries: a list of countries is "EU", "all", or two letters each: "NL,DE".
var ErrCountries = errors.New(`must be "EU", "all", or countries of two letters, such as "NL,DE"`)

// ParseCountries reads the countries that are texted; all is true for every one.
func ParseCountries(list string) (countries []string, all bool, err error) {
	switch list {
	case "EU":
		return union, false, nil
	case "all":
		return nil, true, nil
	}
	known := phonenumbers.GetSupportedRegions()
	for _, c := range strings.Split(list, ",") {
		if c = strings.TrimSpace(c); !known[c] {
			return nil, false, ErrCountries
		}
		countries = append(countries, c)
	}
	return countries, false, nil
}

// TextTo says to which countries texts go, for the whole program: once, before it serves. It refuses what
// ParseCountries does.
func TextTo(list string) error {
	countries, all, err := ParseCountries(list)
	if err != nil {
		return err
	}
	if all {
		countries = []string{}
		for c := range phonenumbers.GetSupportedRegions() {
			countries = append(countries, c)
		}
	}
	textedTo.Store(&countries)
	return nil
}

// texted reports whether texts go to the country of a number.
func texted(n *phonenumbers.PhoneNumber) bool {
	countries := union
	if chosen := textedTo.Load(); chosen != nil {
		countries = *chosen
	}
	return slices.Contains(countries, phonenumbers.GetRegionCodeForNumber(n))
}
