package contact

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// House is the first line of an address in its parts.
type House struct {
	Street   string
	Number   string // digits
	Addition string // "A", "bis", "2-hoog"; often none
}

var (
	// numberLast is how Dutch and German addresses go; the last number is that of the house.
	numberLast = regexp.MustCompile(`^(.*\pL.*?)[ ,]*?(\d{1,5})(?: ?[-/,]? ?(\pL{1,12}(?:[ /-]?[\pL\d]{1,8}){0,2})|[-/] ?(\d{1,4}\pL{0,8})| (\d{1,2} ?-? ?\pL{1,12}))?$`)
	// numberFirst is how French ones go. "1e" and "2de" begin a Dutch street.
	numberFirst = regexp.MustCompile(`^(\d{1,5})([A-Da-d]| ?bis| ?ter)?,? (\pL.*)$`)
)

// ParseHouse splits the first line of an address; ok is false where it has no number of a house.
func ParseHouse(line string) (h House, ok bool) {
	line = cleanLine(ascii(line))
	if m := numberFirst.FindStringSubmatch(line); m != nil && !strings.ContainsFunc(m[3], unicode.IsDigit) {
		return House{m[3], m[1], strings.TrimSpace(m[2])}, true
	}
	m := numberLast.FindStringSubmatch(line)
	if m == nil || strings.Trim(m[2], "0") == "" {
		return House{}, false
	}
	return House{strings.TrimRight(m[1], " ,"), m[2], m[3] + m[4] + m[5]}, true
}

func checkStreet(line string) string {
	if key := checkLine("street", line); key != "" {
		return key
	}
	if _, ok := ParseHouse(line); !ok {
		return "street.number"
	}
	return ""
}

// checkLine takes a line of an address: "Staringstraat 25".
func checkLine(field, line string) string {
	switch {
	case line == "":
		return field + ".missing"
	case utf8.RuneCountInString(line) > MaxLine || unprintable(line) || !strings.ContainsFunc(line, unicode.IsLetter):
		return field + ".shape"
	}
	return ""
}

var (
	dutchPostcode  = regexp.MustCompile(`^(?:NL *-? *)?([1-9]\d{3})[ .-]*([A-Z]{2})$`)
	germanPostcode = regexp.MustCompile(`^(?:D|DE) *-? *(\d{5})$`)
	lettersOfNone  = regexp.MustCompile(`^[1-9]\d{3} S[ADS]$`) // no Dutch postcode has them
)

// cleanPostcode is a postcode as it is stored: a Dutch one is "7081 BN", a German one five digits.
func cleanPostcode(typed string) string {
	code := strings.ToUpper(cleanLine(ascii(typed)))
	if m := dutchPostcode.FindStringSubmatch(code); m != nil {
		return m[1] + " " + m[2]
	}
	if m := germanPostcode.FindStringSubmatch(code); m != nil {
		return m[1]
	}
	return code
}

// checkPostcode takes 3 to 10 letters, digits, spaces and dashes: neighbours over the border have one too.
func checkPostcode(code string) string {
	if code == "" {
		return "postcode.missing"
	}
	odd := strings.ContainsFunc(code, func(r rune) bool { return (r < '0' || r > '9') && (r < 'A' || r > 'Z') && r != ' ' && r != '-' })
	if odd || len(code) < 3 || len(code) > 10 || !strings.ContainsAny(code, "0123456789") || lettersOfNone.MatchString(code) {
		return "postcode.shape"
	}
	return ""
}
