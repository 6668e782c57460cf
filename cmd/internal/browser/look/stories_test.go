package look

import (
	"fmt"
	"net"
	"os"
	"testing"

	"github.com/chromedp/cdproto/emulation"

	"balie/cmd/internal/browser"
	"balie/cmd/internal/servertest"
	"balie/web"
)

// storiesStory holds every part and page with awkward data to what is promised of all, on the
// narrowest screen, in the light and in the dark.
func storiesStory(t *testing.T, w *browser.Town) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	book := web.NewStorybook("Oude IJsselstreek", nil, servertest.Noon())
	go func() { _ = book.Serve(listener) }()
	t.Cleanup(func() { _ = book.Shutdown(t.Context()) })
	there := &browser.Town{Browser: w.Browser, Other: "http://" + listener.Addr().String()}
	for i, language := range []string{"nl", "de"} { // English has the shortest words
		b := there.Open(t, browser.Person{Width: browser.Narrow, Height: 640})
		r := &browser.Round{Tab: b, Language: language, Apart: true}
		r.At("/")
		r.Look("storybook")
		for _, s := range book.Stories() {
			if i > 0 && s.Room == "parts" { // they have hardly any words
				continue
			}
			r.At("/verhaal/" + s.Room + "/" + s.Name)
			r.Look(s.Name)
			if i == 0 {
				lookInTheDark(r, s.Name)
				lookTwiceAsLarge(r, s.Name)
			}
		}
	}
}

// lookInTheDark looks for colours that cannot be told apart in a dark room.
func lookInTheDark(r *browser.Round, name string) {
	r.T.Helper()
	scheme(r, "dark")
	for _, v := range r.Violations() {
		r.T.Errorf("%s: in the dark axe finds %s", name, v)
	}
	scheme(r, "light")
}

func scheme(r *browser.Round, name string) {
	r.T.Helper()
	browser.Call(r.Tab, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: name}}})
	r.Until(`!document.getAnimations().length`)
}

// lookTwiceAsLarge shows the page at 200 %: half as many pixels of the stylesheet's own on a usual
// screen of 1280.
func lookTwiceAsLarge(r *browser.Round, name string) {
	r.T.Helper()
	r.Resize(640, 450, false)
	if wide := browser.Answer[int](r.Tab, `document.scrollingElement.scrollWidth`); wide > 640 {
		r.T.Errorf("%s: at 200 %% it is %d wide", name, wide)
	}
	if folder := os.Getenv("BALIE_SHOTS"); folder != "" {
		r.Shoot(folder, fmt.Sprintf("story-%02d-%s", r.Pages, name))
	}
	r.Resize(browser.Narrow, 640, false)
}
