package server

import (
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/url"
	"os"
	"strings"
	"sync"

	"balie/web/account"
)

// Staff is how colleagues reach us and sign in.
type Staff struct {
	Listen, ListenLobby string // "" is with the public one
	URL                 string // "https://balie.intern.voorbeeld.nl"; "" is the public one
	SecurityLog         string // file, "-" for standard output, "" for none
	RequireSecond       bool
	OIDC                OIDC
}

// OIDC is the provider that signs colleagues in; without an Issuer there is none.
type OIDC struct {
	Issuer, Client, Secret, Name, Groups string
	Roles                                string // "group=role+role,group=role"
}

// staffSettings follow the others in the table of settings.
var staffSettings = []setting{
	{Key: "listen-staff", set: func(c *Config, v string) error { return setOther(&c.Staff.Listen, v) }, get: func(c Config) string { return c.Staff.Listen }},
	{Key: "listen-lobby", set: func(c *Config, v string) error { return setOther(&c.Staff.ListenLobby, v) }, get: func(c Config) string { return c.Staff.ListenLobby }},
	{Key: "staff-url", set: setStaffURL, get: func(c Config) string { return c.Staff.URL }},
	{Key: "security-log", set: func(c *Config, v string) error { c.Staff.SecurityLog = v; return nil }, get: func(c Config) string { return c.Staff.SecurityLog }},
	{Key: "second-step", fallback: "required", set: setSecondStep, get: showSecondStep},
	{Key: "oidc-issuer", set: setIssuer, get: func(c Config) string { return c.Staff.OIDC.Issuer }},
	{Key: "oidc-client", set: func(c *Config, v string) error { c.Staff.OIDC.Client = v; return nil }, get: func(c Config) string { return c.Staff.OIDC.Client }},
	{Key: "oidc-secret", secret: true, set: func(c *Config, v string) error { c.Staff.OIDC.Secret = v; return nil }, get: func(c Config) string { return c.Staff.OIDC.Secret }},
	{Key: "oidc-name", set: func(c *Config, v string) error { c.Staff.OIDC.Name = v; return nil }, get: func(c Config) string { return c.Staff.OIDC.Name }},
	{Key: "oidc-groups", fallback: "groups", set: func(c *Config, v string) error { c.Staff.OIDC.Groups = v; return nil }, get: func(c Config) string { return c.Staff.OIDC.Groups }},
	{Key: "oidc-roles", set: setOIDCRoles, get: func(c Config) string { return c.Staff.OIDC.Roles }},
}

// setOther is setListen for an address that need not be there.
func setOther(to *string, value string) error {
	if value == "" {
		return nil
	}
	var c Config
	if err := setListen(&c, value); err != nil {
		return err
	}
	*to = c.Listen
	return nil
}

func setStaffURL(c *Config, value string) error {
	var other Config
	err := setPublicURL(&other, value)
	c.Staff.URL = other.PublicURL
	return err
}

func setSecondStep(c *Config, value string) error {
	switch value {
	case "required", "optional":
		c.Staff.RequireSecond = value == "required"
		return nil
	}
	return errors.New("must be required or optional")
}

func showSecondStep(c Config) string {
	if c.Staff.RequireSecond {
		return "required"
	}
	return "optional"
}

func setIssuer(c *Config, value string) error {
	if value == "" {
		return nil
	}
	u, err := url.Parse(value)
	if err != nil || u.Host == "" || u.Scheme != "https" && !(u.Scheme == "http" && loopback(u.Host)) {
		return errors.New("must be an https address, as the provider names itself")
	}
	c.Staff.OIDC.Issuer = value
	return nil
}

func setOIDCRoles(c *Config, value string) error {
	if _, err := account.ParseGroups(value); err != nil {
		return errors.New("must be group=role+role,group=role with roles reception, counter, teamlead, field, manager, auditor")
	}
	c.Staff.OIDC.Roles = value
	return nil
}

// CheckStaff refuses a provider without what signing in with it needs.
func (c Config) CheckStaff() error {
	o := c.Staff.OIDC
	switch {
	case o.Issuer == "":
		return nil
	case o.Client == "" || o.Roles == "":
		return errors.New("oidc-issuer is set, but oidc-client or oidc-roles is not: who are we there, and which group has which roles?")
	case c.staffURL() == "":
		return errors.New("oidc-issuer is set, but neither staff-url nor public-url is: where does the provider send colleagues back?")
	}
	return nil
}

// staffURL is where colleagues know us, "" where nothing says so.
func (c Config) staffURL() string {
	if c.Staff.URL != "" {
		return c.Staff.URL
	}
	return c.PublicURL
}

// provider is who signs colleagues in, nil where nobody does.
func (c Config) provider() *account.Provider {
	o := c.Staff.OIDC
	if o.Issuer == "" {
		return nil
	}
	roles, _ := account.ParseGroups(o.Roles) // was checked when it was set
	name := o.Name
	if name == "" {
		name = c.Municipality
	}
	return &account.Provider{Name: name, Issuer: o.Issuer, ClientID: o.Client, ClientSecret: o.Secret, Groups: o.Groups, Roles: roles,
		Callback: strings.TrimSuffix(c.staffURL(), "/") + "/medewerker/oidc/terug"}
}

// Security is where the log of security goes.
func (c Config) Security(out io.Writer, log *slog.Logger) *account.Security {
	switch c.Staff.SecurityLog {
	case "":
		return &account.Security{}
	case "-":
		return &account.Security{Out: out, Log: log}
	}
	return &account.Security{Out: &appending{path: c.Staff.SecurityLog}, Log: log}
}

// appending opens its file for every line, so that a log that is turned over needs no signal.
type appending struct {
	path string
	mu   sync.Mutex
}

func (a *appending) Write(line []byte) (int, error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	file, err := os.OpenFile(a.path, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		return 0, fmt.Errorf("security-log: %w", err)
	}
	n, err := file.Write(line)
	return n, errors.Join(err, file.Close())
}
