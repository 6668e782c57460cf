package contact

import (
	"net/mail"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Channel is how a resident wants to hear that something changed.
type Channel string

// The channels. With None the resident keeps the spoken code, and whoever must be told is called
// upon in another way.
const (
	ByEmail Channel = "email"
	ByPhone Channel = "phone"
	None    Channel = "none"
)

// Details are what a resident told us, as typed.
type Details struct {
	Name    string  `json:"name"`
	Email   string  `json:"email,omitempty"`
	Phone   string  `json:"phone,omitempty"`
	Note    string  `json:"note,omitempty"`
	Channel Channel `json:"channel"`
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
	if d.Channel != ByPhone && !need.Phone {
		d.Phone = ""
	}
	return d
}

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
	case ByPhone, None:
	default:
		add("channel", "channel.missing")
	}
	if d.Channel == ByPhone || need.Phone {
		add("phone", checkPhone(d.Phone))
	}
	add("note", checkNote(d.Note))
	return found
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
