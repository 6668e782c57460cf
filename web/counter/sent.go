package counter

import (
	"slices"

	"github.com/gofiber/fiber/v2"
)

// sent is a form that was refused: what was chosen in it stands on the page again.
type sent map[string][]string

func sentBy(c *fiber.Ctx) sent {
	s := sent{}
	for name, value := range c.Context().PostArgs().All() {
		s[string(name)] = append(s[string(name)], string(value))
	}
	return s
}

// has reports whether the form had such a field.
func (s sent) has(name string) bool { return len(s[name]) > 0 }

// chosen reports whether a value was chosen; without a form that has the field form, it is so by
// default.
func (s sent) chosen(form, name, value string, byDefault bool) bool {
	if !s.has(form) {
		return byDefault
	}
	return slices.Contains(s[name], value)
}

// typed is what was filled in, or what stands there by default.
func (s sent) typed(name, byDefault string) string {
	if !s.has(name) {
		return byDefault
	}
	return s[name][0]
}
