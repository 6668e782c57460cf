package page

import (
	"fmt"
	"strconv"
	"strings"
	"sync"

	"balie/booking/ledger"
)

// What a colour of a house style is refused for; args: colour, contrast, and nearest, which can be read.
var (
	ErrNoColour   = ledger.Refuse(ledger.Invalid, "theme.nocolour")
	ErrUnreadable = ledger.Refuse(ledger.Invalid, "theme.unreadable")
)

// coloured are the themes of single colours that were asked for.
var coloured sync.Map

// ThemeOf is a house style made of one colour, "#0b5d3b": that of buttons and links, by day and in the dark. It refuses
// with ErrNoColour what is no colour, and with ErrUnreadable one on which white cannot be read, or that cannot be read
// on our pages: the nearest that can is told.
func ThemeOf(colour string) (*Theme, error) {
	if t, known := coloured.Load(colour); known {
		return t.(*Theme), nil
	}
	own, err := parseColour(colour)
	if err != nil {
		return nil, err
	}
	tokens := tokensOf(own)
	if readable(tokens) != nil {
		return nil, ErrUnreadable.With("colour", colour, "contrast", Contrast(colour), "nearest", nearestReadable(own).String())
	}
	t := &Theme{CSS: publish("theme.css", []byte(writeTheme(tokens)))}
	coloured.Store(colour, t)
	return t, nil
}

// Contrast is that of white on a colour, as one says it in Dutch: "7,6".
func Contrast(colour string) string {
	return strings.Replace(strconv.FormatFloat(contrast("#ffffff", colour), 'f', 1, 64), ".", ",", 1)
}

// CleanColour is a colour as it is kept of what somebody typed: "0B5D3B" and "#0b5d3b" are one.
func CleanColour(typed string) string {
	typed = strings.ToLower(strings.TrimSpace(typed))
	if typed != "" && !strings.HasPrefix(typed, "#") {
		typed = "#" + typed
	}
	return typed
}

// rgb is a colour by its channels.
type rgb [3]float64

func (c rgb) String() string {
	return fmt.Sprintf("#%02x%02x%02x", int(c[0]*255+0.5), int(c[1]*255+0.5), int(c[2]*255+0.5))
}

func parseColour(text string) (c rgb, err error) {
	if m := colour.FindStringSubmatch(text); m == nil || m[3] == "" {
		return c, ErrNoColour.With("colour", start(text))
	}
	for i := range c {
		c[i] = channel(text[1+2*i : 3+2*i])
	}
	return c, nil
}

var white, black = rgb{1, 1, 1}, rgb{}

// mixed is a colour with so much of another in it.
func (c rgb) mixed(with rgb, part float64) (m rgb) {
	for i := range c {
		m[i] = c[i]*(1-part) + with[i]*part
	}
	return m
}

// tokensOf are our tokens in a colour; in the dark it is as much lighter as it must be.
func tokensOf(own rgb) map[string]string {
	var dark rgb
	for part := 0.3; part < 1; part += 0.05 {
		dark = own.mixed(white, part)
		if contrast(dark.String(), "#16291f") >= 7 && contrast(dark.String(), "#0e1f16") >= 7 {
			break
		}
	}
	pair := func(light, dark rgb) string { return "light-dark(" + light.String() + ", " + dark.String() + ")" }
	return map[string]string{
		"basis-color-action-1-color-default":         pair(own, dark),
		"basis-color-action-1-color-hover":           pair(own.mixed(black, 0.2), dark.mixed(white, 0.3)),
		"basis-color-action-1-bg-subtle":             pair(own.mixed(white, 0.93), own.mixed(black, 0.75)),
		"basis-color-action-1-inverse-bg-default":    pair(own, dark),
		"basis-color-action-1-inverse-bg-hover":      pair(own.mixed(black, 0.2), dark.mixed(white, 0.3)),
		"basis-color-action-1-inverse-color-default": pair(white, black.mixed(own, 0.2)),
	}
}

// nearestReadable is a colour with as little black in it as makes it readable.
func nearestReadable(own rgb) rgb {
	for part := 0.02; part < 1; part += 0.02 {
		if darker := own.mixed(black, part); readable(tokensOf(darker)) == nil {
			return darker
		}
	}
	return black
}
