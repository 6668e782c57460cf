package page

import (
	"strings"

	"github.com/a-h/templ"
)

// icon is what an alert of this tone shows beside its words.
func (t Tone) icon() string {
	switch t {
	case Bad:
		return "alert-circle"
	case Warn:
		return "alert-triangle"
	case Good:
		return "circle-check"
	}
	return "info-circle"
}

func (f Field) kind() string {
	if f.Type == "" {
		return "text"
	}
	return f.Type
}

// described are the attributes of a field that tell a screen reader what it is and what is wrong.
func described(f Field) templ.Attributes {
	a := templ.Attributes{}
	var by []string
	if f.Fault != "" {
		a["aria-invalid"] = "true"
		by = append(by, f.ID+"-fout")
	}
	if f.Help != "" {
		by = append(by, f.ID+"-hulp")
	}
	if len(by) > 0 {
		a["aria-describedby"] = strings.Join(by, " ")
	}
	if f.Autocomplete != "" {
		a["autocomplete"] = f.Autocomplete
	}
	if f.Inputmode != "" {
		a["inputmode"] = f.Inputmode
	}
	if f.Autofocus {
		a["autofocus"] = true
	}
	return a
}

// dial is a Dutch number as a telephone dials it: "(0315) 292 292" is "+31315292292".
func dial(number string) string {
	digits := strings.Map(func(r rune) rune {
		if r == '+' || r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, number)
	if national, ok := strings.CutPrefix(digits, "0"); ok {
		return "+31" + national
	}
	return digits
}
