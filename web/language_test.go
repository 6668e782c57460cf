package web

import "testing"

func TestThePathChoosesTheLanguage(t *testing.T) {
	for path, want := range map[string][2]string{
		"/":            {"", "/"},
		"/afspraak":    {"", "/afspraak"},
		"/de":          {"de", "/"},
		"/de/":         {"de", "/"},
		"/en/afspraak": {"en", "/afspraak"},
		"/nl/a/X/y":    {"nl", "/a/X/y"},
		"/fr/afspraak": {"", "/fr/afspraak"},
		"/deur":        {"", "/deur"},
	} {
		if language, rest := split(path); language != want[0] || rest != want[1] {
			t.Errorf("%s: %q %q, want %q", path, language, rest, want)
		}
	}
}

func TestTheBrowserChoosesWhereThePathDoesNot(t *testing.T) {
	for header, want := range map[string]string{
		"":                                 "nl",
		"de":                               "de",
		"de-AT,de;q=0.9,en;q=0.5":          "de",
		"fr-FR,fr;q=0.9,en;q=0.8,nl;q=0.7": "en",
		"pl":                               "nl",
		"en;q=0.1,de;q=0.9":                "de",
		"en,nl":                            "en",
		"EN":                               "en",
		"de;q=x,en;q=0.1":                  "en",
		"de;q=0":                           "nl",
		"*":                                "nl",
		",;,;;q":                           "nl",
	} {
		if got := preferred(header, "", []string{"nl", "en", "de"}); got != want {
			t.Errorf("%q is answered in %s, want %s", header, got, want)
		}
	}
}
