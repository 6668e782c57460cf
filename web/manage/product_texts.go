package manage

import (
	"fmt"
	"strconv"
	"strings"

	"balie/booking/calendar"
	"balie/booking/catalogue"
)

// textField is a part of the texts of a product, in each language: one line, or a line for each.
type textField struct {
	name, part string // of the form, and of catalogue.Fault
	lines      int    // of its text area; 0 is one line
	one        func(*catalogue.ProductText) *string
	many       func(*catalogue.ProductText) *[]string
}

var productTexts = []textField{
	{"naam", "name", 0, func(t *catalogue.ProductText) *string { return &t.Name }, nil},
	{"kort", "short", 0, func(t *catalogue.ProductText) *string { return &t.Short }, nil},
	{"intro", "intro", 6, func(t *catalogue.ProductText) *string { return &t.Intro }, nil},
	{"mee", "bring", 4, nil, func(t *catalogue.ProductText) *[]string { return &t.Bring }},
	{"elk", "each", 3, nil, func(t *catalogue.ProductText) *[]string { return &t.Each }},
	{"wie", "who", 3, nil, func(t *catalogue.ProductText) *[]string { return &t.Who }},
	{"woorden", "words", 3, nil, func(t *catalogue.ProductText) *[]string { return &t.Words }},
	{"onlinetekst", "online", 3, func(t *catalogue.ProductText) *string { return &t.Online }, nil},
	{"thuis", "home", 0, func(t *catalogue.ProductText) *string { return &t.Home }, nil},
}

func (f textField) read(t *catalogue.ProductText) string {
	if f.one != nil {
		return *f.one(t)
	}
	return strings.Join(*f.many(t), "\n")
}

func (f textField) write(t *catalogue.ProductText, said string) {
	if f.one != nil {
		*f.one(t) = catalogue.CleanLine(said)
		return
	}
	*f.many(t) = catalogue.CleanLines(said)
}

// texts are those of the languages in which something was typed; there is always Dutch.
func (t typed) texts() map[string]catalogue.ProductText {
	all := map[string]catalogue.ProductText{}
	for _, language := range catalogue.Languages {
		var text catalogue.ProductText
		some := language == "nl"
		for _, f := range productTexts {
			f.write(&text, t[f.name+"-"+language])
			some = some || f.read(&text) != ""
		}
		if some {
			all[language] = text
		}
	}
	return all
}

// moreFees is how many empty lines for fees a form has, and mostFees how many lines in all.
const (
	moreFees = 2
	mostFees = 20
)

func typeFees(t typed, prefix string, fees []catalogue.Fee) {
	for i, f := range fees {
		n := fmt.Sprint(prefix, "-", i)
		t[n] = fmt.Sprintf("%d,%02d", f.Cents/100, f.Cents%100)
		t[n+"-vanaf"] = f.From.String()
		for _, language := range catalogue.Languages {
			t[n+"-"+language] = f.For[language]
		}
	}
}

// feeLines are the numbers of the lines for fees: those that are filled, and some empty ones.
func (t typed) feeLines(prefix string) (lines []string) {
	last := -1
	for i := range mostFees {
		n := fmt.Sprint(prefix, "-", i)
		for _, name := range []string{n, n + "-vanaf", n + "-nl", n + "-en", n + "-de"} {
			if strings.TrimSpace(t[name]) != "" {
				last = i
			}
		}
	}
	for i := range min(last+1+moreFees, mostFees) {
		lines = append(lines, fmt.Sprint(prefix, "-", i))
	}
	return lines
}

// fees reads the lines in which something is said; faults are by field.
func (t typed) fees(prefix string, faults map[string]string) (fees []catalogue.Fee) {
	for _, n := range t.feeLines(prefix) {
		what := map[string]string{}
		for _, language := range catalogue.Languages {
			if said := catalogue.CleanLine(t[n+"-"+language]); said != "" {
				what[language] = said
			}
		}
		if len(what) == 0 && strings.TrimSpace(t[n]) == "" && strings.TrimSpace(t[n+"-vanaf"]) == "" {
			continue
		}
		cents, good := typedEuros(t[n])
		from, err := calendar.ParseDate(strings.TrimSpace(t[n+"-vanaf"]))
		if what["nl"] == "" {
			faults[n+"-nl"] = "fee.for"
		}
		if err != nil {
			faults[n+"-vanaf"] = "fee.from"
		}
		if !good {
			faults[n] = "fee.euros"
		}
		if what["nl"] != "" && err == nil && good {
			fees = append(fees, catalogue.Fee{From: from, Cents: cents, For: what})
		}
	}
	return fees
}

// mostCents is the highest fee.
const mostCents = 1_000_000

// typedEuros reads an amount as people type it: "85", "85,00", "€ 85.50".
func typedEuros(text string) (cents int, ok bool) {
	text = strings.ReplaceAll(strings.TrimSpace(strings.Trim(strings.TrimSpace(text), "€")), ".", ",")
	euros, rest, cut := strings.Cut(text, ",")
	whole, err := strconv.Atoi(strings.TrimSpace(euros))
	if err != nil || whole < 0 || whole > mostCents/100 || cut && len(rest) != 2 {
		return 0, false
	}
	part := 0
	if cut {
		if part, err = strconv.Atoi(rest); err != nil || part < 0 {
			return 0, false
		}
	}
	cents = whole*100 + part
	return cents, cents <= mostCents
}
