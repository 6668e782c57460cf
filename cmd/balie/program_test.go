package main

import (
	"bytes"
	"testing"

	"balie/cmd/internal/server"
	"balie/cmd/internal/servertest"
)

// inProcess runs a command here, at noon of a Monday; one that serves is closed as soon as it listens.
func inProcess(t *testing.T, args ...string) servertest.Outcome {
	t.Helper()
	var out, errs bytes.Buffer
	m := &Main{Process: server.Process{Out: &out, Err: &errs, Clock: servertest.Noon}}
	err := m.ParseFlags(args)
	if err == nil {
		err = m.Run(t.Context())
	}
	code := m.conclude(err)
	return servertest.Outcome{Code: code, Out: out.String(), Err: errs.String()}
}
