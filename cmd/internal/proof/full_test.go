package proof

import (
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"balie/booking"
	"balie/cmd/internal/servertest"
)

// TestProofAFullDiskIsSaidAndOvercome fills the disk of a server. Whoever books is told that
// nothing was recorded (503), whoever looks is served, and as soon as there is room booking works
// again, without a restart.
func TestProofAFullDiskIsSaidAndOvercome(t *testing.T) {
	disk := t.TempDir()
	if err := syscall.Mount("tmpfs", disk, "tmpfs", 0, "size=6m"); err != nil {
		t.Skipf("no disk to fill: mounting a tmpfs needs root (%v)", err)
	}
	t.Cleanup(func() { _ = syscall.Unmount(disk, syscall.MNT_DETACH) })
	data := filepath.Join(disk, "data")
	servertest.FurnishAt(t, data)
	m, _ := servertest.ServeWithLog(t, data)
	ballast := filepath.Join(disk, "ballast")
	fill(t, ballast)
	v, n := servertest.NewVisitor(m.URL), 0
	for ; n < 3000; n++ {
		v = servertest.NewVisitor(m.URL)
		if err := v.Post("/afspraak/tijd", servertest.TimeForm(booking.NewVisitKey(), servertest.PlaceAt(n))); err != nil {
			t.Fatal(err)
		}
		if v.Status != 200 {
			break
		}
	}
	if v.Status != 503 || !strings.Contains(v.Body, "Er is niets vastgelegd") {
		t.Fatalf("after %d holds on a full disk: %d %q", n, v.Status, v.Title())
	}
	v.MustGet(t, "/afspraak/tijd?p=paspoort.1")
	if err := os.Remove(ballast); err != nil {
		t.Fatal(err)
	}
	key := booking.NewVisitKey()
	if err := v.Post("/afspraak/tijd", servertest.TimeForm(key, servertest.PlaceAt(n))); err != nil || v.Status != 200 {
		t.Fatalf("with room again: %d %v", v.Status, err)
	}
	if err := v.Post("/afspraak/maken", servertest.BookForm(key, "Riet Wissink")); err != nil || v.Title() != "Uw afspraak is gemaakt" {
		t.Fatalf("with room again: %d %q %v", v.Status, v.Title(), err)
	}
}

// fill writes a file until the disk is full.
func fill(t *testing.T, path string) {
	t.Helper()
	file, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	for block := make([]byte, 4096); err == nil; {
		_, err = file.Write(block)
	}
}
