package lab

import (
	"bytes"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"balie/cmd/internal/demo"
	"balie/cmd/internal/server"
)

func TestAPastIsPlayedAndPacked(t *testing.T) {
	into, out := t.TempDir(), bytes.Buffer{}
	proc := &server.Process{Out: &out, Err: io.Discard, Clock: func() time.Time { return time.Date(2026, 11, 29, 22, 30, 0, 0, time.UTC) }}
	c := Past{Town: "small", Days: 1, Seed: 5, Into: into}
	if err := c.Run(t.Context(), proc); err != nil {
		t.Fatal(err)
	}
	var said demo.Shipped
	text, err := os.ReadFile(filepath.Join(into, "small.json"))
	if err == nil {
		err = json.Unmarshal(text, &said)
	}
	if err != nil || said.Town != "small" || said.Days != 1 || said.Seed != 5 || said.Files == "" || !said.Until.Equal(time.Date(2026, 12, 1, 8, 40, 0, 0, time.UTC)) {
		t.Errorf("packed as %+v (%v)", said, err)
	}
	for _, name := range []string{"small.db.zst", "small.keys.zst"} {
		if info, err := os.Stat(filepath.Join(into, name)); err != nil || info.Size() == 0 {
			t.Errorf("%s: %v", name, err)
		}
	}
	if !strings.Contains(out.String(), "1 days until 2026-12-01") {
		t.Errorf("said %q", out.String())
	}
	c.Town = "atlantis"
	if err := c.Run(t.Context(), proc); err == nil {
		t.Error("atlantis has a past")
	}
}
