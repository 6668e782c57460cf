package server

import "golang.org/x/sys/unix"

// kernelSynced is the kernel's own word on whether its clock is synchronised (adjtimex(2)).
func kernelSynced() (bool, error) {
	var t unix.Timex
	state, err := unix.Adjtimex(&t)
	if err != nil {
		return false, err
	}
	return state != unix.TIME_ERROR && t.Status&unix.STA_UNSYNC == 0, nil
}
