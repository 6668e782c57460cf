package manage

import (
	"fmt"
	"net/url"

	"balie/booking/calendar"
)

// band is a stretch of a day as it is drawn: where it begins and how wide it is, in per cent.
type band struct{ x, width string }

const cellsPerHour = 60 / calendar.CellMinutes

// The week is drawn from eight to twenty hours; an hour has so many pixels.
const (
	firstHour, lastHour = 8, 20
	pixelsPerHour       = 10.5
)

// upright is a stretch of a day from top to bottom, as far as it is drawn: x is its top, width its height.
func upright(from, to calendar.Cell) band {
	top := pixels(max(from, firstHour*cellsPerHour))
	return band{fmt.Sprintf("%.1f", top+1), fmt.Sprintf("%.1f", max(4, pixels(min(to, lastHour*cellsPerHour))-top-2))}
}

func pixels(c calendar.Cell) float64 {
	return float64(c-firstHour*cellsPerHour) / cellsPerHour * pixelsPerHour
}

// marks are the hours that have a line.
func marks() []int { return []int{10, 12, 14, 16, 18} }

// markAt is where the line of an hour is drawn, and below it its number.
func markAt(hour int, below float64) string {
	return fmt.Sprintf("%.1f", pixels(calendar.Cell(hour*cellsPerHour))+below)
}

// below is a number of pixels under the top of a window.
func (b band) below(n float64) string {
	var top float64
	_, _ = fmt.Sscanf(b.x, "%f", &top)
	return fmt.Sprintf("%.1f", top+n)
}

// lines is how many lines of words stand in a window; what does not fit is in its name.
func (w hoursWindow) lines() int {
	switch cells := w.to - w.from; {
	case cells >= 4*cellsPerHour:
		return 2
	case cells >= 7*cellsPerHour/4:
		return 1
	}
	return 0
}

// shape is the class by which a window is drawn.
func (w hoursWindow) shape() string {
	switch {
	case w.share == calendar.Reserve:
		return "balie-hours__bar balie-hours__bar--reserve"
	case w.use == calendar.ForWalkIn:
		return "balie-hours__bar balie-hours__bar--in"
	case w.use == calendar.ForAppointment:
		return "balie-hours__bar balie-hours__bar--only"
	}
	return "balie-hours__bar"
}

// kind is what a window is for, in one key.
func (w hoursWindow) kind() string {
	if w.share != calendar.Public {
		return "config.hours.share." + string(w.share)
	}
	return "config.hours.use." + string(w.use)
}

// address is a path with a query.
func address(path string, pairs ...string) string {
	q := url.Values{}
	for i := 0; i+1 < len(pairs); i += 2 {
		if pairs[i+1] != "" {
			q.Set(pairs[i], pairs[i+1])
		}
	}
	if len(q) == 0 {
		return path
	}
	return path + "?" + q.Encode()
}
