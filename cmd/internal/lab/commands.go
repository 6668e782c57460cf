package lab

// Commands is what engineers use: balie lab.
type Commands struct {
	Bench     Bench     `cmd:"" help:"Measure this machine, always beside a baseline."`
	Simulate  Simulate  `cmd:"" help:"Play made-up days under several ways to call, and compare them."`
	Route     Route     `cmd:"" help:"Plan rounds with time windows from a file."`
	Past      Past      `cmd:"" help:"Play the past of the demo's town and pack it."`
	Storybook Storybook `cmd:"" help:"Serve every part and page with awkward data."`
}
