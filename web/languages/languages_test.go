package languages_test

import (
	"net/url"
	"strings"
	"testing"

	"balie/kiosk"
	"balie/web/account"
	"balie/web/webtest"
)

// TestALanguageIsOfferedOnceTheMunicipalityApprovedIt: refused unread, offered at the pillar after it, and taken back.
// Failed before: only a file of ours could approve one.
func TestALanguageIsOfferedOnceTheMunicipalityApprovedIt(t *testing.T) {
	d := webtest.NewDeskTown(t)
	pillar := d.Pairs(kiosk.CheckInKiosk)
	manager := webtest.SignedIn(t, d.App, "beheer", account.Manager)
	offered := func() bool {
		_, body := pillar.Send("GET", "/zuil", "")
		return strings.Contains(body, "Türkçe")
	}
	send := func(fields ...string) int {
		form := url.Values{account.TokenField: {manager.Token()}, "taal": {"tr"}}
		for i := 0; i+1 < len(fields); i += 2 {
			form.Set(fields[i], fields[i+1])
		}
		answer, _ := manager.Send("POST", "/medewerker/beheer/talen", form.Encode())
		return answer.StatusCode
	}
	if _, body := manager.Send("GET", "/medewerker/beheer/talen", ""); !strings.Contains(body, "Türkçe") || offered() {
		t.Fatal("the page does not show it, or the pillar does already")
	}
	if code := send(); code != 422 || offered() {
		t.Errorf("unread it answers %d", code)
	}
	if code := send("gelezen", "ja"); code != 303 || !offered() {
		t.Errorf("approved it answers %d, or is not offered", code)
	}
	if _, body := pillar.Send("GET", "/nl/zuil?taal=tr", ""); !strings.Contains(body, "Yardım") {
		t.Error("the pillar does not speak it")
	}
	if code := send("doe", "nee"); code != 303 || offered() {
		t.Errorf("taken back it answers %d, or is still offered", code)
	}
	if code := send("taal", "xx", "gelezen", "ja"); code != 422 {
		t.Errorf("a language that is not there answers %d", code)
	}
}
