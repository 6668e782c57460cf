package main

import (
	"bufio"
	"fmt"
	"io"
	"mime"
	"net"
	"net/mail"
	"strconv"
	"strings"
	"sync"
	"testing"
)

// mailServer is a mail server on this machine that takes mail over real connections (RFC 5321),
// as far as a sender needs one.
type mailServer struct {
	listener net.Listener
	// took is called when a mail has been taken and kept, before the sender is told so.
	took func(*mail.Message)
	// refuse answers a recipient with another line than 250; "" takes it.
	refuse string

	mu   sync.Mutex
	kept []keptMail
}

type keptMail struct{ id, subject, to, body string }

func startMailServer(t *testing.T) *mailServer {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	s := &mailServer{listener: listener}
	t.Cleanup(func() { _ = listener.Close() })
	go func() {
		for {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			go s.talk(conn)
		}
	}()
	return s
}

// settings are those of a program that sends through this server.
func (s *mailServer) settings() []string {
	port := s.listener.Addr().(*net.TCPAddr).Port
	return []string{"--smtp-host", "127.0.0.1", "--smtp-port", strconv.Itoa(port), "--smtp-tls", "none",
		"--mail-from", "afspraak@voorbeeld.nl", "--public-url", "https://afspraak.voorbeeld.nl"}
}

// mails are all that were taken so far.
func (s *mailServer) mails() []keptMail {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]keptMail(nil), s.kept...)
}

func (s *mailServer) talk(conn net.Conn) {
	defer conn.Close()
	in := bufio.NewReader(conn)
	say := func(line string) { fmt.Fprintf(conn, "%s\r\n", line) }
	say("220 mail.example ready")
	for to := ""; ; {
		line, err := in.ReadString('\n')
		if err != nil {
			return
		}
		switch verb, rest, _ := strings.Cut(strings.TrimSpace(line), " "); strings.ToUpper(verb) {
		case "EHLO", "HELO":
			say("250-mail.example\r\n250 8BITMIME")
		case "RCPT":
			if to = rest; s.refuse != "" {
				say(s.refuse)
				continue
			}
			say("250 yes")
		case "DATA":
			say("354 go on")
			if !s.take(in, to) {
				return
			}
			say("250 taken")
		case "QUIT":
			say("221 bye")
			return
		default:
			say("250 yes")
		}
	}
}

// take reads a mail up to its lonely dot and keeps it.
func (s *mailServer) take(in *bufio.Reader, to string) bool {
	var text strings.Builder
	for {
		line, err := in.ReadString('\n')
		if err != nil {
			return false
		}
		if line == ".\r\n" {
			break
		}
		text.WriteString(strings.TrimPrefix(line, "."))
	}
	m, err := mail.ReadMessage(strings.NewReader(text.String()))
	if err != nil {
		return false
	}
	body, _ := io.ReadAll(m.Body)
	subject, _ := new(mime.WordDecoder).DecodeHeader(m.Header.Get("Subject"))
	s.mu.Lock()
	s.kept = append(s.kept, keptMail{m.Header.Get("Message-ID"), subject, to, string(body)})
	s.mu.Unlock()
	if s.took != nil {
		s.took(m)
	}
	return true
}
