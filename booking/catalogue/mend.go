package catalogue

import (
	"slices"
	"strings"
)

// joined is the words with two that are one of ours made one: "rij bewijs", "id kaart"; letters in a row are one
// word: "V.O.G.".
func (b *book) joined(words []string) (made []string) {
	for i := 0; i < len(words); i++ {
		letters := ""
		for j := i; j < len(words) && len(words[j]) == 1; j++ {
			letters += words[j]
		}
		if len(letters) > 1 {
			made, i = append(made, letters), i+len(letters)-1
			continue
		}
		if i+1 < len(words) && !b.x.stop[words[i]] && !b.x.stop[words[i+1]] {
			one := words[i] + words[i+1]
			if _, known := b.x.spelled[one]; known || b.spells(one) {
				made = append(made, one)
				i++
				continue
			}
		}
		made = append(made, words[i])
	}
	return made
}

func (b *book) spells(word string) bool {
	return slices.ContainsFunc(b.pages, func(l leaf) bool { return slices.Contains(l.spelled, word) })
}

// mend puts the nearest of our words in the place of each that we do not know, where one is nearer than any other of
// another meaning; near are those that are as near.
func (b *book) mend(words []string) (fixed, near []string, mended bool) {
	for _, w := range b.joined(words) {
		if b.knows(w) {
			fixed = append(fixed, w)
			continue
		}
		meant := b.nearest(w)
		if len(meant) == 1 {
			fixed, mended = append(fixed, meant[0]), true
			continue
		}
		fixed, near = append(fixed, w), append(near, meant...)
	}
	return fixed, near[:min(len(near), 3)], mended
}

// knows reports whether a word is one of ours, in whatever form.
func (b *book) knows(word string) bool {
	x, s := b.x, stem(b.x.language, word)
	if x.stop[word] || x.weak[word] || x.land[s] || x.words[s] != "" || x.spelled[word] != "" {
		return true
	}
	return slices.ContainsFunc(b.pages, func(l leaf) bool { return l.name[s] || l.words[s] || l.intro[s] })
}

// nearest are our words that are nearest to one, one of each meaning.
func (b *book) nearest(word string) (found []string) {
	least := slips(len(word))
	if least == 0 {
		return nil
	}
	seen := map[string]bool{}
	try := func(ours, meaning string) {
		if len(ours) < shortestPart {
			return
		}
		if ours[0] != word[0] {
			return // the first letter is hardly ever wrong
		}
		d := distance([]rune(word), []rune(ours), least)
		if d > least {
			return
		}
		if d < least {
			found, seen, least = nil, map[string]bool{}, d
		}
		if !seen[meaning] {
			seen[meaning] = true
			found = append(found, ours)
		}
	}
	for _, l := range b.pages {
		for _, ours := range l.spelled {
			try(ours, b.x.meantBy(ours))
		}
	}
	for _, ours := range b.x.written() {
		try(ours, b.x.spelled[ours])
	}
	return found
}

// meantBy is what a word of a product means: itself, where it is no everyday word.
func (x *lexicon) meantBy(word string) string {
	if m := x.meaning(word); m != "" {
		return m
	}
	return strings.TrimSuffix(stem(x.language, word), "e")
}

// written are the everyday words in one order.
func (x *lexicon) written() (words []string) {
	for w := range x.spelled {
		words = append(words, w)
	}
	slices.Sort(words)
	return words
}
