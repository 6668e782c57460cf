// Package proof holds the program to its claims from outside: over HTTP, with crowds, kills and clocks that jump.
// PROOF.md beside the program says which test shows what.
package proof
