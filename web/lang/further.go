package lang

import (
	"embed"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"
)

// Further languages are for the pillar alone: a file each with the words of "pillar.", and on top who
// approved them. A language shows once a speaker did; before, it is as if it were not there.
//
//go:embed further/*.txt
var furtherFiles embed.FS

// Language is a further language as a visitor chooses it.
type Language struct {
	Tag      string // "tr"
	Name     string // "Türkçe"
	RTL      bool   // written from right to left
	Approved string // by whom and when; "" by nobody yet
	words    Words
}

var further = readFurther()

// AllFurther are the further languages that there are words of, approved or not, in the order of their tags.
func AllFurther() []Language { return slices.Clone(further) }

// Further are the further languages that were approved, by whoever gave the words or by the municipality (own), in the
// order of their tags.
func Further(own []string) []Language {
	return slices.DeleteFunc(AllFurther(), func(l Language) bool { return l.Approved == "" && !slices.Contains(own, l.Tag) })
}

// InFurther returns a further language that was approved, and its words: Dutch where it has none.
func InFurther(own []string, tag string) (Language, Words, bool) {
	for _, l := range Further(own) {
		if l.Tag == tag {
			return l, l.words, true
		}
	}
	return Language{}, Words{}, false
}

// Whole is what the language says under a key.
func (l Language) Whole(key string) string { return l.words.Whole(key) }

func readFurther() (all []Language) {
	names, err := fs.Glob(furtherFiles, "further/*.txt")
	if err != nil {
		panic(err)
	}
	for _, name := range names {
		content, err := furtherFiles.ReadFile(name)
		if err != nil {
			panic(err)
		}
		all = append(all, parseFurther(name, string(content)))
	}
	return all
}

// parseFurther reads a file: its first lines say what language it is and who approved it.
func parseFurther(name, content string) Language {
	texts := map[string]text{}
	parse(texts, name, content)
	head := func(key string) string {
		t, ok := texts[key]
		if !ok {
			panic(fmt.Sprintf("lang: %s does not say %q", name, key))
		}
		delete(texts, key)
		return strings.Trim(t.whole, " -")
	}
	l := Language{Tag: strings.TrimSuffix(path.Base(name), ".txt"), Name: head("name"), RTL: head("direction") == "rtl", Approved: head("approved")}
	whole := maps.Clone(catalogues[Tags[0]].texts)
	maps.Copy(whole, texts)
	l.words = Words{l.Tag, whole}
	return l
}

// Pillar are the keys of the words that a further language has, in their order.
func Pillar() (keys []string) {
	for key := range catalogues[Tags[0]].texts {
		if strings.HasPrefix(key, "pillar.") {
			keys = append(keys, key)
		}
	}
	slices.Sort(keys)
	return keys
}
