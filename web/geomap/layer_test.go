package geomap

import (
	"errors"
	"fmt"
	"math"
	"strings"
	"testing"

	"balie/booking/ledger"
)

// TestLayersThatAreNoneAreRefused, each with what is wrong.
func TestLayersThatAreNoneAreRefused(t *testing.T) {
	for file, problem := range map[string]string{
		``:                                      "json",
		`[]`:                                    "json",
		`{"type":"Point","coordinates":[6,52]}`: "empty",
		`{"type":"FeatureCollection","features":[]}`:                                         "empty",
		`{"type":"LineString","coordinates":[[225000,437000],[1,2]]}`:                        "degrees",
		`{"type":"LineString","coordinates":[[6],[7]]}`:                                      "json",
		`{"type":"LineString","coordinates":"ergens"}`:                                       "json",
		strings.Repeat(`{"type":"Feature","geometry":`, 20) + `{}` + strings.Repeat(`}`, 20): "json",
	} {
		_, err := ParseLayer(Water, []byte(file))
		if !errors.Is(err, ErrLayer) || ledger.ArgsOf(err)["problem"] != problem {
			t.Errorf("%.60s: %v %v, want %s", file, err, ledger.ArgsOf(err), problem)
		}
	}
}

// TestALayerIsAtMostTwentyKilobytes, clipped to the sheet, and follows what was drawn.
func TestALayerIsAtMostTwentyKilobytes(t *testing.T) {
	var b strings.Builder
	b.WriteString(`{"type":"FeatureCollection","features":[{"type":"Feature","geometry":{"type":"MultiPolygon","coordinates":[[[`)
	for i := range 50_000 {
		if i > 0 {
			b.WriteByte(',')
		}
		a := float64(i) / 50_000 * 2 * math.Pi
		r := 0.08 * (1 + 0.3*math.Sin(97*a))
		fmt.Fprintf(&b, "[%.6f,%.6f,3]", 6.1+r*math.Cos(a), 51.6+0.6*r*math.Sin(a))
	}
	b.WriteString(`]]]}},{"type":"Feature","geometry":{"type":"LineString","coordinates":[[0,0],[0,1]]}}]}`)
	l, err := ParseLayer(Border, []byte(b.String()))
	if err != nil {
		t.Fatal(err)
	}
	d := Draw(drawn(3, 15), nil, Beside, l)
	if n := len(d.Layers[0].D); n == 0 || n > mostPath || strings.Contains(d.Layers[0].D, "NaN") || strings.Count(d.Layers[0].D, "M") < 1 {
		t.Errorf("the path is %d long", n)
	}
	line := []point{{0, 0}, {1, 0.1}, {2, -0.1}, {3, 5}, {4, 6}, {5, 7}}
	short := simplify(line, 0.7)
	for _, p := range line {
		nearest := math.Inf(1)
		for i := 1; i < len(short); i++ {
			nearest = min(nearest, away(p, short[i-1], short[i]))
		}
		if nearest > 0.7 {
			t.Errorf("%v lies %v from the simplified line", p, nearest)
		}
	}
	if len(short) >= len(line) {
		t.Errorf("nothing is left out: %v", short)
	}
}
