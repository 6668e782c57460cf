package server

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"sync"
	"syscall"
	"time"
)

// The socket beside the ledger lets a second process of the same user have errands done by the
// one that holds the lock: one errand as JSON in, one report as JSON out.
const (
	longestCommand = 96 << 20         // the largest files, and what JSON makes of them
	socketPatience = 10 * time.Minute // a backup of a large ledger takes its time
)

// Ask sends an errand to the server at a socket. served is false if none listens there.
func Ask(path string, e RemoteCommand) (r Report, served bool, err error) {
	conn, err := net.Dial("unix", path)
	if err != nil {
		return r, false, nil
	}
	defer conn.Close()
	_ = conn.SetDeadline(time.Now().Add(socketPatience))
	text, err := json.Marshal(e)
	if err == nil && len(text) > longestCommand {
		err = fmt.Errorf("this is %d MB, and %d MB is the most that it takes at once: split the file", len(text)>>20, longestCommand>>20)
	}
	if err == nil {
		_, err = conn.Write(text)
	}
	if err != nil {
		return r, true, fmt.Errorf("the server at %s did not take the errand: %w", path, err)
	}
	if err := json.NewDecoder(conn).Decode(&r); err != nil {
		return r, true, fmt.Errorf("the server at %s did not answer: %w", path, err)
	}
	return r, true, nil
}

// commandSocket answers second processes until close.
type commandSocket struct {
	server   *Server
	listener net.Listener
	ctx      context.Context
	cancel   context.CancelFunc
	busy     sync.WaitGroup
}

// listenSocket opens the socket, for this user only. The caller holds the ledger, so a socket
// that lies there was left behind and is removed.
func listenSocket(h *Server) (*commandSocket, error) {
	path := SocketPath(h.Data)
	if err := os.Remove(path); err != nil && !errors.Is(err, os.ErrNotExist) {
		return nil, err
	}
	before := syscall.Umask(0o177)
	listener, err := net.Listen("unix", path)
	syscall.Umask(before)
	if err != nil {
		return nil, fmt.Errorf("socket %s (at most 107 bytes): %w", path, err)
	}
	e := &commandSocket{server: h, listener: listener}
	e.ctx, e.cancel = context.WithCancel(context.Background())
	e.busy.Go(e.accept)
	return e, nil
}

func (e *commandSocket) accept() {
	for {
		conn, err := e.listener.Accept()
		if err != nil {
			return
		}
		e.busy.Go(func() { e.answer(conn) })
	}
}

func (e *commandSocket) answer(conn net.Conn) {
	defer conn.Close()
	_ = conn.SetDeadline(time.Now().Add(socketPatience))
	var asked RemoteCommand
	if err := json.NewDecoder(io.LimitReader(conn, longestCommand)).Decode(&asked); err != nil {
		_ = json.NewEncoder(conn).Encode(refused(fmt.Errorf("not an errand: %w", err)))
		return
	}
	_ = json.NewEncoder(conn).Encode(e.server.perform(e.ctx, asked))
}

// close takes no more errands, ends those under way and removes the socket.
func (e *commandSocket) close() error {
	e.cancel()
	err := e.listener.Close()
	e.busy.Wait()
	return err
}
