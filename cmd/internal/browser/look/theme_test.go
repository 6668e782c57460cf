package look

import (
	"net"
	"os"
	"path"
	"path/filepath"
	"testing"

	"github.com/chromedp/cdproto/emulation"

	"balie/cmd/internal/browser"
	"balie/cmd/internal/servertest"
	"balie/web"
	"balie/web/page"
)

// aTheme is the house style of a town in blue and orange.
const aTheme = `:root {
	--basis-color-action-1-color-default: light-dark(#154273, #9fc7ff);
	--basis-color-action-1-color-hover: light-dark(#0c2a4b, #c5deff);
	--basis-color-action-1-bg-subtle: light-dark(#eaf1fa, #15253a);
	--basis-color-accent-1-bg-default: #ffb612;
	--basis-color-action-1-inverse-bg-default: light-dark(#154273, #9fc7ff);
	--basis-color-action-1-inverse-bg-hover: light-dark(#0c2a4b, #c5deff);
	--utrecht-button-primary-action-background-color: light-dark(#154273, #9fc7ff);
	--utrecht-button-primary-action-hover-background-color: light-dark(#0c2a4b, #c5deff);
	--basis-border-radius-md: 0px;
}`

const aLogo = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 40"><path fill="#154273" d="M0 0h40v40H0z"/></svg>`

// themeStory looks at pages in a municipality's own colours, and as they are for who asks the system
// for more contrast or for its own colours.
func themeStory(t *testing.T, w *browser.Town) {
	folder := t.TempDir()
	for name, content := range map[string]string{"theme.css": aTheme, "logo.svg": aLogo} {
		if err := os.WriteFile(filepath.Join(folder, name), []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	theme, err := page.LoadTheme(folder)
	if err != nil {
		t.Fatal(err)
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	book := web.NewStorybook("Blauwstad", theme, servertest.Noon())
	go func() { _ = book.Serve(listener) }()
	t.Cleanup(func() { _ = book.Shutdown(t.Context()) })
	there := &browser.Town{Browser: w.Browser, Other: "http://" + listener.Addr().String()}
	b := there.Open(t, browser.Person{})
	r := &browser.Round{Tab: b, Language: "nl", Apart: true}
	for _, c := range []struct{ name, value, button string }{
		{"prefers-color-scheme", "light", "rgb(21, 66, 115)"},
		{"prefers-color-scheme", "dark", "rgb(159, 199, 255)"},
		{"prefers-contrast", "more", ""},
		{"forced-colors", "active", ""},
	} {
		browser.Call(b, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{{Name: c.name, Value: c.value}}})
		for _, story := range []string{"home", "times", "details-wrong", "../appointment/appointment"} {
			r.At(path.Join("/verhaal/resident", story))
			for _, v := range r.Violations() {
				t.Errorf("%s under %s %s: axe finds %s", story, c.name, c.value, v)
			}
			if folder := os.Getenv("BALIE_SHOTS"); folder != "" {
				r.Snap(filepath.Join(folder, "theme-"+c.name+"-"+c.value+"-"+story+".png"))
			}
		}
		r.At("/verhaal/resident/details")
		got := browser.Answer[string](b, `getComputedStyle(document.querySelector(".utrecht-button--primary-action")).backgroundColor`)
		if c.button != "" && got != c.button {
			t.Errorf("%s %s: the button is %s, want %s", c.name, c.value, got, c.button)
		}
		if c.name == "prefers-contrast" {
			ink := browser.Answer[string](b, `getComputedStyle(document.documentElement).color`)
			if ink != "rgb(0, 0, 0)" && ink != "rgb(255, 255, 255)" {
				t.Errorf("with more contrast the ink is %s", ink)
			}
		}
	}
	if !browser.Answer[bool](b, `document.querySelector(".balie-logo__mark--own").naturalWidth > 0`) {
		t.Error("the logo is not shown")
	}
}
