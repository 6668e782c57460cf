package catalogue

import (
	"encoding/base64"
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"balie/booking/calendar"
)

// Wording is a text of ours in the municipality's own words, in the languages in which it has them. What may stand
// in it is known where the model texts are.
type Wording struct {
	Key   string            `json:"key"`
	Texts map[string]string `json:"texts"`
}

// longestWording is how long an own text is at most, in runes.
const longestWording = 4000

var textKey = regexp.MustCompile(`^[a-z0-9_]+(\.[a-z0-9_]+){1,5}$`)

// Faults are what makes the text one that cannot be kept.
func (w Wording) Faults() []error {
	var f faults
	f.refuse(!textKey.MatchString(w.Key), "key", "is no name of a text")
	f.refuse(len(w.Texts) == 0, "texts", "has no language")
	for language, said := range w.Texts {
		f.refuse(!slices.Contains(Languages, language), "texts."+language, "is in a language that we do not have")
		f.refuse(strings.TrimSpace(said) == "", "texts."+language, "says nothing")
		f.refuse(utf8.RuneCountInString(said) > longestWording, "texts."+language, "is longer than 4000 characters")
		f.refuse(!utf8.ValidString(said) || said != strings.Join(CleanParagraphs(said), "\n\n"), "texts."+language, "has spaces or characters that cannot be read")
	}
	return f
}

// CleanParagraphs are the paragraphs of a text, apart by empty lines, each one clean line.
func CleanParagraphs(text string) (all []string) {
	for part := range strings.SplitSeq(strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\r", "\n"), "\n\n") {
		if part = CleanLine(part); part != "" {
			all = append(all, part)
		}
	}
	return all
}

// Style is the municipality's house style: its main colour, from which the others are made.
type Style struct {
	Colour string `json:"colour"` // "#00663d"
}

var hexColour = regexp.MustCompile(`^#[0-9a-f]{6}$`)

// Faults are what makes the style none; whether it can be read is for who draws with it.
func (s Style) Faults() (f []error) {
	if !hexColour.MatchString(s.Colour) {
		f = append(f, Fault{Field: "colour", Why: "must be # and six figures, such as #00663d"})
	}
	return f
}

// Logo is the municipality's mark: the text of an SVG, or a PNG in base64. Whoever puts one has cleaned it.
type Logo struct {
	Type    string `json:"type"` // "svg" or "png"
	Content string `json:"content"`
}

// LargestLogo is how many bytes a logo has at most.
const LargestLogo = 64 << 10

// Bytes are the file as it is served; nil where it cannot be read.
func (l Logo) Bytes() []byte {
	if l.Type == "svg" {
		return []byte(l.Content)
	}
	content, err := base64.StdEncoding.DecodeString(l.Content)
	if err != nil {
		return nil
	}
	return content
}

// Faults are what makes the logo none.
func (l Logo) Faults() []error {
	var f faults
	f.refuse(l.Type != "svg" && l.Type != "png", "type", "must be svg or png")
	f.refuse(len(l.Bytes()) == 0, "content", "is empty or not base64")
	f.refuse(len(l.Bytes()) > LargestLogo, "content", "is larger than 64 kB")
	return f
}

// Bus says whether there is a bus that comes to residents, and what it and a talk in it are called here. Where neither
// On nor Off is said, there is one as soon as it has a vehicle.
type Bus struct {
	On    bool   `json:"on,omitempty"`
	Off   bool   `json:"off,omitempty"`
	Name  string `json:"name,omitempty"`  // "Praotbus"
	Talk  string `json:"talk,omitempty"`  // "praotje"
	Hello string `json:"hello,omitempty"` // "Moi"
}

// How long a word of a dialect is at most; a greeting stands in a drawing.
const (
	longestWord  = 30
	longestHello = 8
)

// Faults are what makes a word none.
func (b Bus) Faults() []error {
	var f faults
	f.refuse(b.On && b.Off, "off", "cannot be beside on")
	for _, one := range [][2]string{{"name", b.Name}, {"talk", b.Talk}, {"hello", b.Hello}} {
		f.refuse(utf8.RuneCountInString(one[1]) > longestWord || one[1] != CleanLine(one[1]), one[0], "must be a word of at most 30 letters")
		f.refuse(one[0] == "hello" && utf8.RuneCountInString(one[1]) > longestHello, one[0], "must be a word of at most 8 letters")
		f.refuse(strings.ContainsAny(one[1], "{}"), one[0], "must be without { and }")
	}
	return f
}

// Moment is a wall time at the town hall.
type Moment struct {
	Date calendar.Date `json:"date"`
	Time calendar.Cell `json:"time"`
}

// At is the instant of a moment.
func (m Moment) At() time.Time {
	year, month, day := m.Date.Civil()
	return time.Date(year, month, day, 0, m.Time.Minutes(), 0, 0, zone())
}

// Span is from one moment until another; a zero moment is now, or until it is ended.
type Span struct {
	From  Moment `json:"from,omitzero"`
	Until Moment `json:"until,omitzero"`
}

// On reports whether an instant lies in the span.
func (s Span) On(now time.Time) bool {
	return (s.From.Date == 0 || !now.Before(s.From.At())) && !s.Over(now)
}

// Over reports whether the span is behind us.
func (s Span) Over(now time.Time) bool { return s.Until.Date != 0 && !now.Before(s.Until.At()) }

func (s Span) faults(f *faults) {
	f.refuse(s.From.Date != 0 && s.Until.Date != 0 && !s.From.At().Before(s.Until.At()), "until", "must be later than from")
}

// Places where a notice stands.
const (
	OnHome        = "home"        // residents, where they begin
	OnBooking     = "booking"     // residents who choose a time
	OnAppointment = "appointment" // residents who look after an appointment
	OnStaff       = "staff"       // every page of colleagues
	OnPillar      = "pillar"      // who comes in
)

// NoticePlaces are all of them, in the order of a form.
var NoticePlaces = []string{OnHome, OnBooking, OnAppointment, OnPillar, OnStaff}

// Notice is a message of maintenance on some pages for some time.
type Notice struct {
	ID string `json:"id"`
	Span
	Places []string          `json:"places"`
	Texts  map[string]string `json:"texts"` // Dutch at least
}

// Text is the notice in a language, in Dutch where it has none.
func (n Notice) Text(language string) string { return inLanguage(n.Texts, language) }

// Faults are what makes the notice one that cannot be shown.
func (n Notice) Faults() []error {
	var f faults
	f.refuse(!IsSlug(n.ID), "id", "must be small letters, digits and dashes")
	n.Span.faults(&f)
	f.refuse(len(n.Places) == 0 || slices.ContainsFunc(n.Places, func(p string) bool { return !slices.Contains(NoticePlaces, p) }), "places", "must be some of home, booking, appointment, pillar, staff")
	shortTexts(&f, n.Texts)
	return f
}

// Pause is that no new appointments are taken for a while, and why. Who has one looks after it as ever.
type Pause struct {
	Span
	Texts map[string]string `json:"texts"`           // why, as residents read it; Dutch at least
	Staff bool              `json:"staff,omitempty"` // colleagues may go on, for who rings or stands before them
}

// Text is why, in a language, in Dutch where it says nothing there.
func (p Pause) Text(language string) string { return inLanguage(p.Texts, language) }

// Faults are what makes the pause one that cannot be.
func (p Pause) Faults() []error {
	var f faults
	p.Span.faults(&f)
	shortTexts(&f, p.Texts)
	return f
}

func inLanguage(texts map[string]string, language string) string {
	if said := texts[language]; said != "" {
		return said
	}
	return texts["nl"]
}

// longestNotice is how long a notice is at most, in runes.
const longestNotice = 300

func shortTexts(f *faults, texts map[string]string) {
	f.refuse(texts["nl"] == "", "texts.nl", "is missing")
	for language, said := range texts {
		f.refuse(!slices.Contains(Languages, language), "texts."+language, "is in a language that we do not have")
		f.refuse(said != CleanLine(said) || utf8.RuneCountInString(said) > longestNotice, "texts."+language, "must be one line of at most 300 characters")
	}
}
