package catalogue

import (
	"embed"
	"slices"
	"strings"
	"sync"
)

//go:embed everyday/*.txt
var everydayFiles embed.FS

// lexicon is how people speak in one language: which words say nothing, which say little, and which mean the same.
type lexicon struct {
	language   string
	stop, weak map[string]bool // by the word itself
	land       map[string]bool // by stem
	phrases    map[string][]phrase
	words      map[string]string // a single word's stem, and what it means
	spelled    map[string]string // words as they are written, and what they mean; for slips
}

// phrase is words in a row that mean something.
type phrase struct {
	stems   []string // "{land}" is any country
	meaning string
}

// anyLand stands in a phrase for the name of any country.
const anyLand = "{land}"

// languages are those in which we know how people speak, Dutch first.
var languages = []string{"nl", "en", "de"}

// lexicons are read once.
var lexicons = sync.OnceValue(func() map[string]*lexicon {
	all := map[string]*lexicon{}
	for _, language := range languages {
		content, err := everydayFiles.ReadFile("everyday/" + language + ".txt")
		if err != nil {
			panic(err) // it is part of the program
		}
		all[language] = readLexicon(language, string(content))
	}
	return all
})

func readLexicon(language, content string) *lexicon {
	x := &lexicon{language: language, stop: map[string]bool{}, weak: map[string]bool{}, land: map[string]bool{}, phrases: map[string][]phrase{}, words: map[string]string{}, spelled: map[string]string{}}
	home := ""
	for line := range strings.Lines(content) {
		meaning, list, ok := strings.Cut(strings.TrimSpace(line), ": ")
		if !ok || line[0] == '#' {
			continue
		}
		for item := range strings.SplitSeq(list, ",") {
			item = strings.TrimSpace(item)
			switch meaning {
			case "stop":
				x.stop[plain.Replace(item)] = true
			case "weak":
				x.weak[plain.Replace(item)] = true
			case "land":
				x.land[stem(language, plain.Replace(item))] = true
			case "nl":
				home += item + ","
			default:
				x.add(meaning, item, home)
			}
		}
	}
	for first := range x.phrases {
		slices.SortStableFunc(x.phrases[first], func(a, b phrase) int { return len(b.stems) - len(a.stems) })
	}
	return x
}

// add learns that words mean something. "{nl}" is each name of our own country.
func (x *lexicon) add(meaning, item, home string) {
	if strings.Contains(item, "{nl}") {
		for name := range strings.SplitSeq(strings.TrimSuffix(home, ","), ",") {
			x.add(meaning, strings.ReplaceAll(item, "{nl}", name), "")
		}
		return
	}
	var stems []string
	for _, field := range strings.Fields(item) {
		if field == anyLand {
			stems = append(stems, anyLand)
			continue
		}
		for _, word := range tokens(field) {
			stems = append(stems, stem(x.language, word))
		}
	}
	if len(stems) == 1 {
		x.words[stems[0]] = meaning
		x.spelled[tokens(item)[0]] = meaning
	}
	x.phrases[stems[0]] = append(x.phrases[stems[0]], phrase{stems, meaning})
}

// unit is what is looked for as one: a word, or words in a row with a meaning.
type unit struct {
	word, stem string // of a single word; "" of a phrase
	meanings   []string
	weak       bool
}

// skipped is how many words that say nothing may stand within a phrase.
const skipped = 2

// units reads words as people of this language mean them. Words that say nothing are left out.
func (x *lexicon) units(words []string) (found []unit) {
	stems := make([]string, len(words))
	for i, w := range words {
		stems[i] = stem(x.language, w)
	}
	for i := 0; i < len(words); {
		if p, n := x.phraseAt(words, stems, i); n > 0 {
			u := unit{meanings: []string{p.meaning}}
			if n == 1 {
				u.word, u.stem, u.weak = words[i], stems[i], x.weak[words[i]]
			}
			found = append(found, u)
			i += n
			continue
		}
		switch u := (unit{word: words[i], stem: stems[i], weak: x.weak[words[i]]}); {
		case x.stop[words[i]]:
		case x.land[stems[i]]:
			u.meanings, u.weak = []string{"land"}, true
			found = append(found, u)
		default:
			if !u.weak {
				u.meanings = x.parts(u.stem, u.word)
			}
			found = append(found, u)
		}
		i++
	}
	return found
}

// phraseAt is the longest phrase that begins at a word, and how many words it takes; 0 for none.
func (x *lexicon) phraseAt(words, stems []string, at int) (phrase, int) {
	for _, first := range []string{stems[at], anyLand} {
		if first == anyLand && !x.land[stems[at]] {
			continue
		}
		for _, p := range x.phrases[first] {
			if n := x.follows(p, words, stems, at); n > 0 && (len(p.stems) > 1 || !x.stop[words[at]]) {
				return p, n
			}
		}
	}
	return phrase{}, 0
}

func (x *lexicon) follows(p phrase, words, stems []string, at int) int {
	i, over := at, 0
	for n, want := range p.stems {
		for n > 0 && i < len(words) && !x.is(want, stems[i]) && x.stop[words[i]] && over < skipped {
			i, over = i+1, over+1
		}
		if i >= len(words) || !x.is(want, stems[i]) {
			return 0
		}
		i++
	}
	return i - at
}

func (x *lexicon) is(want, stem string) bool {
	return want == stem || want == anyLand && x.land[stem]
}

// shortestPart is how many letters a part of a compound word has at least; the last of two may have one less.
const shortestPart = 4

// parts are the meanings of the two words of which one is made: "paspoortverlenging". It is none unless both are known,
// or the longer one.
func (x *lexicon) parts(_, word string) (meanings []string) {
	for cut := shortestPart; cut < len(word)-2; cut++ {
		head, tail := x.meaning(word[:cut]), x.meaning(word[cut:])
		if len(word)-cut == shortestPart-1 {
			tail = x.spelled[word[cut:]]
		}
		if head == "" {
			head = x.meaning(strings.TrimSuffix(word[:cut], "s"))
		}
		if head != "" && tail != "" {
			return []string{head, tail}
		}
		if one := head + tail; one != "" && (head != "" && 2*cut >= len(word) || tail != "" && 2*cut <= len(word)) && len(meanings) == 0 {
			meanings = []string{one}
		}
	}
	return meanings
}

func (x *lexicon) meaning(word string) string {
	if len(word) < shortestPart {
		return ""
	}
	if m, ok := x.spelled[word]; ok {
		return m
	}
	return x.words[stem(x.language, word)]
}
