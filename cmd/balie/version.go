package main

import (
	"runtime"
	"runtime/debug"
)

type version struct {
	SBOM bool `name:"sbom" help:"Print what is in this program, as CycloneDX JSON."`
}

// Run prints the version, the commit it was built from, and the Go it was built with; or every
// module that is in it.
func (v version) Run(proc *process) error {
	if v.SBOM {
		return printParts(proc)
	}
	proc.printf("balie %s, %s\n", revision(), runtime.Version())
	return nil
}

// revision is the module's version, or the commit of a build from a working copy.
func revision() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "unknown"
	}
	version, commit := info.Main.Version, ""
	for _, s := range info.Settings {
		if s.Key == "vcs.revision" && len(s.Value) >= 12 {
			commit = " " + s.Value[:12]
		}
	}
	if version == "" {
		version = "(devel)"
	}
	return version + commit
}
