package outreach

import (
	"math"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// TestAPositionIsReadAsPeopleHaveIt: typed in Dutch and English, and pasted from the maps that people use.
func TestAPositionIsReadAsPeopleHaveIt(t *testing.T) {
	for _, text := range []string{
		"51.8921, 6.3792", "51.8921,6.3792", " 51.8921 6.3792 ", "51.8921; 6.3792", "51,8921 6,3792", "51,8921; 6,3792", "51,8921, 6,3792", "51.8921° N, 6.3792° E", "N 51.8921 E 6.3792",
		"geo:51.8921,6.3792", "geo:51.8921,6.3792?z=17", "geo:0,0?q=51.8921,6.3792(Dorpshuis)", "geo:51.8921,6.3792;u=20",
		"https://www.openstreetmap.org/#map=17/51.8921/6.3792", "https://www.openstreetmap.org/?mlat=51.8921&mlon=6.3792#map=15/51.9/6.4", "https://www.openstreetmap.org/node/123#map=19/51.8921/6.3792&layers=N",
		"https://www.google.com/maps/@51.8921,6.3792,17z", "https://www.google.nl/maps/place/Dorpshuis/@51.9,6.4,17z/data=!3m1!4b1!4m6!3m5!1s0x0:0x0!8m2!3d51.8921!4d6.3792!16s",
		"https://maps.google.com/?q=51.8921,6.3792", "https://www.google.com/maps/search/?api=1&query=51.8921%2C6.3792", "https://www.google.com/maps/search/51.8921,+6.3792", "https://maps.google.com/maps?q=loc:51.8921,6.3792",
		"https://maps.apple.com/?ll=51.8921,6.3792&q=Dorpshuis", "https://maps.apple.com/?q=51.8921,6.3792", "https://maps.apple.com/place?coordinate=51.8921,6.3792&name=Dorpshuis",
	} {
		lat, lon, ok := ParsePosition(text)
		if !ok || math.Abs(lat-51.8921) > 1e-9 || math.Abs(lon-6.3792) > 1e-9 {
			t.Errorf("%q is read as %v, %v, %t", text, lat, lon, ok)
		}
	}
	for _, text := range []string{"", "Dorpshuis", "51.8921", "95.1, 6.3", "51.1, 200.3", "0, 0", "https://maps.app.goo.gl/AbCdEf", "51,8921", "51.1, 6.3, 7.1", "javascript://x?q=x"} {
		if lat, lon, ok := ParsePosition(text); ok {
			t.Errorf("%q is read as %v, %v", text, lat, lon)
		}
	}
}

// TestWhateverIsWrittenIsReadBack in both ways of writing decimals.
func TestWhateverIsWrittenIsReadBack(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		lat := math.Round(rapid.Float64Range(50, 54).Draw(r, "lat")*1e5) / 1e5
		lon := math.Round(rapid.Float64Range(3, 8).Draw(r, "lon")*1e5) / 1e5
		a, b := strconv.FormatFloat(lat, 'f', 5, 64), strconv.FormatFloat(lon, 'f', 5, 64)
		for _, text := range []string{a + ", " + b, strings.Replace(a, ".", ",", 1) + " " + strings.Replace(b, ".", ",", 1)} {
			if x, y, ok := ParsePosition(text); !ok || x != lat || y != lon {
				r.Fatalf("%q is read as %v, %v, %t", text, x, y, ok)
			}
		}
	})
}
