package server

import "balie/web/setup"

// What a municipality sets up, as the demo and the benches write it down.
type (
	Document      = setup.Document
	Planned       = setup.Planned
	OutreachSetup = setup.OutreachSetup
)

// ParseDocument, PutDocument and ReadDocument read, write and export it.
var (
	ParseDocument = setup.Parse
	PutDocument   = setup.Put
	ReadDocument  = setup.Export
)
