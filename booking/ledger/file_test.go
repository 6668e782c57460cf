package ledger

import (
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	bolt "go.etcd.io/bbolt"
)

// written returns the path of a closed ledger with a few hundred records.
func written(t *testing.T) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "balie.db")
	l, err := Open(path, newClock(noon).Now, testSchema)
	if err != nil {
		t.Fatal(err)
	}
	update(t, l, func(tx *Tx) error {
		for i := range 300 {
			if err := things.Put(tx, K().Uint64(uint64(i)), thing{"a name of some length", i}); err != nil {
				return err
			}
		}
		return nil
	})
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestUnusableFilesAreRefusedInOneLine(t *testing.T) {
	cases := map[string]struct {
		spoil func(t *testing.T, path string)
		says  string
	}{
		"empty":     {func(t *testing.T, p string) { truncate(t, p, 0) }, "is empty"},
		"truncated": {func(t *testing.T, p string) { truncate(t, p, 20_000) }, "is truncated"},
		"stub":      {func(t *testing.T, p string) { truncate(t, p, 100) }, "is"},
		"foreign":   {func(t *testing.T, p string) { overwrite(t, p, []byte("PK\x03\x04 a zip file, really")) }, "is not a Balie ledger"},
		"heads":     {spoilHeads, "is damaged"},
		"other bolt": {func(t *testing.T, p string) {
			_ = os.Remove(p)
			db, err := bolt.Open(p, 0o600, nil)
			if err != nil {
				t.Fatal(err)
			}
			_ = db.Update(func(tx *bolt.Tx) error {
				b, _ := tx.CreateBucket(bucketName)
				return b.Put([]byte("k"), []byte("v"))
			})
			_ = db.Close()
		}, "is not a Balie ledger"},
		"folder": {func(t *testing.T, p string) { _ = os.Remove(p); _ = os.Mkdir(p, 0o700) }, "is not a file"},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			path := written(t)
			backup := filepath.Join(BackupFolder(path), BackupName(noon))
			copyFile(t, path, backup)
			copyFile(t, path, filepath.Join(BackupFolder(path), BackupName(noon.AddDate(0, 0, 1))))
			truncate(t, filepath.Join(BackupFolder(path), BackupName(noon.AddDate(0, 0, 1))), 9000)
			c.spoil(t, path)
			_, err := Open(path, newClock(noon).Now, testSchema)
			if err == nil {
				t.Fatal("opened")
			}
			line := Advice(path, err)
			if !strings.Contains(line, c.says) || !strings.Contains(line, backup) || strings.Contains(line, "\n") {
				t.Fatalf("refused with %q, want %q and the newest good backup %s", line, c.says, backup)
			}
		})
	}
}

func truncate(t *testing.T, path string, size int64) {
	t.Helper()
	if err := os.Truncate(path, size); err != nil {
		t.Fatal(err)
	}
}

func overwrite(t *testing.T, path string, content []byte) {
	t.Helper()
	if err := os.WriteFile(path, content, 0o600); err != nil {
		t.Fatal(err)
	}
}

func spoilHeads(t *testing.T, path string) {
	t.Helper()
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	content[60]++
	content[4096+60]++
	overwrite(t, path, content)
}

func copyFile(t *testing.T, from, to string) {
	t.Helper()
	content, err := os.ReadFile(from)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.MkdirAll(filepath.Dir(to), 0o700); err != nil {
		t.Fatal(err)
	}
	overwrite(t, to, content)
}

func TestLockedFileIsRefused(t *testing.T) {
	l, clock := newLedger(t)
	_, err := Open(l.Path(), clock.Now, testSchema)
	if !errors.Is(err, ErrInUse) || !strings.Contains(err.Error(), "in use by another Balie") {
		t.Fatalf("got %v", err)
	}
}

// TestEveryFlippedByteInARecordIsFound flips one byte in each of the records' bytes and expects
// Verify to notice, which bbolt alone does not.
func TestEveryFlippedByteInARecordIsFound(t *testing.T) {
	path := written(t)
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	text := []byte("a name of some length")
	at, flips := 0, 0
	for from := 0; flips < 200; flips++ {
		next := bytes.Index(content[from:], text)
		if next < 0 {
			break
		}
		at = from + next + flips%len(text)
		from += next + len(text)
		content[at] ^= 1
		overwrite(t, path, content)
		content[at] ^= 1
		if _, err := Verify(path); err == nil {
			t.Fatalf("byte %d flipped and nobody noticed", at)
		}
	}
	if flips < 100 {
		t.Fatalf("only %d flips", flips)
	}
}

func TestDamagedRecordIsRefusedNotShown(t *testing.T) {
	path := written(t)
	content, _ := os.ReadFile(path)
	content[bytes.LastIndex(content, []byte("some length"))] ^= 4
	overwrite(t, path, content)
	l, err := Open(path, newClock(noon).Now, testSchema)
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	err = l.View(func(r Reader) error {
		return things.Each(r, nil, func(Key, thing) error { return nil })
	})
	if !errors.Is(err, ErrDamaged) {
		t.Fatalf("got %v, want damaged", err)
	}
}

func TestMigrationRunsOnceAndKeepsACopy(t *testing.T) {
	path := written(t)
	grown := []Schema{{Name: "test", Prefixes: []string{"th:"}, Migrations: []Migration{
		InOne(putThing("migrated", 1)),
	}}}
	for range 2 {
		l, err := Open(path, newClock(noon).Now, grown)
		if err != nil {
			t.Fatal(err)
		}
		if v, found := getThing(t, l, "migrated"); !found || v.Count != 1 {
			t.Fatal("the step did not run")
		}
		_ = l.Close()
	}
	if n, err := Verify(path + ".before-test-1"); err != nil || n < 300 {
		t.Fatalf("the kept copy: %d records, %v", n, err)
	}
	_, err := Open(path, newClock(noon).Now, testSchema)
	if err == nil || !strings.Contains(err.Error(), "newer Balie") {
		t.Fatalf("an older Balie opened a newer file: %v", err)
	}
}

func TestFailedMigrationLeavesTheFileAsItWas(t *testing.T) {
	path := written(t)
	broken := []Schema{{Name: "test", Prefixes: []string{"th:"}, Migrations: []Migration{
		InOne(func(tx *Tx) error { _ = putThing("half", 1)(tx); return errors.New("broken step") }),
	}}}
	if _, err := Open(path, newClock(noon).Now, broken); err == nil || !strings.Contains(err.Error(), "broken step") {
		t.Fatalf("got %v", err)
	}
	l := mustOpen(t, path, newClock(noon))
	if _, found := getThing(t, l, "half"); found {
		t.Fatal("half a step was kept")
	}
}

func TestBackupWhileWritingIsWhole(t *testing.T) {
	l, _ := newLedger(t)
	stop, stopped := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(stopped)
		for i := 0; ; i++ {
			select {
			case <-stop:
				return
			default:
				_ = l.Update(context.Background(), "test", func(tx *Tx) error {
					_ = things.Put(tx, K().Uint64(uint64(i)), thing{"left", i})
					return things.Put(tx, K().Str("z").Uint64(uint64(i)), thing{"right", i})
				})
			}
		}
	}()
	for i := range 20 {
		path := filepath.Join(t.TempDir(), BackupName(noon))
		if err := writeDurable(path, func(w io.Writer) error { _, err := l.Backup(context.Background(), w); return err }); err != nil {
			t.Fatal(err)
		}
		if n, err := Verify(path); err != nil {
			t.Fatalf("backup %d: %d records, %v", i, n, err)
		}
	}
	close(stop)
	<-stopped
}

// TestFullDiskIsBusyAndRecovers fills a small file system: writing is refused, reading goes on,
// and writing works again as soon as there is room, without a restart.
func TestFullDiskIsBusyAndRecovers(t *testing.T) {
	disk := t.TempDir()
	if err := syscall.Mount("tmpfs", disk, "tmpfs", 0, "size=1m"); err != nil {
		t.Skipf("no disk to fill: mounting a tmpfs needs root (%v)", err)
	}
	defer func() { _ = syscall.Unmount(disk, syscall.MNT_DETACH) }()
	l, err := Open(filepath.Join(disk, "balie.db"), newClock(noon).Now, testSchema)
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	ballast := filepath.Join(disk, "ballast")
	overwrite(t, ballast, make([]byte, 400_000))
	acknowledged := 0
	for ; ; acknowledged++ {
		err = l.Update(context.Background(), "test", func(tx *Tx) error {
			return things.Put(tx, K().Uint64(uint64(acknowledged)), thing{strings.Repeat("x", 20_000), acknowledged})
		})
		if err != nil {
			break
		}
	}
	if !errors.Is(err, ErrFull) || CodeOf(err) != Busy {
		t.Fatalf("a full disk answers %v", err)
	}
	count := func() (n int) {
		err := l.View(func(r Reader) error {
			return things.Each(r, nil, func(Key, thing) error { n++; return nil })
		})
		if err != nil {
			t.Fatal(err)
		}
		return n
	}
	if n := count(); n != acknowledged {
		t.Fatalf("%d records on a full disk, %d were acknowledged", n, acknowledged)
	}
	_ = os.Remove(ballast)
	update(t, l, putThing("after", 1))
	if n := count(); n != acknowledged+1 {
		t.Fatalf("%d records after recovery", n)
	}
}
