package staff

import (
	"fmt"
	"strconv"
	"strings"

	"balie/booking/calendar"
)

// ClockOf reads a time as people type it: "8.30", "8:30", "830" and "8" are understood, and 24.00 as the end of a day.
// It answers false for what is no time of five minutes.
func ClockOf(typed string) (calendar.Cell, bool) {
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

// NewID is an id for something new from its name, that is not taken; otherwise stands for a name without a letter.
//
//	NewID("Gemeentehuis 't Loo", "locatie", …) // "gemeentehuis-t-loo"
func NewID(name, otherwise string, taken func(string) bool) string {
	id := strings.Trim(strings.Map(func(r rune) rune {
		switch {
		case r >= 'a' && r <= 'z', r >= '0' && r <= '9':
			return r
		}
		return '-'
	}, strings.ToLower(name)), "-")
	for strings.Contains(id, "--") {
		id = strings.ReplaceAll(id, "--", "-")
	}
	id = strings.Trim(id[:min(len(id), 50)], "-")
	if id == "" {
		id = otherwise
	}
	for n, base := 2, id; taken(id); n++ {
		id = fmt.Sprint(base, "-", n)
	}
	return id
}
