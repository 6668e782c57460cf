package demo

import (
	"embed"
	"fmt"
	"io/fs"

	"balie/cmd/internal/server"
)

// townFiles are documents as balie import takes them.
//
//go:embed town/*.json
var townFiles embed.FS

// Town is the town of the demo: every embedded document in one.
func Town() (all server.Document, err error) {
	names, err := fs.Glob(townFiles, "town/*.json")
	if err != nil {
		return all, err
	}
	for _, name := range names {
		text, err := townFiles.ReadFile(name)
		if err != nil {
			return all, err
		}
		d, err := server.ParseDocument(text)
		if err != nil {
			return all, fmt.Errorf("%s: %w", name, err)
		}
		all.Add(d)
	}
	return all, nil
}
