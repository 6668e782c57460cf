package browser

import (
	"bytes"
	"os"
	"path/filepath"
	"strconv"
	"time"

	cdppage "github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

// Live gives every page of a tab the time of the town.
func (b *Tab) Live(now time.Time) {
	b.T.Helper()
	Call(b, cdppage.AddScriptToEvaluateOnNewDocument, cdppage.AddScriptToEvaluateOnNewDocumentParams{Source: `Date.now = (begin => () => ` + strconv.FormatInt(now.UnixMilli(), 10) + ` + performance.now())();`})
}

func (b *Tab) Opens(pin string) {
	b.T.Helper()
	b.Fill("pin", pin)
	Answer[bool](b, `(document.querySelector("[data-unseal]").requestSubmit(), true)`)
}

// Hang takes a picture of a screen as it would hang in a lobby.
func (b *Tab) Hang(name string) {
	b.T.Helper()
	folder := os.Getenv("BALIE_SHOTS")
	if folder == "" {
		return
	}
	b.Until(`document.fonts.status === "loaded" && !document.getAnimations().length`)
	if err := os.MkdirAll(folder, 0o755); err != nil {
		b.T.Fatal(err)
	}
	picture, err := chromedp.Run(b.ctx, chromedp.CaptureScreenshot())
	if err == nil {
		err = os.WriteFile(filepath.Join(folder, name+".png"), picture, 0o644)
	}
	if err != nil {
		b.T.Fatal(err)
	}
}

// Sides is how many sides of A4 a page takes on paper.
func (b *Tab) Sides() int {
	b.T.Helper()
	printed := Call(b, cdppage.PrintToPDF, cdppage.PrintToPDFParams{PreferCSSPageSize: new(true)})
	return bytes.Count(printed.Data, []byte("/Type /Page\n")) + bytes.Count(printed.Data, []byte("/Type /Page "))
}
