package lab

import (
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"time"

	"balie/cmd/internal/server"
)

// machine is where figures were measured, without which they say nothing.
type machine struct {
	CPU      string   `json:"cpu"`
	Cores    int      `json:"cores"`
	System   string   `json:"system"`
	Go       string   `json:"go"`
	Balie    string   `json:"balie"`
	Date     string   `json:"date"`
	Flush    measured `json:"flush"` // of 4 KiB appended and flushed, one after the other
	FlushHow string   `json:"flush_how"`
}

// flushSpan is how long the disk is measured.
const flushSpan = 500 * time.Millisecond

func describeMachine(data string) (machine, error) {
	flush, err := measureFlush(filepath.Join(data, "flush"))
	return machine{
		CPU: processor(), Cores: runtime.GOMAXPROCS(0), System: runtime.GOOS + "/" + runtime.GOARCH, Go: runtime.Version(),
		Balie: server.Revision(), Date: time.Now().Format(time.DateOnly), Flush: flush, FlushHow: flushName,
	}, err
}

// processor is the first processor's name where the system tells it.
func processor() string {
	text, _ := os.ReadFile("/proc/cpuinfo")
	for line := range strings.Lines(string(text)) {
		if name, value, _ := strings.Cut(line, ":"); strings.TrimSpace(name) == "model name" {
			return strings.TrimSpace(value)
		}
	}
	return "unknown processor"
}

// measureFlush writes and flushes one block after the other.
func measureFlush(path string) (measured, error) {
	f, err := os.Create(path)
	if err != nil {
		return measured{}, err
	}
	block := make([]byte, 4096)
	m, err := load{clients: 1, span: flushSpan}.run(func(int) func() error {
		return func() error {
			_, err := f.Write(block)
			return errors.Join(err, flush(f))
		}
	})
	return m, errors.Join(err, f.Close(), os.Remove(path))
}
