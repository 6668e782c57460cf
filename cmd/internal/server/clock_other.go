//go:build !linux

package server

// kernelSynced is known on Linux only.
func kernelSynced() (bool, error) { return false, errNoWord }
