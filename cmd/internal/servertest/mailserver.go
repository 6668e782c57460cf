package servertest

import (
	"bufio"
	"crypto/tls"
	"encoding/base64"
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

// MailServer is a mail server on this machine that takes mail over real connections (RFC 5321),
// as far as a sender needs one.
type MailServer struct {
	Listener net.Listener
	// took is called when a mail has been taken and kept, before the sender is told so.
	Took func(*mail.Message)
	// hidden lets a sender hide the conversation by STARTTLS; nil offers none. Then a login is wanted.
	Hidden *tls.Config
	login  string // "name password"
	// refuse answers a recipient with another line than 250; "" takes it.
	Refuse string

	mu   sync.Mutex
	kept []keptMail
}

type keptMail struct{ Id, Subject, To, Body string }

func StartMailServer(t *testing.T) *MailServer {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	s := &MailServer{Listener: listener}
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

// Settings are those of a program that sends through this server.
func (s *MailServer) Settings() []string {
	port := s.Listener.Addr().(*net.TCPAddr).Port
	return []string{"--smtp-host", "127.0.0.1", "--smtp-port", strconv.Itoa(port), "--smtp-tls", "none",
		"--mail-from", "afspraak@voorbeeld.nl", "--public-url", "https://afspraak.voorbeeld.nl"}
}

// Mails are all that were taken so far.
func (s *MailServer) Mails() []keptMail {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]keptMail(nil), s.kept...)
}

// Offer changes what the server offers to who comes from now on.
func (s *MailServer) Offer(hidden *tls.Config, login string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.Hidden, s.login = hidden, login
}

// SetRefusal changes refuse under way.
func (s *MailServer) SetRefusal(line string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.Refuse = line
}

func (s *MailServer) refusal() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.Refuse
}

func (s *MailServer) talk(conn net.Conn) {
	defer conn.Close()
	s.mu.Lock() // a test may have said meanwhile what this server offers
	hides, login := s.Hidden, s.login
	s.mu.Unlock()
	in, hidden, known := bufio.NewReader(conn), false, login == ""
	say := func(line string) { fmt.Fprintf(conn, "%s\r\n", line) }
	say("220 mail.example ready")
	for to := ""; ; {
		line, err := in.ReadString('\n')
		if err != nil {
			return
		}
		switch verb, rest, _ := strings.Cut(strings.TrimSpace(line), " "); strings.ToUpper(verb) {
		case "EHLO", "HELO":
			offers := "250-mail.example\r\n"
			if hides != nil && !hidden {
				offers += "250-STARTTLS\r\n"
			}
			if login != "" && hidden {
				offers += "250-AUTH PLAIN\r\n"
			}
			say(offers + "250 8BITMIME")
		case "STARTTLS":
			say("220 go on")
			secret := tls.Server(conn, hides)
			conn, in, hidden = secret, bufio.NewReader(secret), true
		case "AUTH":
			content, _ := base64.StdEncoding.DecodeString(strings.TrimPrefix(rest, "PLAIN "))
			if known = strings.TrimSpace(strings.ReplaceAll(string(content), "\x00", " ")) == login; !known {
				say("535 no")
				continue
			}
			say("235 yes")
		case "MAIL":
			if !known {
				say("530 who are you?")
				continue
			}
			say("250 yes")
		case "RCPT":
			if to = rest; s.refusal() != "" {
				say(s.refusal())
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
func (s *MailServer) take(in *bufio.Reader, to string) bool {
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
	if s.Took != nil {
		s.Took(m)
	}
	return true
}
