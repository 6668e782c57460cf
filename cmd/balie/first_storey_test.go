package main

import (
	"compress/gzip"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"balie/booking"
	"balie/booking/catalogue"
	"balie/booking/contact"
	"balie/booking/ledger"
	"balie/cmd/internal/server"
	"balie/cmd/internal/servertest"
	"balie/outreach"
)

// firstStorey unpacks a ledger and its key file as the first storey of Balie wrote them.
func firstStorey(t *testing.T) (data string) {
	t.Helper()
	data = t.TempDir()
	for packed, to := range map[string]string{"balie.db.gz": server.LedgerPath(data), "balie.keys.gz": server.KeysPath(data)} {
		file, err := os.Open(filepath.Join("testdata", "first-storey", packed))
		if err != nil {
			t.Fatal(err)
		}
		defer file.Close()
		unpacked, err := gzip.NewReader(file)
		if err != nil {
			t.Fatal(err)
		}
		content, err := io.ReadAll(unpacked)
		if err == nil {
			err = os.WriteFile(to, content, 0o600)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	return data
}

// TestALedgerOfTheFirstStoreyOpensAndServes opens it, finds it whole, reads what stands in it, serves it and
// lets a resident book.
func TestALedgerOfTheFirstStoreyOpensAndServes(t *testing.T) {
	data := firstStorey(t)
	clock := func() time.Time { return time.Date(2026, 12, 1, 9, 41, 0, 0, time.UTC) }
	s := servertest.StartAs(t, servertest.Quiet(clock), data)
	takeLabelsAway(t, s.Server)
	if r := s.Server.Check(t.Context()); len(r.Problems) > 0 || r.Refusal != "" {
		t.Fatalf("%v %s", r.Problems, r.Refusal)
	}
	readable, sealed := 0, 0
	err := s.Server.Ledger.View(func(r ledger.Reader) error {
		outings, err := outreach.Outings(r, 0, 1<<20)
		if err != nil || len(outings) == 0 {
			t.Errorf("%d outings: %v", len(outings), err)
		}
		return booking.EachAppointment(r, func(a booking.Appointment) error {
			readable++
			if a.State == booking.Booked {
				if _, err := contact.Read(r, s.Server.Vault, a.ID.Subject()); err != nil {
					return err
				}
				sealed++
			}
			return nil
		})
	})
	if err != nil || readable == 0 || sealed == 0 {
		t.Fatalf("%d appointments, %d with a contact: %v", readable, sealed, err)
	}
	v := servertest.NewVisitor(s.URL)
	v.MustGet(t, "/")
	v.MustGet(t, "/afspraak/tijd?p=paspoort.1")
	times := v.Choices("tijd")
	if len(times) == 0 {
		t.Fatal("no time is offered: ", v.Title())
	}
	if err := v.Send("/afspraak/tijd", map[string]string{"tijd": times[0]}); err != nil || v.Status != 200 {
		t.Fatalf("a hold is answered %d %v", v.Status, err)
	}
	v.MustGet(t, "/medewerker")
	if !strings.Contains(v.Body, "wachtzin") {
		t.Error("nobody can sign in")
	}
}

// takeLabelsAway does what check tells whoever runs it to do: two places of that town had the label of a vehicle and
// times of their own.
func takeLabelsAway(t *testing.T, s *server.Server) {
	t.Helper()
	r := s.Check(t.Context())
	for _, problem := range r.Problems {
		if !strings.Contains(problem, "take the opening away, or the label") {
			t.Error(problem)
		}
	}
	if len(r.Problems) != 2 {
		t.Errorf("check finds %q", r.Problems)
	}
	err := s.Ledger.Update(t.Context(), "cli", func(tx *ledger.Tx) error {
		d := catalogue.NewDraft(tx, catalogue.Configuration)
		for _, id := range []catalogue.OfficeID{"praotbus-sinderen", "praotbus-varsseveld"} {
			o, err := catalogue.OfficeNow(tx, id)
			if err != nil {
				return err
			}
			o.Label = ""
			if err := d.PutPlace(o); err != nil {
				return err
			}
		}
		return catalogue.Apply(tx, d.Changes())
	})
	if err != nil {
		t.Fatal(err)
	}
}
