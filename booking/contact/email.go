package contact

import (
	"net/mail"
	"net/netip"
	"strings"

	"golang.org/x/net/idna"
)

// plainMarks are what phones and mail programs write for the marks of an address.
var plainMarks = strings.NewReplacer("\u2019", "'", "\uff20", "@", "\uff0e", ".")

// cleanEmail is an address as it is stored: what mail programs put around it is gone, and its domain is
// in small letters and punycode. What is no address stays as it was typed.
func cleanEmail(typed string) string {
	text := cleanLine(typed)
	if len(text) >= len("mailto:") && strings.EqualFold(text[:len("mailto:")], "mailto:") {
		text = text[len("mailto:"):]
	}
	if strings.HasPrefix(text, "<") && strings.HasSuffix(text, ">") {
		text = text[1 : len(text)-1]
	}
	text = strings.TrimSpace(strings.TrimRight(text, ",;"))
	text = plainMarks.Replace(text)
	at := strings.LastIndex(text, "@")
	if at < 0 {
		return text
	}
	domain := strings.ToLower(text[at+1:])
	if plain, err := idna.Lookup.ToASCII(domain); err == nil && !strings.HasSuffix(domain, ".") {
		domain = plain
	}
	return text[:at+1] + domain
}

// ShowEmail is an address as people read it: its domain with its own letters.
func ShowEmail(stored string) string {
	local, domain, _ := strings.Cut(stored, "@")
	if shown, err := idna.Display.ToUnicode(domain); err == nil && domain != "" {
		return local + "@" + shown
	}
	return stored
}

// checkEmail takes what RFC 5322 calls an addr-spec with a domain that mail can be sent to: plus-addresses
// and apostrophes are real, a display name and a bare host are not what we asked.
func checkEmail(email string) string {
	local, domain, _ := strings.Cut(email, "@")
	switch {
	case email == "":
		return "email.missing"
	case len(email) > MaxEmail || len(local) > maxLocal:
		return "email.long"
	case unprintable(email):
		return "email.shape"
	case strings.HasSuffix(domain, "."):
		return "email.dot"
	case literal(domain):
		return "email.literal"
	case beyondASCII(local):
		return "email.local"
	}
	parsed, err := mail.ParseAddress(email)
	if err != nil || parsed.Address != email || parsed.Name != "" || strings.ContainsAny(local, `" `) || !mailDomain(domain) {
		return "email.shape"
	}
	return ""
}

// maxLocal is how long the part before the "@" may be (RFC 5321 section 4.5.3.1.1).
const maxLocal = 64

func literal(domain string) bool {
	_, err := netip.ParseAddr(domain)
	return err == nil || strings.HasPrefix(domain, "[")
}

func beyondASCII(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool { return r > 0x7f })
}

// mailDomain reports whether a domain has two labels at least, each a host name's, and ends in letters.
func mailDomain(domain string) bool {
	plain, err := idna.Lookup.ToASCII(domain)
	if err != nil || plain != domain || len(domain) > 253 {
		return false
	}
	labels := strings.Split(domain, ".")
	for _, l := range labels {
		if l == "" || len(l) > 63 || strings.Trim(l, "-") != l {
			return false
		}
	}
	top := labels[len(labels)-1]
	return len(labels) > 1 && len(top) > 1 && strings.ContainsFunc(top, func(r rune) bool { return r >= 'a' && r <= 'z' })
}

// providers are the domains at which residents here and across the border mostly have their mail.
var providers = []string{
	"gmail.com", "hotmail.com", "hotmail.nl", "outlook.com", "outlook.nl", "live.nl", "live.com", "icloud.com", "yahoo.com", "yahoo.de", "googlemail.com",
	"ziggo.nl", "kpnmail.nl", "planet.nl", "hetnet.nl", "home.nl", "xs4all.nl", "upcmail.nl", "casema.nl", "chello.nl", "telfort.nl", "solcon.nl",
	"t-online.de", "freenet.de", "outlook.de", "hotmail.de", "protonmail.com", "proton.me", "caiway.nl", "zonnet.nl", "quicknet.nl", "tele2.nl", "online.nl",
}

// itself are real domains that look like one of them.
var itself = []string{"mail.com", "email.com", "ymail.com", "gmx.com", "gmx.net", "live.de", "yahoo.nl", "hotmail.be", "outlook.be", "live.be", "planet.com", "home.de", "online.de", "hotmail.fr", "outlook.fr", "live.fr", "yahoo.fr", "hotmail.it"}

// LikelyEmail returns the address that was probably meant, where one letter makes it that of a provider
// many people have: "riet@gmial.com" is likely "riet@gmail.com". It is a question and no refusal.
func LikelyEmail(email string) (meant string, likely bool) {
	local, domain, ok := strings.Cut(cleanEmail(email), "@")
	if !ok || local == "" {
		return "", false
	}
	for _, known := range append(providers[:len(providers):len(providers)], itself...) {
		if domain == known {
			return "", false
		}
	}
	for _, known := range providers {
		if oneSlip(domain, known) {
			return local + "@" + known, true
		}
	}
	return "", false
}

// oneSlip reports whether two words differ by one letter: another, one more, one less, or two that changed places.
func oneSlip(a, b string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	if len(b)-len(a) > 1 {
		return false
	}
	i := 0
	for i < len(a) && a[i] == b[i] {
		i++
	}
	if len(a) < len(b) {
		return a[i:] == b[i+1:]
	}
	if i == len(a) {
		return false
	}
	swapped := i+1 < len(a) && a[i] == b[i+1] && a[i+1] == b[i] && a[i+2:] == b[i+2:]
	return swapped || a[i+1:] == b[i+1:]
}
