package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"balie/cmd/internal/server"
	"balie/web/setup"
)

type export struct {
	server.Location
	To string `help:"Write one file for each thing into this folder, which an earlier export or nothing is in, instead of printing all." placeholder:"DIR" type:"path"`
}

// Run prints everything that is set up to standard output, in the format that import reads, or writes it as files.
func (c *export) Run(ctx context.Context, proc *server.Process) error {
	settings, err := c.Settings(proc)
	if err != nil {
		return err
	}
	r, err := proc.Send(ctx, settings.Data, server.RemoteCommand{Do: "export"}, false)
	if err != nil {
		return err
	}
	d, err := setup.Parse(r.Document)
	if err != nil {
		return err
	}
	if c.To != "" {
		return writeExport(c.To, d)
	}
	d.Exported = nil
	text, err := json.Marshal(d)
	if err != nil {
		return err
	}
	var pretty bytes.Buffer
	if err := json.Indent(&pretty, text, "", "  "); err != nil {
		return err
	}
	proc.Printf("%s\n", pretty.Bytes())
	return nil
}

// writeExport writes files into a folder, in the place of those of an earlier export.
func writeExport(folder string, d setup.Document) error {
	entries, err := os.ReadDir(folder)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	_, earlier := os.Stat(filepath.Join(folder, setup.ManifestName))
	for _, e := range entries {
		if earlier != nil && e.Name() != ".git" {
			return fmt.Errorf("%s is not empty, and no export of ours: choose another folder", folder)
		}
	}
	for _, name := range setup.Folders {
		old, _ := filepath.Glob(filepath.Join(folder, name, "*.json"))
		for _, file := range old {
			if err := os.Remove(file); err != nil {
				return err
			}
		}
	}
	files, err := d.Split()
	if err != nil {
		return err
	}
	for _, f := range files {
		at := filepath.Join(folder, filepath.FromSlash(f.Name))
		if err := os.MkdirAll(filepath.Dir(at), 0o700); err != nil {
			return err
		}
		if err := os.WriteFile(at, f.Content, 0o600); err != nil {
			return err
		}
	}
	return nil
}
