package main

import (
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"balie/booking"
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
	furnishAt(t, data)
	m, _ := serveWithLog(t, data)
	ballast := filepath.Join(disk, "ballast")
	fill(t, ballast)
	v, n := newVisitor(m.url), 0
	for ; n < 3000; n++ {
		v = newVisitor(m.url)
		if err := v.post("/afspraak/tijd", timeForm(booking.NewVisitKey(), placeAt(n))); err != nil {
			t.Fatal(err)
		}
		if v.status != 200 {
			break
		}
	}
	if v.status != 503 || !strings.Contains(v.body, "Er is niets vastgelegd") {
		t.Fatalf("after %d holds on a full disk: %d %q", n, v.status, v.title())
	}
	v.mustGet(t, "/afspraak/tijd?p=paspoort.1")
	if err := os.Remove(ballast); err != nil {
		t.Fatal(err)
	}
	key := booking.NewVisitKey()
	if err := v.post("/afspraak/tijd", timeForm(key, placeAt(n))); err != nil || v.status != 200 {
		t.Fatalf("with room again: %d %v", v.status, err)
	}
	if err := v.post("/afspraak/maken", bookForm(key, "Riet Wissink")); err != nil || v.title() != "Uw afspraak is gemaakt" {
		t.Fatalf("with room again: %d %q %v", v.status, v.title(), err)
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
