//go:build !linux

package lab

import "os"

const flushName = "fsync"

// flush is how bbolt makes its pages durable on this system.
func flush(f *os.File) error { return f.Sync() }
