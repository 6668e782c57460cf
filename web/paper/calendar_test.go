package paper

import (
	"bytes"
	"strings"
	"testing"
	"time"

	ical "github.com/arran4/golang-ical"
)

func anEntry(t *testing.T) Entry {
	t.Helper()
	zone, err := time.LoadLocation("Europe/Amsterdam")
	if err != nil {
		t.Fatal(err)
	}
	from := time.Date(2027, 7, 1, 9, 5, 0, 0, zone)
	return Entry{UID: "0123@afspraak.voorbeeld.nl", Sequence: 2, Stamp: time.Date(2026, 11, 30, 11, 0, 0, 0, time.UTC), From: from, To: from.Add(20 * time.Minute),
		Zone: zone, Summary: "Paspoort; met \\ en, één " + strings.Repeat("é", 60) + "\nregel", Where: "Gemeentehuis, Straat 1",
		URL: "https://afspraak.voorbeeld.nl/nl/a/0123", Organizer: `Oude "IJssel"streek: noord`, Sender: "afspraak@voorbeeld.nl", Guest: "riet@voorbeeld.nl"}
}

// parsed reads a calendar as another library does, and returns its one event.
func parsed(t *testing.T, content []byte) (*ical.Calendar, *ical.VEvent) {
	t.Helper()
	c, err := ical.ParseCalendar(bytes.NewReader(content))
	if err != nil || len(c.Events()) != 1 {
		t.Fatalf("%v\n%s", err, content)
	}
	return c, c.Events()[0]
}

func TestAnotherLibraryReadsTheCalendar(t *testing.T) {
	e := anEntry(t)
	c, event := parsed(t, e.ICS())
	for property, want := range map[ical.ComponentProperty]string{
		ical.ComponentPropertyUniqueId: e.UID, ical.ComponentPropertySequence: "2", ical.ComponentPropertyStatus: "CONFIRMED",
		ical.ComponentPropertySummary: e.Summary, ical.ComponentPropertyLocation: e.Where, ical.ComponentPropertyUrl: e.URL,
		ical.ComponentPropertyDtstamp: "20261130T110000Z", ical.ComponentPropertyDtStart: "20270701T090500", ical.ComponentPropertyDtEnd: "20270701T092500",
		ical.ComponentPropertyOrganizer: "mailto:afspraak@voorbeeld.nl", ical.ComponentPropertyAttendee: "mailto:riet@voorbeeld.nl",
	} {
		if got := event.GetProperty(property); got == nil || got.Value != want {
			t.Errorf("%s is %+v, want %q", property, got, want)
		}
	}
	if start, err := event.GetStartAt(); err != nil || !start.Equal(e.From) {
		t.Errorf("it starts at %v, %v; want %v", start, err, e.From)
	}
	if len(c.Timezones()) != 1 || !bytes.Contains(e.ICS(), []byte("METHOD:REQUEST\r\n")) {
		t.Error("zone or method is missing")
	}
}

func TestACancellationIsOne(t *testing.T) {
	e := anEntry(t)
	e.Cancelled = true
	_, event := parsed(t, e.ICS())
	if got := event.GetProperty(ical.ComponentPropertyStatus); got.Value != "CANCELLED" || !bytes.Contains(e.ICS(), []byte("METHOD:CANCEL\r\n")) {
		t.Errorf("status %v", got)
	}
}

func TestAnotherZoneIsWrittenInUTC(t *testing.T) {
	e := anEntry(t)
	e.Zone = time.FixedZone("Elsewhere", 3600)
	c, event := parsed(t, e.ICS())
	if got := event.GetProperty(ical.ComponentPropertyDtStart); got.Value != "20270701T070500Z" || len(c.Timezones()) != 0 {
		t.Errorf("it starts at %v", got)
	}
}

func TestLinesAreFolded(t *testing.T) {
	content := string(anEntry(t).ICS())
	if !strings.HasSuffix(content, "END:VCALENDAR\r\n") || strings.Count(content, "\n") != strings.Count(content, "\r\n") {
		t.Error("lines do not end in CRLF")
	}
	for line := range strings.SplitSeq(content, "\r\n") {
		if len(line) > 75 || strings.ToValidUTF8(line, "?") != line {
			t.Errorf("%d octets: %q", len(line), line)
		}
	}
	if got := fold(strings.Repeat("x", 75)); strings.Contains(got, " ") {
		t.Errorf("75 octets are folded: %q", got)
	}
}

func TestNothingCanBeWrittenIntoTheCalendarFromOutside(t *testing.T) {
	e := anEntry(t)
	e.Summary, e.Organizer = "x\r\nSTATUS:CANCELLED\rATTENDEE:y", "a\r\nSTATUS:CANCELLED"
	if _, event := parsed(t, e.ICS()); event.GetProperty(ical.ComponentPropertyStatus).Value != "CONFIRMED" {
		t.Error("a text became a property")
	}
}

// TestAFileForWhoeverFetchedItNamesNobody is the file that a page gives, not a mail.
func TestAFileForWhoeverFetchedItNamesNobody(t *testing.T) {
	e := anEntry(t)
	e.Guest = ""
	_, event := parsed(t, e.ICS())
	if event.GetProperty(ical.ComponentPropertyAttendee) != nil || event.GetProperty(ical.ComponentPropertyOrganizer) != nil || !bytes.Contains(e.ICS(), []byte("METHOD:PUBLISH\r\n")) {
		t.Errorf("%s", e.ICS())
	}
	if event.Id() != e.UID {
		t.Errorf("uid %s", event.Id())
	}
}
