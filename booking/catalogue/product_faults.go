package catalogue

import (
	"net/url"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"balie/booking/calendar"
)

// Fault is what is wrong with one field of what is set up, or with a part of it: a name among texts.
type Fault struct{ Field, Why, Part string }

func (f Fault) Error() string { return f.Field + " " + f.Why }

// faults are gathered one after another.
type faults []error

func (f *faults) refuse(wrong bool, field, why string) {
	if wrong {
		*f = append(*f, Fault{Field: field, Why: why})
	}
}

// Faults are what makes the product one that could never be booked or shown, each a Fault.
func (p Product) Faults() []error {
	var f faults
	f.refuse(!IsSlug(string(p.ID)), "id", "must be small letters, digits and dashes")
	f.refuse(p.Minutes < 5 || p.Minutes > maxVisit, "minutes", "must be 5 to 240")
	f.refuse(p.ExtraMinutes < 0 || p.ExtraMinutes > 120, "extra_minutes", "must be 0 to 120")
	for office, n := range p.MinutesAt {
		f.refuse(!IsSlug(string(office)) || n < 5 || n > maxVisit, "minutes_at", "must be 5 to 240 for each office")
	}
	f.refuse(!isBuffer(p.Before), "before_minutes", "must be 0 to 60, in steps of 5")
	f.refuse(!isBuffer(p.After), "after_minutes", "must be 0 to 60, in steps of 5")
	f.refuse(p.MaxPersons < 1 || p.MaxPersons > 10, "max_persons", "must be 1 to 10")
	f.refuse(p.Skill == "", "skill", "is missing")
	f.refuse(p.HorizonDays < 1 || p.HorizonDays > 400, "horizon_days", "must be 1 to 400")
	f.refuse(p.Route != AtCounter && p.Route != ByCall && p.Route != ByVideo, "route", "must be phone, video or left out")
	f.refuse(p.Route == ByCall && !p.NeedsPhone, "needs_phone", "must be true for a product by phone")
	f.refuse(p.AtHome != NotAtHome && p.AtHome != BroughtHome && p.AtHome != VisitedHome, "at_home", "must be bring, visit or left out")
	f.refuse(p.AtHomeTwo && p.AtHome == NotAtHome, "at_home_two", "needs at_home")
	f.refuse(p.ReadyDays < 0 || p.ReadyDays > 60, "ready_days", "must be 0 to 60")
	f.refuse(p.NoticeMinutes < 0, "notice_minutes", "must not be negative")
	f.refuse(p.Urgent != NotUrgent && !slices.Contains(UrgentReasons, p.Urgent), "urgent", "must be death, stillbirth, birth or journey")
	f.refuse(p.UrgentDays < 0 || p.UrgentDays > 60, "urgent_days", "must be 0 to 60")
	f.refuse(slices.ContainsFunc(append(slices.Clone(p.Surcharges), p.Fees...), Fee.invalid), "fees", "need a first day, 0 to 1000000 cents, and in nl for what")
	for _, a := range [][2]string{{"upl_uri", p.UPLURI}, {"zaaktype_url", p.ZaaktypeURL}, {"online_url", p.OnlineURL}} {
		f.refuse(a[1] != "" && !isAddress(a[1]), a[0], "must be an address that begins with http:// or https://")
	}
	return append(append(f, slices.Concat(p.wayFaults(), p.questionFaults(), p.ageFaults())...), p.textFaults()...)
}

// textFaults are those of the texts: Dutch has them, and another language has all that is needed or nothing.
func (p Product) textFaults() (f faults) {
	if _, some := p.Texts["nl"]; !some {
		f.refuse(true, "texts.nl", "needs name and short")
	}
	for language, t := range p.Texts {
		in := func(wrong bool, part, why string) {
			if wrong {
				f = append(f, Fault{"texts." + language, why, part})
			}
		}
		in(!slices.Contains(Languages, language), "", "is in a language that we do not have")
		in(t.Name == "", "name", "needs name and short")
		in(t.Short == "", "short", "needs name and short")
		in(tooLong(t.Name), "name", "has a name of more than 120 characters")
		in(tooLong(t.Short), "short", "has a name of more than 120 characters")
		in(utf8.RuneCountInString(t.Intro) > longestText, "intro", "has a text of more than 2000 characters")
		in(utf8.RuneCountInString(t.Online) > longestText, "online", "has a text of more than 2000 characters")
		in(tooLong(t.Home), "home", "has a text of more than 120 characters")
		in(tooMany(t.Bring), "bring", "has a list of more than 20 lines or a long line")
		in(tooMany(t.Each), "each", "has a list of more than 20 lines or a long line")
		in(tooMany(t.Who), "who", "has a list of more than 20 lines or a long line")
		in(tooMany(t.Words), "words", "has a list of more than 20 lines or a long line")
	}
	return f
}

// mostBuffer is how many minutes a desk is kept before or after a visit at most.
const mostBuffer = 60

func isBuffer(minutes int) bool {
	return minutes >= 0 && minutes <= mostBuffer && minutes%calendar.CellMinutes == 0
}

// What a text of a product has at most.
const (
	longestText = 2000
	mostLines   = 20
)

func tooMany(lines []string) bool {
	return len(lines) > mostLines || slices.ContainsFunc(lines, func(l string) bool { return utf8.RuneCountInString(l) > longestText })
}

// isAddress reports whether a text is the address of a page.
func isAddress(text string) bool {
	u, err := url.Parse(text)
	return err == nil && (u.Scheme == "http" || u.Scheme == "https") && u.Host != "" && !strings.ContainsFunc(text, unicode.IsSpace)
}
