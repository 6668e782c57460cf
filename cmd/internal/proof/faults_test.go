package proof

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"balie/cmd/internal/servertest"
)

// faults are patches of one line each, the proof that finds each, and how it names what went wrong.
var faults = []struct{ patch, proof, says string }{
	{"sells-twice", "TestProofOnePlace", "was sold twice"},
	{"loses-a-booking", "TestProofOnePlace", "a booking was lost"},
	{"calls-two-desks", "TestProofTwentyDesks", "one ticket was called by desk"},
}

const (
	moduleRoot  = "../../.."
	faultFolder = "cmd/balie/testdata/faults"
)

// TestEveryFaultFits holds the patches to the code as it is: each changes one line.
func TestEveryFaultFits(t *testing.T) {
	for _, f := range faults {
		path := filepath.Join(faultFolder, f.patch+".patch")
		check := exec.Command("git", "apply", "--check", path)
		check.Dir = moduleRoot
		if said, err := check.CombinedOutput(); err != nil {
			t.Errorf("%s does not fit: %s", path, said)
		}
		text, err := os.ReadFile(filepath.Join(moduleRoot, path))
		if err != nil || strings.Count(string(text), "\n+\t") != 1 || strings.Count(string(text), "\n-\t") != 1 {
			t.Errorf("%s is no change of one line: %v", path, err)
		}
	}
}

// TestProofsFindFaults puts each fault into a copy of the source and sees its proof fail by name.
func TestProofsFindFaults(t *testing.T) {
	if !servertest.Everything() {
		t.Skip("builds three faulty programs: BALIE_STORIES=all go test ./cmd/internal/proof -run TestProofsFindFaults does")
	}
	copied := t.TempDir()
	files := exec.Command("git", "ls-files", "-z", "--cached", "--others", "--exclude-standard")
	files.Dir = moduleRoot
	listed, err := files.Output()
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range strings.Split(strings.TrimRight(string(listed), "\x00"), "\x00") {
		content, err := os.ReadFile(filepath.Join(moduleRoot, name))
		if err != nil {
			continue // removed, and not yet committed
		}
		to := filepath.Join(copied, name)
		if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(to, content, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	in := func(name string, args ...string) (string, error) {
		c := exec.Command(name, args...)
		c.Dir = copied
		c.Env = append(os.Environ(), "BALIE_STORIES=", "GIT_CEILING_DIRECTORIES="+filepath.Dir(copied))
		said, err := c.CombinedOutput()
		return string(said), err
	}
	for _, f := range faults {
		t.Run(f.patch, func(t *testing.T) {
			path := filepath.Join(faultFolder, f.patch+".patch")
			if said, err := in("git", "apply", path); err != nil {
				t.Fatal(said)
			}
			said, err := in("go", "test", "./cmd/internal/proof", "-run", f.proof)
			if err == nil || !strings.Contains(said, f.says) {
				t.Errorf("%s does not say %q: %.2000s", f.proof, f.says, said)
			}
			if said, err := in("git", "apply", "-R", path); err != nil {
				t.Fatal(said)
			}
		})
	}
}
