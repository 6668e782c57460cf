package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"runtime/debug"
	"strings"
	"syscall"
	"time"

	"github.com/alecthomas/kong"

	"balie/cmd/internal/server"
	"balie/queue/sim"
)

// garbage lets the heap grow to five times what is in use before it is cleaned. In use are some ten
// megabytes, so a busy server would else clean a hundred times a second.
const garbage = 400

func main() {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(garbage)
	}
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGINT, syscall.SIGTERM)
	defer stop()
	m := &Main{Process: server.Process{Out: os.Stdout, Err: os.Stderr, Env: os.Environ(), Clock: time.Now}}
	code := m.Execute(ctx, os.Args[1:])
	stop()
	os.Exit(code)
}

// Main is one run of the program: a command line, and the server that it starts if it is a command that serves.
type Main struct {
	server.Process

	cli     commands
	command *kong.Context
	serving *server.Running // set by Run of a command that serves
}

// Execute parses, runs, serves until ctx ends where the command serves, closes, and returns the
// exit code.
func (m *Main) Execute(ctx context.Context, args []string) int {
	err := m.ParseFlags(args)
	if err == nil {
		err = m.Run(ctx)
	}
	if err == nil && m.serving != nil {
		err = m.serving.Wait(ctx)
	}
	return m.conclude(err)
}

// conclude closes what is open, says what went wrong in one line, and returns the exit code.
func (m *Main) conclude(err error) int {
	err = errors.Join(err, m.Close())
	if err == nil || errors.Is(err, errHelped) {
		return 0
	}
	fmt.Fprintf(m.Err, "balie: %v\n", err)
	return 1
}

// errHelped ends a run that only had to print help.
var errHelped = errors.New("help was printed")

// exited is what kong's request to exit becomes, so that a test is not ended by it.
type exited int

// ParseFlags reads the command and its flags. It refuses what it does not know by name.
func (m *Main) ParseFlags(args []string) (err error) {
	defer func() {
		if r := recover(); r != nil {
			if _, ours := r.(exited); !ours {
				panic(r)
			}
			err = errHelped
		}
	}()
	parser, err := kong.New(&m.cli, kong.Name("balie"), kong.Description(description),
		kong.Vars{"policies": strings.Join(sim.Policies, ", ")}, kong.Writers(m.Out, m.Err), kong.Exit(func(code int) { panic(exited(code)) }),
		kong.ConfigureHelp(kong.HelpOptions{Compact: true, NoExpandSubcommands: true, WrapUpperBound: 100}))
	if err != nil {
		return err
	}
	m.command, err = parser.Parse(args)
	return err
}

// Run runs the command. A command that serves returns as soon as it listens.
func (m *Main) Run(ctx context.Context) error {
	m.command.BindTo(ctx, (*context.Context)(nil))
	return m.command.Run(m, &m.Process)
}

// Close ends what Run started: it stops accepting, waits for answers under way, and closes the
// ledger. It may be called more than once.
func (m *Main) Close() error {
	if m.serving == nil {
		return nil
	}
	s := m.serving
	m.serving = nil
	return s.Close()
}

// URL is where a command that serves can be reached: "http://127.0.0.1:8080".
func (m *Main) URL() string {
	if m.serving == nil {
		return ""
	}
	return m.serving.URL
}
