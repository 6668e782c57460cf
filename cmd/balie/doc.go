// Balie is the program: its flags, its configuration and its wiring.
//
// It is the only package that opens the ledger, reads the clock and ends the process. Each
// subcommand is a file named by its verb. What the subcommands do is decided in the rooms below;
// here they are only put together.
package main
