package page

import (
	"balie/booking/textfile"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

// Theme is how a municipality's own house style is served beside ours; an empty path is not served.
type Theme struct {
	CSS  string // path of its tokens
	Logo string // path of its logo
}

// largestTheme is the size of a theme's file at most.
const largestTheme = 64 << 10

// LoadTheme takes a folder with theme.css, logo.svg or both. The first holds design tokens of ours in
// `:root { --basis-…: …; }` and nothing else; it is written anew from what was understood, so that
// nothing else can come along. It refuses an unknown token, a value that is none, an address
// elsewhere, and two colours that cannot be read on each other, each by name.
func LoadTheme(folder string) (*Theme, error) {
	t := &Theme{}
	css, err := readSmall(filepath.Join(folder, "theme.css"))
	if err != nil {
		return nil, err
	}
	logo, err := readSmall(filepath.Join(folder, "logo.svg"))
	if err != nil {
		return nil, err
	}
	if css == nil && logo == nil {
		return nil, fmt.Errorf("theme %s has no theme.css and no logo.svg", folder)
	}
	if css != nil {
		text, _, err := textfile.Text(css)
		if err != nil {
			return nil, fmt.Errorf("theme.css: %w", err)
		}
		tokens, err := parseTheme(text)
		if err == nil {
			err = readable(tokens)
		}
		if err != nil {
			return nil, fmt.Errorf("theme.css: %w", err)
		}
		t.CSS = publish("theme.css", []byte(writeTheme(tokens)))
	}
	if logo != nil {
		if err := checkLogo(logo); err != nil {
			return nil, fmt.Errorf("logo.svg: %w", err)
		}
		t.Logo = publish("logo.svg", logo)
	}
	return t, nil
}

// readSmall reads a file; one that is not there is nil.
func readSmall(path string) ([]byte, error) {
	content, err := os.ReadFile(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, nil
	case err == nil && len(content) > largestTheme:
		return nil, fmt.Errorf("%s is larger than %d bytes", path, largestTheme)
	}
	return content, err
}

var (
	comment     = regexp.MustCompile(`(?s)/\*.*?\*/`)
	rule        = regexp.MustCompile(`(?s)^\s*([^{}]*?)\s*\{([^{}]*)\}`)
	declaration = regexp.MustCompile(`(?s)^\s*--([a-z0-9-]+)\s*:\s*(.+?)\s*$`)
	colour      = regexp.MustCompile(`^(?:light-dark\((#[0-9a-f]{6}), ?(#[0-9a-f]{6})\)|(#[0-9a-f]{6}))$`)
	measure     = regexp.MustCompile(`^[0-9]{1,4}(\.[0-9]{1,3})?(px|rem|em|ms)?$`)
	family      = regexp.MustCompile(`^("[A-Za-z0-9 -]{1,60}"|[a-z-]{1,30})(, ?("[A-Za-z0-9 -]{1,60}"|[a-z-]{1,30})){0,8}$`)
	known       = regexp.MustCompile(`--((?:basis|utrecht)-[a-z0-9-]+)`)
	chained     = regexp.MustCompile(`var\(--(utrecht-[a-z0-9-]+),\s+var\(--basis-color-([a-z0-9-]+)\)\)`)
)

// parseTheme reads the tokens of a theme.
func parseTheme(css string) (map[string]string, error) {
	tokens, ours := map[string]string{}, stylesheet()
	names := map[string]bool{}
	for _, m := range known.FindAllStringSubmatch(ours, -1) {
		names[m[1]] = true
	}
	rest := comment.ReplaceAllStringFunc(css, blank)
	whole := rest
	for strings.TrimSpace(rest) != "" {
		m := rule.FindStringSubmatch(rest)
		if m == nil || m[1] != ":root" {
			return nil, fmt.Errorf("%s: only :root { … } can stand in a theme, not %q", placeIn(whole, len(whole)-len(rest)), start(rest))
		}
		at := len(whole) - len(rest) + strings.Index(m[0], "{") + 1
		rest = rest[len(m[0]):]
		for line := range strings.SplitSeq(m[2], ";") {
			place := placeIn(whole, at)
			at += len(line) + 1
			if strings.TrimSpace(line) == "" {
				continue
			}
			d := declaration.FindStringSubmatch(line)
			if d == nil || !names[d[1]] {
				return nil, fmt.Errorf("%s: %q is no token of ours", place, start(line))
			}
			if _, twice := tokens[d[1]]; twice {
				return nil, fmt.Errorf("%s: --%s stands there twice", place, d[1])
			}
			if !fits(d[1], strings.ToLower(d[2]), d[2]) {
				return nil, fmt.Errorf("%s: --%s cannot be %q", place, d[1], start(d[2]))
			}
			tokens[d[1]] = d[2]
		}
	}
	return tokens, nil
}

// fits reports whether a token can have a value, which is also given in small letters.
func fits(name, small, value string) bool {
	switch {
	case strings.Contains(name, "font-family"):
		return family.MatchString(value)
	case strings.Contains(name, "color") && !strings.HasSuffix(name, "width"):
		return colour.MatchString(small)
	}
	return measure.MatchString(small)
}

// start is how a text begins.
func start(text string) string {
	if runes := []rune(strings.TrimSpace(text)); len(runes) > 40 {
		return string(runes[:40]) + "…"
	}
	return strings.TrimSpace(text)
}

// blank is as many lines and characters without anything in them.
func blank(text string) string {
	return strings.Map(func(r rune) rune {
		if r == '\n' {
			return r
		}
		return ' '
	}, text)
}

// placeIn is where the first character after a byte stands that is no space.
func placeIn(text string, at int) string {
	return textfile.Place(text, at+len(text[at:])-len(strings.TrimLeft(text[at:], " \t\r\n")))
}

// stylesheet is our own, whose tokens and chains a theme may set.
func stylesheet() (css string) {
	for _, name := range []string{"balie.css", "resident.css"} {
		css += string(served[Asset(name)].content)
	}
	return css
}

// readable holds every pair of a theme against what can be read: 4.5 for text, 3 for lines.
func readable(tokens map[string]string) error {
	ours := stylesheet()
	behind := map[string]string{}
	for _, m := range chained.FindAllStringSubmatch(ours, -1) {
		behind[m[1]] = m[2]
	}
	var wrong []error
	for scheme, name := range []string{"light", "dark"} {
		drawn := colours(ours, scheme)
		for token, value := range tokens {
			if m := colour.FindStringSubmatch(strings.ToLower(value)); m != nil && strings.Contains(token, "color") {
				drawn[strings.TrimPrefix(token, "basis-color-")] = m[1+scheme] + m[3]
			}
		}
		for _, component := range slices.Sorted(maps.Keys(behind)) {
			if _, set := drawn[component]; !set {
				drawn[component] = drawn[behind[component]]
			}
		}
		for _, p := range slices.Concat(pairs, componentPairs) {
			least := min(p.least, 4.5)
			if got := contrast(drawn[p.text], drawn[p.ground]); got < least {
				wrong = append(wrong, fmt.Errorf("%s: %s on %s has a contrast of %.2f, and needs %.1f", name, p.text, p.ground, got, least))
			}
		}
	}
	return errors.Join(wrong...)
}

// writeTheme writes tokens as a stylesheet. Who asks for more contrast gets our own colours.
func writeTheme(tokens map[string]string) string {
	var colours, others strings.Builder
	for _, name := range slices.Sorted(maps.Keys(tokens)) {
		to := &others
		if colour.MatchString(strings.ToLower(tokens[name])) {
			to = &colours
		}
		fmt.Fprintf(to, "--%s: %s;\n", name, tokens[name])
	}
	return "@layer theme {\n:root {\n" + others.String() + "}\n@media not (prefers-contrast: more) {\n:root {\n" + colours.String() + "}\n}\n}\n"
}

// checkLogo refuses a drawing that does more than draw, with its place.
func checkLogo(content []byte) error {
	text, encoding, err := textfile.Text(content)
	if err != nil {
		return err
	}
	if encoding != textfile.UTF8 {
		return fmt.Errorf("is written in %s; save it as UTF-8", encoding)
	}
	decoder := xml.NewDecoder(strings.NewReader(text))
	decoder.CharsetReader = func(named string, _ io.Reader) (io.Reader, error) {
		return nil, otherCharset{named}
	}
	drawn := false
	for {
		token, err := decoder.Token()
		if errors.Is(err, io.EOF) && drawn {
			return nil
		}
		line, column := decoder.InputPos()
		place := fmt.Sprintf("line %d, column %d", line, column)
		var other otherCharset
		switch {
		case errors.As(err, &other):
			return fmt.Errorf("%s: %w", place, other)
		case err != nil:
			return fmt.Errorf("%s: is no drawing: a < or a > is missing, or an element is not closed", place)
		}
		switch e := token.(type) {
		case xml.StartElement:
			drawn = drawn || e.Name.Local == "svg"
			if err := checkElement(e); err != nil {
				return fmt.Errorf("%s: %w", place, err)
			}
		case xml.Directive:
			return fmt.Errorf("%s: has a document type", place)
		}
	}
}

// otherCharset: the drawing says that it is written in another way than it is served.
type otherCharset struct{ named string }

func (o otherCharset) Error() string {
	return fmt.Sprintf("says that it is written in %q; save it as UTF-8", start(o.named))
}

func checkElement(e xml.StartElement) error {
	if slices.Contains([]string{"script", "foreignObject", "style", "image", "use", "a", "iframe"}, e.Name.Local) {
		return fmt.Errorf("has a %s", e.Name.Local)
	}
	for _, a := range e.Attr {
		value := strings.ToLower(strings.TrimSpace(a.Value))
		elsewhere := a.Name.Local == "href" && !strings.HasPrefix(value, "#") || strings.Contains(strings.ReplaceAll(value, "url(#", ""), "url(")
		if strings.HasPrefix(strings.ToLower(a.Name.Local), "on") || a.Name.Local == "style" || elsewhere {
			return fmt.Errorf("%s has %s=%q", e.Name.Local, a.Name.Local, a.Value)
		}
	}
	return nil
}
