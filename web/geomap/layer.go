package geomap

import (
	"encoding/json"
	"math"
	"strconv"
	"strings"

	"balie/booking/ledger"
)

// LayerKind is how a layer is drawn.
type LayerKind string

// The kinds of layers.
const (
	Border LayerKind = "border" // of the municipality: a thin line of dashes
	Water  LayerKind = "water"
	Road   LayerKind = "road"
)

// LayerKinds are all of them, in the order in which they are drawn.
var LayerKinds = []LayerKind{Water, Road, Border}

// Layer is what a municipality drew itself, from a file of its own: lines in degrees.
type Layer struct {
	Kind            LayerKind      `json:"kind"`
	Source, Licence string         `json:"-"`
	Lines           [][][2]float64 `json:"lines"` // longitude, latitude
}

// Path is a layer on a sheet: the path data of SVG.
type Path struct {
	Kind LayerKind
	D    string
}

// What a layer file is refused for.
var (
	// ErrLayer: it is no GeoJSON with lines or areas in degrees; args: problem.
	ErrLayer = ledger.Refuse(ledger.Invalid, "map.layer")
	// ErrLayerLarge: it has more points than we read.
	ErrLayerLarge = ledger.Refuse(ledger.Invalid, "map.layer.large").With("n", MostPoints)
)

// MostPoints is how many points of a file are read.
const MostPoints = 200_000

// simplifyBy is how far a line may come from what was drawn, in units of a sheet, and mostPath how long a path is at
// most: what is longer is simplified further.
const (
	simplifyBy = 0.7
	mostPath   = 20 << 10
)

type geometry struct {
	Type        string          `json:"type"`
	Coordinates json.RawMessage `json:"coordinates"`
	Geometries  []geometry      `json:"geometries"`
	Geometry    *geometry       `json:"geometry"`
	Features    []geometry      `json:"features"`
}

// ParseLayer reads GeoJSON (RFC 7946): lines, and the edges of areas; points are left out. It refuses with ErrLayer
// and ErrLayerLarge.
func ParseLayer(kind LayerKind, file []byte) (l Layer, err error) {
	l.Kind = kind
	var g geometry
	if err := json.Unmarshal(file, &g); err != nil {
		return l, ErrLayer.With("problem", "json")
	}
	if err := l.take(g, 0); err != nil {
		return l, err
	}
	n := 0
	for _, line := range l.Lines {
		n += len(line)
		for _, p := range line {
			if math.Abs(p[0]) > 180 || math.Abs(p[1]) > 90 {
				return l, ErrLayer.With("problem", "degrees") // metres of a national grid
			}
		}
	}
	switch {
	case n == 0:
		return l, ErrLayer.With("problem", "empty")
	case n > MostPoints:
		return l, ErrLayerLarge
	}
	return l, nil
}

// deepest is how far geometries may stand in each other.
const deepest = 8

func (l *Layer) take(g geometry, depth int) error {
	if depth > deepest {
		return ErrLayer.With("problem", "json")
	}
	for _, inner := range append(g.Geometries, g.Features...) {
		if err := l.take(inner, depth+1); err != nil {
			return err
		}
	}
	if g.Geometry != nil {
		return l.take(*g.Geometry, depth+1)
	}
	return l.coordinates(g)
}

// coordinates takes the lines of one geometry, however deep they stand in it.
func (l *Layer) coordinates(g geometry) error {
	var one [][]float64
	var more [][][]float64
	var most [][][][]float64
	var err error
	switch g.Type {
	case "LineString":
		err = json.Unmarshal(g.Coordinates, &one)
		more = [][][]float64{one}
	case "MultiLineString", "Polygon":
		err = json.Unmarshal(g.Coordinates, &more)
	case "MultiPolygon":
		err = json.Unmarshal(g.Coordinates, &most)
		for _, area := range most {
			more = append(more, area...)
		}
	}
	if err != nil {
		return ErrLayer.With("problem", "json")
	}
	for _, line := range more {
		var points [][2]float64
		for _, p := range line {
			if len(p) < 2 {
				return ErrLayer.With("problem", "json")
			}
			points = append(points, [2]float64{p[0], p[1]})
		}
		if len(points) > 1 {
			l.Lines = append(l.Lines, points)
		}
	}
	return nil
}

// path draws a layer on a sheet: clipped, simplified until it is short enough, in tenths of a unit.
func (l Layer) path(p projection, sheet box) Path {
	for by := simplifyBy; ; by *= 2 {
		var b strings.Builder
		for _, line := range l.Lines {
			for _, piece := range clip(onSheet(line, p), sheet) {
				writeLine(&b, simplify(piece, by))
			}
		}
		if b.Len() <= mostPath {
			return Path{l.Kind, b.String()}
		}
	}
}

type point struct{ x, y float64 }

func onSheet(line [][2]float64, p projection) (all []point) {
	for _, at := range line {
		x, y := p.at(at[1], at[0])
		all = append(all, point{x, y})
	}
	return all
}

// clip keeps the pieces of a line that touch a sheet, with the points just outside of it.
func clip(line []point, sheet box) (pieces [][]point) {
	var now []point
	for i := 1; i < len(line); i++ {
		a, b := line[i-1], line[i]
		touches := max(a.x, b.x) >= sheet.x && min(a.x, b.x) <= sheet.x+sheet.w && max(a.y, b.y) >= sheet.y && min(a.y, b.y) <= sheet.y+sheet.h
		if touches {
			if now == nil {
				now = []point{a}
			}
			now = append(now, b)
		} else if now != nil {
			pieces, now = append(pieces, now), nil
		}
	}
	if now != nil {
		pieces = append(pieces, now)
	}
	return pieces
}

// simplify leaves out the points that lie within a distance of the line without them (Douglas and Peucker, 1973).
func simplify(line []point, by float64) []point {
	if len(line) < 3 {
		return line
	}
	a, b := line[0], line[len(line)-1]
	far, at := 0.0, 0
	for i, p := range line[1 : len(line)-1] {
		if d := away(p, a, b); d > far {
			far, at = d, i+1
		}
	}
	if far <= by {
		return []point{a, b}
	}
	return append(simplify(line[:at+1], by), simplify(line[at:], by)[1:]...)
}

// away is how far a point lies from the piece of line between two others.
func away(p, a, b point) float64 {
	dx, dy := b.x-a.x, b.y-a.y
	length := dx*dx + dy*dy
	t := 0.0
	if length > 0 {
		t = min(1, max(0, ((p.x-a.x)*dx+(p.y-a.y)*dy)/length))
	}
	return math.Hypot(p.x-a.x-t*dx, p.y-a.y-t*dy)
}

func writeLine(b *strings.Builder, line []point) {
	for i, p := range line {
		if i == 0 {
			b.WriteByte('M')
		} else {
			b.WriteByte('L')
		}
		b.WriteString(tenth(p.x) + " " + tenth(p.y))
	}
}

// tenth is a number as an attribute of a drawing has it.
func tenth(x float64) string { return strconv.FormatFloat(math.Round(x*10)/10, 'f', -1, 64) }
