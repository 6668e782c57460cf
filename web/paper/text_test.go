package paper

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func loaded(t *testing.T) typeface {
	t.Helper()
	faces, err := loadTypeface()
	if err != nil {
		t.Fatal(err)
	}
	return faces
}

func TestSafe(t *testing.T) {
	for given, want := range map[string]string{
		"a\x00\x1bb":             "ab",
		"a\tb\u2003c":            "a b c",
		"10.20\u00a0uur":         "10.20\u00a0uur",
		"a\r\nb\rc\u2028d":       "a\nb\nc\nd",
		"\u202eabc\u202c\u2066x": "abcx",
		"co\u00adop\ufeff\u200b": "coop",
		"a\xffb":                 "a\ufffdb",
		"😀!":                     "□!",
		"<b>&amp;</b>":           "<b>&amp;</b>",
	} {
		if got := safe(given); got != want {
			t.Errorf("safe(%q) = %q, want %q", given, got, want)
		}
	}
}

func TestEveryRuneHasAGlyph(t *testing.T) {
	all := loaded(t)
	for _, weight := range []faces{all.regular, all.bold} {
		for r := rune(0); r <= 0x10400; r++ {
			for _, p := range weight.pieces(safe("a" + string(r))) {
				for _, set := range p.text {
					if !p.face.has(set) {
						t.Fatalf("%U is set as %U in %s, which lacks it", r, set, p.face.file)
					}
				}
			}
		}
	}
}

func TestPiecesChooseTheFace(t *testing.T) {
	regular := loaded(t).regular
	atkinson, dejavu := regular[0], regular[1]
	for text, want := range map[string][]piece{
		"Gendringen, € 5…": {{atkinson, "Gendringen, € 5…"}},
		"in Київ.":         {{atkinson, "in "}, {dejavu, "Київ"}, {atkinson, "."}},
		"x中y":              {{atkinson, "x"}, {dejavu, "□"}, {atkinson, "y"}},
		"ae\u0336b":        {{atkinson, "a"}, {dejavu, "e\u0336"}, {atkinson, "b"}},
	} {
		got := regular.pieces(text)
		if len(got) != len(want) {
			t.Errorf("%q: %d pieces, want %d", text, len(got), len(want))
			continue
		}
		for i := range want {
			if got[i] != want[i] {
				t.Errorf("%q: piece %d is %q in %s", text, i, got[i].text, got[i].face.file)
			}
		}
	}
}

func TestLinesKeepEveryLetterAndTheWidth(t *testing.T) {
	faces := loaded(t)
	for name, text := range strange {
		text = safe(text)
		got := faces.lines(text, textStyle, 40)
		for _, line := range got {
			if w := faces.width(line, textStyle); w > 40.001 || !utf8.ValidString(line) {
				t.Errorf("%s: a line of %.1f mm: %q", name, w, line)
			}
		}
		if flat(strings.Join(got, "")) != flat(text) {
			t.Errorf("%s: letters went missing", name)
		}
	}
}

func TestFitStopsAtTheSmallest(t *testing.T) {
	faces := loaded(t)
	long := []string{strings.Repeat("x", 500)}
	if got := faces.fit(long, whenStyle, 100, 17); got.size != 17 {
		t.Errorf("size %v", got.size)
	}
	if got := faces.fit([]string{"x"}, whenStyle, 100, 17); got != whenStyle {
		t.Errorf("short text shrank to %v", got.size)
	}
}

func TestNothingIsSmall(t *testing.T) {
	for _, s := range []style{titleStyle, whenStyle, factStyle, sectionStyle, textStyle, footStyle, labelStyle, codeStyle, headStyle} {
		if s.size < 12 {
			t.Errorf("a text of %v points", s.size)
		}
	}
}

func TestShortTextsBreakWell(t *testing.T) {
	faces := loaded(t)
	label := example().CodeLabel
	if got := strings.Join(faces.sentences(label, labelStyle, cardInside), "|"); got != "Lukt scannen niet?|Typ of zeg:" {
		t.Errorf("label: %s", got)
	}
	if got := strings.Join(faces.sentences(label, labelStyle, 100), "|"); got != label {
		t.Errorf("wide label: %s", got)
	}
	title := example().Title
	narrow := faces.balance(title, titleStyle, 70)
	if got := strings.Join(faces.lines(title, titleStyle, narrow), "|"); got != "Afspraak bij|de gemeente" {
		t.Errorf("title: %s", got)
	}
	if got := cut([]string{"a", "bcd", "e"}, 2); strings.Join(got, "|") != "a|b…" {
		t.Errorf("cut: %q", got)
	}
}
