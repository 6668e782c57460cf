// Balie is the program: main, its flags, and one thin file for each subcommand.
//
// What a subcommand does stands in cmd/internal: server, demo, takeover, lab. Help, operation and proof are
// texts of the program too, and tests hold them to it.
package main
