package main

import (
	"fmt"
	"io"
	"log/slog"

	"balie/booking/ledger"
)

// process is what a run of the program works with. Tests have their own writers, environment and clock.
type process struct {
	Out, Err io.Writer
	Env      []string // as os.Environ gives it
	Clock    ledger.Clock
}

// log writes lines from a level on to standard error.
func (p *process) log(from slog.Level) *slog.Logger {
	return slog.New(slog.NewTextHandler(p.Err, &slog.HandlerOptions{Level: from}))
}

// printf writes to standard output.
func (p *process) printf(format string, args ...any) { fmt.Fprintf(p.Out, format, args...) }
