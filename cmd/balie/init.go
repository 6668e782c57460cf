package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"balie/cmd/internal/server"
)

// initCommand is for who sets a municipality up in files.
type initCommand struct {
	Dir     string `arg:"" help:"Folder for the files; it is made where it is not there."`
	Example string `default:"small" help:"small (one town hall), library (a library and two town halls) or bus (${default})." placeholder:"NAME"`
}

// Run writes the files of an example. It refuses to write over a file that is there.
func (c *initCommand) Run(proc *server.Process) error {
	files, err := server.Example(c.Example)
	if err != nil {
		return err
	}
	for _, f := range files {
		if _, err := os.Stat(filepath.Join(c.Dir, f.Name)); !errors.Is(err, fs.ErrNotExist) {
			return errors.Join(fmt.Errorf("%s is there already: choose an empty folder", filepath.Join(c.Dir, f.Name)), err)
		}
	}
	if err := os.MkdirAll(c.Dir, 0o755); err != nil {
		return err
	}
	for _, f := range files {
		path := filepath.Join(c.Dir, f.Name)
		if err := os.WriteFile(path, f.Content, 0o644); err != nil {
			return err
		}
		proc.Printf("wrote %s\n", path)
	}
	proc.Printf("change what you like, then: balie import %s\n", c.Dir)
	return nil
}
