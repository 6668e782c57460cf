package server

// Location is where a command finds its ledger and settings.
type Location struct {
	Config string  `help:"Settings file (TOML)." placeholder:"FILE"`
	Data   *string `help:"Folder of ledger and key file (data)." placeholder:"DIR"`
}

func (w Location) given() map[string]*string { return map[string]*string{"data": w.Data} }

// Settings reads the settings for a command that only needs its folder.
func (w Location) Settings(proc *Process) (Config, error) {
	return LoadConfig(w.Config, proc.Env, w.given())
}
