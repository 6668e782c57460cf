package page

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// folder makes a theme of these files.
func folder(t *testing.T, files map[string]string) string {
	t.Helper()
	at := t.TempDir()
	for name, content := range files {
		if err := os.WriteFile(filepath.Join(at, name), []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return at
}

const goodLogo = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 2 2"><defs><linearGradient id="g"/></defs><path fill="url(#g)" d="M0 0h2v2z"/></svg>`

func TestAThemeIsServedAsItWasUnderstood(t *testing.T) {
	theme, err := LoadTheme(folder(t, map[string]string{"logo.svg": goodLogo, "theme.css": `/* blue */ :root {
		--basis-color-action-1-inverse-bg-default: light-dark(#003082, #9fc4ff);
		--utrecht-button-primary-action-background-color: #003082;
		--utrecht-button-primary-action-hover-background-color: #001c4d;
		--utrecht-button-primary-action-color: #FFFFFF; --basis-border-radius-md: 2px;
		--basis-text-font-family-default: "DejaVu Sans", sans-serif }`}))
	if err != nil {
		t.Fatal(err)
	}
	css, ok := at(theme.CSS)
	for _, want := range []string{"@layer theme", "--utrecht-button-primary-action-color: #FFFFFF;", "--basis-border-radius-md: 2px;", "not (prefers-contrast: more)"} {
		if !ok || !strings.Contains(string(css.content), want) {
			t.Errorf("no %q in\n%s", want, css.content)
		}
	}
	if logo, ok := at(theme.Logo); !ok || logo.kind != "image/svg+xml" {
		t.Errorf("logo as %q", logo.kind)
	}
}

func TestAThemeThatIsMoreThanTokensIsRefusedByName(t *testing.T) {
	for css, want := range map[string]string{
		`:root { --basis-nonsense: 1px }`:                                                "--basis-nonsense",
		`:root { color: red }`:                                                           "color: red",
		`p { --basis-border-radius-md: 1px }`:                                            "p {",
		`@import url(https://elsewhere.example/x.css);`:                                  "@import",
		`:root { --basis-border-radius-md: url(https://elsewhere.example/x) }`:           "--basis-border-radius-md",
		`:root { --basis-color-default-bg-document: var(--x) }`:                          "var(--x)",
		`:root { --basis-text-font-family-default: "x"; } } p { color: red }`:            "}",
		`:root { --basis-color-default-color-document: #999999 }`:                        "light: default-color-document on default-bg-document has a contrast of 2.80, and needs 4.5",
		`:root { --utrecht-link-color: light-dark(#0b5d3b, #0b5d3b) }`:                   "dark: utrecht-link-color on default-bg-document has a contrast of",
		`:root { --utrecht-button-primary-action-background-color: #ffd43b }`:            "utrecht-button-primary-action-color on utrecht-button-primary-action-background-color",
		`:root { --basis-color-default-border-default: #eeeeee }`:                        "and needs 3.0",
		`:root { --basis-border-radius-md: 1px; expression: x }`:                         "expression",
		`:root { --basis-text-font-family-default: Arial\26 }`:                           "Arial",
		":root { --basis-text-line-height-md: 1.5;\n--basis-space-block-xs: calc(1px) }": "--basis-space-block-xs",
	} {
		if _, err := LoadTheme(folder(t, map[string]string{"theme.css": css})); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %q", css, err, want)
		}
	}
}

func TestALogoThatDoesMoreThanDrawIsRefused(t *testing.T) {
	for what, svg := range map[string]string{
		"a script": `<svg><script>1</script></svg>`, "an event": `<svg onload="x"/>`, "a style": `<svg><path style="fill:red"/></svg>`,
		"a link elsewhere": `<svg><linearGradient href="https://elsewhere.example/x"/></svg>`, "a picture": `<svg><image href="#x"/></svg>`,
		"a paint elsewhere": `<svg><path fill="url(https://elsewhere.example/x)"/></svg>`, "a document type": `<!DOCTYPE svg [<!ENTITY x "y">]><svg/>`,
		"no drawing": `PNG`, "half a drawing": `<svg><path>`,
	} {
		if _, err := LoadTheme(folder(t, map[string]string{"logo.svg": svg})); err == nil || !strings.Contains(err.Error(), "logo.svg") {
			t.Errorf("%s: %v", what, err)
		}
	}
	if _, err := LoadTheme(t.TempDir()); err == nil {
		t.Error("an empty folder is a theme")
	}
	if _, err := LoadTheme(folder(t, map[string]string{"logo.svg": goodLogo + strings.Repeat(" ", largestTheme)})); err == nil {
		t.Error("a large file is a theme")
	}
}

// TestComponentsFallBackOnBasisTokens reads the chains of the stylesheet.
func TestComponentsFallBackOnBasisTokens(t *testing.T) {
	css := stylesheet()
	all := regexp.MustCompile(`var\(--utrecht-[a-z-]+[^)]*\)`).FindAllString(css, -1)
	for _, use := range all {
		if !regexp.MustCompile(`^var\(--utrecht-[a-z-]+,\s+var\(--basis-[a-z0-9-]+\)$`).MatchString(use) {
			t.Errorf("%s falls back on nothing", use)
		}
	}
	if len(all) < 15 {
		t.Errorf("only %d chains", len(all))
	}
	if err := readable(nil); err != nil {
		t.Errorf("our own colours: %v", err)
	}
	for _, p := range componentPairs {
		if strings.HasPrefix(p.text, "utrecht-") && !strings.Contains(css, "var(--"+p.text+",") {
			t.Errorf("%s is in no chain", p.text)
		}
	}
}

// TestAHouseStyleIsRefusedWithItsPlace: the line and column of what cannot be, whatever an editor made of the file.
func TestAHouseStyleIsRefusedWithItsPlace(t *testing.T) {
	for content, want := range map[string]string{
		"/* ons\nblauw */\n:root {\n  --basis-onzin: 1px; }": "theme.css: line 4, column 3: \"--basis-onzin: 1px\" is no token",
		":root { }\nbody { color: red }":                     "theme.css: line 2, column 1: only :root",
		":root {\n --basis-color-default-color-document: #000000;\n --basis-color-default-color-document: #000000; }": "line 3, column 2: --basis-color-default-color-document stands there twice",
		"\xff\xfea":                 "theme.css: is written in UTF-16 and breaks off",
		":\x00r\x00o\x00o\x00t\x00": "UTF-16 without a byte-order mark",
	} {
		if _, err := LoadTheme(folder(t, map[string]string{"theme.css": content})); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%.60q: %v, want %s", content, err, want)
		}
	}
	if _, err := LoadTheme(folder(t, map[string]string{"theme.css": "\xef\xbb\xbf:root { --basis-border-radius-sm: 3px; }"})); err != nil {
		t.Errorf("a byte-order mark: %v", err)
	}
	for content, want := range map[string]string{
		"<svg>\n<g>":             "logo.svg: line 2, column 4: is no drawing",
		"<svg>\n<script/></svg>": "line 2, column 10: has a script",
		"<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><svg/>": "says that it is written in \"ISO-8859-1\"; save it as UTF-8",
		"\xff\xfe<\x00s\x00v\x00g\x00/\x00>\x00":                "is written in UTF-16; save it as UTF-8",
		"":                                                      "is no drawing",
	} {
		if _, err := LoadTheme(folder(t, map[string]string{"logo.svg": content})); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%.60q: %v, want %s", content, err, want)
		}
	}
}
