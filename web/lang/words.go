package lang

import (
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"strings"
)

//go:embed nl/*.txt en/*.txt de/*.txt
var files embed.FS

// Tags are the languages, the first being the one that every other is translated from.
var Tags = []string{"nl", "en", "de"}

// Words are the words of one language. The zero value has none; take one with In.
type Words struct {
	tag   string
	texts map[string]text
}

var catalogues = readAll()

// In returns the words of a language; of one we do not have, the Dutch ones.
func In(tag string) Words {
	if w, ok := catalogues[tag]; ok {
		return w
	}
	return catalogues[Tags[0]]
}

// Tag is "nl", "en" or "de".
func (w Words) Tag() string { return w.tag }

// T returns the text of a key with its arguments filled in: T("faults.many", "n", 2)
// puts 2 where the text says {n}. A key without a text returns itself: the tests
// see to it that no visitor meets one.
func (w Words) T(key string, pairs ...any) string {
	t, ok := w.texts[key]
	if !ok {
		return key
	}
	if len(pairs) == 0 || len(t.parts) == 1 {
		return t.whole
	}
	return t.fill(pairs)
}

// Has reports whether there is a text under key.
func (w Words) Has(key string) bool {
	_, ok := w.texts[key]
	return ok
}

// Refusal returns the words for an error's reason key and arguments: what happened, and what to
// do. A reason without words of its own says that something went wrong on our side.
func (w Words) Refusal(key string, args map[string]any) (what, do string) {
	if !w.Has("refusal." + key) {
		key = "internal"
	}
	pairs := make([]any, 0, 2*len(args))
	for name, value := range args {
		pairs = append(pairs, name, value)
	}
	return w.T("refusal."+key, pairs...), w.T("refusal."+key+".do", pairs...)
}

// N returns the text for a number: key.one for 1, key.many otherwise, with {n} filled in.
func (w Words) N(key string, n int) string {
	if n == 1 {
		return w.T(key+".one", "n", n)
	}
	return w.T(key+".many", "n", n)
}

// List joins items as one says them: "a, b en c".
func (w Words) List(items []string) string {
	if len(items) < 2 {
		return strings.Join(items, "")
	}
	last := len(items) - 1
	return strings.Join(items[:last], ", ") + " " + w.T("list.and") + " " + items[last]
}

func readAll() map[string]Words {
	all := map[string]Words{}
	for _, tag := range Tags {
		texts := map[string]text{}
		names, err := fs.Glob(files, tag+"/*.txt")
		for _, name := range names {
			content, failed := files.ReadFile(name)
			err = errors.Join(err, failed)
			parse(texts, name, string(content))
		}
		if err != nil {
			panic(err)
		}
		all[tag] = Words{tag, texts}
	}
	return all
}

// parse adds the words of a file; empty lines and lines that start with # are left out. A line of
// another shape or a key that stands anywhere twice is a programmer's fault, found at start.
func parse(texts map[string]text, name, content string) {
	for i, line := range strings.Split(content, "\n") {
		if line = strings.TrimSpace(line); line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		key, said, ok := strings.Cut(line, " = ")
		if _, twice := texts[key]; !ok || twice {
			panic(fmt.Sprintf("lang: %s:%d: %q", name, i+1, line))
		}
		texts[key] = newText(strings.TrimSpace(said))
	}
}
