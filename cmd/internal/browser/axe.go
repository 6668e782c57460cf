package browser

import (
	_ "embed"

	"github.com/chromedp/chromedp"
)

// axeScript is axe-core, which looks for what keeps people with a disability from using a page.
//
//go:embed testdata/axe/axe.min.js
var axeScript string

//go:embed testdata/axe/VENDORED
var axeVendored string

// Violations are axe's findings on the page as it stands, by WCAG 2.2 level A and AA and its own
// good practice; none is what we promise.
func (b *Tab) Violations() []string {
	b.T.Helper()
	const run = `axe.run(document, {runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]})
		.then(r => r.violations.flatMap(v => v.nodes.map(n => v.id + ": " + n.html.slice(0, 160))))`
	found, err := chromedp.Run(b.ctx, chromedp.Evaluate[[]string](axeScript+";"+run, chromedp.EvalAwaitPromise))
	if err != nil {
		b.T.Fatal(err)
	}
	return found
}
