package main

import (
	"embed"
	"fmt"
	"io/fs"
	"strings"
)

// demoFiles are import documents, and villages.json with what is known of the villages.
//
//go:embed demo/*.json
var demoFiles embed.FS

// seed is the town of the demo: every embedded import document in one.
func seed() (all document, err error) {
	names, err := fs.Glob(demoFiles, "demo/*.json")
	if err != nil {
		return all, err
	}
	for _, name := range names {
		if strings.HasSuffix(name, "/villages.json") {
			continue
		}
		text, err := demoFiles.ReadFile(name)
		if err != nil {
			return all, err
		}
		d, err := parseDocument(text)
		if err != nil {
			return all, fmt.Errorf("%s: %w", name, err)
		}
		all.Products, all.Offices = append(all.Products, d.Products...), append(all.Offices, d.Offices...)
	}
	return all, nil
}
