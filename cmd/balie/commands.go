package main

import (
	"balie/cmd/internal/lab"
)

const description = "Appointments, queue and Praotbus of a municipality: one program, one file."

// commands is the whole command line; each command is a file named by its verb.
type commands struct {
	Demo    demoCommand   `cmd:"" help:"Serve a made-up Oude IJsselstreek on this machine, to look around."`
	Serve   serve         `cmd:"" help:"Serve residents and colleagues. Makes ledger and key file in an empty folder."`
	Check   check         `cmd:"" help:"Read every record, check it and all invariants; name what is wrong."`
	Import  importCommand `cmd:"" name:"import" help:"Bring in products and offices (JSON), or the appointments of another system."`
	Export  export        `cmd:"" help:"Print or write everything that is set up (JSON); never a person."`
	User    user          `cmd:"" help:"Let a colleague in, or print a new link for one."`
	Device  device        `cmd:"" help:"Pair, list and unpair the screens in the hall."`
	Backup  backup        `cmd:"" help:"Copy ledger and key file, also while serving, and verify the copy."`
	Compact compact       `cmd:"" help:"Give unused room in the ledger back to the disk, also while serving."`
	Restore restore       `cmd:"" help:"Put a backup in the place of the ledger, after verifying it."`
	Outbox  outboxCommand `cmd:"" help:"List messages that could not be delivered; try them again."`
	Lab     lab.Commands  `cmd:"" help:"For engineers: measure, simulate, plan rounds, look at every page."`
	Routes  routes        `cmd:"" help:"Print every address, who may use it and by which right: the table for an auditor."`
	Help    helpCommand   `cmd:"" help:"Print a page of the manual: operate or proof."`
	Version version       `cmd:"" help:"Print which Balie this is."`
}
