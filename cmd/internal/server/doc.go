// Package server opens a ledger with its keys and serves it: the settings, the listeners, the workers that run
// beside them, and the socket by which a second process has something done.
//
// A ledger never opens without its key file, nothing is served to other machines without TLS, and Close waits
// for the answers under way before it closes the ledger. What is served is decided in the rooms below; this
// room only puts them together, and is the one that opens the ledger.
package server
