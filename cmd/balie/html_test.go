package main

import (
	"fmt"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/gofiber/fiber/v2"
	"golang.org/x/net/html"

	"balie/cmd/internal/servertest"
	"balie/web"
	"balie/web/route"
)

// storyPages are all stories as HTML, by "de/resident/times".
func storyPages(t *testing.T) map[string]string {
	t.Helper()
	book := web.NewStorybook("Oude IJsselstreek", nil, servertest.Noon())
	pages := map[string]string{}
	for _, language := range route.Languages {
		for _, s := range book.Stories() {
			name := language + "/" + s.Room + "/" + s.Name
			request := httptest.NewRequest("GET", "/"+language+"/verhaal/"+s.Room+"/"+s.Name, nil)
			answer, err := book.Fiber().Test(request, -1)
			if err != nil || answer.StatusCode != fiber.StatusOK {
				t.Fatalf("%s: %v %v", name, answer, err)
			}
			v := servertest.Visitor{}
			if err := v.Read(answer, nil); err != nil {
				t.Fatal(err)
			}
			if answer.Header.Get("Content-Security-Policy") != web.Policy {
				t.Errorf("%s goes out without its policy", name)
			}
			pages[name] = v.Body
		}
	}
	return pages
}

// TestPagesAreGoodHTML holds every story in every language against our own check, and against
// html-validate where it is installed.
func TestPagesAreGoodHTML(t *testing.T) {
	pages := storyPages(t)
	folder := t.TempDir()
	for name, text := range pages {
		for _, fault := range htmlFaults(text) {
			t.Errorf("%s: %s", name, fault)
		}
		if err := os.WriteFile(filepath.Join(folder, strings.ReplaceAll(name, "/", "-")+".html"), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if len(pages) < 90 {
		t.Errorf("only %d pages", len(pages))
	}
	htmlValidate(t, folder)
}

// TestPagesOfTheDemoAreGoodHTML goes through a demo as a visitor does, its refusals too.
func TestPagesOfTheDemoAreGoodHTML(t *testing.T) {
	v, own := servertest.BookInDemo(t, servertest.NewDemo(t).URL)
	folder := t.TempDir()
	for i, path := range []string{
		own, own + "?gemaakt=1", own + "/verzetten", own + "/afzeggen", own + "/bereiken", own + "/kaart", "/", "/?q=pas", "/?groep=travel", "/?q=zzzz", "/afspraak?product=rijbewijs",
		"/afspraak/tijd?p=paspoort.6&p=rijbewijs.4", "/a", "/a/kwijt", "/a/kwijt?verstuurd=1", "/a/0123456789ABCDEFGHJKMNPQRS", "/privacy", "/toegankelijkheid", "/klacht", "/knop", "/post",
		"/nergens", "/afspraak?product=nergens", "/afspraak/tijd?p=paspoort.99", "/afspraak/tijd", "/afspraak/gegevens?v=x",
	} {
		if err := v.Get(path); err != nil {
			t.Fatal(err)
		}
		for _, fault := range htmlFaults(v.Body) {
			t.Errorf("%s: %s", path, fault)
		}
		if err := os.WriteFile(filepath.Join(folder, fmt.Sprintf("%02d.html", i)), []byte(v.Body), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	htmlValidate(t, folder)
}

// htmlValidate runs html-validate with its standard rules, but for hashes of files that come from
// ourselves; without it only our own check was made.
func htmlValidate(t *testing.T, folder string) {
	t.Helper()
	program, err := exec.LookPath("html-validate")
	if err != nil {
		if os.Getenv("BALIE_TOOLS") == "required" {
			t.Fatal("html-validate is not installed, and BALIE_TOOLS=required")
		}
		t.Log("html-validate is not installed; our own check was made")
		return
	}
	rules := `{"root": true, "extends": ["html-validate:standard", "html-validate:a11y", "html-validate:document"], "rules": {"require-sri": "off"}}`
	if err := os.WriteFile(filepath.Join(folder, ".htmlvalidate.json"), []byte(rules), 0o600); err != nil {
		t.Fatal(err)
	}
	c := exec.Command(program, "--ext", "html", "--formatter", "text", ".")
	c.Dir = folder
	if said, err := c.CombinedOutput(); err != nil {
		t.Errorf("html-validate: %v\n%s", err, said[:min(len(said), 6000)])
	}
}

// TestStoriesAreInTheirLanguage looks for the language of each page, and for keys without words.
func TestStoriesAreInTheirLanguage(t *testing.T) {
	for name, body := range storyPages(t) {
		page, err := html.Parse(strings.NewReader(body))
		if err != nil {
			t.Fatal(err)
		}
		language, _, _ := strings.Cut(name, "/")
		if root := servertest.Find(page, func(n *html.Node) bool { return n.Data == "html" }); servertest.Attr(root, "lang") != language {
			t.Errorf("%s is in %q", name, servertest.Attr(root, "lang"))
		}
	}
}
