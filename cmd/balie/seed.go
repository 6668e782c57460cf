package main

import (
	"embed"
	"fmt"
	"io/fs"
)

// townFiles are documents as balie import takes them.
//
//go:embed town/*.json
var townFiles embed.FS

// seed is the town of the demo: every embedded document in one.
func seed() (all document, err error) {
	names, err := fs.Glob(townFiles, "town/*.json")
	if err != nil {
		return all, err
	}
	for _, name := range names {
		text, err := townFiles.ReadFile(name)
		if err != nil {
			return all, err
		}
		d, err := parseDocument(text)
		if err != nil {
			return all, fmt.Errorf("%s: %w", name, err)
		}
		all.add(d)
	}
	return all, nil
}
