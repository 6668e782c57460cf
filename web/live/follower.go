package live

import (
	"net"
	"sync"
	"time"
)

const (
	room         = 16              // messages that may wait for one follower
	writeTime    = 5 * time.Second // that one writing may take
	kernelBuffer = 16 << 10        // bytes that the machine keeps for a follower that does not read
)

// follower is one stream. Its topic's messages wait in out; one goroutine writes them.
type follower struct {
	topic   *Topic
	visitor string
	allowed func() bool // nil where everybody may follow
	until   time.Time   // when it is asked to come back
	first   [][]byte    // head, and what it missed
	out     chan []byte // closed when there is nothing more

	mu   sync.Mutex
	conn net.Conn
	over bool
}

// offer hands a message to a follower without waiting; false means that it does not keep up. The
// caller holds the topic's lock.
func (f *follower) offer(bytes []byte) bool {
	select {
	case f.out <- bytes:
		return true
	default:
		return false
	}
}

// carry takes the connection over and writes until there is nothing more, or it breaks.
func (f *follower) carry(conn net.Conn) {
	if !f.take(conn) {
		return
	}
	defer f.drop()
	for _, bytes := range f.first {
		if !f.write(bytes) {
			return
		}
	}
	f.first = nil
	for bytes := range f.out {
		if !f.write(bytes) {
			return
		}
	}
}

// take is false for a follower that was cut before it had a connection.
func (f *follower) take(conn net.Conn) bool {
	shrink(conn)
	f.mu.Lock()
	defer f.mu.Unlock()
	f.conn = conn
	if f.over {
		_ = conn.Close()
	}
	return !f.over
}

// drop closes the connection; a writing under way ends.
func (f *follower) drop() {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.over = true
	if f.conn != nil {
		_ = f.conn.Close()
	}
}

func (f *follower) write(bytes []byte) bool {
	if f.conn.SetWriteDeadline(time.Now().Add(writeTime)) != nil {
		return false
	}
	_, err := f.conn.Write(bytes)
	return err == nil
}

// shrink bounds what the machine keeps for a follower that does not read, and how long it waits for
// one that is dead: so both are noticed soon.
func shrink(conn net.Conn) {
	for {
		inner, ok := conn.(interface{ NetConn() net.Conn })
		if !ok {
			break
		}
		conn = inner.NetConn()
	}
	if tcp, ok := conn.(*net.TCPConn); ok {
		_ = tcp.SetWriteBuffer(kernelBuffer)
		noticeDeath(tcp)
	}
}
