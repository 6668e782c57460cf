package paper

import (
	"fmt"
	"strings"
	"time"
	"unicode/utf8"
)

// Entry is an appointment as a calendar keeps it (RFC 5545), and as it is told (RFC 5546).
type Entry struct {
	UID       string // the same for ever: the appointment's id at our host
	Sequence  int    // grows with every change
	Stamp     time.Time
	From, To  time.Time
	Zone      *time.Location
	Cancelled bool
	Summary   string
	Where     string
	URL       string
	Details   string // the code, what to bring, what it costs and how it goes, in lines
	Remind    bool   // a day before
	// A mail invites: with a guest it says who invites whom. Without one the file is for whoever
	// fetched it, and names nobody.
	Organizer string // name of who invites
	Sender    string // address of who invites
	Guest     string // address of who is invited
}

// amsterdam describes the zone to calendars that do not know it, by the rules since 1996.
const amsterdam = `BEGIN:VTIMEZONE
TZID:Europe/Amsterdam
BEGIN:DAYLIGHT
TZNAME:CEST
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
DTSTART:19960331T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
END:DAYLIGHT
BEGIN:STANDARD
TZNAME:CET
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
DTSTART:19961027T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
END:STANDARD
END:VTIMEZONE`

const utcForm, localForm = "20060102T150405Z", "20060102T150405"

// Method is how a calendar takes the entry in: REQUEST or CANCEL for a guest, else PUBLISH.
func (e Entry) Method() string {
	switch {
	case e.Guest == "":
		return "PUBLISH"
	case e.Cancelled:
		return "CANCEL"
	}
	return "REQUEST"
}

// ICS writes the entry as a file: lines end in CRLF and are folded at 75 octets.
func (e Entry) ICS() []byte {
	status := "CONFIRMED"
	if e.Cancelled {
		status = "CANCELLED"
	}
	lines := []string{"BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Balie//NL", "METHOD:" + e.Method()}
	if e.Zone.String() == "Europe/Amsterdam" {
		lines = append(lines, strings.Split(amsterdam, "\n")...)
	}
	lines = append(lines, "BEGIN:VEVENT", "UID:"+e.UID, fmt.Sprint("SEQUENCE:", e.Sequence), "DTSTAMP:"+e.Stamp.UTC().Format(utcForm),
		"DTSTART"+e.at(e.From), "DTEND"+e.at(e.To), "STATUS:"+status,
		"SUMMARY:"+escape(e.Summary), "LOCATION:"+escape(e.Where), "URL:"+e.URL)
	if e.Details != "" {
		lines = append(lines, "DESCRIPTION:"+escape(e.Details))
	}
	if e.Remind && !e.Cancelled {
		lines = append(lines, "BEGIN:VALARM", "ACTION:DISPLAY", "TRIGGER:-P1D", "DESCRIPTION:"+escape(e.Summary), "END:VALARM")
	}
	if e.Guest != "" {
		lines = append(lines, `ORGANIZER;CN="`+unquoted(e.Organizer)+`":mailto:`+e.Sender, "ATTENDEE;PARTSTAT=ACCEPTED;RSVP=FALSE:mailto:"+e.Guest)
	}
	lines = append(lines, "END:VEVENT", "END:VCALENDAR")
	var b strings.Builder
	for _, line := range lines {
		b.WriteString(fold(line))
	}
	return []byte(b.String())
}

// at is an instant as the value of a property: in the zone that the file describes, else in UTC.
func (e Entry) at(t time.Time) string {
	if e.Zone.String() == "Europe/Amsterdam" {
		return ";TZID=Europe/Amsterdam:" + t.In(e.Zone).Format(localForm)
	}
	return ":" + t.UTC().Format(utcForm)
}

// escape writes text as a value (RFC 5545 section 3.3.11); control characters are left out.
func escape(text string) string {
	text = strings.NewReplacer("\\", "\\\\", ";", "\\;", ",", "\\,", "\r\n", "\\n", "\n", "\\n").Replace(text)
	return printable(text)
}

// unquoted leaves out what cannot stand between quotes in a parameter.
func unquoted(text string) string { return printable(strings.ReplaceAll(text, `"`, "")) }

func printable(text string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f {
			return -1
		}
		return r
	}, strings.ToValidUTF8(text, ""))
}

// fold breaks a line so that none is longer than 75 octets, and never inside a character.
func fold(line string) string {
	var b strings.Builder
	for room := 75; len(line) > room; room = 74 { // the space that begins the next counts
		cut := room
		for !utf8.RuneStart(line[cut]) {
			cut--
		}
		b.WriteString(line[:cut] + "\r\n ")
		line = line[cut:]
	}
	return b.String() + line + "\r\n"
}
