package look

import (
	"testing"

	"balie/cmd/internal/browser"
)

// watchStory sees that the watch hears what it is there for: a page that tries what the content
// security policy forbids, and a script that fails.
func watchStory(t *testing.T, w *browser.Town) {
	b := w.Open(t, browser.Person{})
	b.Visit("/")
	browser.Answer[bool](b, `document.body.append(Object.assign(new Image(), {src: "/\\elsewhere.invalid/x.png"})), true`)
	browser.Answer[bool](b, `setTimeout(() => { throw new Error("on purpose") }), true`)
	browser.Answer[bool](b, `document.body.setAttribute("style", "color: red"), true`)
	for _, want := range []string{"asked another origin", "on purpose", "img-src", "style-src"} {
		b.WantHeard(want)
	}
	browser.Answer[bool](b, `document.querySelector("main").insertAdjacentHTML("beforeend", "<input name=x>") === undefined`)
	if found := b.Violations(); len(found) == 0 {
		t.Error("axe does not see a field without a label, so it sees nothing")
	}
}
