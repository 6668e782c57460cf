package server

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func writeFile(t *testing.T, name, content string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestLaterLayersWin(t *testing.T) {
	file := writeFile(t, "balie.toml", "# why: the proxy of the town hall\ntrusted-proxies = [\"10.0.0.1\", \"10.1.0.0/16\"]\n"+
		"listen = \"127.0.0.1:1\"\nmunicipality = \"Uit bestand\"\n")
	flag := "127.0.0.1:3"
	c, err := LoadConfig(file, []string{"BALIE_LISTEN=127.0.0.1:2", "BALIE_MUNICIPALITY=Uit omgeving", "HOME=/x"},
		map[string]*string{"listen": &flag, "data": nil})
	if err != nil {
		t.Fatal(err)
	}
	if c.Listen != "127.0.0.1:3" || c.Municipality != "Uit omgeving" || showProxies(c) != "10.0.0.1/32,10.1.0.0/16" || c.Data != "data" {
		t.Errorf("flag, environment, file and default give %+v", c)
	}
}

func TestTheEnvironmentMayNameTheFile(t *testing.T) {
	file := writeFile(t, "balie.toml", "data = \"elders\"\n")
	c, err := LoadConfig("", []string{"BALIE_CONFIG=" + file}, nil)
	if err != nil || c.Data != "elders" {
		t.Errorf("data is %q, %v", c.Data, err)
	}
}

func TestWhatCannotBeIsRefusedByName(t *testing.T) {
	file := writeFile(t, "wrong.toml", "lisen = \"x\"\npublic-url = \"afspraak\"\n")
	_, err := LoadConfig(file, []string{"BALIE_LISTEN=everywhere", "BALIE_TRUSTED_PROXIES=10.0.0.0/99", "BALIE_DTA=x", "BALIE_BROWSER=required"}, nil)
	if err == nil {
		t.Fatal("nothing is refused")
	}
	for _, want := range []string{
		`lisen = "x" (file ` + file + `, line 1): there is no such setting`,
		`public-url = "afspraak" (file `,
		`listen = "everywhere" (environment BALIE_LISTEN): must be host:port`,
		`trusted-proxies = "10.0.0.0/99" (environment BALIE_TRUSTED_PROXIES): "10.0.0.0/99" is not`,
		`dta = "x" (environment BALIE_DTA): there is no such setting`,
	} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("refused without %q:\n%v", want, err)
		}
	}
	if strings.Contains(err.Error(), "browser") {
		t.Error("a variable of the tests is taken for a setting")
	}
}

func TestImpossibleValues(t *testing.T) {
	for _, c := range []struct{ key, value, want string }{
		{"data", "", "folder"}, {"listen", "127.0.0.1", "host:port"}, {"listen", "127.0.0.1:99999", "port"},
		{"listen", "town.example:80", "IP address"}, {"cert", "/no/such/file", "cannot be read"}, {"key", "/no/such/file", "cannot be read"},
		{"trusted-proxies", "proxy", "not an address"}, {"public-url", "ftp://x", "scheme"}, {"public-url", "https://x/path", "scheme"},
		{"municipality", " ", "name"}, {"municipality", strings.Repeat("x", 81), "name"},
		{"smtp-host", "mail.example:25", "without port"}, {"smtp-port", "0", "port"}, {"smtp-port", "smtp", "port"}, {"smtp-tls", "off", "one of"},
		{"mail-from", "Gemeente <a@b.nl>", "bare address"}, {"mail-from", "nobody", "bare address"},
	} {
		_, err := LoadConfig("", nil, map[string]*string{c.key: &c.value})
		if err == nil || !strings.Contains(err.Error(), c.key+" = ") || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s = %q is refused with %v, want %q", c.key, c.value, err, c.want)
		}
	}
	if _, err := LoadConfig("/no/such/settings.toml", nil, nil); err == nil {
		t.Error("a settings file that does not exist is passed over")
	}
	if _, err := LoadConfig(writeFile(t, "broken.toml", "listen = "), nil, nil); err == nil {
		t.Error("a settings file that cannot be read is passed over")
	}
}

func TestAHostOutsideASCIIIsPutInPunycode(t *testing.T) {
	for typed, want := range map[string]string{
		"https://súdwest.voorbeeld":      "https://xn--sdwest-pya.voorbeeld",
		"https://SÚDWEST.voorbeeld:8443": "https://xn--sdwest-pya.voorbeeld:8443",
		"https://afspraak.voorbeeld.nl":  "https://afspraak.voorbeeld.nl",
		"http://[::1]:8080":              "http://[::1]:8080",
	} {
		for _, key := range []string{"public-url", "staff-url"} {
			c, err := LoadConfig("", nil, map[string]*string{key: &typed})
			if got := map[string]string{"public-url": c.PublicURL, "staff-url": c.Staff.URL}[key]; err != nil || got != want {
				t.Errorf("%s %s is %q, %v; want %q", key, typed, got, err, want)
			}
		}
	}
	typed := "https://é_x.voorbeeld"
	if _, err := LoadConfig("", nil, map[string]*string{"public-url": &typed}); err == nil {
		t.Error("a host that no browser can ask is taken")
	}
}

func TestShownSettingsAreSettings(t *testing.T) {
	key, cert, proxy := writeFile(t, "key.pem", "x"), writeFile(t, "cert.pem", "x"), "::1"
	c, err := LoadConfig("", nil, map[string]*string{"cert": &cert, "key": &key, "trusted-proxies": &proxy})
	if err != nil {
		t.Fatal(err)
	}
	out := shownBy(c)
	if strings.Contains(out, key) || !strings.Contains(out, `key = "(set)"`) {
		t.Errorf("the key is shown:\n%s", out)
	}
	for _, s := range Settings {
		if !strings.Contains(out, s.Key+" = ") {
			t.Errorf("%s is not shown:\n%s", s.Key, out)
		}
	}
	shown := writeFile(t, "shown.toml", strings.ReplaceAll(out, "(set)", key))
	if _, err := LoadConfig(shown, nil, nil); err != nil {
		t.Errorf("what is shown cannot be read back: %v", err)
	}
}

func shownBy(c Config) string {
	var out strings.Builder
	c.Show(&out)
	return out.String()
}

func TestServeIsExposedOnlyOverTLS(t *testing.T) {
	proxies := func(c *Config) { _ = setProxies(c, "127.0.0.1") }
	both := func(c *Config) { c.Cert, c.Key = "c", "k" }
	for _, c := range []struct {
		listen string
		change func(*Config)
		want   string // "" is allowed
	}{
		{"127.0.0.1:8080", proxies, ""},
		{"[::1]:8080", proxies, ""},
		{"localhost:8080", proxies, ""},
		{"0.0.0.0:443", both, ""},
		{":443", both, ""},
		{"127.0.0.1:8080", func(*Config) {}, "trusted-proxies"},
		{"0.0.0.0:8080", proxies, "without TLS"},
		{":8080", proxies, "without TLS"},
		{"192.0.2.1:8080", proxies, "without TLS"},
		{"127.0.0.1:8080", func(c *Config) { c.Cert = "c" }, "belong together"},
		{"127.0.0.1:8080", func(c *Config) { c.Key = "k" }, "belong together"},
	} {
		config := Config{Listen: c.listen}
		c.change(&config)
		err := config.CheckExposure()
		if (err == nil) != (c.want == "") || err != nil && !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s with %+v: %v, want %q", c.listen, config, err, c.want)
		}
	}
}

func TestTheDemoStaysOnThisMachine(t *testing.T) {
	err := Config{Listen: "0.0.0.0:0"}.CheckLoopback()
	if err == nil || !strings.Contains(err.Error(), `listen = "0.0.0.0:0"`) || !strings.Contains(err.Error(), "this machine") {
		t.Error(err)
	}
}

func TestAMailServerNeedsASenderAndAnAddress(t *testing.T) {
	c := Config{Mail: Mail{Host: "mail.example"}}
	if err := c.CheckMail(); err == nil || !strings.Contains(err.Error(), "mail-from") {
		t.Error(err)
	}
	c.Mail.From = "a@b.nl"
	if err := c.CheckMail(); err == nil || !strings.Contains(err.Error(), "public-url") {
		t.Error(err)
	}
}

func TestThePasswordOfTheMailServerIsNotShown(t *testing.T) {
	c, err := LoadConfig(writeFile(t, "balie.toml", "smtp-password = \"kanarie\"\n"), nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	if out := shownBy(c); strings.Contains(out, "kanarie") || !strings.Contains(out, `smtp-password = "(set)"`) {
		t.Errorf("the password is shown:\n%s", out)
	}
}

// TestASettingsFileOfAnyEditorIsReadOrRefusedWithItsLine: marks, UTF-16, faults of writing, and values that no setting has.
func TestASettingsFileOfAnyEditorIsReadOrRefusedWithItsLine(t *testing.T) {
	good := "# waarom\nmunicipality = \"Súdwest\"\n"
	wide := "\xff\xfe"
	for _, r := range good {
		wide += string([]byte{byte(r), byte(r >> 8)})
	}
	for name, content := range map[string]string{"a mark": "\xef\xbb\xbf" + good, "UTF-16": wide, "Windows-1252": strings.ReplaceAll(good, "ú", "\xfa")} {
		if c, err := LoadConfig(writeFile(t, "balie.toml", content), nil, nil); err != nil || c.Municipality != "Súdwest" {
			t.Errorf("%s: %q %v", name, c.Municipality, err)
		}
	}
	for content, want := range map[string]string{
		"# a\nlisten = ":                   "line 2, column",
		"listen = \"a\"\nlisten = \"b\"\n": "line 2, column",
		"a\x00b":                           "is no text: line 1, column 2",
		"\n[municipality]\nname = \"x\"\n": "municipality (file",
		"municipality = \"" + strings.Repeat("a", 5000) + "\"": "has more than 2000 characters",
		"municipality = \"a\\u0007\"":                          "control character",
	} {
		if _, err := LoadConfig(writeFile(t, "balie.toml", content), nil, nil); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%.40q: %v, want %s", content, err, want)
		}
	}
	if _, err := LoadConfig(t.TempDir(), nil, nil); err == nil || !strings.Contains(err.Error(), "is a folder") {
		t.Error(err)
	}
}
