package proof

import (
	"fmt"
	"log/slog"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"balie/booking"
	"balie/booking/calendar"
	"balie/booking/catalogue"
	"balie/booking/ledger"
	"balie/cmd/internal/server"
	"balie/cmd/internal/servertest"
)

// reserveTown is the proof town with an afternoon from one until four; its last hour, from three on, is kept
// for who cannot wait, until two.
func reserveTown() server.Document {
	d := servertest.ProofTown()
	d.Products[0].Urgent = catalogue.Death
	open := d.Offices[0].Openings[0]
	open.Start, open.End = 13*12, 15*12
	kept := open
	kept.ID, kept.Start, kept.End, kept.Share, kept.ReleaseAt = "spoed", 15*12, 16*12, calendar.Reserve, 14*12
	d.Offices[0].Openings = []calendar.Opening{open, kept}
	return d
}

// TestProofTheReserveIsKeptAndNotWasted lets a crowd ask over HTTP for every place of the afternoon, before
// and after the moment at which the reserve opens. Before it nobody of the public gets any of it, and who
// cannot wait does; after it the public gets all that is left.
func TestProofTheReserveIsKeptAndNotWasted(t *testing.T) {
	var now atomic.Int64
	now.Store(servertest.Noon().UnixMilli())
	clock := func() time.Time { return time.UnixMilli(now.Load()) }
	data := t.TempDir()
	h, err := server.Open(data, clock, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	if err := server.PutDocument(t.Context(), h.Ledger, reserveTown()); err != nil {
		t.Fatal(err)
	}
	if err := h.Close(); err != nil {
		t.Fatal(err)
	}
	m := servertest.StartAs(t, servertest.Quiet(clock), data)
	crowd, each := 8, 2
	if servertest.RaceDetector {
		crowd = 3
	}
	afternoon, kept := timesOf(13*60, 15*60), timesOf(15*60, 16*60)
	urgent := kept[:2]
	rush(t, m.URL, crowd, slices.Concat(afternoon, kept), nil)
	if sold := soldFrom(t, m, kept); len(sold) > 0 {
		t.Fatalf("the public has %v of the reserve before its moment", sold)
	}
	rush(t, m.URL, each, urgent, map[string]string{"spoed": "overlijden"})
	if sold := soldFrom(t, m, kept); len(sold) != len(urgent) {
		t.Fatalf("who cannot wait has %v, of %v", sold, urgent)
	}
	now.Store(time.Date(2026, 11, 30, 13, 0, 1, 0, time.UTC).UnixMilli()) // two o'clock and a second
	rush(t, m.URL, crowd, kept, nil)
	if sold := soldFrom(t, m, kept); len(sold) != len(kept) {
		t.Errorf("of the reserve %v is sold after its moment, of %v: the rest is wasted", sold, kept)
	}
}

// timesOf are the places of ten minutes between two minutes of the day.
func timesOf(from, until int) (all []string) {
	for m := from; m < until; m += 10 {
		all = append(all, fmt.Sprintf("2026-11-30T%02d:%02d", m/60, m%60))
	}
	return all
}

// rush sends so many visitors at once after each place; whoever gets one books it.
func rush(t *testing.T, base string, ways int, places []string, more map[string]string) {
	t.Helper()
	var all sync.WaitGroup
	for range ways {
		for _, place := range places {
			all.Go(func() {
				v, key := servertest.NewVisitor(base), booking.NewVisitKey()
				form := servertest.TimeForm(key, place)
				for name, value := range more {
					form.Set(name, value)
				}
				if err := v.Post("/afspraak/tijd", form); err != nil || v.Status != 200 && v.Status != 409 {
					t.Errorf("%s is answered %d %v", place, v.Status, err)
				} else if v.Status == 200 {
					if err := v.Post("/afspraak/maken", servertest.BookForm(key, "Riet Wissink")); err != nil || v.Status != 200 {
						t.Errorf("booking %s is answered %d %v", place, v.Status, err)
					}
				}
			})
		}
		all.Wait()
	}
}

// soldFrom is which of some places have an appointment.
func soldFrom(t *testing.T, m *server.Running, places []string) (sold []string) {
	t.Helper()
	err := m.Server.Ledger.View(func(r ledger.Reader) error {
		return booking.EachAppointment(r, func(a booking.Appointment) error {
			if at := a.Offer.Date.String() + "T" + a.Offer.Start.String(); slices.Contains(places, at) {
				sold = append(sold, at)
			}
			return nil
		})
	})
	if err != nil {
		t.Fatal(err)
	}
	slices.Sort(sold)
	return sold
}
