package server

import (
	"runtime/debug"
)

// Revision is the module's version, or the commit of a build from a working copy.
func Revision() string {
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
