package paper

import (
	"crypto/sha256"
	"encoding/hex"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// Each line of VENDORED: file, name, version, licence, sha256.
func TestVendoredFilesAreWhatTheySay(t *testing.T) {
	list, err := os.ReadFile(filepath.Join("fonts", "VENDORED"))
	if err != nil {
		t.Fatal(err)
	}
	named := map[string]bool{"VENDORED": true}
	for line := range strings.SplitSeq(strings.TrimSpace(string(list)), "\n") {
		fields := strings.Split(line, ", ")
		if len(fields) != 5 {
			t.Fatalf("not five fields: %s", line)
		}
		content, err := os.ReadFile(filepath.Join("fonts", fields[0]))
		if err != nil {
			t.Fatal(err)
		}
		sum := sha256.Sum256(content)
		if hex.EncodeToString(sum[:]) != fields[4] {
			t.Errorf("%s is not what VENDORED says", fields[0])
		}
		named[fields[0]] = true
	}
	files, err := os.ReadDir("fonts")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		if !named[f.Name()] {
			t.Errorf("%s is not in VENDORED", f.Name())
		}
	}
}
