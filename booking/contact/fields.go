package contact

import (
	"strconv"
	"strings"
)

// Purpose is for what we ask something.
type Purpose string

// The purposes.
const (
	ToRecognise Purpose = "recognise" // who comes, and by whom an appointment is found
	ToReach     Purpose = "reach"     // to tell them that something changes
	ToPrepare   Purpose = "prepare"   // to have ready what is needed
)

// Term is until when something is kept.
type Term string

// The terms.
const (
	AfterVisit Term = "visit+14" // days: there are questions after a visit
	DayAfter   Term = "visit+1"  // it served the visit only
)

// Days is how many days after a visit it is kept.
func (t Term) Days() int {
	_, days, _ := strings.Cut(string(t), "+")
	n, _ := strconv.Atoi(days)
	return n
}

// Field is everything that is to be known of one thing that a person types.
type Field struct {
	Name    string
	At      func(*Details) *string
	Clean   func(string) string          // before it is checked, at whichever door
	Asked   func(Details, Need) bool     // what is not asked is not kept
	Check   func(d Details) (key string) // of the words of what is wrong, or ""
	Purpose Purpose
	Term    Term
}

// Fields are all texts of a person that we keep, in the order of the forms. No other record has one. Answers to what a
// product asks itself stand beside them: they are cleaned, checked and dropped by the same three functions, ToPrepare
// and AfterVisit.
var Fields = []Field{
	{"name", func(d *Details) *string { return &d.Name }, cleanLine, always, func(d Details) string { return checkName(d.Name) }, ToRecognise, AfterVisit},
	{"email", func(d *Details) *string { return &d.Email }, cleanEmail, by(ByEmail), func(d Details) string { return checkEmail(d.Email) }, ToReach, AfterVisit},
	{"street", func(d *Details) *string { return &d.Street }, cleanLine, byAddress, func(d Details) string { return checkStreet(d.Street) }, ToReach, AfterVisit},
	{"postcode", func(d *Details) *string { return &d.Postcode }, cleanPostcode, byAddress, func(d Details) string { return checkPostcode(d.Postcode) }, ToReach, AfterVisit},
	{"place", func(d *Details) *string { return &d.Place }, cleanLine, byAddress, func(d Details) string { return checkLine("place", d.Place) }, ToReach, AfterVisit},
	{"phone", func(d *Details) *string { return &d.Phone }, cleanPhone, byPhone, checkNumber, ToReach, AfterVisit},
	{"note", func(d *Details) *string { return &d.Note }, cleanNote, always, func(d Details) string { return checkNote(d.Note) }, ToPrepare, AfterVisit},
	{"language", func(d *Details) *string { return &d.Aid.Language }, cleanLine, interpreted, func(d Details) string { return checkLanguage(d.Aid.Language) }, ToPrepare, DayAfter},
}

func always(Details, Need) bool { return true }

func by(channel Channel) func(Details, Need) bool {
	return func(d Details, _ Need) bool { return d.Channel == channel }
}

func byAddress(d Details, need Need) bool { return d.Channel == ByLetter || need.Address }

func byPhone(d Details, need Need) bool {
	return d.Channel == ByPhone || d.Channel == BySMS || need.Phone
}

func interpreted(d Details, _ Need) bool { return d.Aid.Kind.Has(Interpreter) }

func checkNumber(d Details) string {
	if d.Channel == BySMS {
		return checkMobile(d.Phone)
	}
	return checkPhone(d.Phone)
}

func checkLanguage(language string) string {
	switch key := checkLine("language", language); {
	case key == "language.missing" || key == "":
		return key
	}
	return "language.shape"
}

// Clean returns the details as they are stored, each field by its own rule. Cleaning twice is cleaning once.
func (d Details) Clean() Details {
	for _, f := range Fields {
		*f.At(&d) = f.Clean(*f.At(&d))
	}
	answers := d.Answers
	d.Answers = nil
	for _, a := range answers {
		if a.Said = cleanLine(a.Said); a.Said != "" {
			d.Answers = append(d.Answers, a)
		}
	}
	return d
}

// Shown returns the details as people read them.
func (d Details) Shown() Details {
	d.Phone, d.Email = ShowPhone(d.Phone), ShowEmail(d.Email)
	return d
}

// Tidy returns cleaned details without what belongs to a channel that was not chosen and not needed:
// we keep as little as we can.
func (d Details) Tidy(need Need) Details {
	d = d.Clean()
	for _, f := range Fields {
		if !f.Asked(d, need) {
			*f.At(&d) = ""
		}
	}
	return d.Asked(need.Questions)
}

// Check returns every problem with tidied details, in the order of the form; none means that
// they can be booked with.
func (d Details) Check(need Need) (found []Problem) {
	add := func(field, key string) {
		if key != "" {
			found = append(found, Problem{field, key})
		}
	}
	for _, f := range Fields {
		if f.Asked(d, need) {
			add(f.Name, f.Check(d))
		}
		if f.Name == "name" && !d.Channel.known() {
			add("channel", "channel.missing")
		}
	}
	found = append(found, d.CheckAnswers(need.Questions)...)
	if !d.Aid.Kind.known() {
		add("aid", "aid.unknown")
	}
	return found
}
