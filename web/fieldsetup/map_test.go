package fieldsetup

import (
	"math"
	"testing"

	"pgregory.net/rapid"

	"balie/outreach"
)

// TestAPointOfTheMapIsThePositionThatItShows draws any municipality: everything lies on its map, and what is picked where
// something stands is where that is, to a few metres also as the form has it.
func TestAPointOfTheMapIsThePositionThatItShows(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		var all outreach.Everything
		for range rapid.IntRange(1, 8).Draw(rt, "villages") {
			all.Neighbourhoods = append(all.Neighbourhoods, outreach.Neighbourhood{Name: "Dorp", Lat: rapid.Float64Range(50.8, 53.5).Draw(rt, "lat"), Lon: rapid.Float64Range(3.4, 7.2).Draw(rt, "lon")})
		}
		c, ok := chartOf(all)
		if !ok {
			rt.Fatal("no map")
		}
		for i, m := range c.marks {
			n := all.Neighbourhoods[i]
			if m.x < 0 || m.y < 0 || m.x > c.width || m.y > c.height {
				rt.Errorf("%v is not on the map", m)
			}
			lat, lon := c.top-m.y*c.perY, c.left+m.x*c.perX // as pick.js does
			lat, lon, read := outreach.ParsePosition(written(math.Round(lat*1e5)/1e5, math.Round(lon*1e5)/1e5))
			if !read || math.Abs(lat-n.Lat) > 1e-5 || math.Abs(lon-n.Lon) > 1e-5 {
				rt.Errorf("%v, %v is picked as %v, %v", n.Lat, n.Lon, lat, lon)
			}
		}
	})
	if _, ok := chartOf(outreach.Everything{Neighbourhoods: []outreach.Neighbourhood{{Name: "Nergens"}}}); ok {
		t.Error("a map without a position")
	}
}
