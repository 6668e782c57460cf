package resident

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"balie/booking"
)

// Weights of where a searched word is found: the name says most, and a word that is only alike
// says half.
const (
	inName  = 8
	inWords = 6
	inIntro = 2
)

// search returns the products in which every word of the query is found, as the beginning of a
// word or nearly so, in any of our languages; the best first. People write as they speak.
func search(all []booking.Product, query string) []booking.Product {
	sought := words(query)
	type hit struct {
		product booking.Product
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
		return cmp.Or(cmp.Compare(b.score, a.score), cmp.Compare(rank(a.product), rank(b.product)))
	})
	found := make([]booking.Product, len(hits))
	for i, h := range hits {
		found[i] = h.product
	}
	return found
}

// match adds up where each sought word is found; 0 if one of them is not.
func match(t booking.ProductText, sought []string) (score int) {
	places := []struct {
		words  []string
		weight int
	}{
		{words(t.Name + " " + t.Short), inName}, {words(strings.Join(t.Words, " ")), inWords}, {words(t.Intro), inIntro},
	}
	for _, s := range sought {
		best := 0
		for _, place := range places {
			if place.weight == inIntro && len(s) < shortest { // "pas" is found in every sentence
				continue
			}
			if slices.ContainsFunc(place.words, func(w string) bool { return strings.HasPrefix(w, s) }) {
				best = max(best, place.weight)
			} else if slices.ContainsFunc(place.words, func(w string) bool { return alike(s, w) }) {
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

// words are the letters and digits of a text, in small letters.
func words(text string) []string {
	return strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}
