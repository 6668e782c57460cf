package main

import (
	"fmt"
	"os"
	"path/filepath"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

// narrow is a page's narrowest width: a phone, or 1280 pixels at 400 %.
const narrow = 320

// promised are what every page keeps; each names what breaks it.
var promised = []struct{ what, breaks string }{
	{"nothing is wider than the screen", `document.scrollingElement.scrollWidth <= 320 ? [] :
		[document.scrollingElement.scrollWidth, ...[...document.querySelectorAll("body *")].filter(e => !e.children.length && e.getBoundingClientRect().right > 320 && !e.closest(".balie-sr")).slice(0, 3).map(e => e.outerHTML.slice(0, 120))]`},
	{"every field has a label that can be seen", `[...document.querySelectorAll("input:not([type=hidden]), select, textarea")]
		.filter(e => ![...e.labels].some(l => l.innerText.trim() || !l.checkVisibility())).map(e => e.outerHTML)`},
	{"one heading of the first rank", `(all => all.length === 1 && all[0].innerText.trim() ? [] : all.map(e => e.outerHTML).concat(all.length + " of them"))([...document.querySelectorAll("h1")])`},
	{"no rank of heading is left out", `[...document.querySelectorAll("h1, h2, h3, h4")].filter(e => e.checkVisibility()).map(e => [+e.tagName[1], e.outerHTML])
		.filter(([rank], i, all) => rank - (i ? all[i - 1][0] : 0) > 1).map(([, e]) => e)`},
	{"one main part", `(n => n === 1 ? [] : [n + " of them"])(document.querySelectorAll("main").length)`},
	{"no style in the page itself", `[...document.querySelectorAll("[style], style, script:not([src])")].map(e => e.outerHTML)`},
	{"every id stands once", `[...document.querySelectorAll("[id]")].filter(e => document.querySelectorAll("#" + CSS.escape(e.id)).length > 1).map(e => e.outerHTML)`},
	{"what is described is there", `[...document.querySelectorAll("[aria-describedby], [aria-labelledby]")].flatMap(e => [e.getAttribute("aria-describedby"), e.getAttribute("aria-labelledby")]
		.filter(Boolean).join(" ").split(" ")).filter(id => !document.getElementById(id))`},
	{"every link and button says something", `[...document.querySelectorAll("a, button:not([aria-hidden])")].filter(e => !(e.textContent.trim() || e.ariaLabel)).map(e => e.outerHTML)`},
	{"links and buttons are large enough to touch", `[...document.querySelectorAll("button:not([aria-hidden]), input[type=radio], select, summary, a.balie-day, a.balie-iconlink, a.balie-choice")]
		.filter(e => e.checkVisibility()).map(e => [(e.closest("label") ?? e).getBoundingClientRect(), e]).filter(([r]) => r.width < 24 || r.height < 24).map(([, e]) => e.outerHTML)`},
	{"no word of the catalogue is missing", `(document.body.innerText.match(/\b[a-z]+(\.[a-z]+)+\b|\{[a-z]+\}/g) ?? []).filter(w => !w.includes("voorbeeld") && !w.includes("beispiel") && !w.includes("example") && !w.includes("van"))`},
}

// look holds a page to what is promised of all, and takes its pictures where they are wanted.
func (r *round) look(name string) {
	r.t.Helper()
	r.pages++
	for _, p := range promised {
		if broken := answer[[]any](r.tab, p.breaks); len(broken) > 0 {
			r.t.Errorf("%s: not so: %s: %v", name, p.what, broken)
		}
	}
	for _, v := range r.violations() {
		r.t.Errorf("%s: axe finds %s", name, v)
	}
	if said := answer[string](r.tab, `document.documentElement.lang`); said != r.language {
		r.t.Errorf("%s is said to be in %q, want %q", name, said, r.language)
	}
	if folder := os.Getenv("BALIE_SHOTS"); folder != "" && r.language == "nl" && !r.apart {
		r.shoot(folder, fmt.Sprintf("%02d-%s", r.pages, name))
	}
}

// shoot takes a page's pictures at three widths, and one of it in the dark.
func (r *round) shoot(folder, name string) {
	r.t.Helper()
	if err := os.MkdirAll(folder, 0o755); err != nil {
		r.t.Fatal(err)
	}
	for _, shot := range []struct {
		width, height int64
		scheme, name  string
	}{
		{390, 844, "light", "390"}, {768, 1024, "light", "768"}, {1440, 900, "light", "1440"}, {390, 844, "dark", "390-dark"}, {narrow, 640, "light", "320"},
	} {
		r.resize(shot.width, shot.height, false)
		tell(r.tab, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
			Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: shot.scheme}},
		})
		r.until(`document.fonts.status === "loaded" && !document.getAnimations().length && innerWidth === ` + fmt.Sprint(shot.width))
		r.snap(filepath.Join(folder, name+"-"+shot.name+".png"))
	}
}

// snap keeps a picture of the whole page.
func (r *round) snap(path string) {
	r.t.Helper()
	picture, err := chromedp.Run(r.ctx, chromedp.FullScreenshot(100))
	if err == nil {
		err = os.WriteFile(path, picture, 0o644)
	}
	if err != nil {
		r.t.Fatal(err)
	}
}
