package servertest

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/url"
	"testing"

	"balie/booking"
	"balie/booking/calendar"
	"balie/booking/catalogue"
	"balie/cmd/internal/server"
)

// ProofTown is a municipality for proofs: one product of ten minutes and one desk that is open
// around the clock, so that every ten minutes is one place.
func ProofTown() server.Document {
	var week []calendar.Weekday
	for d := range 7 {
		week = append(week, calendar.Weekday(d))
	}
	return server.Document{
		Products: []catalogue.Product{{
			ID: "paspoort", Group: "travel", Combines: "reis", Icon: "e-passport", Minutes: 10, ExtraMinutes: 5, MaxPersons: 6, Skill: "reis", HorizonDays: 60,
			Texts: map[string]catalogue.ProductText{"nl": {Name: "Paspoort aanvragen", Short: "Paspoort", Bring: []string{"Uw oude paspoort"}}},
		}},
		Offices: []catalogue.Office{{
			ID: "hal", Kind: catalogue.TownHall, Name: "Gemeentehuis", Zone: "Europe/Amsterdam",
			Desks:    []catalogue.Desk{{ID: "hal-1", Name: "Balie 1", Skills: []string{"reis"}}},
			Openings: []calendar.Opening{{ID: "altijd", Desk: "hal-1", Weekdays: week, Start: 0, End: calendar.CellsPerDay, Use: calendar.ForAppointment, Share: calendar.Public}},
		}},
	}
}

// Furnished is a folder with the proof town in its ledger.
func Furnished(t *testing.T) (data string) {
	t.Helper()
	data = t.TempDir()
	FurnishAt(t, data)
	return data
}

// FurnishAt puts the proof town into the ledger of a folder.
func FurnishAt(t *testing.T, data string) {
	t.Helper()
	h, err := server.Open(data, Noon, slog.New(slog.DiscardHandler))
	if err == nil {
		err = errors.Join(server.PutDocument(t.Context(), h.Ledger, ProofTown()), h.Close())
	}
	if err != nil {
		t.Fatal(err)
	}
}

// ServeWithLog starts a server whose log can be read.
func ServeWithLog(t *testing.T, data string, extra ...string) (m *server.Running, log *bytes.Buffer) {
	t.Helper()
	log = &bytes.Buffer{}
	return StartAs(t, &server.Process{Out: io.Discard, Err: log, Clock: Noon}, data, extra...), log
}

// PlaceAt is the nth place of the proof town, counted from the first of December 2026.
func PlaceAt(n int) string {
	day, minute := n/144, n%144*10
	return fmt.Sprintf("%sT%02d:%02d", calendar.DateOf(2026, 12, 1).AddDays(day), minute/60, minute%60)
}

// TimeForm is the form of the page of times, filled in.
func TimeForm(key booking.VisitKey, place string) url.Values {
	return url.Values{"p": {"paspoort.1"}, "v": {string(key)}, "locatie": {"hal"}, "tijd": {place}}
}

// BookForm is the last form, filled in.
func BookForm(key booking.VisitKey, name string) url.Values {
	return url.Values{"v": {string(key)}, "naam": {name}, "kanaal": {"none"}}
}
