package catalogue

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"unicode/utf8"
)

// How much it says where a searched word is found.
const (
	inName    = 10.0 // in the product's name
	inWords   = 8.0  // among the words by which people look for it
	asName    = 9.0  // the name means the same
	asWords   = 6.0
	begins    = 6.0 // a word that begins so: who is still typing
	inIntro   = 2.0
	little    = 0.15 // how much of it a weak word counts
	overruled = 0.1  // how much a move counts, where a country is left or entered
	namely    = 4.0  // what it adds that the whole name was asked for
	athome    = 1.6  // how much more likely somebody speaks the language of the page
	asTyped   = 0.8  // how much less likely it is that a word was mistyped
	kept      = 0.3  // of the best: what is found less well is left out
)

// Found is what a search found.
type Found struct {
	Products []Product
	Clear    bool     // the first is clearly what is looked for
	Changed  string   // what was searched for instead, where a word was mistyped
	Perhaps  []string // what may have been meant, where nothing was found and several words are as near
}

// Search returns the products that somebody looks for in their own words, the best first.
func Search(all []Product, query string) []Product { return Look(all, query, languages[0]).Products }

// Look searches as people speak, in each of our languages, that of the visitor first: words that say nothing count for
// nothing, each other word counts as far as it tells products apart, and whatever means the same is the same. A word
// that we do not know and that is nearly one of ours is taken for that one.
func Look(all []Product, query, language string) Found { return look(all, query, language, true) }

// LookAsTyped is Look with every word as it was typed.
func LookAsTyped(all []Product, query, language string) Found {
	return look(all, query, language, false)
}

func look(all []Product, query, language string, mend bool) (best Found) {
	words := tokens(query)
	sound := 0.0
	for _, l := range append([]string{language}, languages...) {
		x := lexicons()[l]
		if x == nil || len(words) == 0 {
			continue
		}
		b := newBook(all, x)
		f, score := b.look(words)
		if fixed, near, mended := b.mend(words); !mend {
			best.Perhaps = nil
		} else if mended {
			if g, better := b.look(fixed); better > asTyped*score {
				f, score = g, better*asTyped
				f.Changed = strings.Join(fixed, " ")
			}
		} else if score == 0 && len(best.Perhaps) == 0 {
			best.Perhaps = near
		}
		if l == language {
			score *= athome
		}
		if score > sound*1.001 {
			best, sound = f, score
		}
	}
	return best
}

// book is what products say in one language, ready to be searched.
type book struct {
	x     *lexicon
	pages []leaf
}

// leaf is one product in a book.
type leaf struct {
	product            Product
	name, words, intro map[string]bool // stems
	spelled            []string        // the words of name and words, as they are written
	means, alsoMeans   map[string]bool
	core               []unit // the units of the name that say something
}

func newBook(all []Product, x *lexicon) *book {
	b := &book{x: x}
	for _, p := range all {
		t, own := p.Texts[x.language]
		if !own {
			continue
		}
		l := leaf{product: p, name: map[string]bool{}, words: map[string]bool{}, intro: map[string]bool{}, means: map[string]bool{}, alsoMeans: map[string]bool{}}
		names, words := tokens(t.Name+" "+t.Short), tokens(strings.Join(t.Words, " "))
		l.spelled = append(slices.Clone(names), words...)
		x.note(l.name, names)
		x.note(l.words, words)
		x.note(l.intro, tokens(t.Intro))
		for _, u := range x.units(tokens(t.Name)) {
			if x.mean(l.means, u); !u.weak {
				l.core = append(l.core, u)
			}
		}
		for _, u := range x.units(tokens(t.Short)) {
			x.mean(l.means, u)
		}
		for _, w := range t.Words {
			for _, u := range x.units(tokens(w)) {
				x.mean(l.alsoMeans, u)
			}
		}
		b.pages = append(b.pages, l)
	}
	return b
}

func (x *lexicon) note(stems map[string]bool, words []string) {
	for _, w := range words {
		if !x.stop[w] {
			stems[stem(x.language, w)] = true
		}
	}
}

// mean notes what a unit means; whoever leaves or enters a country has to do with one.
func (x *lexicon) mean(meanings map[string]bool, u unit) {
	for _, m := range u.meanings {
		meanings[m] = true
		if m == "in" || m == "out" {
			meanings["land"] = true
		}
	}
}

// hit is how well a unit is found in a product.
func (l leaf) hit(u unit) float64 {
	found := 0.0
	if u.stem != "" {
		switch {
		case l.name[u.stem]:
			found = inName
		case l.words[u.stem]:
			found = inWords
		case utf8.RuneCountInString(u.word) >= 3 && slices.ContainsFunc(l.spelled, func(w string) bool { return strings.HasPrefix(w, u.word) }):
			found = begins
		case l.intro[u.stem] && utf8.RuneCountInString(u.word) > 4:
			found = inIntro
		}
	}
	for _, m := range u.meanings {
		if l.means[m] {
			found = max(found, asName)
		} else if l.alsoMeans[m] {
			found = max(found, asWords)
		}
	}
	return found
}

// look is the book's answer, and how well the best of it fits.
func (b *book) look(words []string) (f Found, sound float64) {
	units := b.x.units(b.joined(words))
	border := slices.ContainsFunc(units, func(u unit) bool { return u.has("in") || u.has("out") })
	scores := make([]float64, len(b.pages))
	understood, said, missed := 0.0, false, false
	for _, u := range units {
		hits := make([]float64, len(b.pages))
		many := 0
		for i, l := range b.pages {
			if hits[i] = l.hit(u); hits[i] >= asWords {
				many++
			}
		}
		weight := math.Log(1 + float64(len(b.pages))/float64(max(many, 1)))
		if u.weak {
			weight *= little
		}
		if border && u.has("verhuizing") {
			weight *= overruled
		}
		if slices.Max(append(hits, 0)) > 0 {
			understood++
			said = said || !u.weak
		} else {
			missed = missed || !u.weak
		}
		for i, h := range hits {
			scores[i] += weight * h
		}
	}
	if missed && !said { // of "hond aangeven" only "aangeven" is ours
		return Found{}, 0
	}
	b.favour(scores, units, border)
	return b.best(scores, understood/float64(max(len(units), 1)))
}

func (u unit) has(meaning string) bool { return slices.Contains(u.meanings, meaning) }

// favour adds something to a product whose whole name was asked for.
func (b *book) favour(scores []float64, units []unit, border bool) {
	for i, l := range b.pages {
		asked, all := 0, 0
		for _, part := range l.core {
			if border && part.has("verhuizing") {
				continue
			}
			all++
			if slices.ContainsFunc(units, func(u unit) bool {
				return u.stem != "" && u.stem == part.stem || slices.ContainsFunc(u.meanings, part.has)
			}) {
				asked++
			}
		}
		if scores[i] > 0 && all > 0 {
			scores[i] += namely * float64(asked) / float64(all)
		}
	}
}

// best orders what was found, without what is found much less well than the first.
func (b *book) best(scores []float64, understood float64) (f Found, sound float64) {
	order := make([]int, 0, len(scores))
	for i, s := range scores {
		if s > 0 {
			order = append(order, i)
			sound = max(sound, s)
		}
	}
	order = slices.DeleteFunc(order, func(i int) bool { return scores[i] < kept*sound })
	slices.SortStableFunc(order, func(i, j int) int {
		return cmp.Or(cmp.Compare(scores[j], scores[i]), cmp.Compare(b.pages[i].product.Rank(), b.pages[j].product.Rank()))
	})
	for _, i := range order {
		f.Products = append(f.Products, b.pages[i].product)
	}
	f.Clear = len(order) == 1 || len(order) > 1 && scores[order[0]] > 1.3*scores[order[1]]
	return f, sound * (0.4 + 0.6*understood)
}

// Rank puts what is often chosen first.
func (p Product) Rank() int {
	if p.Popular == 0 {
		return math.MaxInt
	}
	return p.Popular
}
