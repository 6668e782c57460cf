package lang

import (
	"fmt"
	"regexp"
	"strings"
)

// text is one text, cut once where arguments are filled in: parts stand at even places, the names
// of arguments at odd ones.
type text struct {
	whole string
	parts []string
}

var places = regexp.MustCompile(`\{[a-z]+\}`)

func newText(whole string) text {
	t := text{whole: whole}
	from := 0
	for _, at := range places.FindAllStringIndex(whole, -1) {
		t.parts = append(t.parts, whole[from:at[0]], whole[at[0]+1:at[1]-1])
		from = at[1]
	}
	t.parts = append(t.parts, whole[from:])
	return t
}

// fill puts pairs of name and value in their places; a place without a value stays as it is written.
func (t text) fill(pairs []any) string {
	var b strings.Builder
	for i, part := range t.parts {
		if i%2 == 0 {
			b.WriteString(part)
		} else if value, ok := valueOf(pairs, part); ok {
			b.WriteString(value)
		} else {
			b.WriteString("{" + part + "}")
		}
	}
	return b.String()
}

func valueOf(pairs []any, name string) (string, bool) {
	for i := 0; i+1 < len(pairs); i += 2 {
		if pairs[i] != name {
			continue
		}
		if s, ok := pairs[i+1].(string); ok {
			return s, true
		}
		return fmt.Sprint(pairs[i+1]), true
	}
	return "", false
}
