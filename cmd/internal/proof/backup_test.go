package proof

import (
	"flag"
	"fmt"
	"log/slog"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"balie/booking"
	"balie/booking/ledger"
	"balie/cmd/internal/server"
	"balie/cmd/internal/servertest"
)

var backups = flag.Int("backups", servertest.Size(6, 100), "how many backups TestProofBackupUnderLoad takes and restores")

// TestProofBackupUnderLoad takes backups of a server while visitors book, move and cancel. Each is
// restored into a folder of its own, checked, and must hold every promise that was acknowledged
// before it began.
func TestProofBackupUnderLoad(t *testing.T) {
	count := *backups
	if servertest.RaceDetector {
		count = min(count, 5)
	}
	data, folder := servertest.Furnished(t), t.TempDir()
	running, base, _ := startProgram(t, data)
	kept, seed := &promises{made: map[booking.AppointmentID]promise{}}, rand.New(rand.NewPCG(1509, 7))
	var visiting sync.WaitGroup
	for range 4 {
		visits := rand.New(rand.NewPCG(seed.Uint64(), 1))
		visiting.Go(func() { keepVisiting(base, visits, kept) })
	}
	known := make([]map[booking.AppointmentID]promise, count)
	for n := range count {
		servertest.Soon(t, "one more appointment was made", func() bool { return len(kept.copied()) > n })
		known[n] = kept.copied()
		r, served, err := server.Ask(server.SocketPath(data), server.RemoteCommand{Do: "backup", To: filepath.Join(folder, fmt.Sprintf("%d.db", n))})
		if err != nil || !served || r.Failure() != nil {
			t.Fatalf("backup %d: %v, served %v, %v", n, err, served, r.Failure())
		}
	}
	_ = running.Process.Kill()
	_ = running.Wait()
	visiting.Wait()
	for n := range count {
		restored := filepath.Join(folder, fmt.Sprint("house-", n))
		if err := os.Mkdir(restored, 0o700); err != nil {
			t.Fatal(err)
		}
		servertest.WantDone(t, servertest.Run(t, "restore", "--data", restored, filepath.Join(folder, fmt.Sprintf("%d.db", n))))
		checkEarlier(t, restored, known[n])
		if err := os.RemoveAll(restored); err != nil {
			t.Fatal(err)
		}
	}
	t.Logf("%d backups, the last with %d of %d appointments", count, len(known[count-1]), len(kept.made))
}

// copied is all that is promised by now, and that no answer is due about.
func (p *promises) copied() map[booking.AppointmentID]promise {
	p.mu.Lock()
	defer p.mu.Unlock()
	return maps.Clone(p.made)
}

// checkEarlier checks a restored ledger and looks for every appointment that was known when its
// backup began. It may have been moved or cancelled since, while the backup ran.
func checkEarlier(t *testing.T, data string, known map[booking.AppointmentID]promise) {
	t.Helper()
	servertest.WantDone(t, servertest.Run(t, "check", "--data", data))
	stand := appointmentsIn(t, data)
	for id := range known {
		if !stand[id] {
			t.Errorf("%s was acknowledged before the backup began and is not in it", id)
		}
	}
}

// appointmentsIn are the appointments of a closed ledger, by its events.
func appointmentsIn(t *testing.T, data string) map[booking.AppointmentID]bool {
	t.Helper()
	h, err := server.Open(data, servertest.Noon, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = h.Close() }()
	found := map[booking.AppointmentID]bool{}
	err = h.Ledger.View(func(r ledger.Reader) error {
		all, err := ledger.Events(r, 0, 1_000_000)
		for _, e := range all {
			if e.Kind != "appointment.booked" {
				continue
			}
			id := booking.AppointmentID(e.IDs[0])
			if _, missing := booking.AppointmentByID(r, id); missing != nil {
				return missing
			}
			found[id] = true
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}
