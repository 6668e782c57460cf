package paper

import (
	"math"
	"testing"

	"github.com/jung-kurt/gofpdf"
)

func TestKnownRunes(t *testing.T) {
	faces := loaded(t)
	for _, weight := range [][2]*face{faces.regular, faces.bold} {
		for file, known := range map[*face]struct{ has, lacks string }{
			weight[0]: {"AZaz09 é€…–’ĳŵ\u00a0", "Ж□ש中\u0000"},
			weight[1]: {"Aé€…Жשع□?\u0301", "中ไ\u0000\uffff"},
		} {
			for _, r := range known.has {
				if !file.has(r) {
					t.Errorf("%s lacks %U", file.file, r)
				}
			}
			for _, r := range known.lacks + "😀" {
				if file.has(r) {
					t.Errorf("%s has %U", file.file, r)
				}
			}
		}
	}
}

// Lines are broken by our own measure, and printed by another's.
func TestWidthsAgreeWithThePrinter(t *testing.T) {
	faces := loaded(t)
	for _, f := range append(faces.regular[:], faces.bold[:]...) {
		content, err := f.content()
		if err != nil {
			t.Fatal(err)
		}
		pdf := gofpdf.New("P", "mm", "A4", "")
		pdf.AddUTF8FontFromBytes(f.family, f.style, content)
		pdf.SetFont(f.family, f.style, 12)
		for r := rune(1); r < lastOfPlane; r++ {
			if !f.has(r) || (r >= 0xD800 && r < 0xE000) {
				continue
			}
			want, got := pdf.GetStringSymbolWidth(string(r)), int(f.advances[r])
			if math.Abs(float64(want-got)) > 0 {
				t.Fatalf("%s: %U is %d wide, printed %d", f.file, r, got, want)
			}
		}
	}
}

func TestBrokenFontsAreRefused(t *testing.T) {
	content, err := loaded(t).regular[0].content()
	if err != nil {
		t.Fatal(err)
	}
	for _, size := range []int{0, 3, 12, 100, 1000, len(content) / 2} {
		if _, err := readAdvances(content[:size]); err == nil {
			t.Errorf("a font cut to %d bytes was read", size)
		}
	}
}
