package outreach

import (
	"net/url"
	"regexp"
	"strconv"
	"strings"
)

// number is a part of a position in a link.
const number = `(-?\d{1,3}(?:\.\d+)?)`

// inLinks are the forms of a position in links that people copy from a map, the most precise first.
var inLinks = []*regexp.Regexp{
	regexp.MustCompile(`!3d` + number + `!4d` + number),                                                               // Google, of a place
	regexp.MustCompile(`[?&]mlat=` + number + `&mlon=` + number),                                                      // OpenStreetMap, of a mark
	regexp.MustCompile(`[?&](?:q|query|ll|coordinate|daddr|destination|center)=(?:loc:)?` + number + `,\s*` + number), // Google, Apple, geo
	regexp.MustCompile(`@` + number + `,` + number),                                                                   // Google, of the middle
	regexp.MustCompile(`#map=[\d.]+/` + number + `/` + number),                                                        // OpenStreetMap, of the middle
	regexp.MustCompile(`/maps/(?:search|place|dir/[^/]*)/` + number + `,\s*` + number),                                // Google
	regexp.MustCompile(`^geo:` + number + `,` + number),
}

// typedPositions are the forms in which people type one: "52.1, 6.3" and, with a comma in the number, "52,1 6,3",
// "52,1; 6,3" and "52,1, 6,3".
var typedPositions = []*regexp.Regexp{
	regexp.MustCompile(`^(-?\d{1,3}(?:\.\d+)?)\s*[,;/\s]\s*(-?\d{1,3}(?:\.\d+)?)$`),
	regexp.MustCompile(`^(-?\d{1,3},\d+)\s*[,;/\s]\s*(-?\d{1,3},\d+)$`),
}

var signs = regexp.MustCompile(`(?i)[°\x{00a0}]|\b[NE]\b`)

// ParsePosition reads a position that was typed or pasted from a map: decimals in Dutch or English, geo:, and links of
// OpenStreetMap, Google and Apple. A short link says nothing: it must be opened first. ok is false for what is none.
func ParsePosition(text string) (lat, lon float64, ok bool) {
	text = strings.TrimSpace(text)
	forms := typedPositions
	if strings.Contains(text, "://") || strings.HasPrefix(strings.ToLower(text), "geo:") {
		forms = inLinks
		if plain, err := url.PathUnescape(strings.ReplaceAll(text, "+", " ")); err == nil {
			text = plain
		}
	} else {
		text = strings.TrimSpace(signs.ReplaceAllString(text, " "))
		text = strings.Join(strings.Fields(text), " ")
		text = strings.ReplaceAll(text, " ,", ",")
	}
	for _, form := range forms {
		found := form.FindStringSubmatch(text)
		if found == nil {
			continue
		}
		lat, wrong := strconv.ParseFloat(strings.Replace(found[1], ",", ".", 1), 64)
		lon, also := strconv.ParseFloat(strings.Replace(found[2], ",", ".", 1), 64)
		if wrong == nil && also == nil && lat >= -90 && lat <= 90 && lon >= -180 && lon <= 180 && (lat != 0 || lon != 0) {
			return lat, lon, true
		}
	}
	return 0, 0, false
}
