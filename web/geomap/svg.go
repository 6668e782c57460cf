package geomap

import (
	"math"
	"strconv"
	"strings"
)

// view is the part of the plane that is drawn.
func (d Drawing) view() string { return "0 0 " + tenth(d.Width) + " " + tenth(d.Height) }

// path is a leg as path data.
func (c Curve) path() string {
	return "M" + tenth(c.X1) + " " + tenth(c.Y1) + "Q" + tenth(c.CX) + " " + tenth(c.CY) + " " + tenth(c.X2) + " " + tenth(c.Y2)
}

func (d Drawing) pillHigh() float64 { return d.Text * minuteSize * 1.25 }

// said is a dot for who listens: what stands on the map, in its order, and what that means. Who speaks to their
// computer says what they see.
func (at Placed) said() string {
	seen := []string{at.Number, at.Name}
	if at.Named {
		seen = append(seen, at.Second)
	}
	said := strings.Join(strings.Fields(strings.Join(seen, " ")), " ")
	if at.Label == "" {
		return said
	}
	return said + ", " + at.Label
}

// tenth is a number as an attribute of a drawing has it.
func tenth(x float64) string { return strconv.FormatFloat(math.Round(x*10)/10, 'f', -1, 64) }
