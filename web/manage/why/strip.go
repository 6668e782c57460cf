package why

import (
	"fmt"
	"strconv"
	"strings"

	"balie/booking/calendar"
	"balie/booking/supply"
	"balie/web/lang"
)

// stripScale is the part of a day that is drawn, in whole hours, with the time that is asked.
type stripScale struct {
	from, to calendar.Cell
	asked    band
}

// band is a stretch of a day as it is drawn: where it begins and how wide it is, in per cent.
type band struct{ x, width string }

const cellsPerHour = 60 / calendar.CellMinutes

// scaleOf holds all that desks are open, and what is asked.
func scaleOf(desks []supply.DeskExplanation, start calendar.Cell, cells int) (s stripScale) {
	s.from, s.to = start, start+calendar.Cell(cells)
	for _, d := range desks {
		for cell := range d.Open.Or(d.Claimed).All() {
			s.from, s.to = min(s.from, cell), max(s.to, cell+1)
		}
	}
	s.from -= s.from % cellsPerHour
	if over := s.to % cellsPerHour; over > 0 {
		s.to += cellsPerHour - over
	}
	s.asked = s.band(start, start+calendar.Cell(cells))
	return s
}

func (s stripScale) at(c calendar.Cell) string {
	return fmt.Sprintf("%.2f%%", 100*float64(c-s.from)/float64(s.to-s.from))
}

func (s stripScale) band(from, to calendar.Cell) band {
	return band{s.at(from), s.at(s.from + to - from)}
}

// bands are the stretches of some cells.
func (s stripScale) bands(cells calendar.Cells) (all []band) {
	for _, one := range cells.Stretches() {
		all = append(all, s.band(one[0], one[1]))
	}
	return all
}

// hours are the whole hours of the scale, every second where there are many.
func (s stripScale) hours() (all []calendar.Cell) {
	step := calendar.Cell(cellsPerHour)
	if s.to-s.from > 8*cellsPerHour {
		step *= 2
	}
	for c := s.from; c <= s.to; c += step {
		all = append(all, c)
	}
	return all
}

// anchor is where the words of an hour stand.
func (s stripScale) anchor(c calendar.Cell) string {
	switch c {
	case s.from:
		return "start"
	case s.to:
		return "end"
	}
	return "middle"
}

// inWords are some cells as one reads them: "9.00–12.00, 13.00–16.30".
func inWords(w lang.Words, cells calendar.Cells) string {
	var parts []string
	for _, one := range cells.Stretches() {
		parts = append(parts, w.Clock(one[0])+"–"+w.Clock(one[1]))
	}
	return strings.Join(parts, ", ")
}

func itoa(n int) string { return strconv.Itoa(n) }
