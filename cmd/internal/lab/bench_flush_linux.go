package lab

import (
	"os"
	"syscall"
)

const flushName = "fdatasync"

// flush is how bbolt makes its pages durable on this system.
func flush(f *os.File) error { return syscall.Fdatasync(int(f.Fd())) }
