package paper

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"strings"
	"sync"
	"testing"
	"time"
)

func TestPaperSaysWhatWasGiven(t *testing.T) {
	t.Parallel()
	german, wide := example(), example()
	german.When, german.Language = []string{"Donnerstag, 24. September 2026", "14:20 Uhr"}, "de-DE"
	german.Foot = []string{"Ändern oder absagen: größte Mühe, žluťoučký kůň, ĳ, ŵ"}
	wide.Where = []string{"Stadhuis Київ", "улица Ώμέγα 25", "7081\u00a0BN Gendringen"}
	for _, c := range []Confirmation{example(), german, wide} {
		read := flat(tool(t, "pdftotext", "-raw", pdfOf(t, c), "-"))
		for _, text := range c.texts() {
			if !strings.Contains(read, flat(text)) {
				t.Errorf("%q is not on the paper:\n%s", text, read)
			}
		}
	}
}

func TestCodeIsReadFromThePage(t *testing.T) {
	t.Parallel()
	picture := rendered(t, pdfOf(t, example()), "150")
	if read := tool(t, "zbarimg", "--nodbus", "-q", "--raw", picture); strings.TrimSpace(read) != example().Payload {
		t.Errorf("read %q", read)
	}
}

// A reader that reads aloud follows the order in the file.
func TestWhatAndWhenComeBeforeTheCode(t *testing.T) {
	t.Parallel()
	c := example()
	read, last := flat(tool(t, "pdftotext", "-raw", pdfOf(t, c), "-")), -1
	for _, text := range []string{c.Office, c.Title, c.When[0], c.What[0], c.Where[0], c.Code, c.BringTitle, c.WhoTitle, c.How, c.Foot[0]} {
		at := strings.Index(read, flat(text))
		if at <= last {
			t.Errorf("%q is read too early, or not at all", text)
		}
		last = at
	}
}

// A missing glyph reads back well but prints as a box, the same box for every rune.
func TestOtherScriptsHaveTheirOwnShapes(t *testing.T) {
	t.Parallel()
	var pictures [2][]byte
	for i, letter := range []string{"Ж", "Щ"} {
		var err error
		c := Confirmation{Title: letter, Payload: "X"}
		if pictures[i], err = os.ReadFile(rendered(t, pdfOf(t, c), "40")); err != nil {
			t.Fatal(err)
		}
	}
	if bytes.Equal(pictures[0], pictures[1]) {
		t.Error("two letters look the same")
	}
}

func TestFontsLieInTheFile(t *testing.T) {
	t.Parallel()
	c := example()
	c.What = []string{"Київ"}
	fonts := tool(t, "pdffonts", pdfOf(t, c))
	for _, line := range strings.Split(strings.TrimSpace(fonts), "\n")[2:] {
		if !strings.Contains(line, "Identity-H") || !strings.Contains(line, " yes ") {
			t.Errorf("not embedded: %s", line)
		}
	}
	if n := strings.Count(fonts, "dejavu"); n != 1 {
		t.Errorf("%d faces of DejaVu, want the regular one only:\n%s", n, fonts)
	}
}

func TestSameConfirmationSameBytes(t *testing.T) {
	t.Parallel()
	want, err := example().PDF()
	if err != nil {
		t.Fatal(err)
	}
	var all sync.WaitGroup
	for range 3 {
		all.Go(func() {
			if got, err := example().PDF(); err != nil || !bytes.Equal(got, want) {
				t.Errorf("other bytes, %v", err)
			}
		})
	}
	all.Wait()
	undated := example()
	undated.Made = time.Time{}
	if got, err := undated.PDF(); err != nil || !bytes.Contains(got, []byte("D:19700101000000")) {
		t.Errorf("a paper without a date reads the clock, %v", err)
	}
}

func TestPropertiesOfTheFile(t *testing.T) {
	t.Parallel()
	content, err := example().PDF()
	if err != nil {
		t.Fatal(err)
	}
	info := tool(t, "pdfinfo", kept(t, "paper.pdf", content))
	for _, want := range []string{"Afspraak bij de gemeente", "Gemeente Oude IJsselstreek", "Balie", "Pages:           1", "Nov 24 09:30:00 2026", "(A4)", "PDF version:     1.4"} {
		if !strings.Contains(info, want) {
			t.Errorf("no %q in:\n%s", want, info)
		}
	}
	if !bytes.Contains(content, []byte("/Lang (nl)")) {
		t.Error("the paper has no language")
	}
}

func TestLanguageMustBeATag(t *testing.T) {
	t.Parallel()
	c := example()
	c.Language = "nl) /OpenAction (x"
	content, err := c.PDF()
	if err != nil || bytes.Contains(content, []byte("/Lang")) || bytes.Contains(content, []byte("OpenAction")) {
		t.Errorf("a language that is no tag came into the file, %v", err)
	}
}

// strange is what has broken papers elsewhere.
var strange = map[string]string{
	"emoji":           "Jan 👩‍👩‍👧‍👦 🇳🇱 ✂️ 😀",
	"right to left":   "שלום עולם \u202eabc\u202c مرحبا بالعالم \u2067x\u2069",
	"long":            strings.Repeat("Rechtsschutzversicherung ", 400),
	"one long word":   strings.Repeat("x", 10_000),
	"markup":          `<script>alert(1)</script> &amp; <b onclick="x">`,
	"control":         "a\x00b\x01\x1b[31mc\r\nd\te\u0085f\ufeff\u200b",
	"not UTF-8":       "a\xff\xfe\xc3(\xed\xa0\x80",
	"PDF":             `) Tj ET \ (( endstream endobj {nb} %%EOF /Type /Catalog` + "\nstartxref\n9\n",
	"noncharacters":   "\ufffe\uffff\ufdd0\U0010ffff\ue000",
	"accents alone":   "\u0301\u0301e\u0301" + strings.Repeat("\u0336", 50),
	"only spaces":     " \n\n \u00a0 ",
	"Chinese, Indian": "中文 日本語 हिन्दी ไทย",
}

func TestStrangeTextGivesAPaper(t *testing.T) {
	t.Parallel()
	for name, text := range strange {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := Confirmation{
				Title: text, Office: text, CodeLabel: text, Code: text, Payload: "X1", BringTitle: text, WhoTitle: text,
				HowTitle: text, How: text, Language: text, FileTitle: text, Made: example().Made,
			}
			c.When, c.What, c.Where = []string{text}, []string{text}, []string{text}
			c.Bring, c.Who, c.Foot = []string{text}, []string{text}, []string{text}
			content, err := c.PDF()
			if (name == "long" || name == "one long word") && errors.Is(err, ErrLong) {
				c.Title, c.When, c.BringTitle, c.WhoTitle, c.HowTitle = "", nil, "", "", ""
				content, err = c.PDF()
			}
			if err != nil {
				t.Fatal(err)
			}
			tool(t, "pdftotext", kept(t, "paper.pdf", content), "-")
		})
	}
}

// TestDecomposedLettersPrintRight: a letter with its mark behind it, as some telephones type it, is one letter on paper.
func TestDecomposedLettersPrintRight(t *testing.T) {
	t.Parallel()
	c := example()
	c.What = []string{"Zoe\u0308 Gu\u0308nther, cafe\u0301 d'Ijssel, A\u030angstro\u0308m"}
	read := tool(t, "pdftotext", pdfOf(t, c), "-")
	for _, want := range []string{"Zoë", "Günther", "café", "Ångström"} {
		if !strings.Contains(read, want) {
			t.Errorf("%q is not on the paper: %s", want, read)
		}
	}
}

func TestLongListsTakeMorePages(t *testing.T) {
	t.Parallel()
	c := example()
	for len(c.Bring) < 70 {
		c.Bring = append(c.Bring, "Een uittreksel van niet ouder dan zes maanden, met een stempel van de gemeente waar u geboren bent")
	}
	read := tool(t, "pdftotext", "-raw", pdfOf(t, c), "-")
	pages := strings.Count(read, "\f")
	if pages < 2 {
		t.Errorf("%d pages", pages)
	}
	for i := range pages {
		if page := strings.Split(read, "\f")[i]; !strings.Contains(page, c.Office) || !strings.Contains(page, fmt.Sprintf("%d / %d", i+1, pages)) {
			t.Errorf("page %d does not say whose it is, or its number", i+1)
		}
	}
}

func TestRefusals(t *testing.T) {
	t.Parallel()
	endless, empty, full := example(), example(), example()
	endless.Bring = make([]string, 3000)
	for i := range endless.Bring {
		endless.Bring[i] = "x"
	}
	empty.Payload = ""
	full.Payload = strings.Repeat("x", 5000)
	if _, err := endless.PDF(); !errors.Is(err, ErrLong) {
		t.Errorf("3000 things to bring: %v", err)
	}
	for _, c := range []Confirmation{empty, full} {
		if content, err := c.PDF(); err == nil || content != nil {
			t.Errorf("payload of %d bytes: a paper, %v", len(c.Payload), err)
		}
	}
}
