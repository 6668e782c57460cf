package live

import (
	"net"
	"syscall"
	"testing"
)

func TestADeadPeerIsWaitedForTenSeconds(t *testing.T) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	conn, err := net.Dial("tcp", listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	shrink(wrapped{conn}) // as TLS has it
	raw, err := conn.(*net.TCPConn).SyscallConn()
	if err != nil {
		t.Fatal(err)
	}
	err = raw.Control(func(fd uintptr) {
		if got, err := syscall.GetsockoptInt(int(fd), syscall.IPPROTO_TCP, tcpUserTimeout); got != 10_000 || err != nil {
			t.Errorf("a dead peer is waited for %d ms: %v", got, err)
		}
		if got, err := syscall.GetsockoptInt(int(fd), syscall.SOL_SOCKET, syscall.SO_SNDBUF); got > 2*kernelBuffer || err != nil {
			t.Errorf("the machine keeps %d bytes: %v", got, err)
		}
	})
	if err != nil {
		t.Error(err)
	}
}

// wrapped is a connection that is made on another.
type wrapped struct{ net.Conn }

func (w wrapped) NetConn() net.Conn { return w.Conn }
