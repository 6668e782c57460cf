package demo

import (
	"fmt"
	"net/http"
	"regexp"
	"strings"
	"testing"

	"balie/cmd/internal/browser"
	"balie/cmd/internal/demo"
)

// doors opens each door, and looks at them on three widths. It returns what the doors are called.
func doors(t *testing.T, w *browser.Town, language string, atLeast int) (names []string) {
	b := w.Open(t, browser.Person{Width: 1280, Height: 900, Framed: true})
	home := "/" + language + "/demo"
	b.Visit(home)
	names = browser.Answer[[]string](b, `[...document.querySelectorAll(".balie-demo__doors .balie-demo__door b")].map((e) => e.innerText)`)
	if len(names) < atLeast {
		t.Fatalf("only these doors: %v", names)
	}
	for i, name := range names {
		open(b, language, name)
		at := strings.TrimPrefix(browser.Answer[string](b, `location.pathname`), "/"+language)
		b.Hang(fmt.Sprintf("deur-%02d", i))
		if at == "/medewerker" || at == "/medewerker/inloggen" || strings.HasSuffix(at, "/scherm") || strings.HasSuffix(at, "/demo") {
			t.Errorf("the door %s leads to %s:\n%s", name, at, b.Screen())
		}
		changes(t, b, name)
	}
	together(b, language)
	wantNoStrips(b)
	for _, width := range []int64{390, 1280, 1440} {
		b.Resize(width, 900, width < 500)
		b.Visit(home)
		b.Hang(fmt.Sprintf("demo-%d", width))
		if over := browser.Answer[bool](b, `document.documentElement.scrollWidth > innerWidth`); over {
			t.Errorf("the doors are wider than a screen of %d", width)
		}
	}
	return names
}

// together opens the four screens in one window.
func together(b *browser.Tab, language string) {
	b.T.Helper()
	b.Visit("/" + language + "/demo")
	browser.Answer[bool](b, here)
	b.Leave(func() { b.Click(".balie-demo__beside button", "") })
}

// changes looks for the strip that says who one is and leads to the others. A page in the frame of a
// telephone has the name of its door above it instead.
func changes(t *testing.T, b *browser.Tab, door string) {
	t.Helper()
	if browser.Answer[bool](b, `!!document.querySelector(".balie-demo__phone")`) {
		return
	}
	others := browser.Answer[int](b, `document.querySelectorAll(".balie-demo-strip .balie-demo__door").length`)
	said := browser.Answer[string](b, `document.querySelector(".balie-demo-strip p span")?.innerText ?? ""`)
	if others < 8 || said == "" {
		t.Errorf("behind the door %s one is %q, and may become one of %d", door, said, others)
	}
	high := browser.Answer[float64](b, `document.querySelector(".balie-demo-strip").getBoundingClientRect().height`)
	if high > 60 {
		t.Errorf("behind the door %s the strip is %v high", door, high)
	}
}

// elsewhere is what the small town has none of.
var elsewhere = regexp.MustCompile(`(?i)ijssel|gendringen|praot|\bbus\b|\bulft\b|terborg|varsseveld|silvolde|achterhoek|0315`)

// TestSmallTown: English first, no bus, and nothing of the other town behind any of its doors.
func TestSmallTown(t *testing.T) {
	w := &browser.Town{Browser: browser.StartBrowser(t)}
	small, err := demo.SettingOf("small")
	if err != nil {
		t.Fatal(err)
	}
	start(t, w, moments[0][0], demo.Options{Town: small})
	b := w.Open(t, browser.Person{Width: 1280, Height: 900, Framed: true})
	if answer, err := http.Get(w.Base() + "/demo"); err != nil || answer.Header.Get("Content-Language") != "en" || answer.Body.Close() != nil {
		t.Errorf("whose browser asks for no language is not answered in English: %v %v", answer, err)
	}
	b.Visit("/en/demo")
	b.WantTitle("Look around this town")
	wantNoFaults(t, b)
	for _, name := range doors(t, w, "en", 9) {
		open(b, "en", name)
		texts := b.Screen() + browser.Answer[string](b, `[...document.querySelectorAll("iframe")].map((f) => f.contentDocument?.body.innerText ?? "").join(" ")`)
		if found := elsewhere.FindString(texts); found != "" {
			t.Errorf("behind the door %s stands %q:\n%s", name, found, texts)
		}
	}
	open(b, "en", "Team lead")
	b.Click("#cijfers summary", "")
	b.WantSeen("helps ", "of appointments within 5 minutes")
	for _, page := range []string{"terug", "vooruit"} {
		b.Visit("/en/medewerker/" + page)
		if strings.Contains(b.Screen(), "We know nothing") {
			t.Errorf("%s knows nothing", page)
		}
	}
	together(b, "en")
	for step := 1; step <= 7; step++ {
		b.Click(fmt.Sprintf(`#verhaal li:nth-child(%d) button`, step), "")
		b.Until(fmt.Sprintf(`document.querySelector("#verhaal li:nth-child(%d)")?.classList.contains("is-done")`, step))
	}
	b.WantSeen("You have seen the whole story.")
}
