package main

import (
	_ "embed"

	"balie/cmd/internal/server"
)

var (
	//go:embed OPERATE.md
	operateText string
	//go:embed PROOF.md
	proofText string
)

type helpCommand struct {
	Operate helpOperate `cmd:"" help:"How to run Balie, from an empty folder to a go-live day."`
	Proof   helpProof   `cmd:"" help:"What is claimed, and the command that shows each claim."`
}

type helpOperate struct{}

type helpProof struct{}

// Run prints OPERATE.md.
func (helpOperate) Run(proc *server.Process) error {
	proc.Printf("%s", operateText)
	return nil
}

// Run prints PROOF.md.
func (helpProof) Run(proc *server.Process) error {
	proc.Printf("%s", proofText)
	return nil
}
