package main

const description = "Appointments, queue and Praotbus of a municipality: one program, one file."

// commands is the whole command line; each command is a file named by its verb.
type commands struct {
	Demo     demo     `cmd:"" help:"Serve a made-up Oude IJsselstreek on this machine, to look around."`
	Serve    serve    `cmd:"" help:"Serve residents and colleagues. Makes ledger and key file in an empty folder."`
	Check    check    `cmd:"" help:"Read every record, check it and all invariants; name what is wrong."`
	Import   importC  `cmd:"" name:"import" help:"Bring in products and offices (JSON), or the appointments of another system."`
	Export   export   `cmd:"" help:"Print products and offices (JSON); never a person."`
	User     user     `cmd:"" help:"Let a colleague in, or print a new link for one."`
	Device   device   `cmd:"" help:"Pair, list and unpair the screens in the hall."`
	Backup   backup   `cmd:"" help:"Copy ledger and key file, also while serving, and verify the copy."`
	Restore  restore  `cmd:"" help:"Put a backup in the place of the ledger, after verifying it."`
	Outbox   outboxC  `cmd:"" help:"List messages that could not be delivered; try them again."`
	Simulate simulate `cmd:"" help:"Play made-up days under several ways to call, and compare them."`
	Route    routeC   `cmd:"" help:"Plan rounds with time windows from a file."`
	Bench    bench    `cmd:"" help:"Measure this machine, always beside a baseline."`
	Story    story    `cmd:"" name:"storybook" help:"Serve every part and page with awkward data."`
	Routes   routes   `cmd:"" help:"Print every address, who may use it and by which right: the table for an auditor."`
	Version  version  `cmd:"" help:"Print which Balie this is."`
}

// where is where a command finds its ledger and settings.
type where struct {
	Config string  `help:"Settings file (TOML)." placeholder:"FILE"`
	Data   *string `help:"Folder of ledger and key file (data)." placeholder:"DIR"`
}

func (w where) given() map[string]*string { return map[string]*string{"data": w.Data} }

// settings reads the settings for a command that only needs its folder.
func (w where) settings(m *Main) (Config, error) {
	return LoadConfig(w.Config, m.Env, w.given())
}
