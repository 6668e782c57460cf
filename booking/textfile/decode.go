package textfile

import (
	"encoding"
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// LongestText is how many characters one text of a file may have.
const LongestText = 2000

// mostProblems is how many are named of a file.
const mostProblems = 50

// Places tells where the records and fields of a JSON text stand.
type Places struct {
	text string
	root node
}

// Problem is what is wrong with a field of a record: "products[3]", "minutes".
func (p Places) Problem(record, field, what string) Problem {
	n := p.root.at(record)
	said := record
	if id := n.id(p.text); id != "" {
		said += fmt.Sprintf(" %q", id)
	}
	if field != "" {
		n = n.at(field)
	}
	line, column := position(p.text, n.start)
	return Problem{line, column, said, field, what}
}

// JSON reads a text into a value, which is a pointer to a struct, list or map. It refuses what encoding/json lets
// pass: a field that the value does not have, or has in other letters, a field that stands there twice, null, a
// text with more than LongestText characters or with control characters, and anything after the end. The error
// joins a Problem for each, 50 at most. Comments are read over.
func JSON(text string, to any) (Places, error) {
	text = withoutComments(text)
	root, err := parse(text)
	p := Places{text, root}
	if err != nil {
		return p, err
	}
	c := checker{Places: p}
	c.value(root, reflect.TypeOf(to).Elem(), "")
	if len(c.problems) > 0 {
		return p, errors.Join(c.problems...)
	}
	if err := json.Unmarshal([]byte(text), to); err != nil {
		return p, Problem{Line: 1, Column: 1, What: "cannot be read"} // the checker knows every reason
	}
	return p, nil
}

// checker holds values against the types that they are for.
type checker struct {
	Places
	problems []error
}

func (c *checker) say(at int, path, what string) {
	if len(c.problems) >= mostProblems {
		return
	}
	record, field := c.split(path)
	line, column := position(c.text, at)
	c.problems = append(c.problems, Problem{line, column, record, field, what})
}

// split tells the record of a path, which is an item of a list of the document, from the field within it.
func (c *checker) split(path string) (record, field string) {
	list, rest, listed := strings.Cut(path, "]")
	if !listed {
		return "", path
	}
	record, field = list+"]", strings.TrimPrefix(rest, ".")
	if id := c.root.at(record).id(c.text); id != "" {
		record += fmt.Sprintf(" %q", id)
	}
	return record, field
}

var (
	textReader = reflect.TypeFor[encoding.TextUnmarshaler]()
	jsonReader = reflect.TypeFor[json.Unmarshaler]()
)

func (c *checker) value(n node, t reflect.Type, path string) {
	for t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	kind := t.Kind()
	switch {
	case n.kind == 'n':
		c.say(n.start, path, "null says nothing: leave the field out, or write [] or \"\" for none")
	case reflect.PointerTo(t).Implements(textReader):
		c.ownText(n, t, path)
	case reflect.PointerTo(t).Implements(jsonReader) || kind == reflect.Interface:
	case kind == reflect.Struct:
		if c.is(n, '{', path, "must be an object { … }") {
			c.object(n, t, path)
		}
	case kind == reflect.Map:
		if c.is(n, '{', path, "must be an object { … }") {
			c.entries(n, t, path)
		}
	case kind == reflect.Slice || kind == reflect.Array:
		if c.is(n, '[', path, "must be a list [ … ]") {
			for i, item := range n.items {
				c.value(item, t.Elem(), fmt.Sprintf("%s[%d]", path, i))
			}
			if kind == reflect.Array && len(n.items) != t.Len() {
				c.say(n.start, path, fmt.Sprintf("must have %d values", t.Len()))
			}
		}
	default:
		c.scalar(n, t, path)
	}
}

func (c *checker) is(n node, kind byte, path, what string) bool {
	if n.kind != kind {
		c.say(n.start, path, what)
	}
	return n.kind == kind
}

// object checks the fields of a struct.
func (c *checker) object(n node, t reflect.Type, path string) {
	known := fieldsOf(t)
	seen := map[string]bool{}
	for _, f := range n.fields {
		to, ok := known[f.name]
		switch {
		case seen[f.name]:
			c.say(f.start, below(path, f.name), "stands there twice")
		case !ok:
			c.say(f.start, below(path, shortened(f.name)), "there is no such field"+nearest(f.name, known))
		default:
			c.value(f.value, to, below(path, f.name))
		}
		seen[f.name] = true
	}
}

// nearest offers the field that somebody may have meant.
func nearest(name string, known map[string]reflect.Type) string {
	for k := range known {
		if strings.EqualFold(strings.ReplaceAll(k, "_", ""), strings.ReplaceAll(name, "_", "")) {
			return fmt.Sprintf("; did you mean %q?", k)
		}
	}
	return ""
}

func (c *checker) entries(n node, t reflect.Type, path string) {
	seen := map[string]bool{}
	for _, f := range n.fields {
		if seen[f.name] {
			c.say(f.start, below(path, shortened(f.name)), "stands there twice")
		}
		seen[f.name] = true
		c.value(f.value, t.Elem(), below(path, f.name))
	}
}

// fieldsOf are the fields of a struct by their JSON names, those of embedded structs among them.
func fieldsOf(t reflect.Type) map[string]reflect.Type {
	all := map[string]reflect.Type{}
	for _, f := range reflect.VisibleFields(t) {
		name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		if f.IsExported() && !(f.Anonymous && name == "") && name != "-" {
			if name == "" {
				name = f.Name
			}
			all[name] = f.Type
		}
	}
	return all
}

func below(path, name string) string {
	if path == "" {
		return name
	}
	return path + "." + name
}

// ownText checks a text that a type reads in its own way: a date, a time.
func (c *checker) ownText(n node, t reflect.Type, path string) {
	if !c.is(n, '"', path, "must be a text in quotes") {
		return
	}
	var text string
	_ = json.Unmarshal([]byte(c.text[n.start:n.end]), &text)
	if err := reflect.New(t).Interface().(encoding.TextUnmarshaler).UnmarshalText([]byte(text)); err != nil {
		c.say(n.start, path, err.Error())
	}
}

// words say what a value must be.
var words = map[byte]string{'"': "must be a text in quotes", 't': "must be true or false", '0': "must be a number"}

func (c *checker) scalar(n node, t reflect.Type, path string) {
	wanted := byte('0')
	switch t.Kind() {
	case reflect.String:
		wanted = '"'
	case reflect.Bool:
		wanted = 't'
	}
	raw := []byte(c.text[n.start:n.end])
	if !c.is(n, wanted, path, words[wanted]) {
		return
	}
	if json.Unmarshal(raw, reflect.New(t).Interface()) != nil {
		c.say(n.start, path, map[bool]string{true: "must be a whole number of a usual size", false: "must be a number of a usual size"}[t.Kind() != reflect.Float64])
		return
	}
	if wanted != '"' {
		return
	}
	var text string
	_ = json.Unmarshal(raw, &text)
	if utf8.RuneCountInString(text) > LongestText {
		c.say(n.start, path, fmt.Sprintf("has more than %d characters", LongestText))
	}
	if slices.ContainsFunc([]rune(text), func(r rune) bool { return unicode.IsControl(r) && r != '\n' && r != '\t' }) {
		c.say(n.start, path, "has a control character in it")
	}
}
