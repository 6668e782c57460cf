package server

import (
	"errors"
	"fmt"
	"net"
	"net/netip"
	"net/url"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"balie/web/messages"

	"golang.org/x/net/idna"
)

// Config is every setting of the program, checked.
type Config struct {
	Data           string // folder of ledger, key file, backups and socket
	Listen         string // "127.0.0.1:8080"
	Looks          Looks
	Cert, Key      string         // PEM files; together they make the server speak TLS itself
	TrustedProxies []netip.Prefix // whose X-Forwarded-For is believed
	PublicURL      string         // "https://afspraak.oude-ijsselstreek.nl", where a proxy asks by another name
	Municipality   string         // as on every page while nobody gave it a name on screen: "Oude IJsselstreek"
	Mail           Mail
	Video          string           // address of video meetings, with {room} in it
	SMS            messages.Gateway // text messages; without a URL there are none
	SMSTo          string           // countries that are texted: "EU", "all", "NL,DE"
	Staff          Staff
	Copy           Copy // of today's list
	Practice       Listening
	Backups        Backups
	ClockPeer      string // a machine whose Date the clock is compared with: "https://www.voorbeeld.nl"
	ClockIsRight   bool   // an operator's word, at this start
}

// setting is one key of the settings: how it is read, shown, and what stands when it is not given.
type setting struct {
	Key, fallback string
	secret        bool
	set           func(*Config, string) error
	get           func(Config) string
}

var Settings = slices.Concat([]setting{
	{Key: "data", fallback: "data", set: setData, get: func(c Config) string { return c.Data }},
	{Key: "theme", set: setTheme, get: func(c Config) string { return c.Looks.Theme }},
	{Key: "security-contact", set: setSecurityContact, get: func(c Config) string { return c.Looks.Security }},
	{Key: "listen", fallback: "127.0.0.1:8080", set: setListen, get: func(c Config) string { return c.Listen }},
	{Key: "cert", set: setCert, get: func(c Config) string { return c.Cert }},
	{Key: "key", secret: true, set: setKey, get: func(c Config) string { return c.Key }},
	{Key: "trusted-proxies", set: setProxies, get: showProxies},
	{Key: "public-url", set: setPublicURL, get: func(c Config) string { return c.PublicURL }},
	{Key: "video-url", set: setVideo, get: func(c Config) string { return c.Video }},
	{Key: "clock-peer", set: setClockPeer, get: func(c Config) string { return c.ClockPeer }},
	{Key: "municipality", set: setMunicipality, get: func(c Config) string { return c.Municipality }},
}, backupSettings, mailSettings, smsSettings, staffSettings, copySettings, practiceSettings)

func setData(c *Config, value string) error {
	if value == "" {
		return errors.New("must name a folder")
	}
	c.Data = value
	return nil
}

func setListen(c *Config, value string) error {
	host, port, err := net.SplitHostPort(value)
	if err != nil {
		return errors.New("must be host:port, such as 127.0.0.1:8080")
	}
	if _, err := net.LookupPort("tcp", port); err != nil {
		return fmt.Errorf("port %q must be 0 to 65535", port)
	}
	if _, err := netip.ParseAddr(host); err != nil && host != "" && host != "localhost" {
		return errors.New("host must be an IP address, localhost, or empty for every address")
	}
	c.Listen = value
	return nil
}

func setCert(c *Config, value string) error {
	c.Cert = value
	if value == "" {
		return nil
	}
	return exists(value)
}

func setKey(c *Config, value string) error {
	c.Key = value
	if value == "" {
		return nil
	}
	return exists(value)
}

func setProxies(c *Config, value string) error {
	for _, text := range strings.FieldsFunc(value, func(r rune) bool { return r == ',' || r == ' ' }) {
		prefix, err := parsePrefix(text)
		if err != nil {
			return fmt.Errorf("%q is not an address or a range such as 10.0.0.0/8", text)
		}
		c.TrustedProxies = append(c.TrustedProxies, prefix)
	}
	return nil
}

func parsePrefix(text string) (netip.Prefix, error) {
	if address, err := netip.ParseAddr(text); err == nil {
		return netip.PrefixFrom(address, address.BitLen()), nil
	}
	return netip.ParsePrefix(text)
}

func showProxies(c Config) string {
	texts := make([]string, len(c.TrustedProxies))
	for i, p := range c.TrustedProxies {
		texts[i] = p.String()
	}
	return strings.Join(texts, ",")
}

func setPublicURL(c *Config, value string) error {
	if value == "" {
		return nil
	}
	u, err := url.Parse(value)
	if err != nil || (u.Scheme != "https" && u.Scheme != "http") || u.Host == "" || strings.Trim(u.Path, "/") != "" || u.RawQuery != "" {
		return errors.New("must be scheme and host, such as https://afspraak.voorbeeld.nl")
	}
	host, err := asciiHost(u)
	if err != nil {
		return errors.New("must be a host that a browser can ask, such as https://súdwest.voorbeeld.nl")
	}
	c.PublicURL = u.Scheme + "://" + host
	return nil
}

func setClockPeer(c *Config, value string) error {
	if u, err := url.Parse(value); value != "" && (err != nil || u.Scheme != "https" || u.Host == "") {
		return errors.New("must be an https address, such as https://www.voorbeeld.nl")
	}
	c.ClockPeer = value
	return nil
}

// asciiHost is a host as it travels, with its port: "súdwest.voorbeeld" is "xn--sdwest-pya.voorbeeld". A
// QR code, an Origin header and a calendar know it by no other name.
func asciiHost(u *url.URL) (string, error) {
	if !strings.ContainsFunc(u.Host, func(r rune) bool { return r > unicode.MaxASCII }) {
		return u.Host, nil
	}
	host, err := idna.Lookup.ToASCII(u.Hostname())
	if port := u.Port(); port != "" {
		host += ":" + port
	}
	return host, err
}

func setVideo(c *Config, value string) error {
	if u, err := url.Parse(value); value != "" && (err != nil || u.Scheme != "https" || u.Host == "" || !strings.Contains(value, "{room}")) {
		return errors.New("must be an https address with {room} in it, such as https://video.voorbeeld.nl/{room}")
	}
	c.Video = value
	return nil
}

func setMunicipality(c *Config, value string) error {
	if value != "" && strings.TrimSpace(value) == "" || utf8.RuneCountInString(value) > 80 {
		return errors.New("must be a name of 1 to 80 letters")
	}
	c.Municipality = strings.TrimSpace(value)
	return nil
}
