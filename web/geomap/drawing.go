package geomap

import (
	"math"
	"strconv"
)

// Kind is what a dot says. Each is told apart without its colour.
type Kind string

// The kinds of dots.
const (
	Village  Kind = "place"   // a village, nothing more
	Stop     Kind = "stop"    // the bus comes here
	Near     Kind = "near"    // and this one is the nearest
	Base     Kind = "base"    // where the trip begins and ends
	Delivery Kind = "deliver" // somebody's document is brought here
	Well     Kind = "well"    // visited as often as was wished
	Risk     Kind = "risk"    // waits longer than was wished
	Late     Kind = "late"    // waits more than twice as long
)

// Dot is a village, or a place in one, as a caller wants it drawn.
type Dot struct {
	Name, Second string // the second line is smaller: "wo 9 dec"
	Lat, Lon     float64
	Residents    int // 0 is the smallest dot
	Kind         Kind
	Order        int    // its place in a trip, from 1 on, written in the dot; 0 is none
	Href         string // the page about it; "" is no link
	Label        string // what the link adds for who listens, behind name and second line
	Postcodes    string // of four digits, apart by spaces: a script finds "u bent hier" by them
	Silent       bool   // a dot without a name
	Bold         bool
}

// Leg is a way between two dots.
type Leg struct {
	From, To int    // indexes of dots
	Minutes  string // on the leg; "" is none
	Back     bool   // home: dotted, and without a number
}

// Sheet is the paper of a drawing, in its own units.
type Sheet struct {
	Width, Height float64 // at most so high; less where the villages lie in a row
	Text          float64 // size of a name
	Largest       float64 // radius of the largest dot
}

// The sheets: beside a list, of a day of a week, of an A4.
var (
	Beside = Sheet{Width: 358, Height: 480, Text: 18, Largest: 13}
	OfDay  = Sheet{Width: 220, Height: 230, Text: 14, Largest: 8}
	Paper  = Sheet{Width: 410, Height: 480, Text: 18, Largest: 13}
)

// Of more than so many villages a sheet is larger by a third, and its dots are smaller: names are as large beside each
// other as on a phone they can be.
const (
	crowd   = 25
	crowded = 1.33
)

// of is a sheet for so many dots.
func (s Sheet) of(n int) Sheet {
	if n > crowd {
		s.Width, s.Height, s.Largest = s.Width*crowded, s.Height*crowded, s.Largest*0.7
	}
	return s
}

// Drawing is what is drawn, ready to be written as SVG or PDF.
type Drawing struct {
	Width, Height float64
	Text          float64
	Legs          []Curve
	Dots          []Placed
	Listed        []Listed // whose names found no place
}

// Placed is a dot where it is drawn.
type Placed struct {
	Dot
	X, Y, R float64
	Anchor  string  // of its name, as SVG says it
	TX, TY  float64 // where its name stands
	Number  string  // in the dot: its order, or its number in the list
	Named   bool    // its name stands beside it
	Listed  bool    // its name stands in the list
}

// Listed is a village that is a number on the map.
type Listed struct {
	Number string
	Dot    Dot
}

// The room around what is drawn, as a part of the width and of the text: names need it.
const (
	marginWide = 0.13
	marginHigh = 2.0
)

// projection is where a position comes on a sheet: one scale for both ways, north up.
type projection struct{ scale, west, north, left, top, squeeze float64 }

func (p projection) at(lat, lon float64) (x, y float64) {
	return p.left + (lon-p.west)*p.squeeze*p.scale, p.top + (p.north-lat)*p.scale
}

// project fits positions onto a sheet, and returns how high it becomes.
func project(dots []Dot, s Sheet) (p projection, height float64) {
	south, north, west, east := math.Inf(1), math.Inf(-1), math.Inf(1), math.Inf(-1)
	for _, d := range dots {
		south, north, west, east = min(south, d.Lat), max(north, d.Lat), min(west, d.Lon), max(east, d.Lon)
	}
	side, edge := s.Width*marginWide, s.Text*marginHigh
	p = projection{west: west, north: north, squeeze: math.Cos((south + north) / 2 * math.Pi / 180)}
	wide, high := (east-west)*p.squeeze, north-south
	p.scale = min((s.Width-2*side)/max(wide, 1e-6), (s.Height-2*edge)/max(high, 1e-6))
	if wide == 0 && high == 0 {
		p.scale = 0 // one village stands in the middle
	}
	height = max(high*p.scale+2*edge, 6*s.Text)
	p.left, p.top = (s.Width-wide*p.scale)/2, (height-high*p.scale)/2
	return p, height
}

// place puts dots, legs and names on a sheet.
func place(dots []Dot, legs []Leg, s Sheet) (d Drawing) {
	s = s.of(len(dots))
	p, height := project(dots, s)
	d = Drawing{Width: s.Width, Height: height, Text: s.Text}
	marks := marksOf(dots, p, s)
	sheet := box{2, 2, s.Width - 4, height - 4}
	var hard, soft []box
	d.Legs, hard, soft = curves(marks, legs, s)
	touching := map[*mark]bool{}
	for _, m := range placeLabels(marks, sheet, hard, soft, s.Text) {
		touching[m] = true
	}
	for i, m := range marks {
		at := Placed{Dot: dots[i], X: m.x, Y: m.y, R: m.r, Anchor: m.anchor, TX: m.tx, TY: m.ty, Named: !m.silent, Listed: touching[m]}
		if dots[i].Order > 0 {
			at.Number = strconv.Itoa(dots[i].Order)
		}
		d.Dots = append(d.Dots, at)
	}
	d.list()
	return d
}

// list gives each name that found no place a number, behind those of a trip.
func (d *Drawing) list() {
	n := 0
	for _, at := range d.Dots {
		n = max(n, at.Order)
	}
	for i := range d.Dots {
		at := &d.Dots[i]
		if !at.Listed {
			continue
		}
		if at.Number == "" {
			n++
			at.Number = strconv.Itoa(n)
		}
		d.Listed = append(d.Listed, Listed{at.Number, at.Dot})
	}
}

// How large a dot is at least, as a part of the largest and of the text.
const (
	smallest = 4.0
	stopping = 0.62
	numbered = 0.72
)

func marksOf(dots []Dot, p projection, s Sheet) (marks []*mark) {
	most := 1
	for _, d := range dots {
		most = max(most, d.Residents)
	}
	for _, d := range dots {
		m := &mark{name: d.Name, second: d.Second, bold: d.Bold || d.Kind != Village, silent: d.Silent, weight: float64(d.Residents)}
		m.x, m.y = p.at(d.Lat, d.Lon)
		m.r = smallest + (s.Largest-smallest)*math.Sqrt(float64(d.Residents)/float64(most))
		if d.Kind != Village {
			m.r, m.weight = max(m.r, stopping*s.Largest), m.weight+float64(most)
		}
		if d.Order > 0 {
			m.r = max(m.r, numbered*s.Text)
		}
		marks = append(marks, m)
	}
	return marks
}
