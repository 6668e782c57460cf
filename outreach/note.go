package outreach

import (
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"balie/booking/ledger"
)

// Note is what a conversation was about: a theme and a question, where somebody was sent, and the mood.
// It says nothing of who spoke.
type Note struct {
	ID       string    `json:"id"`
	Stop     StopID    `json:"stop"`
	Theme    string    `json:"theme"`              // one of NoteThemes
	Question string    `json:"question,omitempty"` // what was asked, in general words
	Referred string    `json:"referred,omitempty"` // one of NoteReferrals
	Mood     int       `json:"mood,omitempty"`     // 1 to 5; 0: not said
	At       time.Time `json:"at"`
}

// NoteThemes are what conversations are about; their words stand under "note.theme.".
var NoteThemes = []string{"documents", "care", "money", "living", "safety", "neighbourhood", "traffic", "energy", "loneliness", "work", "other"}

// NoteReferrals are where people are sent; their words stand under "note.to.".
var NoteReferrals = []string{"", "counter", "website", "social-team", "partner", "report", "callback"}

// longestQuestion is how many letters a question has at most: a sentence, not a story.
const longestQuestion = 160

var notes = ledger.NewTable[Note]("oz:") // stop + id

// ErrNote: something of it is not from the lists, or is too long.
var ErrNote = ledger.Refuse(ledger.Invalid, "note.shape")

// ErrPersonal: the question seems to name a person, a number or an address; args: what. Whoever wrote it
// reads it again and says so, or leaves it out.
var ErrPersonal = ledger.Refuse(ledger.Invalid, "note.personal")

// AddNote keeps a note under an id that the phone made: sent again it is the same, and
// another one under its id is refused with ledger.ErrOnce. sure says that whoever
// wrote it read the warning; what looks like a number, a mail address or a postcode is refused all the
// same.
func AddNote(tx *ledger.Tx, n Note, sure bool) error {
	n.Question = strings.Join(strings.Fields(n.Question), " ")
	switch {
	case len(n.ID) != ledger.IDLength, !slices.Contains(NoteThemes, n.Theme), !slices.Contains(NoteReferrals, n.Referred), n.Mood < 0, n.Mood > 5,
		utf8.RuneCountInString(n.Question) > longestQuestion, !utf8.ValidString(n.Question):
		return ErrNote
	}
	if _, _, err := OutingOfStop(tx, n.Stop); err != nil {
		return err
	}
	if found := LooksPersonal(n.Question); len(found) > 0 && (!sure || found[0].Certain) {
		return ErrPersonal.With("what", found[0].Text)
	}
	if n.At.IsZero() || n.At.After(tx.Now()) {
		n.At = tx.Now()
	}
	at := key(string(n.Stop)).Str(n.ID)
	if before, found, err := notes.Find(tx, at); err != nil || found {
		before.At = n.At
		return sameAs(before == n, err)
	}
	return notes.Put(tx, at, n)
}

// Notes returns the notes of a stop.
func Notes(r ledger.Reader, stop StopID) (all []Note, err error) {
	err = notes.Each(r, key(string(stop)), func(_ ledger.Key, n Note) error { all = append(all, n); return nil })
	return all, err
}

// Suspicion is a part of a text that seems to be about one person.
type Suspicion struct {
	Kind    string // "number", "mail", "postcode", "address", "name", "date"
	Text    string
	Certain bool // it is no use in a note whatever it is
}

var suspicions = []struct {
	kind    string
	certain bool
	pattern *regexp.Regexp
}{
	{"mail", true, regexp.MustCompile(`\S+@\S+\.\S+`)},
	{"number", true, regexp.MustCompile(`\+?\d(?:[ .\-()/]{0,2}\d){6,}`)}, // telephone, BSN, document
	{"postcode", true, regexp.MustCompile(`\b[1-9]\d{3} ?[A-Za-z]{2}\b`)},
	{"address", false, regexp.MustCompile(`\b\p{Lu}\p{Ll}+(?:straat|weg|laan|plein|pad|hof|dijk|steeg|singel|kade) ?\d+\b|\b(?:straat|weg|laan|plein) \d+\b`)},
	{"date", false, regexp.MustCompile(`\b\d{1,2}[-/ ](?:\d{1,2}|jan\w*|feb\w*|maart|apr\w*|mei|juni?|juli?|aug\w*|sep\w*|okt\w*|nov\w*|dec\w*)[-/ ](?:19|20)\d\d\b`)},
	{"name", false, regexp.MustCompile(`\b(?i:mevrouw|meneer|mevr\.?|dhr\.?|mw\.?|familie|fam\.?) \p{Lu}\p{L}+`)},
	{"name", false, regexp.MustCompile(`\b\p{Lu}\p{Ll}+(?: (?i:van|de|den|der|te|ter|ten|in|'t))+ \p{Lu}\p{Ll}+\b`)},
}

// LooksPersonal returns what in a text seems to be a name, a number, an address or a birthday; the certain
// ones first. It errs on the side of asking once too often: a capital letter inside a sentence is asked
// about unless it is a place or an organisation that everybody knows.
func LooksPersonal(text string) (found []Suspicion) {
	for _, s := range suspicions {
		for _, hit := range s.pattern.FindAllString(text, 2) {
			found = append(found, Suspicion{s.kind, hit, s.certain})
		}
	}
	words := strings.Fields(text)
	for i, w := range words {
		bare := strings.TrimFunc(w, func(r rune) bool { return !unicode.IsLetter(r) })
		first, _ := utf8.DecodeRuneInString(bare)
		begins := i == 0 || strings.ContainsAny(words[i-1][len(words[i-1])-1:], ".?!:")
		if !begins && unicode.IsUpper(first) && utf8.RuneCountInString(bare) > 1 && bare != strings.ToUpper(bare) && !commonCapital(bare) {
			found = append(found, Suspicion{"name", bare, false})
		}
	}
	return found
}

// capitals are words with a capital letter that name nobody.
var capitals = []string{"Praotbus", "DigiD", "Wmo", "Gendringen", "Ulft", "Varsseveld", "Silvolde", "Terborg", "Etten", "Heelweg", "Megchelen", "Sinderen", "Westendorp",
	"Breedenbroek", "Varsselder", "Netterden", "Voorst", "Bontebrug", "Nederland", "Duitsland", "Achterhoek", "Engels", "Duits", "Nederlands", "Pools", "Oekraïne", "Oekraïens",
	"Kerst", "Pasen", "Sinterklaas", "Europa", "Oude", "IJsselstreek", "Arabisch", "Turks", "Belastingdienst", "Doetinchem"}

func commonCapital(word string) bool { return slices.Contains(capitals, word) }
