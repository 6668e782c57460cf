package main

import (
	"context"

	"balie/booking/catalogue"
	"balie/cmd/internal/server"
	"balie/kiosk"
)

type device struct {
	Pair   devicePair   `cmd:"" help:"Say what the screen is for that shows a code at /scherm."`
	List   deviceList   `cmd:"" default:"withargs" help:"List the screens in the hall."`
	Unpair deviceUnpair `cmd:"" help:"Take a screen's right away, by its id."`
}

type devicePair struct {
	server.Location
	Code   string `arg:"" help:"As it stands on the screen."`
	Role   string `help:"pillar or board." required:"" placeholder:"ROLE"`
	Name   string `help:"As colleagues know it (the role)." placeholder:"NAME"`
	Office string `help:"Id of the office where it hangs." placeholder:"ID"`
	Label  string `help:"Label of the vehicle in which it is, instead of an office." placeholder:"LABEL"`
}

type deviceList struct{ server.Location }

type deviceUnpair struct {
	server.Location
	ID string `arg:"" help:"As the list names it."`
}

// Run pairs a screen, also while serving.
func (c *devicePair) Run(ctx context.Context, proc *server.Process) error {
	if c.Name == "" {
		c.Name = c.Role
	}
	n := kiosk.NewDevice{Code: c.Code, Role: kiosk.Role(c.Role), Name: c.Name, Office: catalogue.OfficeID(c.Office), Label: c.Label}
	return sendDevice(ctx, proc, c.Location, server.RemoteCommand{Do: "device-pair", Device: &n})
}

// Run lists the screens: id, role, place, and when each was last seen.
func (c *deviceList) Run(ctx context.Context, proc *server.Process) error {
	return sendDevice(ctx, proc, c.Location, server.RemoteCommand{Do: "device-list"})
}

// Run unpairs a screen, also while serving: its next request is refused.
func (c *deviceUnpair) Run(ctx context.Context, proc *server.Process) error {
	return sendDevice(ctx, proc, c.Location, server.RemoteCommand{Do: "device-unpair", Key: c.ID})
}

func sendDevice(ctx context.Context, proc *server.Process, w server.Location, e server.RemoteCommand) error {
	settings, err := w.Settings(proc)
	if err != nil {
		return err
	}
	_, err = proc.Send(ctx, settings.Data, e, false)
	return err
}
