package lab

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"os/exec"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"balie/cmd/internal/server"
)

// benchCrowd is the child that plays the followers: it says when all of them follow, and at last
// what they were told.
type benchCrowd struct {
	At        string `arg:""`
	Followers int    `arg:""`
	Events    int    `arg:""`
}

// told is what the followers of one subject were told, in milliseconds from each call.
type told struct {
	P50    float64 `json:"p50_ms"`
	P99    float64 `json:"p99_ms"`
	Last   float64 `json:"last_ms"`       // the last follower, of the middle call
	Worst  float64 `json:"worst_last_ms"` // the last follower, of the worst call
	Missed int     `json:"missed"`
}

const (
	crowdPatience = 2 * time.Minute
	dialTogether  = 64
	stillWaiting  = 5 * time.Second // without any telling, the rest is missed
)

// Run plays the followers; "balie bench live" starts it.
func (c *benchCrowd) Run(proc *server.Process) error {
	if err := (&benchLive{Followers: c.Followers}).enoughFiles(); err != nil {
		return err
	}
	arrived := make(chan [2]int64, 4096) // call, and when it was read
	conns, err := c.follow(arrived)
	defer func() {
		for _, conn := range conns {
			_ = conn.Close()
		}
	}()
	if err != nil {
		return err
	}
	proc.Printf("ready\n")
	return json.NewEncoder(proc.Out).Encode(c.gather(arrived))
}

// follow connects everybody.
func (c *benchCrowd) follow(arrived chan<- [2]int64) (conns []net.Conn, err error) {
	var mu sync.Mutex
	var all sync.WaitGroup
	room := make(chan struct{}, dialTogether)
	for range c.Followers {
		room <- struct{}{}
		all.Go(func() {
			defer func() { <-room }()
			conn, read, failed := join(strings.TrimPrefix(c.At, "http://"))
			mu.Lock()
			defer mu.Unlock()
			if err = errors.Join(err, failed); failed == nil {
				conns = append(conns, conn)
				go hear(read, arrived)
			}
		})
	}
	all.Wait()
	return conns, err
}

// join asks for the stream and reads the head of the answer.
func join(at string) (net.Conn, *bufio.Reader, error) {
	conn, err := net.Dial("tcp", at)
	if err != nil {
		return nil, nil, err
	}
	_, err = io.WriteString(conn, "GET /?na=1 HTTP/1.1\r\nHost: "+at+"\r\nAccept: text/event-stream\r\n\r\n")
	read := bufio.NewReaderSize(conn, 1024)
	first := ""
	for line := "x"; err == nil && line != "\r\n"; {
		if line, err = read.ReadString('\n'); first == "" {
			first = line
		}
	}
	if err == nil && !strings.Contains(first, " 200 ") {
		err = fmt.Errorf("a follower is answered %q", strings.TrimSpace(first))
	}
	return conn, read, err
}

// hear reads until the connection ends and says when each call was read.
func hear(read *bufio.Reader, arrived chan<- [2]int64) {
	for {
		line, err := read.ReadSlice('\n')
		if err != nil && !errors.Is(err, bufio.ErrBufferFull) {
			return
		}
		at := bytes.Index(line, []byte("at="))
		if at < 0 || len(line) < at+22 {
			continue
		}
		if call, err := strconv.ParseInt(string(line[at+3:at+22]), 10, 64); err == nil && call > 0 {
			arrived <- [2]int64{call, time.Now().UnixNano()}
		}
	}
}

// gather waits for every telling, or until none comes any more.
func (c *benchCrowd) gather(arrived <-chan [2]int64) told {
	calls := map[int64][]time.Duration{}
	var every []time.Duration
	patience := time.NewTimer(crowdPatience)
	for len(every) < c.Followers*c.Events {
		select {
		case a := <-arrived:
			took := time.Duration(a[1] - a[0])
			calls[a[0]], every = append(calls[a[0]], took), append(every, took)
			patience.Reset(stillWaiting)
			continue
		case <-patience.C:
		}
		break
	}
	return summed(calls, every, c.Followers*c.Events-len(every))
}

func summed(calls map[int64][]time.Duration, every []time.Duration, missed int) told {
	var lasts []time.Duration
	for _, tellings := range calls {
		lasts = append(lasts, slices.Max(tellings))
	}
	if len(lasts) == 0 {
		return told{Missed: missed}
	}
	slices.Sort(lasts)
	slices.Sort(every)
	return told{quantile(every, 0.5), quantile(every, 0.99), quantile(lasts, 0.5), quantile(lasts, 1), missed}
}

// crowd is the child that runs.
type crowd struct {
	command *exec.Cmd
	read    *bufio.Reader
}

// startCrowd starts the child and returns when all of its clients follow.
func startCrowd(ctx context.Context, at string, followers, events int) (*crowd, error) {
	self, err := os.Executable()
	if err != nil {
		return nil, err
	}
	c := &crowd{command: exec.CommandContext(ctx, self, "lab", "bench", "crowd", at, fmt.Sprint(followers), fmt.Sprint(events))}
	c.command.Stderr = os.Stderr
	out, err := c.command.StdoutPipe()
	if err != nil {
		return nil, err
	}
	c.read = bufio.NewReader(out)
	if err := c.command.Start(); err != nil {
		return nil, err
	}
	if line, err := c.read.ReadString('\n'); err != nil || line != "ready\n" {
		return nil, errors.Join(fmt.Errorf("the followers say %q", line), err, c.end())
	}
	return c, nil
}

func (c *crowd) told() (t told, err error) {
	return t, json.NewDecoder(c.read).Decode(&t)
}

// end lets the child end and cleans up after it.
func (c *crowd) end() error {
	_ = c.command.Process.Kill()
	_ = c.command.Wait()
	return nil
}
