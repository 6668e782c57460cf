package live

import (
	"net"
	"syscall"
)

// deadAfter is how long, in milliseconds, a machine may leave unanswered what was sent to it: a phone
// that left the network without a word is gone after ten seconds, not after the quarter of an hour
// that the system waits otherwise.
const deadAfter = 10_000

const tcpUserTimeout = 0x12 // TCP_USER_TIMEOUT, which package syscall does not name

// noticeDeath bounds how long a dead peer is waited for.
func noticeDeath(conn *net.TCPConn) {
	raw, err := conn.SyscallConn()
	if err != nil {
		return
	}
	_ = raw.Control(func(fd uintptr) {
		_ = syscall.SetsockoptInt(int(fd), syscall.IPPROTO_TCP, tcpUserTimeout, deadAfter)
	})
}
