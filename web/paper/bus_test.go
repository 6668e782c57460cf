package paper

import (
	"bytes"
	"errors"
	"strings"
	"testing"
	"time"
)

func stopPoster() StopPoster {
	return StopPoster{Office: "Proefstad", Title: "De Praotbus komt in Sinderen", When: []string{"maandag 30 november, 9.00 tot 11.00 uur"}, Where: []string{"dorpshuis, Toldijk"},
		What: "U kunt er terecht voor: Paspoort.", Payload: "https://balie.example/praotbus/halte/sinderen-dorpshuis", Code: "Scan de code", Language: "nl", Made: time.Unix(0, 0)}
}

func TestAPosterOfAStopIsOnePageWhateverThereIs(t *testing.T) {
	p := stopPoster()
	first, err := p.PDF()
	again, err2 := p.PDF()
	if err != nil || err2 != nil || !bytes.Equal(first, again) {
		t.Fatalf("%v %v: the same poster is not the same file", err, err2)
	}
	for range 60 {
		p.When = append(p.When, "dinsdag 1 december, 9.00 tot 11.00 uur")
	}
	p.Title = strings.Repeat("Langedorpsnaam ", 4) + "😀"
	long, err := p.PDF()
	if err != nil {
		t.Fatal(err)
	}
	if n := bytes.Count(long, []byte("/Type /Page\n")); n != 1 {
		t.Errorf("%d pages", n)
	}
	p.Payload = ""
	if _, err := p.PDF(); !errors.Is(err, ErrPayload) {
		t.Errorf("a poster without a code: %v", err)
	}
}

func TestARunSheetTakesAsManyPagesAsItNeeds(t *testing.T) {
	r := RunSheet{Office: "Proefstad", Title: "Praotbus, maandag 30 november 2026", Facts: []string{"Vertrek om 9.00 uur"}, Language: "nl"}
	for range 40 {
		r.Sections = append(r.Sections, Section{Title: "9.00–11.00 Sinderen", Lines: []string{"dorpshuis"}, Ticks: []string{"9.10 uur, Paspoort", "9.20 uur, Rijbewijs"}})
	}
	content, err := r.PDF()
	again, err2 := r.PDF()
	if err != nil || err2 != nil || !bytes.Equal(content, again) {
		t.Fatalf("%v %v", err, err2)
	}
	if n := bytes.Count(content, []byte("/Type /Page\n")); n < 2 {
		t.Errorf("%d pages", n)
	}
	r.Sections = make([]Section, 5000)
	for i := range r.Sections {
		r.Sections[i].Title = "Halte"
	}
	if _, err := r.PDF(); !errors.Is(err, ErrLong) {
		t.Errorf("five thousand stops: %v", err)
	}
}

func TestAFeedHasEveryEntryOnceAndFoldsItsLines(t *testing.T) {
	zone, err := time.LoadLocation("Europe/Amsterdam")
	if err != nil {
		t.Fatal(err)
	}
	from := time.Date(2026, 11, 30, 8, 0, 0, 0, time.UTC)
	f := Feed{Name: "Praotbus, Sinderen"}
	for _, id := range []string{"a", "b"} {
		f.Entries = append(f.Entries, Entry{UID: id + "@praotbus", Stamp: from, From: from, To: from.Add(2 * time.Hour), Zone: zone, Cancelled: id == "b",
			Summary: strings.Repeat("Praotbus in Sinderen; ", 6), Where: "dorpshuis", URL: "https://balie.example"})
	}
	text := string(f.ICS())
	for want, n := range map[string]int{"BEGIN:VCALENDAR\r\n": 1, "BEGIN:VEVENT\r\n": 2, "UID:a@praotbus\r\n": 1, "STATUS:CANCELLED\r\n": 1, "DTSTART;TZID=Europe/Amsterdam:20261130T090000\r\n": 2, "BEGIN:VTIMEZONE\r\n": 1} {
		if got := strings.Count(text, want); got != n {
			t.Errorf("%q stands %d times, want %d", want, got, n)
		}
	}
	for line := range strings.SplitSeq(text, "\r\n") {
		if len(line) > 75 {
			t.Errorf("a line of %d octets: %q", len(line), line)
		}
	}
}
