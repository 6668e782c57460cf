package ledger

import (
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// TestReadOnlyFileSystemIsRefused opens an old and a new ledger where nothing can be written:
// both are refused in one line, and the old one can still be read by Verify.
func TestReadOnlyFileSystemIsRefused(t *testing.T) {
	disk := t.TempDir()
	if err := syscall.Mount("tmpfs", disk, "tmpfs", 0, "size=40m"); err != nil {
		t.Skipf("no read-only file system: mounting a tmpfs needs root (%v)", err)
	}
	defer func() { _ = syscall.Unmount(disk, syscall.MNT_DETACH) }()
	old := filepath.Join(disk, "balie.db")
	copyFile(t, written(t), old)
	if err := syscall.Mount("tmpfs", disk, "tmpfs", syscall.MS_REMOUNT|syscall.MS_RDONLY, ""); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{old, filepath.Join(disk, "new.db")} {
		_, err := Open(path, newClock(noon).Now, testSchema)
		if err == nil {
			t.Fatalf("%s opened", path)
		}
		want := path + " cannot be written: the file system is read-only"
		if line := Said(err); line != want {
			t.Errorf("refused with %q, want %q", line, want)
		}
		if line := Advice(path, err); !strings.HasPrefix(line, want+"; ") || strings.Contains(line, "\n") {
			t.Errorf("advice is %q", line)
		}
	}
	if n, err := Verify(old); err != nil || n < 300 {
		t.Errorf("reading a read-only ledger: %d records, %v", n, err)
	}
}
