package account

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"balie/booking/calendar"
	"balie/web/page"
)

// moment is an instant as one reads it in the town hall.
func moment(q page.Request, at time.Time) string {
	zone := zoneOf(q)
	local := at.In(zone)
	return q.Words.Day(calendar.DateOf(local.Year(), local.Month(), local.Day())) + ", " + q.Words.Instant(at, zone)
}

// zoneOf is the town hall's zone.
func zoneOf(q page.Request) *time.Location {
	if zone := q.House.Hall.Location(); zone != nil {
		return zone
	}
	return time.UTC // a house without an office
}

func viewBox(size int) string { return "0 0 " + strconv.Itoa(size) + " " + strconv.Itoa(size) }

// grouped is a secret in fours, to type.
func grouped(secret string) string {
	var groups []string
	for part := range slices.Chunk([]byte(secret), 4) {
		groups = append(groups, string(part))
	}
	return strings.Join(groups, " ")
}

// DeviceText is a browser in words.
func (o OpenSession) DeviceText(q page.Request) string {
	if o.Device == "" {
		return q.T("own.session.unknown")
	}
	return o.Device
}

// Span is from when to when a session was used, in words.
func (o OpenSession) Span(q page.Request) string {
	return q.T("own.session.when", "began", moment(q, o.Began), "seen", moment(q, o.Seen))
}

// Title is a role in words.
func (d Definition) Title(q page.Request) string {
	if d.Name != "" {
		return d.Name
	}
	return q.T("role." + string(d.ID))
}

// titles are roles in words.
func titles(q page.Request, roles []Definition) string {
	var names []string
	for _, d := range roles {
		names = append(names, d.Title(q))
	}
	return q.Words.List(names)
}
