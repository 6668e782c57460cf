package geomap

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"
)

var villages = strings.Fields("Ulft Varsseveld Silvolde Terborg Gendringen Etten Heelweg Megchelen Sinderen Westendorp Breedenbroek Varsselder Netterden Voorst Bontebrug")

// drawn is a municipality with so many villages, somewhere in the Netherlands, at most one and a half times as wide as
// high on the ground, or three times as high as wide.
func drawn(seed uint64, n int) (dots []Dot) {
	r := rand.New(rand.NewPCG(seed, 1))
	high := 0.03 + 0.2*r.Float64()
	wide := high * (0.5 + 2*r.Float64()) // three times as wide as high, or half
	for i := range n {
		d := Dot{Name: villages[i%len(villages)], Lat: 51.5 + high*r.Float64(), Lon: 6 + wide*r.Float64(), Residents: 200 + r.IntN(12000), Kind: Village}
		if i >= len(villages) {
			d.Name = fmt.Sprint(d.Name, "-", i)
		}
		if r.IntN(3) == 0 {
			d.Kind, d.Second = Stop, "wo 9 dec"
		}
		dots = append(dots, d)
	}
	return dots
}

// TestNamesTouchNothingThatIsNotSaid: on 500 municipalities of any shape, no name lies over another, over a dot or off
// the sheet but those that are listed, each of which has a number; and the same villages give the same picture.
func TestNamesTouchNothingThatIsNotSaid(t *testing.T) {
	listed, all := 0, 0
	for seed := range uint64(500) {
		dots := drawn(seed, len(villages))
		d := place(dots, nil, Beside)
		if seed%10 == 0 && (!reflect.DeepEqual(d, place(dots, nil, Beside)) || !reflect.DeepEqual(d, Draw(dots, nil, Beside))) {
			t.Fatalf("municipality %d is drawn in two ways", seed)
		}
		checkNames(t, seed, d)
		listed, all = listed+len(d.Listed), all+len(d.Dots)
	}
	if listed*7 > all {
		t.Errorf("%d of %d names found no place", listed, all)
	}
}

// labelOf is the room that a drawn name takes.
func labelOf(at Placed, text float64) box {
	m := mark{name: at.Name, second: at.Second, bold: at.Bold || at.Kind != Village}
	w, h := advanceOf(m.name, text, m.bold), text*1.1
	if m.second != "" {
		w, h = max(w, advanceOf(m.second, text*secondSize, false)), h+text
	}
	x := map[string]float64{"start": at.TX, "end": at.TX - w, "middle": at.TX - w/2}[at.Anchor]
	return box{x, at.TY - text*0.85, w, h}
}

func checkNames(t *testing.T, seed uint64, d Drawing) {
	t.Helper()
	// A name may share so much with something, in square units: a stroke of a letter.
	const most = 14
	numbers := map[string]bool{}
	for i, a := range d.Dots {
		if a.X < 0 || a.X > d.Width || a.Y < 0 || a.Y > d.Height {
			t.Errorf("municipality %d: %s lies off the sheet", seed, a.Name)
		}
		if a.Listed == a.Named || a.Listed && (a.Number == "" || numbers[a.Number]) {
			t.Errorf("municipality %d: %s is named %v, listed %v as %q", seed, a.Name, a.Named, a.Listed, a.Number)
		}
		numbers[a.Number] = true
		if !a.Named {
			continue
		}
		label := labelOf(a, d.Text)
		if off := label.w*label.h - label.overlap(box{0, 0, d.Width, d.Height}); off > most {
			t.Errorf("municipality %d: %s is %.0f off the sheet", seed, a.Name, off)
		}
		for j, b := range d.Dots {
			if j > i && b.Named && label.overlap(labelOf(b, d.Text)) > most {
				t.Errorf("municipality %d: %s lies over %s", seed, a.Name, b.Name)
			}
		}
	}
}

// TestSixtyVillagesAreStillRead: every one of them is named or numbered, and most are named.
func TestSixtyVillagesAreStillRead(t *testing.T) {
	d := Draw(drawn(60, 60), nil, Beside)
	checkNames(t, 60, d)
	if len(d.Listed) > 40 {
		t.Errorf("%d of 60 names found no place", len(d.Listed))
	}
}

// TestOddMunicipalitiesAreDrawn: none, one village, all in one place, all on a line.
func TestOddMunicipalitiesAreDrawn(t *testing.T) {
	if d := Draw(nil, nil, Beside); len(d.Dots) > 0 {
		t.Error("nothing is drawn as something")
	}
	same := []Dot{{Name: "A", Lat: 52, Lon: 6}, {Name: "B", Lat: 52, Lon: 6}, {Name: "C", Lat: 52, Lon: 6.1}}
	for what, dots := range map[string][]Dot{"one": same[:1], "one place": same[:2], "a line": same} {
		d := Draw(dots, []Leg{{0, len(dots) - 1, "12", false}}, OfDay)
		for _, at := range d.Dots {
			if !(at.X > 0 && at.X < d.Width && at.Y > 0 && at.Y < d.Height) {
				t.Errorf("%s: %s stands at %v, %v of %v, %v", what, at.Name, at.X, at.Y, d.Width, d.Height)
			}
		}
	}
}

// TestGoingAndComingBackAreTwoLines, and a number on a leg lies on no dot where there is room.
func TestGoingAndComingBackAreTwoLines(t *testing.T) {
	dots := []Dot{{Name: "A", Lat: 52, Lon: 6, Kind: Base}, {Name: "B", Lat: 52.1, Lon: 6.2, Kind: Stop, Order: 1}}
	d := Draw(dots, []Leg{{0, 1, "14 min", false}, {1, 0, "", true}}, OfDay)
	if len(d.Legs) != 2 {
		t.Fatal(len(d.Legs))
	}
	x1, y1 := d.Legs[0].at(0.5)
	x2, y2 := d.Legs[1].at(0.5)
	if (x1-x2)*(x1-x2)+(y1-y2)*(y1-y2) < 25 {
		t.Errorf("they lie on each other: %v %v, %v %v", x1, y1, x2, y2)
	}
	for _, at := range d.Dots {
		if d.Legs[0].pill(OfDay).overlap(around(at.X, at.Y, at.R)) > 0 {
			t.Errorf("the minutes lie on %s", at.Name)
		}
	}
	if d.Dots[1].Number != "1" || d.Legs[1].Minutes != "" {
		t.Errorf("%+v", d.Dots[1])
	}
}

// BenchmarkFifteenVillages: go test -bench Villages ./web/geomap
func BenchmarkFifteenVillages(b *testing.B) {
	dots := drawn(7, len(villages))
	for b.Loop() {
		place(dots, nil, Beside)
	}
}

func BenchmarkSixtyVillages(b *testing.B) {
	dots := drawn(7, 60)
	for b.Loop() {
		place(dots, nil, Beside)
	}
}

// BenchmarkKept is what a page pays while the plan stands.
func BenchmarkKept(b *testing.B) {
	dots := drawn(7, len(villages))
	for b.Loop() {
		Draw(dots, nil, Beside)
	}
}
