package server

import "cmp"

// Listening is where the practice house listens and how colleagues reach it; without an address there is none.
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

// PracticeHouse are the settings of the practice house: its address, the certificate and the proxies of the real one,
// and nothing else. No mail server, no gateway, no provider, no folder of backups is known there.
func (c Config) PracticeHouse() Config {
	return Config{Listen: c.Practice.Listen, PublicURL: c.Practice.URL, Cert: c.Cert, Key: c.Key, TrustedProxies: c.TrustedProxies,
		Municipality: c.Municipality, Looks: Looks{Theme: c.Looks.Theme}}
}

// Home is where colleagues find the real house; "" where no setting says it.
func (c Config) Home() string { return cmp.Or(c.Staff.URL, c.PublicURL) }
