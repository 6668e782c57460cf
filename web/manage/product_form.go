package manage

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"balie/booking/calendar"
	"balie/booking/catalogue"
	"balie/web/staff"
)

// typed are the fields of a form as somebody typed them, by name.
type typed map[string]string

// formOf reads the fields of a form that a browser sent.
func formOf(f frame) typed { return f.Form() }

// numberField is a field of a product that is a whole number.
type numberField struct {
	name, fault string // the field of the form, and of catalogue.Fault
	at          func(*catalogue.Product) *int
}

var productNumbers = []numberField{
	{"minuten", "minutes", func(p *catalogue.Product) *int { return &p.Minutes }},
	{"erbij", "extra_minutes", func(p *catalogue.Product) *int { return &p.ExtraMinutes }},
	{"vooraf", "before_minutes", func(p *catalogue.Product) *int { return &p.Before }},
	{"achteraf", "after_minutes", func(p *catalogue.Product) *int { return &p.After }},
	{"meeste", "max_persons", func(p *catalogue.Product) *int { return &p.MaxPersons }},
	{"melden", "notice_minutes", func(p *catalogue.Product) *int { return &p.NoticeMinutes }},
	{"vooruit", "horizon_days", func(p *catalogue.Product) *int { return &p.HorizonDays }},
	{"klaar", "ready_days", func(p *catalogue.Product) *int { return &p.ReadyDays }},
	{"spoeddagen", "urgent_days", func(p *catalogue.Product) *int { return &p.UrgentDays }},
	{"vaak", "popular", func(p *catalogue.Product) *int { return &p.Popular }},
}

// lineField is a field of a product that is one line of text, or one of some choices.
type lineField struct {
	name, fault string
	at          func(*catalogue.Product) string
	set         func(*catalogue.Product, string)
}

var productLines = []lineField{
	{"kunnen", "skill", func(p *catalogue.Product) string { return p.Skill }, func(p *catalogue.Product, s string) { p.Skill = s }},
	{"groep", "group", func(p *catalogue.Product) string { return p.Group }, func(p *catalogue.Product, s string) { p.Group = s }},
	{"samen", "combines", func(p *catalogue.Product) string { return p.Combines }, func(p *catalogue.Product, s string) { p.Combines = s }},
	{"upl", "upl_name", func(p *catalogue.Product) string { return p.UPLName }, func(p *catalogue.Product, s string) { p.UPLName = s }},
	{"upladres", "upl_uri", func(p *catalogue.Product) string { return p.UPLURI }, func(p *catalogue.Product, s string) { p.UPLURI = s }},
	{"zaaktype", "zaaktype_url", func(p *catalogue.Product) string { return p.ZaaktypeURL }, func(p *catalogue.Product, s string) { p.ZaaktypeURL = s }},
	{"onlineadres", "online_url", func(p *catalogue.Product) string { return p.OnlineURL }, func(p *catalogue.Product, s string) { p.OnlineURL = s }},
	{"manier", "route", func(p *catalogue.Product) string { return string(p.Route) }, func(p *catalogue.Product, s string) { p.Route = catalogue.Route(s) }},
	{"thuis", "at_home", func(p *catalogue.Product) string { return string(p.AtHome) }, func(p *catalogue.Product, s string) { p.AtHome = catalogue.AtHome(s) }},
	{"haast", "urgent", func(p *catalogue.Product) string { return string(p.Urgent) }, func(p *catalogue.Product, s string) { p.Urgent = catalogue.UrgentReason(s) }},
	{"daarna", "next", func(p *catalogue.Product) string { return string(p.Next) }, func(p *catalogue.Product, s string) { p.Next = catalogue.ProductID(s) }},
}

// tickField is a field of a product that is true or not.
type tickField struct {
	name, fault string
	at          func(*catalogue.Product) *bool
}

var productTicks = []tickField{
	{"verborgen", "hidden", func(p *catalogue.Product) *bool { return &p.Hidden }},
	{"genodigd", "invited", func(p *catalogue.Product) *bool { return &p.Invited }},
	{"telefoon", "needs_phone", func(p *catalogue.Product) *bool { return &p.NeedsPhone }},
	{"besloten", "discreet", func(p *catalogue.Product) *bool { return &p.Discreet }},
	{"rustig", "gentle", func(p *catalogue.Product) *bool { return &p.Gentle }},
	{"snelweg", "quick_exit", func(p *catalogue.Product) *bool { return &p.QuickExit }},
	{"tweeen", "at_home_two", func(p *catalogue.Product) *bool { return &p.AtHomeTwo }},
}

// typedProduct are the fields of the form for a product.
func typedProduct(p catalogue.Product) typed {
	t := typed{}
	for _, f := range productNumbers {
		t[f.name] = strconv.Itoa(*f.at(&p))
	}
	for office, n := range p.MinutesAt {
		t[minutesAt+string(office)] = strconv.Itoa(n)
	}
	for _, f := range productLines {
		t[f.name] = f.at(&p)
	}
	for _, f := range productTicks {
		if *f.at(&p) {
			t[f.name] = "ja"
		}
	}
	for language, text := range p.Texts {
		for _, f := range productTexts {
			t[f.name+"-"+language] = f.read(&text)
		}
	}
	typeFees(t, "bedrag", p.Fees)
	typeFees(t, "spoedbedrag", p.Surcharges)
	typeQuestions(t, p.Questions)
	typeAges(t, p.ByAge)
	typeWays(t, p.Ways)
	return t
}

// product is a product with what was typed in place of what it said; faults are by the name of their field.
func (t typed) product(p catalogue.Product) (catalogue.Product, map[string]string) {
	faults := map[string]string{}
	for _, f := range productNumbers {
		n, err := strconv.Atoi(strings.TrimSpace(t[f.name]))
		if err != nil || n < 0 {
			faults[f.name] = "number"
			continue
		}
		*f.at(&p) = n
	}
	p.MinutesAt = t.minutesAt(p.MinutesAt, faults)
	for _, f := range productLines {
		f.set(&p, catalogue.CleanLine(t[f.name]))
	}
	for _, f := range productTicks {
		*f.at(&p) = t[f.name] != ""
	}
	p.Texts = t.texts()
	p.Fees = t.fees("bedrag", faults)
	p.Surcharges = t.fees("spoedbedrag", faults)
	p.Ways = t.ways()
	var asked, aged []int
	p.ByAge, aged = t.ages(faults)
	p.Questions, asked = t.questions(p.Questions)
	for _, err := range p.Faults() {
		if fault, ok := err.(catalogue.Fault); ok {
			at, key := fieldAt(fault), faultKey(fault)
			switch fault.Field {
			case "questions":
				at, key = askFault(fault, asked)
			case "by_age":
				at, key = ageFault(fault, aged)
			}
			if faults[at] == "" {
				faults[at] = key
			}
		}
	}
	return p, faults
}

// minutesAt begins the name of a field for the minutes at an office.
const minutesAt = "minuten-bij-"

// minutesAt are minutes at offices with what was typed in the place of what stood there; an empty field is no own
// number.
func (t typed) minutesAt(was map[catalogue.OfficeID]int, faults map[string]string) map[catalogue.OfficeID]int {
	all := map[catalogue.OfficeID]int{}
	maps.Copy(all, was)
	for name, text := range t {
		office, ok := strings.CutPrefix(name, minutesAt)
		if !ok {
			continue
		}
		n, err := strconv.Atoi(strings.TrimSpace(text))
		switch {
		case strings.TrimSpace(text) == "":
			delete(all, catalogue.OfficeID(office))
		case err != nil || n < 5 || n > 240:
			faults[name] = "minutes"
		default:
			all[catalogue.OfficeID(office)] = n
		}
	}
	if len(all) == 0 {
		return nil
	}
	return all
}

// fieldAt is the field of the form that a fault is about.
func fieldAt(f catalogue.Fault) string {
	if language, ok := strings.CutPrefix(f.Field, "texts."); ok {
		for _, text := range productTexts {
			if text.part == f.Part {
				return text.name + "-" + language
			}
		}
		return "naam-" + language
	}
	for _, n := range productNumbers {
		if n.fault == f.Field {
			return n.name
		}
	}
	for _, l := range productLines {
		if l.fault == f.Field {
			return l.name
		}
	}
	for _, k := range productTicks {
		if k.fault == f.Field {
			return k.name
		}
	}
	return "naam-nl"
}

// faultKey names the words of a fault, under "config.product.fault.".
func faultKey(f catalogue.Fault) string {
	if f.Part == "name" || f.Part == "short" {
		return "name"
	}
	if strings.HasPrefix(f.Field, "texts.") {
		return "text"
	}
	return f.Field
}

// newID is an id for something new from its name, that nothing has.
func newID(name string, taken func(string) bool) string {
	return staff.NewID(name, "product", func(id string) bool { return id == newProduct || taken(id) })
}

// firstDay reads the day from which something holds; nothing is today, and ok is false for what cannot be.
func (t typed) firstDay(today calendar.Date) (day calendar.Date, ok bool) {
	if strings.TrimSpace(t["vanaf"]) == "" {
		return 0, true
	}
	day, err := calendar.ParseDate(strings.TrimSpace(t["vanaf"]))
	return day, err == nil && day >= today && day <= today+mostAhead
}

// mostAhead is how many days ahead something can be set up.
const mostAhead = 800

// sorted are the fields with a fault, in the order of the form.
func sorted(faults map[string]string, order []string) (names []string) {
	for name := range faults {
		names = append(names, name)
	}
	place := func(name string) int {
		if i := slices.Index(order, name); i >= 0 {
			return i
		}
		return len(order)
	}
	slices.SortFunc(names, func(a, b string) int {
		if d := place(a) - place(b); d != 0 {
			return d
		}
		return strings.Compare(a, b)
	})
	return names
}
