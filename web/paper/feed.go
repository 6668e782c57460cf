package paper

import (
	"fmt"
	"strings"
)

// Feed is a calendar that others follow: every entry of it, told to nobody in particular.
type Feed struct {
	Name    string
	Entries []Entry
}

// ICS writes the feed as a file (RFC 5545), to be asked for again a few times a day.
func (f Feed) ICS() []byte {
	lines := []string{"BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Balie//NL", "METHOD:PUBLISH", "NAME:" + escape(f.Name), "X-WR-CALNAME:" + escape(f.Name),
		"REFRESH-INTERVAL;VALUE=DURATION:PT6H", "X-PUBLISHED-TTL:PT6H"}
	lines = append(lines, strings.Split(amsterdam, "\n")...)
	for _, e := range f.Entries {
		status := "CONFIRMED"
		if e.Cancelled {
			status = "CANCELLED"
		}
		lines = append(lines, "BEGIN:VEVENT", "UID:"+e.UID, fmt.Sprint("SEQUENCE:", e.Sequence), "DTSTAMP:"+e.Stamp.UTC().Format(utcForm),
			"DTSTART"+e.at(e.From), "DTEND"+e.at(e.To), "STATUS:"+status, "SUMMARY:"+escape(e.Summary), "LOCATION:"+escape(e.Where), "URL:"+e.URL, "END:VEVENT")
	}
	var b strings.Builder
	for _, line := range append(lines, "END:VCALENDAR") {
		b.WriteString(fold(line))
	}
	return []byte(b.String())
}
