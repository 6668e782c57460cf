package contact

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Channel is how a resident wants to hear that something changed.
type Channel string

// The channels. With ByPhone we call; with None the resident keeps the spoken code, and whoever must
// be told stands on the call list.
const (
	ByEmail  Channel = "email"
	BySMS    Channel = "sms"
	ByLetter Channel = "letter"
	ByPhone  Channel = "phone"
	None     Channel = "none"
)

// Written are the channels by which a message goes that we write.
var Written = []Channel{ByEmail, BySMS, ByLetter}

// Details are what a resident told us, as typed.
type Details struct {
	Name     string  `json:"name"`
	Email    string  `json:"email,omitempty"`
	Phone    string  `json:"phone,omitempty"`
	Street   string  `json:"street,omitempty"` // with the number of the house
	Postcode string  `json:"postcode,omitempty"`
	Place    string  `json:"place,omitempty"`
	Note     string  `json:"note,omitempty"`
	Channel  Channel `json:"channel"`
	Aid      Aid     `json:"-"` // travels with the rest and is sealed apart

	Answers []Answer `json:"answers,omitempty"` // to what products ask themselves
}

// Need says which fields a visit cannot do without, beside a name, and what its products ask themselves.
type Need struct {
	Phone      bool
	Address    bool // we come to their door, however they are told
	LateLetter bool // a letter would arrive after the visit, which is said before it is chosen
	Questions  []Question
}

// Problem is one answer that cannot be used: its field and the key of its words.
type Problem struct{ Field, Key string }

// Longest answers, in characters.
const (
	MaxName  = 100
	MaxEmail = 254 // RFC 5321 section 4.5.3.1.3: a path of 256 less its brackets
	MaxPhone = 25
	MaxLine  = 100 // of an address
	MaxNote  = 300
)

func (c Channel) known() bool {
	return c == ByEmail || c == BySMS || c == ByLetter || c == ByPhone || c == None
}

func checkName(name string) string {
	switch {
	case name == "":
		return "name.missing"
	case utf8.RuneCountInString(name) > MaxName:
		return "name.long"
	case unprintable(name):
		return "name.characters"
	case len(Words(name)) == 0:
		return "name.letters"
	}
	return ""
}

func checkNote(note string) string {
	switch {
	case utf8.RuneCountInString(note) > MaxNote:
		return "note.long"
	case unprintable(strings.ReplaceAll(note, "\n", "")):
		return "note.characters"
	}
	return ""
}

// unprintable finds broken UTF-8, control characters, and the marks that turn text around: a
// name with those reads differently on each screen.
func unprintable(s string) bool {
	return !utf8.ValidString(s) || strings.ContainsFunc(s, func(r rune) bool {
		return unicode.IsControl(r) || r == utf8.RuneError || unicode.Is(unicode.Bidi_Control, r)
	})
}
