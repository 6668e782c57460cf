package server

import (
	"cmp"
	"errors"
	"fmt"
	"net/mail"
	"slices"
	"strconv"
	"strings"

	"balie/web"
	"balie/web/messages"
)

// Mail is how residents are told by e-mail; without a Host they are not.
type Mail struct {
	Host           string
	Port           int
	User, Password string
	TLS            string // as messages.SMTP.TLS
	From           string // "afspraak@voorbeeld.nl"
}

// mailSettings follow the others in the table of settings.
var mailSettings = []setting{
	{Key: "smtp-host", set: setMailHost, get: func(c Config) string { return c.Mail.Host }},
	{Key: "smtp-port", fallback: "587", set: setMailPort, get: func(c Config) string { return strconv.Itoa(c.Mail.Port) }},
	{Key: "smtp-user", set: func(c *Config, v string) error { c.Mail.User = v; return nil }, get: func(c Config) string { return c.Mail.User }},
	{Key: "smtp-password", secret: true, set: func(c *Config, v string) error { c.Mail.Password = v; return nil }, get: func(c Config) string { return c.Mail.Password }},
	{Key: "smtp-tls", fallback: messages.TLSModes[0], set: setMailTLS, get: func(c Config) string { return c.Mail.TLS }},
	{Key: "mail-from", set: setMailFrom, get: func(c Config) string { return c.Mail.From }},
}

func setMailHost(c *Config, value string) error {
	if strings.ContainsAny(value, ":/ @") {
		return errors.New("must be a host's name or address, without port")
	}
	c.Mail.Host = value
	return nil
}

func setMailPort(c *Config, value string) (err error) {
	if c.Mail.Port, err = strconv.Atoi(value); err != nil || c.Mail.Port < 1 || c.Mail.Port > 65535 {
		return errors.New("must be a port, 1 to 65535")
	}
	return nil
}

func setMailTLS(c *Config, value string) error {
	if !slices.Contains(messages.TLSModes, value) {
		return fmt.Errorf("must be one of %s", strings.Join(messages.TLSModes, ", "))
	}
	c.Mail.TLS = value
	return nil
}

func setMailFrom(c *Config, value string) error {
	if value == "" {
		return nil
	}
	if parsed, err := mail.ParseAddress(value); err != nil || parsed.Address != value {
		return errors.New("must be a bare address, such as afspraak@voorbeeld.nl")
	}
	c.Mail.From = value
	return nil
}

// CheckMail refuses a mail server without what every mail needs: who sends it, and where its link
// leads.
func (c Config) CheckMail() error {
	switch {
	case c.Mail.Host == "":
		return nil
	case c.Mail.From == "":
		return errors.New("smtp-host is set, but mail-from is not: whose address is a mail from?")
	case c.PublicURL == "":
		return errors.New("smtp-host is set, but public-url is not: where does the link in a mail lead?")
	}
	return nil
}

// demoVideo is where the demo's video meetings would be held; nobody can have this domain (RFC 2606).
const demoVideo = "https://video.balie.example/{room}"

// demoSender is whom the demo's mails are from; nobody can have this domain (RFC 2606).
const demoSender = "afspraak@balie.example"

// tellers makes the worker that tells residents. Without a mail server or a gateway those messages
// wait; letters always come on the pile. The demo's messages go to its own page.
func tellers(h *Server, c Config, o web.Options, here string) *messages.Worker {
	w := &messages.Worker{Ledger: h.Ledger, Vault: h.Vault, Base: cmp.Or(c.PublicURL, here), House: c.Municipality, From: c.Mail.From, Video: c.Video, Log: o.Log}
	if o.Post != nil {
		w.Sender, w.Texts, w.From, w.Base = o.Post, o.Post, demoSender, here
		w.Video = cmp.Or(c.Video, demoVideo)
		return w
	}
	if c.Mail.Host != "" {
		w.Sender = messages.SMTP{Host: c.Mail.Host, Port: c.Mail.Port, User: c.Mail.User, Password: c.Mail.Password,
			TLS: c.Mail.TLS, From: c.Mail.From, Name: c.Municipality, Clock: h.Clock}
	}
	if c.SMS.URL != "" {
		w.Texts = c.SMS
	}
	return w
}
