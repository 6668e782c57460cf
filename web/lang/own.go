package lang

import (
	"maps"
	"slices"
	"strings"
)

// With returns these words with other texts in the place of ours: own under their keys, and in the rest of them names
// for words of ours (dialect: "Praotbus" → "Wijkbus"). An own text says what it says.
func (w Words) With(own, dialect map[string]string) Words {
	if len(own) == 0 && len(dialect) == 0 {
		return w
	}
	texts := maps.Clone(w.texts)
	if len(dialect) > 0 {
		replace := replacer(dialect)
		for key, t := range texts {
			if said := replace.Replace(t.whole); said != t.whole {
				texts[key] = newText(said)
			}
		}
	}
	for key, said := range own {
		if _, known := texts[key]; known {
			texts[key] = newText(said)
		}
	}
	return Words{w.tag, texts}
}

func replacer(dialect map[string]string) *strings.Replacer {
	var pairs []string
	for _, word := range slices.Sorted(maps.Keys(dialect)) {
		pairs = append(pairs, word, dialect[word])
	}
	return strings.NewReplacer(pairs...)
}

// Places are the names of what is filled in where a text says {name}, in their order, each once.
func Places(text string) (names []string) {
	for _, place := range places.FindAllString(text, -1) {
		if name := place[1 : len(place)-1]; !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	return names
}

// Whole is the text of a key as it is written, with its places.
func (w Words) Whole(key string) string { return w.texts[key].whole }

// busless ends the key of a text that stands in the place of another in a house without a bus.
const busless = ".busless"

// WithoutBus are the texts that speak of a bus beside other things, as they are in a house without one.
func (w Words) WithoutBus() map[string]string {
	all := map[string]string{}
	for key, t := range w.texts {
		if of, ok := strings.CutSuffix(key, busless); ok {
			all[of] = t.whole
		}
	}
	return all
}
