package paper

import (
	"embed"
	"sync"
)

//go:embed fonts/*.ttf
var fontFiles embed.FS

// face is one embedded font. Style is what gofpdf calls it: "" or "B".
type face struct {
	family, style, file string
	advances            []int16
}

func (f *face) has(r rune) bool {
	return r >= 0 && int(r) < len(f.advances) && f.advances[r] != absent
}

// content is a copy, because gofpdf pads a font's tables where they lie.
func (f *face) content() ([]byte, error) { return fontFiles.ReadFile(f.file) }

// faces are the fonts of one weight: the house's own, then the one for every script it lacks.
type faces [2]*face

// typeface holds the fonts of both weights.
type typeface struct{ regular, bold faces }

// loadTypeface reads the embedded fonts once; it is safe for many papers at a time.
var loadTypeface = sync.OnceValues(func() (t typeface, err error) {
	t = typeface{
		regular: faces{
			{family: "atkinson", file: "fonts/AtkinsonHyperlegibleNext-Regular.ttf"},
			{family: "dejavu", file: "fonts/DejaVuSans.ttf"},
		},
		bold: faces{
			{family: "atkinson", style: "B", file: "fonts/AtkinsonHyperlegibleNext-Bold.ttf"},
			{family: "dejavu", style: "B", file: "fonts/DejaVuSans-Bold.ttf"},
		},
	}
	for _, f := range append(t.regular[:], t.bold[:]...) {
		content, err := f.content()
		if err != nil {
			return t, err
		}
		if f.advances, err = readAdvances(content); err != nil {
			return t, err
		}
	}
	return t, nil
})
