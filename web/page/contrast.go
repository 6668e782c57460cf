package page

import (
	"math"
	"regexp"
	"strconv"
)

// pairs are text and ground that meet on a screen, with the contrast they need (WCAG 2.2, 1.4.3;
// states are read in a hurry and get 7).
var pairs = []pair{
	{"default-color-document", "default-bg-document", 7}, {"default-color-document", "default-bg-default", 7}, {"default-color-document", "default-bg-subtle", 7},
	{"default-color-subtle", "default-bg-document", 4.5}, {"default-color-subtle", "default-bg-default", 4.5}, {"default-color-subtle", "default-bg-subtle", 4.5},
	{"action-1-color-default", "default-bg-document", 4.5}, {"action-1-color-default", "default-bg-default", 4.5}, {"action-1-color-default", "action-1-bg-subtle", 4.5},
	{"action-1-color-hover", "action-1-bg-subtle", 4.5}, {"action-1-color-default", "accent-1-bg-subtle", 4.5}, {"default-color-document", "accent-1-bg-subtle", 7},
	{"default-color-subtle", "accent-1-bg-subtle", 4.5}, {"accent-1-color-default", "accent-1-bg-default", 7},
	{"action-1-inverse-color-default", "action-1-inverse-bg-default", 4.5}, {"action-1-inverse-color-default", "action-1-inverse-bg-hover", 4.5},
	{"positive-color-default", "positive-bg-subtle", 7}, {"warning-color-default", "warning-bg-subtle", 7}, {"negative-color-default", "negative-bg-subtle", 7},
	{"negative-color-default", "default-bg-default", 4.5}, {"default-border-default", "default-bg-document", 3}, {"default-border-default", "default-bg-default", 3},
}

// componentPairs are those of components that a theme may colour by themselves.
var componentPairs = []pair{
	{"utrecht-heading-color", "default-bg-document", 4.5}, {"utrecht-heading-color", "default-bg-subtle", 4.5},
	{"utrecht-link-color", "default-bg-document", 4.5}, {"utrecht-link-color", "utrecht-page-footer-background-color", 4.5}, {"utrecht-link-hover-color", "default-bg-document", 4.5},
	{"utrecht-button-primary-action-color", "utrecht-button-primary-action-background-color", 4.5},
	{"utrecht-button-primary-action-color", "utrecht-button-primary-action-hover-background-color", 4.5},
	{"utrecht-button-secondary-action-color", "utrecht-button-secondary-action-background-color", 4.5}, {"utrecht-button-secondary-action-border-color", "default-bg-document", 3},
	{"utrecht-textbox-color", "utrecht-textbox-background-color", 4.5}, {"utrecht-textbox-border-color", "default-bg-document", 3},
	{"utrecht-page-footer-color", "utrecht-page-footer-background-color", 4.5}, {"default-color-document", "utrecht-page-header-background-color", 4.5},
	{"action-1-color-default", "utrecht-page-header-background-color", 4.5}, {"default-color-subtle", "utrecht-page-footer-background-color", 4.5},
}

// pair is a text on a ground: two tokens without "basis-color-".
type pair struct {
	text, ground string
	least        float64
}

var token = regexp.MustCompile(`--basis-color-([a-z0-9-]+): (?:light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)|(#[0-9a-f]{6}));`)

// colours are the tokens of one theme: 0 is light, 1 is dark.
func colours(css string, theme int) map[string]string {
	found := map[string]string{}
	for _, m := range token.FindAllStringSubmatch(css, -1) {
		if _, known := found[m[1]]; !known { // the same tokens come again for who wants more contrast
			found[m[1]] = m[2+theme] + m[4]
		}
	}
	return found
}

// contrast is WCAG's ratio of two colours, 1 to 21.
func contrast(a, b string) float64 {
	x, y := luminance(a), luminance(b)
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

// luminance is WCAG's relative luminance of "#rrggbb".
func luminance(colour string) float64 {
	linear := func(c float64) float64 {
		if c <= 0.04045 {
			return c / 12.92
		}
		return math.Pow((c+0.055)/1.055, 2.4)
	}
	return 0.2126*linear(channel(colour[1:3])) + 0.7152*linear(channel(colour[3:5])) + 0.0722*linear(channel(colour[5:7]))
}

func channel(hex string) float64 {
	n, err := strconv.ParseUint(hex, 16, 8)
	if err != nil {
		panic(err)
	}
	return float64(n) / 255
}
