package main

import (
	"context"
	"fmt"
	"os"
	"runtime/debug"

	"balie/cmd/internal/demo"
	"balie/cmd/internal/server"
	"balie/web/setup"
)

type demoCommand struct {
	server.Location
	Theme  *string `help:"Folder with theme.css, logo.svg or both: the house style." placeholder:"DIR"`
	Listen *string `help:"Address on this machine to listen on (127.0.0.1:8080)." placeholder:"ADDR"`
	Town   string  `help:"Which town: oude-ijsselstreek or small." default:"oude-ijsselstreek"`
	From   string  `help:"A municipality's own export, a folder or a file: its products, offices and hours, to practise in." placeholder:"PATH" type:"path"`
	At     string  `help:"Where the town's clock starts (2026-12-01T09:40); without it the next ordinary Tuesday at 9.40, or where the folder's town stopped." placeholder:"MOMENT"`
	Speed  int     `help:"How many times as fast as the machine's the town's clock runs." default:"1"`
}

// A demo has few visitors and shares a machine with everything else that is open: it cleans up sooner than
// a server does, and the more so above demoMemory.
const (
	demoGarbage = 50
	demoMemory  = 64 << 20
)

// fastest is how fast the town's clock runs at most: faster, nobody can follow.
const fastest = 60

// Run serves a made-up town on this machine and returns. Without --data everything is gone when it
// ends; with it, the folder's bookings stay, and only an empty folder is filled.
func (c *demoCommand) Run(ctx context.Context, m *Main, proc *server.Process) error {
	settings, err := server.LoadConfig(c.Config, proc.Env, map[string]*string{"data": c.Data, "listen": c.Listen, "theme": c.Theme})
	if err != nil {
		return err
	}
	if c.Data == nil {
		settings.Data = ""
	}
	o := demo.Options{Speed: c.Speed}
	if o.Town, err = c.town(); err != nil {
		return err
	}
	if c.At != "" {
		if o.At, err = o.Town.Moment(c.At, proc.Clock()); err != nil {
			return err
		}
	}
	if c.Speed < 1 || c.Speed > fastest {
		return fmt.Errorf("--speed is from 1 to %d", fastest)
	}
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(demoGarbage)
	}
	debug.SetMemoryLimit(demoMemory)
	m.serving, err = demo.Serve(ctx, proc, settings, o)
	return err
}

// town is the one that is shown: of those that are shipped, or what a municipality exported.
func (c *demoCommand) town() (demo.Setting, error) {
	if c.From == "" {
		return demo.SettingOf(c.Town)
	}
	files, err := readFiles([]string{c.From})
	if err != nil {
		return demo.Setting{}, err
	}
	read, err := setup.Read(files)
	if err != nil {
		return demo.Setting{}, err
	}
	return demo.OwnSetting(read.Document)
}
