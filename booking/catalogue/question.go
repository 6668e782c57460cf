package catalogue

import (
	"errors"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"balie/booking/calendar"
	"balie/booking/ledger"
)

// Question is one that a municipality asks itself about a product: a line of text, or a choice where its texts have
// choices. What is answered is sealed with the contact and goes with it.
type Question struct {
	ID       string                  `json:"id"` // within the product, for ever
	Required bool                    `json:"required,omitempty"`
	Texts    map[string]QuestionText `json:"texts"` // by language: "nl", "en", "de"
}

// QuestionText is a question in the words of one language.
type QuestionText struct {
	Ask     string   `json:"ask"`               // "Welke kleur heeft uw tegel?"
	Choices []string `json:"choices,omitempty"` // as many in each language; none is a line of text
}

// Text returns the question in a language, in Dutch where it has no words in that one.
func (q Question) Text(language string) QuestionText {
	if t, ok := q.Texts[language]; ok {
		return t
	}
	return q.Texts["nl"]
}

// Choices are how many answers there are to choose from; 0 is a line of text.
func (q Question) Choices() int { return len(q.Texts["nl"].Choices) }

// What a product asks at most, since each question keeps somebody from booking.
const (
	MostQuestions  = 5
	MostQuestionID = 16 // letters of an id, which names a field of a form
	mostChoices    = 12
	longestAsk     = 200
)

// refusedWords are the beginnings of words by which a question asks for what we may not keep, in each language: of
// health, and numbers by which a person is known. Longer ones that begin so and ask for neither stand in asksNothing.
var (
	refusedWords = map[string][]string{
		"health": strings.Fields(`gezondheid ziek medisch medicijn medicatie handicap diagnose allergi zwanger psychisch psychiatr huisarts
			behandelend invalid therapie health illness sick disease medical medicine medication disab diagnos pregnan psychiatr allerg
			gesundheit krank medizin medikament behinder schwanger psychisch`),
		"identity": strings.Fields(`bsn burgerservicenummer sofinummer sofi-nummer persoonsnummer paspoortnummer documentnummer identiteitsnummer id-nummer rijbewijsnummer
			v-nummer vreemdelingennummer iban rekeningnummer bankrekening creditcard passnummer ausweisnummer personalausweisnummer reisepassnummer
			führerscheinnummer steuernummer steuer-id sozialversicherungsnummer kontonummer bankkonto kreditkarte`),
	}
	refusedPhrases = []string{"social security number", "citizen service number", "passport number", "document number", "identity number", "id number", "id card number",
		"driving licence number", "bank account", "account number", "credit card", "nummer van uw paspoort", "nummer van uw rijbewijs", "nummer van uw identiteitskaart", "nummer op uw paspoort"}
	asksNothing = []string{"ziekenhuis", "krankenhaus", "ziekenhuizen"} // where a child was born
	words       = regexp.MustCompile(`[\p{L}\p{N}-]+`)
)

// AsksFor is what a text asks for that we may not keep: "health", "identity", or "" for neither. It knows words and
// no meaning: what is asked otherwise is for who reads it.
func AsksFor(text string) string {
	text = strings.ToLower(CleanLine(text))
	for _, word := range words.FindAllString(text, -1) {
		if slices.Contains(asksNothing, word) {
			continue
		}
		for _, what := range []string{"health", "identity"} {
			if slices.ContainsFunc(refusedWords[what], func(begins string) bool { return strings.HasPrefix(word, begins) }) {
				return what
			}
		}
	}
	if slices.ContainsFunc(refusedPhrases, func(phrase string) bool { return strings.Contains(text, phrase) }) {
		return "identity"
	}
	return ""
}

// questionFaults are those of what the product asks itself, each with its place: "questions[0].nl".
func (p Product) questionFaults() (f faults) {
	f.refuse(len(p.Questions) > MostQuestions, "questions", fmt.Sprintf("must be %d at most", MostQuestions))
	for i, q := range p.Questions {
		twice := slices.ContainsFunc(p.Questions[:i], func(o Question) bool { return o.ID == q.ID })
		f.part(!IsSlug(q.ID) || len(q.ID) > MostQuestionID || twice, "questions", fmt.Sprintf("%d.id", i), "need an id of at most 16 small letters, digits and dashes, each another")
		if _, dutch := q.Texts["nl"]; !dutch {
			f.part(true, "questions", fmt.Sprintf("%d.nl.ask", i), "need words in nl")
		}
		for _, language := range slices.Sorted(maps.Keys(q.Texts)) {
			f = append(f, q.textFaults(fmt.Sprintf("%d.%s.", i, language), language)...)
		}
	}
	return f
}

func (q Question) textFaults(at, language string) (f faults) {
	t := q.Texts[language]
	f.part(!slices.Contains(Languages, language), "questions", at+"ask", "are in a language that we do not have")
	f.part(t.Ask == "", "questions", at+"ask", "need words in nl")
	f.part(utf8.RuneCountInString(t.Ask) > longestAsk, "questions", at+"ask", "have more than 200 characters")
	f.part(len(t.Choices) != q.Choices() || len(t.Choices) == 1 || len(t.Choices) > mostChoices, "questions", at+"choices", "need 2 to 12 choices, as many in each language, or none")
	f.part(slices.ContainsFunc(t.Choices, func(c string) bool { return c == "" || tooLong(c) }), "questions", at+"choices", "have a choice that is empty or has more than 120 characters")
	if asks := AsksFor(strings.Join(append([]string{t.Ask}, t.Choices...), ". ")); asks != "" {
		f.part(true, "questions", at+"ask", "must not ask for "+asks)
	}
	return f
}

// part refuses a part of a field.
func (f *faults) part(wrong bool, field, part, why string) {
	if wrong {
		*f = append(*f, Fault{Field: field, Why: why, Part: part})
	}
}

// ProductOn is a product as it is on a day, also one that was withdrawn; zero is today. It refuses with
// ErrUnknownProduct.
func ProductOn(r ledger.Reader, id ProductID, day calendar.Date) (Product, error) {
	c, err := Of(r)
	if err == nil && day != 0 {
		c, err = c.On(day)
	}
	if err != nil {
		return Product{}, err
	}
	return c.Product(id)
}

// ProductAs is a product as one of its versions says, whatever holds now: what an appointment was made with. ok is
// false where there is no such version.
func ProductAs(r ledger.Reader, id ProductID, version int) (p Product, ok bool, err error) {
	past, err := ProductPastOf(r, id)
	if errors.Is(err, ErrUnknownProduct) {
		return p, false, nil
	}
	for _, one := range past.Versions {
		if !one.Ends && one.Product.Version() == version {
			return one.Product, true, err
		}
	}
	return p, false, err
}
