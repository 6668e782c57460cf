package contact

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/nyaruka/phonenumbers"
)

// home is the country of a number without a country code; across is tried where it is none of home.
const (
	home   = "NL"
	across = "DE"
)

var (
	// phoneLabel is what address books put before a number.
	phoneLabel = regexp.MustCompile(`(?i)^(telefoon|telefon|telephone|tel|phone|mobiel|mobile|mobil|mob|handy|gsm|nr|t|m)[.:]*\s*`)
	phoneShape = regexp.MustCompile(`^\+{0,2} ?[0-9][0-9 ()/.+~\[\]-]*$|^[(\[][0-9+ ][0-9 ()/.~\[\]-]*$`)
	trunkZero  = regexp.MustCompile(`[(\[] ?0 ?[)\]]`)
)

// fewest is of how many digits a number of a resident has at least, without its country code.
const fewest = 6

// parsePhone reads a number as a resident of the Achterhoek or across the border writes it.
func parsePhone(typed string) (*phonenumbers.PhoneNumber, bool) {
	text := phoneLabel.ReplaceAllString(strings.TrimPrefix(cleanLine(ascii(typed)), "tel:"), "")
	text = strings.TrimSpace(strings.TrimRight(text, ".,;"))
	if utf8.RuneCountInString(text) > 2*MaxPhone || !phoneShape.MatchString(text) {
		return nil, false
	}
	text = strings.Replace(trunkZero.ReplaceAllString(text, " "), "++", "+", 1)
	if n, ok := numberIn(text, home); ok {
		return n, true
	}
	n, ok := numberIn(text, across)
	if !ok || strings.HasPrefix(text, "+") || strings.HasPrefix(text, "00") {
		return n, ok
	}
	return n, !slipOfHome(text) || phonenumbers.GetNumberType(n) == phonenumbers.MOBILE
}

// slipOfHome reports whether a number is one of home but for a digit too many or too few: it is never
// taken for one across the border.
func slipOfHome(text string) bool {
	digits := digitsOf(text)
	if len(digits) < fewest {
		return true
	}
	_, long := numberIn(digits[:len(digits)-1], home)
	_, short := numberIn(digits+"0", home)
	return long || short
}

func numberIn(text, region string) (*phonenumbers.PhoneNumber, bool) {
	n, err := phonenumbers.Parse(text, region)
	if err != nil {
		return nil, false
	}
	national := phonenumbers.GetNationalSignificantNumber(n)
	if len(national) < fewest+1 && n.GetCountryCode() == 31 || len(national) < fewest || strings.Trim(national, national[:1]) == "" {
		return nil, false
	}
	if phonenumbers.IsValidNumber(n) {
		return n, phonenumbers.GetNumberType(n) != phonenumbers.PREMIUM_RATE
	}
	// Tables of countries further away lag behind; there the length has to do.
	known := n.GetCountryCode() == 31 || n.GetCountryCode() == 49
	return n, !known && phonenumbers.IsPossibleNumberWithReason(n) == phonenumbers.IS_POSSIBLE
}

func digitsOf(text string) string {
	return strings.Map(func(r rune) rune {
		if r < '0' || r > '9' {
			return -1
		}
		return r
	}, text)
}

// cleanPhone is a number as it is stored, E.164: "06-1234 5678" is "+31612345678". What is no number
// stays as it was typed.
func cleanPhone(typed string) string {
	if n, ok := parsePhone(typed); ok {
		return phonenumbers.Format(n, phonenumbers.E164)
	}
	return cleanLine(typed)
}

// ShowPhone is a number as people read it: "06 12345678", and of another country "+49 2871 123456".
func ShowPhone(stored string) string {
	n, ok := parsePhone(stored)
	switch {
	case !ok:
		return stored
	case n.GetCountryCode() == 31:
		return phonenumbers.Format(n, phonenumbers.NATIONAL)
	}
	return phonenumbers.Format(n, phonenumbers.INTERNATIONAL)
}

// International is a number as a gateway dials it: "06 1234 5678" is "+31612345678".
func International(phone string) string {
	if n, ok := parsePhone(phone); ok {
		return phonenumbers.Format(n, phonenumbers.E164)
	}
	digits := digitsOf(strings.ReplaceAll(phone, "(0)", ""))
	switch {
	case strings.HasPrefix(strings.TrimSpace(phone), "+"):
		return "+" + digits
	case strings.HasPrefix(digits, "00"):
		return "+" + digits[2:]
	}
	return "+31" + strings.TrimPrefix(digits, "0")
}

// checkPhone takes a number that can be dialled and costs the caller no surcharge.
func checkPhone(phone string) string {
	if phone == "" {
		return "phone.missing"
	}
	if _, ok := parsePhone(phone); !ok {
		return "phone.shape"
	}
	return ""
}

// checkMobile takes a number that can receive text messages, of a country that we text.
func checkMobile(phone string) string {
	if key := checkPhone(phone); key != "" {
		return key
	}
	n, _ := parsePhone(phone)
	switch phonenumbers.GetNumberType(n) {
	case phonenumbers.MOBILE, phonenumbers.FIXED_LINE_OR_MOBILE, phonenumbers.UNKNOWN:
	default:
		return "phone.mobile"
	}
	if !texted(n) {
		return "phone.abroad"
	}
	return ""
}
