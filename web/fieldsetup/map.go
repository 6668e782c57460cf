package fieldsetup

import (
	"math"
	"strconv"

	"balie/outreach"
)

// A map is drawn of what the municipality set up itself: its villages, places and vehicles. Nothing is asked of a server
// of maps, and nobody learns who looks where.

// mark is a point of the map, in hundreds of metres from its upper left corner.
type mark struct {
	name  string
	x, y  float64
	big   bool // a village
	right bool // so near the right edge that its name stands before it
}

// chart is the municipality from above. A position is top - y*perY, left + x*perX.
type chart struct {
	marks         []mark
	width, height float64 // in hundreds of metres
	top, left     float64
	perX, perY    float64 // degrees of a hundred metres
	lines         []float64
}

// metresPerDegree is how long a degree of latitude is.
const metresPerDegree = 111_320

// The map has so much room around what is on it, in hundreds of metres, and is never narrower than ten kilometres.
const (
	margin   = 20
	smallest = 100
	gridStep = 50
)

// nearEdge is the part of the width from which on names stand before their village.
const nearEdge = 0.7

// spot is something with a position.
type spot struct {
	name     string
	lat, lon float64
	big      bool
}

// spots are what stands on the map; what was withdrawn, and what has no position, does not.
func spots(all outreach.Everything) (found []spot) {
	add := func(name string, lat, lon float64, big, gone bool) {
		if !gone && (lat != 0 || lon != 0) {
			found = append(found, spot{name, lat, lon, big})
		}
	}
	for _, n := range all.Neighbourhoods {
		add(n.Name, n.Lat, n.Lon, true, n.Withdrawn)
	}
	for _, p := range all.Places {
		add(p.Name, p.Lat, p.Lon, false, p.Withdrawn)
	}
	for _, v := range all.Vehicles {
		add(v.Name, v.Lat, v.Lon, false, v.Withdrawn)
	}
	return found
}

// chartOf draws the map; ok is false where nothing has a position yet.
func chartOf(all outreach.Everything) (c chart, ok bool) {
	found := spots(all)
	if len(found) == 0 {
		return c, false
	}
	south, north, west, east := 90.0, -90.0, 180.0, -180.0
	for _, s := range found {
		south, north, west, east = min(south, s.lat), max(north, s.lat), min(west, s.lon), max(east, s.lon)
	}
	middle := (south + north) / 2
	c.perY = 100.0 / metresPerDegree
	c.perX = c.perY / math.Cos(middle*math.Pi/180)
	c.width = math.Ceil(max((east-west)/c.perX+2*margin, smallest))
	c.height = math.Ceil(max((north-south)/c.perY+2*margin, smallest))
	c.top, c.left = middle+c.height/2*c.perY, (west+east)/2-c.width/2*c.perX
	for _, s := range found {
		x, y := c.at(s.lat, s.lon)
		c.marks = append(c.marks, mark{s.name, x, y, s.big, x > nearEdge*c.width})
	}
	for at := 0.0; at < max(c.width, c.height); at += gridStep {
		c.lines = append(c.lines, at)
	}
	return c, true
}

// at is where a position stands on the map.
func (c chart) at(lat, lon float64) (x, y float64) {
	return (lon - c.left) / c.perX, (c.top - lat) / c.perY
}

// short is a number as an attribute has it.
func short(x float64) string { return strconv.FormatFloat(x, 'f', 1, 64) }

// exact is a number that a script reckons with.
func exact(x float64) string { return strconv.FormatFloat(x, 'g', -1, 64) }

// view is the part of the plane that is drawn.
func (c chart) view() string { return "0 0 " + short(c.width) + " " + short(c.height) }

// chosen is where the position of the form stands on the map; shown is false where there is none, or it is elsewhere.
func (v thingView) chosen() (x, y float64, shown bool) {
	lat, lon, ok := outreach.ParsePosition(v.t.one("positie"))
	x, y = v.chart.at(lat, lon)
	return x, y, ok && x >= 0 && y >= 0 && x <= v.chart.width && y <= v.chart.height
}
