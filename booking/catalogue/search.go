package catalogue

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"unicode"
)

// Weights of where a searched word is found: the name says most, and a word that is only alike
// says half.
const (
	inName  = 8
	inWords = 6
	inIntro = 2
)

// Search returns the products in which every word of the query is found, as the beginning of a
// word or nearly so, in any of our languages; the best first. People write as they speak.
func Search(all []Product, query string) []Product {
	sought := searchWords(query)
	type hit struct {
		product Product
		score   int
	}
	var hits []hit
	for _, p := range all {
		score := 0
		for _, text := range p.Texts {
			score = max(score, match(text, sought))
		}
		if score > 0 {
			hits = append(hits, hit{p, score})
		}
	}
	slices.SortStableFunc(hits, func(a, b hit) int {
		return cmp.Or(cmp.Compare(b.score, a.score), cmp.Compare(a.product.Rank(), b.product.Rank()))
	})
	found := make([]Product, len(hits))
	for i, h := range hits {
		found[i] = h.product
	}
	return found
}

// match adds up where each sought word is found; 0 if one of them is not.
func match(t ProductText, sought []string) (score int) {
	places := []struct {
		words  []string
		weight int
	}{
		{searchWords(t.Name + " " + t.Short), inName}, {searchWords(strings.Join(t.Words, " ")), inWords}, {searchWords(t.Intro), inIntro},
	}
	for _, s := range sought {
		best := 0
		for _, place := range places {
			if place.weight == inIntro && len(s) < shortest { // "pas" is found in every sentence
				continue
			}
			if slices.ContainsFunc(place.words, func(w string) bool { return strings.HasPrefix(w, s) }) {
				best = max(best, place.weight)
			} else if slices.ContainsFunc(place.words, func(w string) bool { return similar(s, w) }) {
				best = max(best, place.weight/2)
			}
		}
		if best == 0 {
			return 0
		}
		score += best
	}
	return score
}

// searchWords are the letters and digits of a text, in small letters.
func searchWords(text string) []string {
	return strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}

// Rank puts what is often chosen first.
func (p Product) Rank() int {
	if p.Popular == 0 {
		return math.MaxInt
	}
	return p.Popular
}
