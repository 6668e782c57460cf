package web_test

import (
	"bytes"
	"mime/multipart"
	"net/http"
	"regexp"
	"strings"
	"testing"

	"balie/web/webtest"
)

const stylePage = "/medewerker/beheer/huisstijl"

// sendFile sends a form with a file as a browser does.
func sendFile(p *webtest.Person, path, field, name string, content []byte, fields ...string) (*http.Response, string) {
	p.T.Helper()
	var b bytes.Buffer
	w := multipart.NewWriter(&b)
	fields = append(fields, "sessie", p.Token())
	for i := 0; i < len(fields); i += 2 {
		_ = w.WriteField(fields[i], fields[i+1])
	}
	if part, err := w.CreateFormFile(field, name); err == nil {
		_, _ = part.Write(content)
	}
	_ = w.Close()
	return p.Send("POST", path, b.String(), "Content-Type", w.FormDataContentType())
}

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
	answer, _ := sendFile(p, stylePage+"/logo", "bestand", "logo.svg", []byte(drawing))
	_, body := webtest.Ask(t, a, "GET", "/", "")
	at := regexp.MustCompile(`/assets/logo\.[0-9a-f]+\.svg`).FindString(body)
	got, logo := webtest.Ask(t, a, "GET", at, "")
	if answer.StatusCode != http.StatusSeeOther || got.StatusCode != 200 || strings.Contains(logo, "script") || strings.Contains(logo, "onload") || !strings.Contains(logo, "M0 0h2v2z") {
		t.Errorf("%d, %q is served as %d %s", answer.StatusCode, at, got.StatusCode, logo)
	}
	for what, content := range map[string][]byte{"words": []byte("geen logo"), "nothing": nil, "too large": bytes.Repeat([]byte("x"), 65<<10)} {
		if answer, body := sendFile(p, stylePage+"/logo", "bestand", "logo.svg", content); answer.StatusCode != 422 || !strings.Contains(body, `id="bestand-fout"`) {
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
		if answer, _ := sendFile(p, r.Path, "bestand", "x.svg", []byte("x")); answer.StatusCode < 400 {
			t.Errorf("%s takes a file: %d", r.Path, answer.StatusCode)
		}
	}
	if tried < 30 {
		t.Errorf("only %d routes were tried", tried)
	}
}
