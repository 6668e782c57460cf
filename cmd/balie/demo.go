package main

import (
	"context"

	"balie/cmd/internal/demo"
	"balie/cmd/internal/server"
)

type demoCommand struct {
	server.Location
	Theme  *string `help:"Folder with theme.css, logo.svg or both: the house style." placeholder:"DIR"`
	Listen *string `help:"Address on this machine to listen on (127.0.0.1:8080)." placeholder:"ADDR"`
}

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
	m.serving, err = demo.Serve(ctx, proc, settings)
	return err
}
