package catalogue

import (
	"fmt"
	"maps"
	"slices"
)

// Ages is what to bring for each person of some ages: from a birthday on, until the day before another.
type Ages struct {
	From  int                 `json:"from,omitempty"`  // years; 0 is from birth
	Under int                 `json:"under,omitempty"` // years; 0 is without an end
	Bring map[string][]string `json:"bring"`           // by language: "nl", "en", "de"
}

// Lines are what to bring in a language, in Dutch where it has no words in that one.
func (a Ages) Lines(language string) []string {
	if lines, ok := a.Bring[language]; ok {
		return lines
	}
	return a.Bring["nl"]
}

// What a product says of ages at most.
const (
	MostAges = 6
	oldest   = 120
)

// ageFaults are those of what to bring by age, each with its place: "0.nl".
func (p Product) ageFaults() (f faults) {
	f.refuse(len(p.ByAge) > MostAges, "by_age", fmt.Sprintf("must be %d at most", MostAges))
	for i, a := range p.ByAge {
		at := func(part string) string { return fmt.Sprintf("%d.%s", i, part) }
		f.part(a.From < 0 || a.From > oldest, "by_age", at("from"), "must be of 0 to 120 years")
		f.part(a.Under < 0 || a.Under > oldest || a.Under > 0 && a.Under <= a.From || a.From == 0 && a.Under == 0, "by_age", at("under"), "must end after they begin, and begin or end")
		f.part(len(a.Bring["nl"]) == 0, "by_age", at("nl"), "need lines in nl")
		for _, language := range slices.Sorted(maps.Keys(a.Bring)) {
			f.part(!slices.Contains(Languages, language) || tooMany(a.Bring[language]), "by_age", at(language), "are in a language that we do not have, or have more than 20 lines or a long line")
		}
	}
	return f
}
