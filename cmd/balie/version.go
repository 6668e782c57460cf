package main

import (
	"runtime"

	"balie/cmd/internal/server"
)

type version struct {
	SBOM bool `name:"sbom" help:"Print what is in this program, as CycloneDX JSON."`
}

// Run prints the version, the commit it was built from, and the Go it was built with; or every
// module that is in it.
func (v version) Run(proc *server.Process) error {
	if v.SBOM {
		return printSBOM(proc)
	}
	proc.Printf("balie %s, %s\n", server.Revision(), runtime.Version())
	return nil
}
