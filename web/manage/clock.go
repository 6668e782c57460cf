package manage

import (
	"fmt"
	"strconv"
	"strings"

	"balie/booking/calendar"
)

// clockOf reads a time as people type it: "8.30", "8:30", "830" and "8" are understood, and 24.00 as the end of a day.
// It answers false for what is no time of five minutes.
func clockOf(typed string) (calendar.Cell, bool) {
	typed = strings.ReplaceAll(strings.TrimSpace(typed), ".", ":")
	hours, minutes, apart := strings.Cut(typed, ":")
	if !apart && len(typed) > 2 {
		hours, minutes = typed[:len(typed)-2], typed[len(typed)-2:]
	}
	if minutes == "" && !apart {
		minutes = "00"
	}
	h, err := strconv.Atoi(hours)
	if err != nil || len(hours) > 2 || len(minutes) != 2 {
		return 0, false
	}
	cell, err := calendar.ParseCell(fmt.Sprintf("%02d:%s", h, minutes))
	return cell, err == nil
}
