package ledger

import (
	"bytes"
	"encoding/binary"
	"errors"
	"hash/fnv"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// FuzzUnseal reads any bytes as a record: it is damaged, or it is exactly what seal made of its
// content, and its value decodes or is damaged.
func FuzzUnseal(f *testing.F) {
	for _, content := range []string{"", "{}", `{"name":"Riet","count":3}`, `{"count":"three"}`, "null", "[", `"\ud800"`} {
		f.Add([]byte("th:a"), seal([]byte("th:a"), 1, []byte(content)), byte(1))
	}
	f.Add([]byte("th:b"), seal([]byte("th:a"), 1, []byte("{}")), byte(1))
	f.Add([]byte("!seq"), seal(seqKey, 1, make([]byte, 8)), byte(9))
	f.Add([]byte{}, []byte{1, 2, 3, 4}, byte(0))
	f.Fuzz(func(t *testing.T, key, bytesRead []byte, version byte) {
		read, content, err := unseal(key, bytesRead)
		switch {
		case err != nil && !errors.Is(err, ErrDamaged):
			t.Fatalf("refused with %v", err)
		case err == nil && !bytes.Equal(seal(key, read, content), bytesRead):
			t.Fatalf("%q unseals %x, which seal does not make", key, bytesRead)
		}
		if _, err := unsealSeq(bytesRead); err != nil && !errors.Is(err, ErrDamaged) {
			t.Fatalf("sequence refused with %v", err)
		}
		for _, framed := range [][]byte{bytesRead, seal(key, version, bytesRead)} {
			if _, err := things.decode(key, framed); err != nil && !errors.Is(err, ErrDamaged) {
				t.Fatalf("value refused with %v", err)
			}
		}
		if again, content, err := unseal(key, seal(key, version, bytesRead)); err != nil || again != version || !bytes.Equal(content, bytesRead) {
			t.Fatalf("seal and unseal differ: version %d, %x, %v", again, content, err)
		}
	})
}

// head is a file of two head pages as bbolt writes them, with checksums that are right.
func head(size int, pageSize uint32, pages uint64) []byte {
	content := make([]byte, size)
	for _, at := range []int{0, 4096} {
		if at+metaOffset+metaLength > size {
			continue
		}
		meta := content[at+metaOffset : at+metaOffset+metaLength]
		binary.LittleEndian.PutUint32(meta, boltMagic)
		binary.LittleEndian.PutUint32(meta[4:], 2)
		binary.LittleEndian.PutUint32(meta[8:], pageSize)
		binary.LittleEndian.PutUint64(meta[40:], pages)
		sum := fnv.New64a()
		sum.Write(meta[:metaLength-8])
		binary.LittleEndian.PutUint64(meta[metaLength-8:], sum.Sum64())
	}
	return content
}

// FuzzInspect looks at any bytes as a file: it passes only with a whole head page and all the
// bytes that page speaks of, and is refused in one line otherwise.
func FuzzInspect(f *testing.F) {
	f.Add([]byte("PK\x03\x04 a zip file, really"), uint32(4096), uint64(4))
	f.Add(head(16384, 4096, 4), uint32(4096), uint64(4))
	f.Add(head(8192, 4096, 1<<62), uint32(4096), uint64(1<<62))
	f.Add(head(8192, 1<<31, 1<<33), uint32(1<<31), uint64(1<<33))
	f.Add(head(100, 0, 0), uint32(0), uint64(1<<63))
	f.Fuzz(func(t *testing.T, content []byte, pageSize uint32, pages uint64) {
		size := min(len(content), 1<<17)
		for _, file := range [][]byte{content[:size], head(size, pageSize, pages)} {
			err := inspectPages("balie.db", bytes.NewReader(file), int64(size))
			if err != nil {
				oneLine(t, err)
			}
		}
		err := inspectPages("balie.db", bytes.NewReader(head(size, pageSize, pages)), int64(size))
		if fits := pages != 0 && pageSize != 0 && pages <= uint64(size)/uint64(pageSize); err == nil && !fits {
			t.Fatalf("%d pages of %d bytes fit in %d bytes", pages, pageSize, size)
		}
	})
}

// FuzzOpen opens a ledger with some bytes overwritten: it opens or is refused in one line.
func FuzzOpen(f *testing.F) {
	whole := head(16384, 4096, 4)
	f.Add(uint16(0), whole[:80])
	f.Add(uint16(8192), []byte{2, 0, 0, 0, 0, 0, 0, 0, 0x20, 0, 0xff, 0xff})
	f.Add(uint16(12288), []byte{3, 0, 0, 0, 0, 0, 0, 0, 2, 0, 0xff, 0x7f})
	f.Fuzz(func(t *testing.T, at uint16, bytesWritten []byte) {
		path := filepath.Join(t.TempDir(), "balie.db")
		if err := create(path); err != nil {
			t.Fatal(err)
		}
		content, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		copy(content[int(at)%len(content):], bytesWritten)
		if err := os.WriteFile(path, content, 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := Verify(path); err != nil {
			oneLine(t, err)
		}
	})
}

func oneLine(t *testing.T, err error) {
	t.Helper()
	line := Said(err)
	if CodeOf(err) != Invalid || strings.Contains(line, "\n") || !strings.Contains(line, "balie.db") {
		t.Fatalf("refused with %v, %q", CodeOf(err), line)
	}
}
