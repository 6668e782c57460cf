package main

import (
	"fmt"
	"net"
	"os"
	"testing"

	"github.com/chromedp/cdproto/emulation"

	"balie/web"
)

// storiesStory holds every part and page with awkward data to what is promised of all, on the
// narrowest screen, in the light and in the dark.
func storiesStory(t *testing.T, w *town) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	book := web.NewStorybook("Oude IJsselstreek", nil, noon())
	go func() { _ = book.Serve(listener) }()
	t.Cleanup(func() { _ = book.Shutdown(t.Context()) })
	there := &town{browser: w.browser, other: "http://" + listener.Addr().String()}
	for i, language := range []string{"nl", "de"} { // English has the shortest words
		b := there.open(t, person{width: narrow, height: 640})
		r := &round{tab: b, language: language, apart: true}
		r.at("/")
		r.look("storybook")
		for _, s := range book.Stories() {
			if i > 0 && s.Room == "parts" { // they have hardly any words
				continue
			}
			r.at("/verhaal/" + s.Room + "/" + s.Name)
			r.look(s.Name)
			if i == 0 {
				r.lookInTheDark(s.Name)
				r.lookTwiceAsLarge(s.Name)
			}
		}
	}
}

// lookInTheDark looks for colours that cannot be told apart in a dark room.
func (r *round) lookInTheDark(name string) {
	r.t.Helper()
	r.scheme("dark")
	for _, v := range r.violations() {
		r.t.Errorf("%s: in the dark axe finds %s", name, v)
	}
	r.scheme("light")
}

func (r *round) scheme(name string) {
	r.t.Helper()
	tell(r.tab, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: name}}})
	r.until(`!document.getAnimations().length`)
}

// lookTwiceAsLarge shows the page at 200 %: half as many pixels of the stylesheet's own on a usual
// screen of 1280.
func (r *round) lookTwiceAsLarge(name string) {
	r.t.Helper()
	r.resize(640, 450, false)
	if wide := answer[int](r.tab, `document.scrollingElement.scrollWidth`); wide > 640 {
		r.t.Errorf("%s: at 200 %% it is %d wide", name, wide)
	}
	if folder := os.Getenv("BALIE_SHOTS"); folder != "" {
		r.shoot(folder, fmt.Sprintf("story-%02d-%s", r.pages, name))
	}
	r.resize(narrow, 640, false)
}
