package lab

import (
	"errors"
	"fmt"
	"net"
	"net/http"
	"sync"
	"time"
)

// bareHub is the plainest hub that net/http makes: each follower has a handler that waits on a
// channel, writes and flushes.
type bareHub struct {
	at     string
	server *http.Server
	failed chan error
	done   chan struct{}

	mu        sync.Mutex
	followers map[chan string]bool
}

func openBare() (liveSubject, error) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	b := &bareHub{at: "http://" + listener.Addr().String(), failed: make(chan error, 1), done: make(chan struct{}), followers: map[chan string]bool{}}
	b.server = &http.Server{Handler: http.HandlerFunc(b.follow), ReadHeaderTimeout: readHeaders}
	go func() { b.failed <- b.server.Serve(listener) }()
	return b, nil
}

const readHeaders = 10 * time.Second

func (b *bareHub) follow(w http.ResponseWriter, r *http.Request) {
	messages := make(chan string, 16)
	b.mu.Lock()
	b.followers[messages] = true
	b.mu.Unlock()
	defer func() {
		b.mu.Lock()
		delete(b.followers, messages)
		b.mu.Unlock()
	}()
	flush := http.NewResponseController(w)
	w.Header().Set("Content-Type", "text/event-stream")
	if flush.Flush() != nil {
		return
	}
	for {
		select {
		case m := <-messages:
			_ = flush.SetWriteDeadline(time.Now().Add(5 * time.Second))
			if _, err := fmt.Fprint(w, m); err != nil || flush.Flush() != nil {
				return
			}
		case <-r.Context().Done():
			return
		case <-b.done:
			return
		}
	}
}

func (b *bareHub) url() string { return b.at }

func (b *bareHub) call(at time.Time) error {
	m := "data: " + called(at.UnixNano()) + "\n\n"
	b.mu.Lock()
	defer b.mu.Unlock()
	for f := range b.followers {
		select {
		case f <- m:
		default:
		}
	}
	return nil
}

func (b *bareHub) close() error {
	close(b.done)
	err := b.server.Close()
	if failed := <-b.failed; !errors.Is(failed, http.ErrServerClosed) {
		err = errors.Join(err, failed)
	}
	return err
}
