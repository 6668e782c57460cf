package resident

import (
	"encoding/base64"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/textproto"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"balie/cmd/internal/browser"
	"balie/cmd/internal/servertest"
)

// mailParts gathers the parts of a mail by their type.
func mailParts(t *testing.T, kind string, body io.Reader, into map[string]string) {
	t.Helper()
	_, params, err := mime.ParseMediaType(kind)
	if err != nil {
		t.Fatal(kind, err)
	}
	for r := multipart.NewReader(body, params["boundary"]); ; {
		p, err := r.NextPart()
		if err == io.EOF {
			return
		}
		if err != nil {
			t.Fatal(err)
		}
		mailPart(t, p, p.Header, into)
	}
}

func mailPart(t *testing.T, body io.Reader, header textproto.MIMEHeader, into map[string]string) {
	t.Helper()
	kind := header.Get("Content-Type")
	if strings.HasPrefix(kind, "multipart/") {
		mailParts(t, kind, body, into)
		return
	}
	if strings.EqualFold(header.Get("Content-Transfer-Encoding"), "base64") {
		body = base64.NewDecoder(base64.StdEncoding, body)
	}
	content, err := io.ReadAll(body)
	if err != nil {
		t.Fatal(err)
	}
	kind, _, _ = strings.Cut(kind, ";")
	into[kind] = string(content)
}

// sentMails are a confirmation and a cancellation as a mail server took them.
func sentMails(t *testing.T) (all []map[string]string) {
	t.Helper()
	mails := servertest.StartMailServer(t)
	m, _ := servertest.ServeWithLog(t, servertest.Furnished(t), mails.Settings()...)
	v := servertest.BookByEmail(t, m.URL, servertest.PlaceAt(30))
	servertest.Soon(t, "the confirmation arrives", func() bool { return len(mails.Mails()) == 1 })
	v.MustGet(t, v.Url.Path+"/afzeggen")
	if err := v.Send("/afzeggen", nil); err != nil || v.Status != 200 {
		t.Fatal(v.Status, err)
	}
	servertest.Soon(t, "the cancellation arrives", func() bool { return len(mails.Mails()) == 2 })
	for _, one := range mails.Mails() {
		parts := map[string]string{}
		first, _, _ := strings.Cut(strings.TrimLeft(one.Body, "\r\n"), "\n")
		boundary := strings.TrimPrefix(strings.TrimSpace(first), "--")
		mailParts(t, fmt.Sprintf("multipart/mixed; boundary=%q", boundary), strings.NewReader(one.Body), parts)
		all = append(all, parts)
	}
	return all
}

// TestAMailReadsAtEveryWidthAndWithoutPictures draws the mails that were sent as a mail program does: at 600 and 320
// pixels, with its picture and without. Nothing is wider than the screen, axe finds nothing, and no stylesheet, script
// or other origin is asked. BALIE_SHOTS keeps the pictures.
func TestAMailReadsAtEveryWidthAndWithoutPictures(t *testing.T) {
	sent := sentMails(t)
	shown := ""
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		_, _ = io.WriteString(w, shown)
	}))
	t.Cleanup(s.Close)
	w := &browser.Town{Browser: browser.StartBrowser(t), Other: s.URL}
	for i, parts := range sent {
		for _, width := range []int64{600, browser.Narrow} {
			for _, picture := range []string{"data:image/png;base64," + base64.StdEncoding.EncodeToString([]byte(parts["image/png"])), "data:,"} {
				name := fmt.Sprintf("mail-%d-%d-%v", i, width, picture != "data:,")
				shown = strings.ReplaceAll(parts["text/html"], "cid:code.png", picture)
				r := &browser.Round{Tab: w.Open(t, browser.Person{Width: width, Height: 900}), Language: "nl"}
				r.Visit("/")
				if wide := browser.Answer[int64](r.Tab, `document.scrollingElement.scrollWidth`); wide > width {
					t.Errorf("%s is %d wide", name, wide)
				}
				for _, v := range r.Violations() {
					t.Errorf("%s: axe finds %s", name, v)
				}
				wantSameWords(t, name, browser.Answer[string](r.Tab, `document.body.innerText`), parts["text/plain"])
				if folder := os.Getenv("BALIE_SHOTS"); folder != "" {
					r.Snap(filepath.Join(folder, name+".png"))
				}
			}
		}
	}
}

// wantSameWords fails unless a mail says in both its parts the same: what the plain one says beside it is the address
// of its link.
func wantSameWords(t *testing.T, name, html, plain string) {
	t.Helper()
	said := flat(html)
	for line := range strings.Lines(plain) {
		line = strings.TrimSuffix(strings.TrimPrefix(strings.TrimSpace(line), "- "), ":")
		if !strings.Contains(line, "://") && !strings.Contains(said, flat(line)) {
			t.Errorf("%s does not say %q", name, line)
		}
	}
}
