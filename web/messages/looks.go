package messages

import (
	"cmp"
	"context"
	"html"
	"regexp"
	"strings"

	"github.com/a-h/templ"

	"balie/booking/catalogue"
	"balie/booking/ledger"
)

// ours is the colour of a house that chose none.
const ours = "#0b5d3b"

// font is what mail programs have that is easy to read; they load none.
const font = "font-family:'Atkinson Hyperlegible Next',Verdana,'Segoe UI',Arial,sans-serif;"

// looks are the rules of each class of a mail; COLOUR is the municipality's. There is no table and no width that a
// narrow screen does not have, and no colour of text that needs the one behind it to load.
var looks = map[string]string{
	"post-body":   "margin:0;padding:0;background-color:#f8f4e9;color:#1a211d;" + font + "font-size:17px;line-height:1.5;",
	"post":        "max-width:560px;margin:0 auto;padding:24px 20px 32px;background-color:#ffffff;color:#1a211d;overflow-wrap:anywhere;word-break:normal;",
	"post-from":   "margin:0 0 16px;padding:0 0 12px;border-bottom:1px solid #e4dece;color:COLOUR;",
	"post-title":  "margin:0;font-size:20px;line-height:1.3;font-weight:600;color:#4a5750;",
	"post-when":   "margin:0 0 16px;font-size:28px;line-height:1.2;font-weight:700;",
	"post-line":   "margin:0 0 16px;",
	"post-place":  "margin:0 0 16px;padding:12px 16px;border-left:6px solid #ffd43b;background-color:#fff6d4;color:#1a211d;",
	"post-card":   "margin:0 0 16px;padding:16px 16px 1px;border-radius:6px;background-color:#f8f4e9;color:#1a211d;",
	"post-code":   "margin:0 0 12px;font-size:22px;line-height:1.25;font-weight:700;letter-spacing:0.03em;",
	"post-qr":     "display:block;max-width:100%;height:auto;padding:8px;background-color:#ffffff;",
	"post-head":   "margin:0 0 4px;font-size:18px;line-height:1.3;",
	"post-list":   "margin:0 0 16px;padding:0 0 0 20px;",
	"post-link":   "color:COLOUR;",
	"post-button": "display:inline-block;padding:13px 20px;border-radius:6px;background-color:COLOUR;color:#ffffff;font-weight:600;line-height:1.25;text-decoration:none;",
	"post-foot":   "margin:24px 0 0;padding:16px 0 0;border-top:1px solid #e4dece;font-size:15px;color:#4a5750;",
}

var classed = regexp.MustCompile(` class="(post[a-z-]*)"`)

// dressed is a mail with the rules of its classes in their place.
func dressed(page templ.Component, colour string) (string, error) {
	var b strings.Builder
	if err := page.Render(context.Background(), &b); err != nil {
		return "", err
	}
	return classed.ReplaceAllStringFunc(b.String(), func(class string) string {
		rules := looks[classed.FindStringSubmatch(class)[1]]
		return ` style="` + html.EscapeString(strings.ReplaceAll(rules, "COLOUR", cmp.Or(colour, ours))) + `"`
	}), nil
}

// together is a code that is not broken over lines.
func together(code string) string { return strings.ReplaceAll(code, " ", "\u00a0") }

// colourOf is the municipality's colour, "" where it chose none.
func colourOf(r ledger.Reader) (string, error) {
	m, err := catalogue.MunicipalityOf(r)
	if err != nil || m.Style == nil {
		return "", err
	}
	return m.Style.Colour, nil
}
