package server

import (
	"cmp"
	"net"
)

// Listening is where the practice house listens and how colleagues reach it; see PracticeListen.
type Listening struct {
	Listen string // "127.0.0.1:8090"
	URL    string // "https://oefen.voorbeeld.nl"; "" is what it listens at
}

// practiceSettings follow the others in the table of settings.
var practiceSettings = []setting{
	{Key: "listen-practice", set: func(c *Config, v string) error { return setOther(&c.Practice.Listen, v) }, get: func(c Config) string { return c.Practice.Listen }},
	{Key: "practice-url", set: setPracticeURL, get: func(c Config) string { return c.Practice.URL }},
}

func setPracticeURL(c *Config, value string) error {
	var other Config
	if err := setPublicURL(&other, value); err != nil {
		return err
	}
	c.Practice.URL = other.PublicURL
	return nil
}

// PracticeListen is where the practice house listens: where a setting says, and on a machine that serves itself alone
// beside the real one, at a port that is free. It is "" where there is none.
func (c Config) PracticeListen() string {
	host, _, err := net.SplitHostPort(c.Listen)
	if c.Practice.Listen != "" || err != nil || c.PublicURL != "" || !loopback(c.Listen) {
		return c.Practice.Listen
	}
	return net.JoinHostPort(host, "0")
}

// PracticeHouse are the settings of the practice house: its address, the certificate and the proxies of the real one,
// and nothing else. No mail server, no gateway, no provider, no folder of backups is known there.
func (c Config) PracticeHouse() Config {
	return Config{Listen: c.PracticeListen(), PublicURL: c.Practice.URL, Cert: c.Cert, Key: c.Key, TrustedProxies: c.TrustedProxies,
		Municipality: c.Municipality, Looks: Looks{Theme: c.Looks.Theme}}
}

// Home is where colleagues find the real house; "" where no setting says it.
func (c Config) Home() string { return cmp.Or(c.Staff.URL, c.PublicURL) }
