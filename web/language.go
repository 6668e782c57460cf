package web

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/gofiber/fiber/v2"

	"balie/web/route"
)

// split takes the language off the front of a path: "/de/afspraak" is "de" and "/afspraak", and
// "/afspraak" is "" and itself.
func split(path string) (language, rest string) {
	first, rest, _ := strings.Cut(strings.TrimPrefix(path, "/"), "/")
	if slices.Contains(route.Languages, first) {
		return first, "/" + rest
	}
	return "", path
}

// preferred returns the language that Accept-Language asks for most among those that are offered; of equals the
// one named first, and Dutch, or ours, where none is named.
func preferred(header, ours string, offered []string) string {
	best, weight := cmp.Or(ours, route.Languages[0]), 0.0
	for _, part := range strings.Split(header, ",") {
		tag, parameters, _ := strings.Cut(strings.TrimSpace(part), ";")
		primary, _, _ := strings.Cut(strings.ToLower(strings.TrimSpace(tag)), "-")
		if q := quality(parameters); slices.Contains(offered, primary) && q > weight {
			best, weight = primary, q
		}
	}
	return best
}

// quality reads "q=0.8"; nothing is 1, and nonsense is 0.
func quality(parameters string) float64 {
	text, found := strings.CutPrefix(strings.TrimSpace(parameters), "q=")
	if !found {
		return 1
	}
	q, err := strconv.ParseFloat(text, 64)
	if err != nil || q < 0 || q > 1 {
		return 0
	}
	return q
}

// spoken is the language of a request: what its path says, else what its browser asks for.
func spoken(c *fiber.Ctx) (language, rest string, chosen bool) {
	return spokenOr(c, "", route.Languages)
}

// spoken is the language of a request among those that are offered, ours where it names none.
func (a *App) spoken(c *fiber.Ctx, offered []string) (language, rest string, chosen bool) {
	return spokenOr(c, a.options.Language, offered)
}

func spokenOr(c *fiber.Ctx, ours string, offered []string) (language, rest string, chosen bool) {
	language, rest = split(c.Path())
	if language != "" {
		return language, rest, true
	}
	return preferred(c.Get(fiber.HeaderAcceptLanguage), ours, offered), rest, false
}
