package day

import (
	"strconv"

	"balie/queue/sim"
)

// chart is the day as a picture: the work as bars, desks needed and planned as lines of steps. It says
// what the table says.
type chart struct {
	wide, high int
	columns    []column
}

// column is one half hour.
type column struct {
	x, width                    int
	loadY, loadHigh             float64
	neededY, plannedY           int
	label, needed               string
	labelled, short             bool
	labelX, labelY, neededTextY int
}

// Sizes of the picture.
const (
	columnWide = 44
	deskHigh   = 28
	chartTop   = 24
)

func draw(views []halfView, halves []sim.HalfHour) chart {
	most := 1
	for _, v := range views {
		most = max(most, v.needed, v.planned)
	}
	floor := chartTop + most*deskHigh
	c := chart{wide: columnWide*len(views) + 8, high: floor + 26}
	for i, v := range views {
		x := 4 + columnWide*i
		load := halves[i].Load * deskHigh
		c.columns = append(c.columns, column{
			x: x, width: columnWide - 6, loadY: float64(floor) - load, loadHigh: load,
			neededY: floor - v.needed*deskHigh, plannedY: floor - v.planned*deskHigh,
			label: v.from, needed: strconv.Itoa(v.needed), labelled: i%2 == 0, short: v.short,
			labelX: x, labelY: floor + 18, neededTextY: floor - v.needed*deskHigh - 6,
		})
	}
	return c
}

func px(n int) string { return strconv.Itoa(n) }

func px1(x float64) string { return strconv.FormatFloat(x, 'f', 1, 64) }
