package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"balie/cmd/internal/server"
	"balie/web/setup"
)

// importCommand brings in what a municipality sets up, and once what another system had promised.
type importCommand struct {
	Setup        importSetup        `cmd:"" default:"withargs" help:"Add or replace products, offices, and what the bus needs from files (JSON)."`
	Names        importNames        `cmd:"" help:"Bring in the national list of product names (UPL-actueel.csv), to choose from."`
	Appointments importAppointments `cmd:"" help:"Take over the appointments of another system (CSV)."`
}

type importSetup struct {
	server.Location
	Files  []string `arg:"" help:"Files to import, in this order; of a folder all that an export wrote." type:"path"`
	DryRun bool     `help:"Say what would change, field by field, and which appointments that touches; do nothing." xor:"way"`
	Accept bool     `help:"Do it also where appointments lose their desk, or what was changed on screen since the export is changed back." xor:"way"`
	Whole  bool     `help:"The files are the whole municipality: what they do not have ends."`
}

// Run imports all files or none. Whom that touches is said first, and where somebody is, it is only done with
// --accept.
func (c *importSetup) Run(ctx context.Context, proc *server.Process) error {
	settings, err := c.Settings(proc)
	if err != nil {
		return err
	}
	all := server.ImportRequest{DryRun: c.DryRun, Accept: c.Accept, Whole: c.Whole}
	if all.Files, err = readFiles(c.Files); err != nil {
		return err
	}
	_, err = proc.Send(ctx, settings.Data, server.RemoteCommand{Do: "import", Import: &all}, !c.DryRun)
	return err
}

// readFiles reads files, and those of an export in the place of its folder.
func readFiles(paths []string) (all []setup.File, err error) {
	files, err := inFolders(paths)
	for _, file := range files {
		content, err := readAtMost(file, setup.Largest)
		if err != nil {
			return nil, err
		}
		all = append(all, setup.File{Name: file, Content: content})
	}
	return all, err
}

// inFolders are files, with those of an export in the place of its folder.
func inFolders(paths []string) (files []string, err error) {
	for _, path := range paths {
		info, err := os.Stat(path)
		if err != nil {
			return nil, err
		}
		if !info.IsDir() {
			files = append(files, path)
			continue
		}
		all, err := filepath.Glob(filepath.Join(path, "*.json"))
		for _, name := range setup.Folders {
			some, failed := filepath.Glob(filepath.Join(path, name, "*.json"))
			all, err = append(all, some...), errors.Join(err, failed)
		}
		all = slices.DeleteFunc(all, func(file string) bool { return filepath.Base(file) == server.SchemaFile })
		if err != nil || len(all) == 0 {
			return nil, errors.Join(err, fmt.Errorf("there is no file to import in %s", path))
		}
		files = append(files, all...)
	}
	return files, nil
}

// readAtMost reads a file that is not larger than so many bytes.
func readAtMost(path string, most int64) ([]byte, error) {
	info, err := os.Stat(path)
	if err == nil && info.Size() > most {
		return nil, fmt.Errorf("%s has %d MB, and %d MB is the most that is read at once: split it", path, info.Size()>>20, most>>20)
	}
	if err != nil {
		return nil, err
	}
	return os.ReadFile(path)
}
