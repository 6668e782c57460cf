package wording

import (
	"fmt"

	"balie/booking/catalogue"
	"balie/booking/ledger"
	"balie/web/lang"
)

// dialect are words of our texts that a municipality may call otherwise.
func dialect(b *catalogue.Bus) map[string]string {
	if b == nil {
		return nil
	}
	all := map[string]string{}
	for word, own := range map[string]string{"Praotbus": b.Name, "praotje": b.Talk, "Moi": b.Hello} {
		if own != "" && own != word {
			all[word] = own
		}
	}
	return all
}

// Words are the words of a language as they stand for a reader: ours, with the municipality's own in their place.
// They are put together once for each stamp of what the municipality says.
// In a house without a bus, texts that speak of one beside other things speak of these alone.
func Words(r ledger.Reader, language string, bus bool) (lang.Words, error) {
	m, err := catalogue.MunicipalityOf(r)
	if err != nil || m.Stamp == "" && bus {
		return lang.In(language), err
	}
	all, err := ledger.Memo(r, fmt.Sprint("words/", bus), m.Stamp, func() (map[string]lang.Words, error) { return made(m, bus), nil })
	if words, ok := all[language]; ok {
		return words, err
	}
	return all[lang.Tags[0]], err
}

// Further are the words of a further language, which fall back on the municipality's in Dutch, with its dialect.
func Further(r ledger.Reader, l lang.Words) (lang.Words, error) {
	m, err := catalogue.MunicipalityOf(r)
	if err != nil {
		return l, err
	}
	return l.With(nil, dialect(m.Bus)), nil
}

// made are the words of each language. A text that was kept before its model took other places is left out.
func made(m *catalogue.Municipality, bus bool) map[string]lang.Words {
	all := map[string]lang.Words{}
	for _, tag := range lang.Tags {
		own := map[string]string{}
		if !bus {
			own = lang.In(tag).WithoutBus()
		}
		for _, w := range m.Texts {
			if t, known := Of(w.Key); known && w.Texts[tag] != "" && len(t.Check(w.Texts[tag])) == 0 {
				own[w.Key] = w.Texts[tag]
			}
		}
		all[tag] = lang.In(tag).With(own, dialect(m.Bus))
	}
	return all
}
