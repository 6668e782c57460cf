package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"testing"

	"balie/booking"
	"balie/booking/calendar"
	"balie/booking/catalogue"
)

// proofTown is a municipality for proofs: one product of ten minutes and one desk that is open
// around the clock, so that every ten minutes is one place.
func proofTown() document {
	var week []calendar.Weekday
	for d := range 7 {
		week = append(week, calendar.Weekday(d))
	}
	return document{
		Products: []catalogue.Product{{
			ID: "paspoort", Group: "travel", Combines: "reis", Icon: "e-passport", Minutes: 10, ExtraMinutes: 5, MaxPersons: 6, Skill: "reis", HorizonDays: 60,
			Texts: map[string]catalogue.ProductText{"nl": {Name: "Paspoort aanvragen", Short: "Paspoort", Bring: []string{"Uw oude paspoort"}}},
		}},
		Offices: []catalogue.Office{{
			ID: "hal", Kind: "townhall", Name: "Gemeentehuis", Zone: "Europe/Amsterdam",
			Desks:    []catalogue.Desk{{ID: "hal-1", Name: "Balie 1", Skills: []string{"reis"}}},
			Openings: []calendar.Opening{{ID: "altijd", Desk: "hal-1", Weekdays: week, Start: 0, End: calendar.CellsPerDay, Use: calendar.ForAppointment, Share: calendar.Public}},
		}},
	}
}

// furnished is a folder with the proof town in its ledger.
func furnished(t *testing.T) (data string) {
	t.Helper()
	data = t.TempDir()
	furnishAt(t, data)
	return data
}

// furnishAt puts the proof town into the ledger of a folder.
func furnishAt(t *testing.T, data string) {
	t.Helper()
	content, err := json.Marshal(proofTown())
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "town.json")
	if err := os.WriteFile(file, content, 0o600); err != nil {
		t.Fatal(err)
	}
	wantDone(t, inProcess(t, "import", "--data", data, file))
}

// serveWithLog starts a server whose log can be read.
func serveWithLog(t *testing.T, data string, extra ...string) (m *Main, log *bytes.Buffer) {
	t.Helper()
	var out bytes.Buffer
	log = &bytes.Buffer{}
	m = &Main{Out: &out, Err: log, Clock: noon}
	err := m.ParseFlags(append([]string{"serve", "--data", data, "--listen", "127.0.0.1:0", "--trusted-proxies", "127.0.0.1"}, extra...))
	if err == nil {
		err = m.Run(t.Context())
	}
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := m.Close(); err != nil {
			t.Error(err)
		}
	})
	return m, log
}

// placeAt is the nth place of the proof town, counted from the first of December 2026.
func placeAt(n int) string {
	day, minute := n/144, n%144*10
	return fmt.Sprintf("%sT%02d:%02d", calendar.DateOf(2026, 12, 1).AddDays(day), minute/60, minute%60)
}

// timeForm is the form of the page of times, filled in.
func timeForm(key booking.VisitKey, place string) url.Values {
	return url.Values{"p": {"paspoort.1"}, "v": {string(key)}, "locatie": {"hal"}, "tijd": {place}}
}

// bookForm is the last form, filled in.
func bookForm(key booking.VisitKey, name string) url.Values {
	return url.Values{"v": {string(key)}, "naam": {name}, "kanaal": {"none"}}
}
