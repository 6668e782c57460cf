package page

import (
	"bytes"
	"errors"
	"fmt"
	"image"
	"image/png"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"balie/booking/catalogue"
	"balie/booking/ledger"
)

// TestEveryColourReadsOrNamesTheNearestThatDoes draws colours: what passes is readable by the check of every theme, and
// what is named instead passes.
func TestEveryColourReadsOrNamesTheNearestThatDoes(t *testing.T) {
	passed := 0
	rapid.Check(t, func(rt *rapid.T) {
		colour := fmt.Sprintf("#%06x", rapid.IntRange(0, 0xffffff).Draw(rt, "colour"))
		err := CheckColour(colour)
		if err == nil {
			if passed++; readable(styleTokens(colour)) != nil {
				rt.Fatalf("%s passes and cannot be read", colour)
			}
			return
		}
		near, _ := ledger.ArgsOf(err)["nearest"].(string)
		if !errors.Is(err, ErrUnreadable) || CheckColour(near) != nil {
			rt.Fatalf("%s: %v, %q", colour, err, near)
		}
	})
	if passed == 0 {
		t.Error("no colour passed")
	}
	for colour, reads := range map[string]bool{"#0b5d3b": true, "#003082": true, "#ffd43b": false, "#ffffff": false, "#000000": true} {
		if err := CheckColour(colour); (err == nil) != reads {
			t.Errorf("%s: %v", colour, err)
		}
	}
}

// TestALogoIsCleanedOfAllThatDoesMoreThanDraw puts each in a drawing.
func TestALogoIsCleanedOfAllThatDoesMoreThanDraw(t *testing.T) {
	shape := `<path d="M0 0h2v2z" fill="#003082"/>`
	for what, inside := range map[string]string{
		"script": `<script>x()</script>`, "handler": `<g onclick="x()">` + shape + `</g>`, "image": `<image href="https://elsewhere.example/x.png"/>`, "link": `<a href="https://elsewhere.example">` + shape + `</a>`,
		"use": `<use href="https://elsewhere.example/x.svg#a"/>`, "style": `<style>@import url(https://elsewhere.example/x.css)</style>`, "foreign": `<foreignObject><iframe src="https://elsewhere.example"/></foreignObject>`,
		"paint": `<path d="M0 0h1z" fill="url(https://elsewhere.example/#a)"/>`, "styled": `<path d="M0 0h1z" style="fill:url( https://elsewhere.example/#a );stroke:#003082;behavior:url(#x)"/>`,
		"animation": `<animate attributeName="href" values="https://elsewhere.example"/>`, "comment": `<!-- elsewhere.example -->`, "xlink": `<g xmlns:xlink="http://www.w3.org/1999/xlink" xlink:href="https://elsewhere.example">` + shape + `</g>`,
		"escape": `<path d="M0 0h1z" fill="\75rl(https://elsewhere.example)"/>`, "set": `<set attributeName="onclick" to="elsewhere"/>`,
	} {
		file := `<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY x "elsewhere">]><svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 2 2">` + inside + shape + `</svg>`
		logo, err := CleanLogo([]byte(file))
		if err != nil {
			t.Errorf("%s: %v", what, err)
			continue
		}
		for _, bad := range []string{"elsewhere", "onclick", "script", "style", "<!", "<?", "behavior"} {
			if strings.Contains(logo.Content, bad) {
				t.Errorf("%s leaves %q in %s", what, bad, logo.Content)
			}
		}
		again, err := CleanLogo(logo.Bytes())
		if err != nil || again != logo || checkLogo(logo.Bytes()) != nil || !strings.Contains(logo.Content, "#003082") {
			t.Errorf("%s is cleaned to %s, and that to %s: %v", what, logo.Content, again.Content, err)
		}
	}
}

func picture(t *testing.T, side int) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewRGBA(image.Rect(0, 0, side, side))); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestAFileThatIsNoLogoIsRefusedWithItsReason(t *testing.T) {
	good := picture(t, 20)
	withText := append(append(bytes.Clone(good[:33]), []byte("\x00\x00\x00\x05tEXtcanar\x6c\x00\x00\x00")...), good[33:]...)
	for what, c := range map[string]struct {
		file []byte
		why  string
	}{
		"a PNG": {good, ""}, "a PNG with more in it": {withText, logoKind}, "half a PNG": {good[:40], logoKind}, "a wide PNG": {picture(t, widestLogo+1), logoLarge}, "a large file": {make([]byte, catalogue.LargestLogo+1), logoLarge},
		"words": {[]byte("hello"), logoEmpty}, "half a drawing": {[]byte(`<svg xmlns="http://www.w3.org/2000/svg"><path`), logoKind}, "nothing drawn": {[]byte(`<svg xmlns="http://www.w3.org/2000/svg"></svg>`), logoEmpty},
		"HTML": {[]byte(`<html><body><path d="M0 0"/></body></html>`), logoEmpty}, "Latin": {[]byte(`<?xml version="1.0" encoding="latin1"?><svg><path d="M0 0"/></svg>`), logoKind},
	} {
		logo, err := CleanLogo(c.file)
		why, _ := ledger.ArgsOf(err)["why"].(string)
		if why != c.why || (err == nil) != (c.why == "") || err == nil && len(logo.Bytes()) == 0 {
			t.Errorf("%s: %v %q, want %q", what, err, why, c.why)
		}
	}
}
