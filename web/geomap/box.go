package geomap

// box is a rectangle in the units of a drawing.
type box struct{ x, y, w, h float64 }

// overlap is the area that two boxes share.
func (a box) overlap(b box) float64 {
	w := min(a.x+a.w, b.x+b.w) - max(a.x, b.x)
	h := min(a.y+a.h, b.y+b.h) - max(a.y, b.y)
	if w <= 0 || h <= 0 {
		return 0
	}
	return w * h
}

// grow is a box with an edge around it.
func (a box) grow(by float64) box { return box{a.x - by, a.y - by, a.w + 2*by, a.h + 2*by} }

// around is a square about a point.
func around(x, y, r float64) box { return box{x - r, y - r, 2 * r, 2 * r} }

// advanceOf is the breadth of a text on one line, in the font of our pages.
func advanceOf(text string, size float64, bold bool) (w float64) {
	table := &advance[0]
	if bold {
		table = &advance[1]
	}
	for _, r := range text {
		if r < 32 || r > 126 {
			r = 'm' // as wide as any
		}
		w += table[r-32]
	}
	return w * size / 1000
}
