package browser

import (
	"fmt"
	"os"
	"path/filepath"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

// Narrow is a page's narrowest width: a phone, or 1280 pixels at 400 %.
const Narrow = 320

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
	{"no word of the catalogue is missing", `(document.body.innerText.match(/\b[a-z]+(\.[a-z]+)+\b|\{[a-z]+\}/g) ?? []).filter(w => !w.includes("voorbeeld") && !w.includes("beispiel") && !w.includes("example") && !w.includes("van"))
		.filter(w => ![...document.querySelectorAll("[data-written]")].some(e => e.textContent.includes(w)))`},
}

// Look holds a page to what is promised of all, and takes its pictures where they are wanted.
func (r *Round) Look(name string) {
	r.T.Helper()
	r.Pages++
	for _, p := range promised {
		if broken := Answer[[]any](r.Tab, p.breaks); len(broken) > 0 {
			r.T.Errorf("%s: not so: %s: %v", name, p.what, broken)
		}
	}
	for _, v := range r.Violations() {
		r.T.Errorf("%s: axe finds %s", name, v)
	}
	if said := Answer[string](r.Tab, `document.documentElement.lang`); said != r.Language {
		r.T.Errorf("%s is said to be in %q, want %q", name, said, r.Language)
	}
	if folder := os.Getenv("BALIE_SHOTS"); folder != "" && r.Language == "nl" && !r.Apart {
		r.Shoot(folder, fmt.Sprintf("%02d-%s", r.Pages, name))
	}
}

// Shoot takes a page's pictures at three widths, and one of it in the dark.
func (r *Round) Shoot(folder, name string) {
	r.T.Helper()
	if err := os.MkdirAll(folder, 0o755); err != nil {
		r.T.Fatal(err)
	}
	for _, shot := range []struct {
		width, height int64
		scheme, name  string
	}{
		{390, 844, "light", "390"}, {768, 1024, "light", "768"}, {1440, 900, "light", "1440"}, {390, 844, "dark", "390-dark"}, {Narrow, 640, "light", "320"},
	} {
		r.Resize(shot.width, shot.height, false)
		Call(r.Tab, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
			Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: shot.scheme}},
		})
		r.Until(`document.fonts.status === "loaded" && !document.getAnimations().length && innerWidth === ` + fmt.Sprint(shot.width))
		r.Snap(filepath.Join(folder, name+"-"+shot.name+".png"))
	}
}

// Snap keeps a picture of the whole page.
func (r *Round) Snap(path string) {
	r.T.Helper()
	picture, err := chromedp.Run(r.ctx, chromedp.FullScreenshot(100))
	if err == nil {
		err = os.WriteFile(path, picture, 0o644)
	}
	if err != nil {
		r.T.Fatal(err)
	}
}
