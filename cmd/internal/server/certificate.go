package server

import (
	"crypto/tls"
	"fmt"
	"log/slog"
	"os"
	"sync"
	"time"
)

// certificate is a TLS certificate that is read again when its files change, so that renewing it
// needs no restart. If the new files are no good, the old certificate goes on and log says so.
type certificate struct {
	cert, key string
	log       *slog.Logger

	mu      sync.Mutex
	seen    [2]time.Time // change times of the files that were read last
	current *tls.Certificate
}

// loadCertificate reads both files, or refuses them.
func loadCertificate(cert, key string, log *slog.Logger) (*certificate, error) {
	c := &certificate{cert: cert, key: key, log: log}
	c.seen, _ = c.changed()
	pair, err := tls.LoadX509KeyPair(cert, key)
	if err != nil {
		return nil, fmt.Errorf("cert = %q, key: %w", cert, err)
	}
	c.current = &pair
	return c, nil
}

// config is for a listener: TLS 1.2 or newer, HTTP/1.1.
func (c *certificate) config() *tls.Config {
	return &tls.Config{MinVersion: tls.VersionTLS12, NextProtos: []string{"http/1.1"}, GetCertificate: c.get}
}

func (c *certificate) get(*tls.ClientHelloInfo) (*tls.Certificate, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	now, differs := c.changed()
	if !differs {
		return c.current, nil
	}
	c.seen = now
	pair, err := tls.LoadX509KeyPair(c.cert, c.key)
	if err != nil {
		c.log.Error("the changed certificate is no good, the old one goes on", "cert", c.cert, "err", err)
		return c.current, nil
	}
	c.current = &pair
	return c.current, nil
}

// changed returns the change times of both files and whether they differ from what was read.
func (c *certificate) changed() (times [2]time.Time, differs bool) {
	for i, path := range []string{c.cert, c.key} {
		if info, err := os.Stat(path); err == nil {
			times[i] = info.ModTime()
		}
	}
	return times, times != c.seen
}
