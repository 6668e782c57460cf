package files

import (
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"balie/booking/calendar"
	"balie/web/manage"
	"balie/web/setup"
)

// faultWords says what is wrong in files to who set them up on screen: the file, the thing, its field and the fault.
func (v filesView) faultWords(err error) (all []string) {
	found := setup.Faults(err)
	if len(found) == 0 {
		return []string{v.Q.T("config.files.wrong.other")}
	}
	for _, f := range found {
		where := []string{v.Q.T("config.files.where", "file", f.File)}
		if f.Line > 0 {
			where = append(where, v.Q.T("config.files.where.line", "n", f.Line))
		}
		if thing := v.thingWords(f.Record); thing != "" {
			where = append(where, thing)
		}
		if field := v.fieldWords(f.Field); field != "" {
			where = append(where, field)
		}
		all = append(all, strings.Join(where, ", ")+": "+v.whatWords(f.What))
	}
	return all
}

// lists are the lists of a document, with the key of what one of each is.
var lists = map[string]string{
	"products": "product", "offices": "office", "own_texts": "text", "notices": "notice", "neighbourhoods": "neighbourhood", "places": "place", "vehicles": "vehicle", "kits": "kit",
	"partners": "partner", "themes": "theme", "layers": "layer", "groups": "group", "skills": "skill", "drives": "drives", "planned": "planned", "style": "style", "logo": "logo",
	"bus": "bus", "pause": "pause", "named": "named", "legal": "legal", "desks": "desk", "openings": "opening", "exceptions": "exception", "closures": "closure", "school_holidays": "holidays",
}

var listed = regexp.MustCompile(`^(?:planned\[\d+\]\.)?([a-z_]+)(?:\[(\d+)\])?(?: "(.*)")?$`)

// thingWords names a record of a file: `products[3] "paspoort"`.
func (v filesView) thingWords(record string) string {
	m := listed.FindStringSubmatch(record)
	if m == nil || lists[m[1]] == "" {
		return ""
	}
	name := v.Q.T("config.files.kind." + lists[m[1]])
	if m[3] != "" {
		name += " " + m[3]
	}
	return name
}

// kinds are the kinds of records, as catalogue and the bus name them.
var kinds = strings.Fields("product office desk opening exception closure berth text style logo bus notice pause named legal group skill neighbourhood place vehicle kit partner theme layer")

// recordWords names a record of what stands: "product paspoort", "hal opening week".
func (v filesView) recordWords(record string) string {
	first, rest, _ := strings.Cut(record, " ")
	if slices.Contains(kinds, first) {
		return v.Q.T("config.files.kind."+first) + " " + rest
	}
	kind, id, _ := strings.Cut(rest, " ")
	if !slices.Contains(kinds, kind) {
		return record
	}
	return v.Q.T("config.files.kind."+kind) + " " + id + " (" + first + ")"
}

func (v filesView) recordsWords(records []string) (all []string) {
	for _, one := range records {
		all = append(all, v.recordWords(one))
	}
	return all
}

var step = regexp.MustCompile(`\[\d+\]`)

// fieldWords names a field as the page on which it is set names it; "" where no page has a word for it.
func (v filesView) fieldWords(path string) string {
	steps := strings.Split(step.ReplaceAllString(path, ""), ".")
	var words []string
	for _, one := range steps {
		if key := fieldKey(one); key != "" {
			words = append(words, v.Q.T(key))
		}
	}
	return strings.Join(words, ", ")
}

// fieldKey is the key of the words for a field by its name in a file, "" for none.
func fieldKey(name string) string {
	if lists[name] != "" {
		return "config.files.kind." + lists[name]
	}
	if key := manage.FieldKey(name); key != "" {
		return key
	}
	if slices.Contains(otherFields, name) {
		return "config.files.field." + name
	}
	return ""
}

// otherFields are fields that no form names by itself; their words stand under "config.files.field.".
var otherFields = strings.Fields(`id kind texts fees surcharges questions by_age minutes_at start end from until date weekdays every_weeks reason colour content first_day lat lon use share label`)

// whats are the faults that files have, by what is said of them, with the key of their words under "config.files.wrong.".
var whats = []struct {
	key     string
	pattern *regexp.Regexp
}{
	{"broken", regexp.MustCompile(`is no JSON|ends too early|after the end|cannot be read$|lie too deep`)},
	{"nofield", regexp.MustCompile(`there is no such field`)},
	{"between", regexp.MustCompile(`^must be (-?[\d:]+) to (-?[\d:]+)`)},
	{"most", regexp.MustCompile(`^must be (\d+) at most`)},
	{"long", regexp.MustCompile(`(?:more than|longer than|at most) (\d+) (?:characters|letters)`)},
	{"twice", regexp.MustCompile(`stands there twice|used by an earlier`)},
	{"unknown", regexp.MustCompile(`(?:there is no [a-z ]+|has no group) "([^"]*)"`)},
	{"place", regexp.MustCompile(`^needs (\{\w+\})`)},
	{"noplace", regexp.MustCompile(`^cannot have (\{\w+\})`)},
	{"missing", regexp.MustCompile(`missing|must be given|needs name|has no language|says nothing|need words|need lines|is empty|must have at least`)},
	{"order", regexp.MustCompile(`must not be earlier|must be later|must end after`)},
	{"slug", regexp.MustCompile(`small letters, digits`)},
	{"address", regexp.MustCompile(`address that begins`)},
	{"health", regexp.MustCompile(`ask for health`)},
	{"identity", regexp.MustCompile(`ask for identity`)},
	{"kind", regexp.MustCompile(`^must be (?:a |an |true|one of|some of|in |text|YYYY|like)`)},
	{"zip", regexp.MustCompile(`cannot be unpacked`)},
	{"large", regexp.MustCompile(`more than (\d+) MB`)},
	{"encoding", regexp.MustCompile(`UTF|is no text`)},
	{"colour", regexp.MustCompile(`cannot be read; the nearest that can be is|the nearest that can is (\S+)`)},
}

// whatWords says what is wrong with a field.
func (v filesView) whatWords(what string) string {
	for _, one := range whats {
		m := one.pattern.FindStringSubmatch(what)
		if m == nil {
			continue
		}
		args := []any{}
		for i, name := range []string{"a", "b"} {
			if i+1 < len(m) {
				args = append(args, name, m[i+1])
			}
		}
		return v.Q.T("config.files.wrong."+one.key, args...)
	}
	return v.Q.T("config.files.wrong.other")
}

// value is a value as people read it: texts without their quotes, lists and parts behind each other, nothing as that.
func (v filesView) value(text string) string {
	var said any
	if text == "" || json.Unmarshal([]byte(text), &said) != nil || said == nil {
		return v.Q.T("config.files.nothing")
	}
	if plain := v.plain(said); plain != "" {
		return plain
	}
	return v.Q.T("config.files.nothing")
}

func (v filesView) plain(value any) string {
	var parts []string
	switch value := value.(type) {
	case bool:
		return v.Q.T(map[bool]string{true: "config.files.yes", false: "config.files.no"}[value])
	case string:
		if day, err := calendar.ParseDate(value); err == nil {
			return v.Q.Words.Date(day)
		}
		return value
	case []any:
		for _, one := range value {
			parts = append(parts, v.plain(one))
		}
	case map[string]any:
		names := make([]string, 0, len(value))
		for name := range value {
			names = append(names, name)
		}
		slices.Sort(names)
		for _, name := range names {
			parts = append(parts, v.plain(value[name]))
		}
	default:
		return fmt.Sprint(value)
	}
	return strings.Join(slices.DeleteFunc(parts, func(s string) bool { return s == "" }), ", ")
}
