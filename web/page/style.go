package page

import (
	"fmt"
	"strconv"
	"strings"
	"sync"

	"balie/booking/catalogue"
	"balie/booking/ledger"
)

var (
	// ErrNoColour: it is not "#" and six figures.
	ErrNoColour = ledger.Refuse(ledger.Invalid, "style.nocolour")
	// ErrUnreadable: a colour cannot be read on our pages, or ours on it; args: nearest, the nearest that can.
	ErrUnreadable = ledger.Refuse(ledger.Invalid, "style.unreadable")
)

// grounds are what text in the main colour stands on, in the light theme and in the dark.
var grounds = sync.OnceValue(func() (all [2][]string) {
	for scheme := range all {
		drawn := colours(stylesheet(), scheme)
		for _, name := range []string{"default-bg-document", "default-bg-default", "default-bg-subtle", "accent-1-bg-subtle"} {
			all[scheme] = append(all[scheme], drawn[name])
		}
	}
	return all
})

// How far a colour is mixed: for a pointer over it, for a tinted ground, and by how much at a time until it reads.
const (
	mixHover = 0.22
	mixTint  = 0.92
	mixStep  = 0.01
)

// styleTokens are the tokens that a main colour "#rrggbb" gives: itself in the light theme, and in the dark one the
// nearest lighter colour that reads there.
func styleTokens(colour string) map[string]string {
	tintLight, tintDark := mix(colour, "#ffffff", mixTint), mix(colour, grounds()[1][0], 0.85)
	light := nearest(mix(colour, "#ffffff", 0.3), "#ffffff", append([]string{tintDark}, grounds()[1]...))
	both := func(a, b string) string { return "light-dark(" + a + ", " + b + ")" }
	hover := both(mix(colour, "#000000", mixHover), mix(light, "#ffffff", mixHover))
	return map[string]string{
		"basis-color-action-1-color-default": both(colour, light), "basis-color-action-1-color-hover": hover, "basis-color-action-1-bg-subtle": both(tintLight, tintDark),
		"basis-color-action-1-inverse-bg-default": both(colour, light), "basis-color-action-1-inverse-bg-hover": hover, "basis-color-action-1-inverse-color-default": both("#ffffff", "#0e1418"),
	}
}

// CleanColour is a colour as it is kept of what somebody typed: "0B5D3B" and "#0b5d3b" are one.
func CleanColour(typed string) string {
	typed = strings.ToLower(strings.TrimSpace(typed))
	if typed != "" && !strings.HasPrefix(typed, "#") {
		typed = "#" + typed
	}
	return typed
}

// Contrast is that of white on a colour, as one says it in Dutch: "7,6".
func Contrast(colour string) string {
	return strings.Replace(strconv.FormatFloat(contrast("#ffffff", colour), 'f', 1, 64), ".", ",", 1)
}

// CheckColour refuses with ErrUnreadable a main colour that cannot be read, and names the nearest that can; with
// ErrNoColour what is no colour.
func CheckColour(colour string) error {
	if len((catalogue.Style{Colour: colour}).Faults()) > 0 {
		return ErrNoColour
	}
	if readable(styleTokens(colour)) == nil {
		return nil
	}
	for dark := colour; ; dark = mix(dark, "#000000", 0.05) {
		near := nearest(dark, "#000000", append([]string{mix(colour, "#ffffff", mixTint)}, grounds()[0]...))
		if readable(styleTokens(near)) == nil {
			return ErrUnreadable.With("nearest", near)
		}
	}
}

// nearest is a colour, mixed with another only as far as it must be to be read on some grounds.
func nearest(colour, to string, on []string) string {
	for part := 0.0; part < 1; part += mixStep {
		one, reads := mix(colour, to, part), true
		for _, ground := range on {
			reads = reads && contrast(one, ground) >= 4.5
		}
		if reads {
			return one
		}
	}
	return to
}

// mix is a colour with a part of another in it.
func mix(a, b string, part float64) string {
	out := "#"
	for i := 1; i < 7; i += 2 {
		x, _ := strconv.ParseUint(a[i:i+2], 16, 8)
		y, _ := strconv.ParseUint(b[i:i+2], 16, 8)
		out += fmt.Sprintf("%02x", int(float64(x)*(1-part)+float64(y)*part+0.5))
	}
	return out
}

// ThemeOf is the house style that a municipality set up on screen, in the place of the same part of the one that the
// program was started with; of a part that cannot be read, ours stands.
func ThemeOf(r ledger.Reader, started *Theme) (*Theme, error) {
	m, err := catalogue.MunicipalityOf(r)
	if err != nil || m.Style == nil && m.Logo == nil {
		return started, err
	}
	own, err := ledger.Memo(r, "theme", m.Stamp, func() (*Theme, error) { return drawn(m), nil })
	if err != nil || started == nil {
		return own, err
	}
	both := *own
	if both.CSS == "" {
		both.CSS = started.CSS
	}
	if both.Logo == "" {
		both.Logo = started.Logo
	}
	return &both, nil
}

func drawn(m *catalogue.Municipality) *Theme {
	t := &Theme{}
	if m.Style != nil {
		if tokens := styleTokens(m.Style.Colour); readable(tokens) == nil {
			t.CSS = publish("theme.css", []byte(writeTheme(tokens)))
		}
	}
	if m.Logo != nil {
		if clean, err := CleanLogo(m.Logo.Bytes()); err == nil {
			t.Logo = publish("logo."+clean.Type, clean.Bytes())
		}
	}
	return t
}

// Swatch are the colours that a main colour gives in the light theme and in the dark, for a picture of it.
func Swatch(colour string) (light, dark string) {
	light, dark, _ = strings.Cut(strings.Trim(strings.TrimPrefix(styleTokens(colour)["basis-color-action-1-color-default"], "light-dark"), "()"), ", ")
	return light, dark
}
