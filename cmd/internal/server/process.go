package server

import (
	"fmt"
	"io"
	"log/slog"
	"os"

	"balie/booking/ledger"
)

// Process is what a run of the program works with. Tests have their own writers, environment and clock.
type Process struct {
	Out, Err io.Writer
	Env      []string // as os.Environ gives it
	Clock    ledger.Clock
}

// Log writes lines from a level on to standard error.
func (p *Process) Log(from slog.Level) *slog.Logger {
	return slog.New(slog.NewTextHandler(p.Err, &slog.HandlerOptions{Level: from}))
}

// OnTerminal reports whether somebody reads the output on a terminal.
func (p *Process) OnTerminal() bool {
	f, ok := p.Out.(*os.File)
	if !ok {
		return false
	}
	info, err := f.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0
}

// Printf writes to standard output.
func (p *Process) Printf(format string, args ...any) { fmt.Fprintf(p.Out, format, args...) }
