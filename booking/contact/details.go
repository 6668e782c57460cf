package contact

import (
	"net/mail"
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
}

// Need says which fields a visit cannot do without, beside a name.
type Need struct{ Phone bool }

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

// Tidy returns the details without the space around them, and without what belongs to a channel
// that was not chosen and not needed: we keep as little as we can.
func (d Details) Tidy(need Need) Details {
	d.Name = strings.Join(strings.Fields(d.Name), " ")
	d.Email, d.Phone, d.Note = strings.TrimSpace(d.Email), strings.TrimSpace(d.Phone), strings.TrimSpace(d.Note)
	if d.Channel != ByEmail {
		d.Email = ""
	}
	if d.Channel != ByPhone && d.Channel != BySMS && !need.Phone {
		d.Phone = ""
	}
	if d.Aid.Language = tidyLine(d.Aid.Language); d.Aid.Kind != Interpreter {
		d.Aid.Language = ""
	}
	d.Street, d.Postcode, d.Place = tidyLine(d.Street), strings.ToUpper(tidyLine(d.Postcode)), tidyLine(d.Place)
	if d.Channel != ByLetter {
		if d.Aid.Language = tidyLine(d.Aid.Language); d.Aid.Kind != Interpreter {
			d.Aid.Language = ""
		}
		d.Street, d.Postcode, d.Place = "", "", ""
	}
	return d
}

func tidyLine(text string) string { return strings.Join(strings.Fields(text), " ") }

// Check returns every problem with tidied details, in the order of the form; none means that
// they can be booked with.
func (d Details) Check(need Need) []Problem {
	var found []Problem
	add := func(field, key string) {
		if key != "" {
			found = append(found, Problem{field, key})
		}
	}
	add("name", checkName(d.Name))
	switch d.Channel {
	case ByEmail:
		add("email", checkEmail(d.Email))
	case ByLetter:
		add("street", checkLine("street", d.Street))
		add("postcode", checkPostcode(d.Postcode))
		add("place", checkLine("place", d.Place))
	case ByPhone, BySMS, None:
	default:
		add("channel", "channel.missing")
	}
	switch {
	case d.Channel == BySMS:
		add("phone", checkMobile(d.Phone))
	case d.Channel == ByPhone || need.Phone:
		add("phone", checkPhone(d.Phone))
	}
	add("note", checkNote(d.Note))
	return append(found, d.Aid.check()...)
}

func checkName(name string) string {
	switch {
	case name == "":
		return "name.missing"
	case utf8.RuneCountInString(name) > MaxName:
		return "name.long"
	case unprintable(name):
		return "name.characters"
	case !strings.ContainsFunc(name, unicode.IsLetter):
		return "name.letters"
	}
	return ""
}

// checkEmail takes what RFC 5322 calls an addr-spec with a domain that has a dot: plus-addresses
// and apostrophes are real, a display name and a bare host are not what we asked.
func checkEmail(email string) string {
	switch {
	case email == "":
		return "email.missing"
	case len(email) > MaxEmail:
		return "email.long"
	case unprintable(email):
		return "email.shape"
	}
	parsed, err := mail.ParseAddress(email)
	_, domain, _ := strings.Cut(email, "@")
	if err != nil || parsed.Address != email || parsed.Name != "" || !strings.Contains(strings.Trim(domain, "."), ".") {
		return "email.shape"
	}
	return ""
}

// checkPhone takes 8 to 15 digits (E.164 allows 15), with the marks that people put between them.
func checkPhone(phone string) string {
	if phone == "" {
		return "phone.missing"
	}
	digits := 0
	for i, r := range phone {
		switch {
		case r >= '0' && r <= '9':
			digits++
		case r == '+' && i == 0, strings.ContainsRune(" -()/.", r):
		default:
			return "phone.shape"
		}
	}
	if digits < 8 || digits > 15 || len(phone) > MaxPhone {
		return "phone.shape"
	}
	return ""
}

// checkMobile takes a number that can receive text messages: a Dutch one begins with 06.
func checkMobile(phone string) string {
	if key := checkPhone(phone); key != "" {
		return key
	}
	digits := International(phone)
	if strings.HasPrefix(digits, "+31") && !strings.HasPrefix(digits, "+316") {
		return "phone.mobile"
	}
	return ""
}

// International is a number as a gateway dials it: "06 1234 5678" is "+31612345678".
func International(phone string) string {
	phone = strings.ReplaceAll(phone, "(0)", "")
	digits := strings.Map(func(r rune) rune {
		if r < '0' || r > '9' {
			return -1
		}
		return r
	}, phone)
	switch {
	case strings.HasPrefix(strings.TrimSpace(phone), "+"):
		return "+" + digits
	case strings.HasPrefix(digits, "00"):
		return "+" + digits[2:]
	}
	return "+31" + strings.TrimPrefix(digits, "0")
}

// checkLine takes a line of an address: "Staringstraat 25".
func checkLine(field, line string) string {
	switch {
	case line == "":
		return field + ".missing"
	case utf8.RuneCountInString(line) > MaxLine || unprintable(line):
		return field + ".shape"
	}
	return ""
}

// checkPostcode takes 3 to 10 letters, digits, spaces and dashes: neighbours over the border have one too.
func checkPostcode(code string) string {
	if code == "" {
		return "postcode.missing"
	}
	odd := strings.ContainsFunc(code, func(r rune) bool { return (r < '0' || r > '9') && (r < 'A' || r > 'Z') && r != ' ' && r != '-' })
	if odd || len(code) < 3 || len(code) > 10 {
		return "postcode.shape"
	}
	return ""
}

func checkNote(note string) string {
	switch {
	case utf8.RuneCountInString(note) > MaxNote:
		return "note.long"
	case unprintable(strings.NewReplacer("\n", "", "\r", "", "\t", "").Replace(note)):
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
