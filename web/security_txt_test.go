package web_test

import (
	"balie/web/webtest"
	"strings"
	"testing"
	"time"
)

func TestWeaknessesCanBeReported(t *testing.T) {
	o := webtest.NewOptions(t)
	for contact, want := range map[string]string{"": "https://afspraak.voorbeeld.nl/klacht", "mailto:veilig@voorbeeld.nl": "mailto:veilig@voorbeeld.nl"} {
		o.PublicURL, o.SecurityContact = "https://afspraak.voorbeeld.nl", contact
		answer, text := webtest.Ask(t, webtest.Start(o), "GET", "/.well-known/security.txt", "")
		fields := map[string]string{}
		for line := range strings.SplitSeq(strings.TrimSpace(text), "\n") {
			name, value, ok := strings.Cut(line, ": ")
			if _, twice := fields[name]; !ok || twice {
				t.Errorf("odd line %q", line)
			}
			fields[name] = value
		}
		if answer.StatusCode != 200 || !strings.HasPrefix(answer.Header.Get("Content-Type"), "text/plain") || fields["Contact"] != want {
			t.Errorf("%d %s\n%s", answer.StatusCode, answer.Header.Get("Content-Type"), text)
		}
		if until, err := time.Parse(time.RFC3339, fields["Expires"]); err != nil || until.Before(webtest.Morning.AddDate(0, 3, 0)) || until.After(webtest.Morning.AddDate(1, 0, 0)) {
			t.Errorf("expires %q, %v", fields["Expires"], err)
		}
		if fields["Canonical"] != "https://afspraak.voorbeeld.nl/.well-known/security.txt" {
			t.Errorf("canonical %q", fields["Canonical"])
		}
	}
}
