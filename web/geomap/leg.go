package geomap

import "math"

// Curve is a leg as it is drawn: bent to the left of travel, so that going and coming back do not lie on each other.
type Curve struct {
	X1, Y1, CX, CY, X2, Y2 float64
	Back                   bool
	Minutes                string
	PX, PY, PW             float64 // the middle of its number, and how wide that is
}

// How much a leg is bent, and at most how far.
const (
	bent     = 0.13
	mostBent = 26.0
)

// tries are the places of a number along its leg, best first.
var tries = []float64{0.5, 0.44, 0.56, 0.38, 0.62, 0.32, 0.68}

// minuteSize is the size of a number on a leg, as a part of a name.
const minuteSize = 0.8

// curves are the legs between marks, with what names keep off: their numbers, and the legs themselves.
func curves(marks []*mark, legs []Leg, s Sheet) (all []Curve, hard, soft []box) {
	for _, leg := range legs {
		if leg.From == leg.To {
			continue
		}
		a, b := marks[leg.From], marks[leg.To]
		c := Curve{X1: a.x, Y1: a.y, X2: b.x, Y2: b.y, Back: leg.Back}
		dx, dy := b.x-a.x, b.y-a.y
		length := math.Hypot(dx, dy)
		if length == 0 {
			continue
		}
		by := min(bent*length, mostBent) * 2 // the curve comes half as far as its point of control
		c.CX, c.CY = (a.x+b.x)/2+dy/length*by, (a.y+b.y)/2-dx/length*by
		for t := 0.05; t < 1; t += 0.1 {
			x, y := c.at(t)
			soft = append(soft, around(x, y, 2.5))
		}
		if leg.Minutes != "" && !leg.Back {
			c.number(leg.Minutes, marks, hard, s)
			hard = append(hard, c.pill(s))
		}
		all = append(all, c)
	}
	return all, hard, soft
}

// at is a point of the curve, t from 0 to 1.
func (c Curve) at(t float64) (x, y float64) {
	u := 1 - t
	return u*u*c.X1 + 2*u*t*c.CX + t*t*c.X2, u*u*c.Y1 + 2*u*t*c.CY + t*t*c.Y2
}

func (c Curve) pill(s Sheet) box {
	h := s.Text * minuteSize * 1.25
	return box{c.PX - c.PW/2, c.PY - h/2, c.PW, h}
}

// number puts the minutes where they touch no dot and no earlier number, else in the middle.
func (c *Curve) number(text string, marks []*mark, earlier []box, s Sheet) {
	c.Minutes = text
	c.PW = advanceOf(text, s.Text*minuteSize, true) + s.Text*0.6
	for _, t := range tries {
		c.PX, c.PY = c.at(t)
		free := true
		for _, m := range marks {
			free = free && c.pill(s).overlap(around(m.x, m.y, m.r)) == 0
		}
		for _, e := range earlier {
			free = free && c.pill(s).overlap(e) == 0
		}
		if free {
			return
		}
	}
	c.PX, c.PY = c.at(tries[0])
}
