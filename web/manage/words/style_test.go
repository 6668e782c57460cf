package words_test

import (
	"bytes"
	"net/http"
	"regexp"
	"strings"
	"testing"

	"balie/web/webtest"
)

const stylePage = "/medewerker/beheer/huisstijl"

// TestAColourThatCannotBeReadIsRefusedWithTheNearestAsAButton, and the nearest is on every page once it is taken.
func TestAColourThatCannotBeReadIsRefusedWithTheNearestAsAButton(t *testing.T) {
	a, p := townManager(t)
	answer, body := p.Send("POST", stylePage, textForm(p, "kleur", "FFD43B"))
	near := regexp.MustCompile(`name="neem" value="(#[0-9a-f]{6})"`).FindStringSubmatch(body)
	if answer.StatusCode != 422 || near == nil || !strings.Contains(body, `value="FFD43B"`) || !strings.Contains(body, `id="kleur-fout"`) {
		t.Fatalf("an unreadable colour answers %d:\n%s", answer.StatusCode, body)
	}
	if answer, body := p.Send("POST", stylePage, textForm(p, "kleur", "groen")); answer.StatusCode != 422 || !strings.Contains(body, `value="groen"`) {
		t.Errorf("no colour answers %d", answer.StatusCode)
	}
	answer, _ = p.Send("POST", stylePage, textForm(p, "kleur", "FFD43B", "neem", near[1]))
	css := func() string {
		_, body := webtest.Ask(t, a, "GET", "/", "")
		at := regexp.MustCompile(`/assets/theme\.[0-9a-f]+\.css`).FindString(body)
		_, css := webtest.Ask(t, a, "GET", at, "")
		return css
	}
	if !strings.Contains(css(), near[1]) {
		t.Errorf("after taking %s the stylesheet is\n%s", near[1], css())
	}
	_, body = p.Send("GET", answer.Header.Get("Location"), "")
	made := undoNumber.FindStringSubmatch(body)
	if made == nil {
		t.Fatal("what was saved cannot be undone")
	}
	p.Send("POST", stylePage+"/terug", textForm(p, "wat", "kleur", "versie", made[1]))
	if _, body := webtest.Ask(t, a, "GET", "/", ""); strings.Contains(body, "/assets/theme.") {
		t.Error("taken back, the style stands")
	}
}

// TestALogoIsUploadedCleanedAndRemoved sends drawings as a browser does, and what is none.
func TestALogoIsUploadedCleanedAndRemoved(t *testing.T) {
	a, p := townManager(t)
	drawing := `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 2 2"><script>x()</script><path d="M0 0h2v2z" onload="x()"/></svg>`
	answer, _ := p.SendFile(stylePage+"/logo", "bestand", "logo.svg", []byte(drawing))
	_, body := webtest.Ask(t, a, "GET", "/", "")
	at := regexp.MustCompile(`/assets/logo\.[0-9a-f]+\.svg`).FindString(body)
	got, logo := webtest.Ask(t, a, "GET", at, "")
	if answer.StatusCode != http.StatusSeeOther || got.StatusCode != 200 || strings.Contains(logo, "script") || strings.Contains(logo, "onload") || !strings.Contains(logo, "M0 0h2v2z") {
		t.Errorf("%d, %q is served as %d %s", answer.StatusCode, at, got.StatusCode, logo)
	}
	for what, content := range map[string][]byte{"words": []byte("geen logo"), "nothing": nil, "too large": bytes.Repeat([]byte("x"), 65<<10)} {
		if answer, body := p.SendFile(stylePage+"/logo", "bestand", "logo.svg", content); answer.StatusCode != 422 || !strings.Contains(body, `id="bestand-fout"`) {
			t.Errorf("%s answers %d", what, answer.StatusCode)
		}
	}
	p.Send("POST", stylePage+"/logo/weg", textForm(p))
	if _, body := webtest.Ask(t, a, "GET", "/", ""); strings.Contains(body, "/assets/logo.") {
		t.Error("the logo is removed and stands")
	}
}

// TestAFileIsTakenByTheRoutesThatAskForOneAlone sends one to every other route with a form.
func TestAFileIsTakenByTheRoutesThatAskForOneAlone(t *testing.T) {
	a, p := townManager(t)
	tried := 0
	for _, r := range a.Routes() {
		if r.Method != "POST" || r.IsMachine() || r.Upload > 0 || strings.Contains(r.Path, ":") {
			continue
		}
		tried++
		if answer, _ := p.SendFile(r.Path, "bestand", "x.svg", []byte("x")); answer.StatusCode < 400 {
			t.Errorf("%s takes a file: %d", r.Path, answer.StatusCode)
		}
	}
	if tried < 30 {
		t.Errorf("only %d routes were tried", tried)
	}
}
