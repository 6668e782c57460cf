package manage

import (
	"fmt"
	"strconv"
	"strings"

	"balie/booking/catalogue"
)

// ageField is the name of a field of what to bring by age: "leeftijd-0-van".
func ageField(i int, part string) string { return fmt.Sprintf("leeftijd-%d-%s", i, part) }

var ageNumbers = []struct {
	name, part string
	at         func(*catalogue.Ages) *int
}{
	{"van", "from", func(a *catalogue.Ages) *int { return &a.From }},
	{"tot", "under", func(a *catalogue.Ages) *int { return &a.Under }},
}

func typeAges(t typed, all []catalogue.Ages) {
	for i, a := range all {
		for _, f := range ageNumbers {
			if n := *f.at(&a); n > 0 {
				t[ageField(i, f.name)] = strconv.Itoa(n)
			}
		}
		for language, lines := range a.Bring {
			t[ageField(i, language)] = strings.Join(lines, "\n")
		}
	}
}

// saysAge reports whether something is typed of an age.
func (t typed) saysAge(i int) bool {
	said := t[ageField(i, "van")] + t[ageField(i, "tot")]
	for _, language := range catalogue.Languages {
		said += t[ageField(i, language)]
	}
	return strings.TrimSpace(said) != ""
}

// ageLines are how many ages the form shows: those that are filled and one empty.
func (t typed) ageLines() int {
	last := -1
	for i := range catalogue.MostAges {
		if t.saysAge(i) {
			last = i
		}
	}
	return min(last+2, catalogue.MostAges)
}

// ages reads those in which something is typed, and which line each stood in; faults are by field.
func (t typed) ages(faults map[string]string) (all []catalogue.Ages, lines []int) {
	for i := range catalogue.MostAges {
		if !t.saysAge(i) {
			continue
		}
		a := catalogue.Ages{Bring: map[string][]string{}}
		for _, f := range ageNumbers {
			typed := strings.TrimSpace(t[ageField(i, f.name)])
			n, err := strconv.Atoi(typed)
			if typed != "" && err != nil {
				faults[ageField(i, f.name)] = "ages"
			}
			*f.at(&a) = n
		}
		for _, language := range catalogue.Languages {
			if said := catalogue.CleanLines(t[ageField(i, language)]); len(said) > 0 {
				a.Bring[language] = said
			}
		}
		all, lines = append(all, a), append(lines, i)
	}
	return all, lines
}

// ageFault is the field of the form and the words of what is wrong with a part of an age: "0.under".
func ageFault(f catalogue.Fault, lines []int) (field, key string) {
	place, part, _ := strings.Cut(f.Part, ".")
	n, err := strconv.Atoi(place)
	if err != nil || n >= len(lines) {
		return ageField(0, "nl"), "ages.lines"
	}
	for _, number := range ageNumbers {
		if number.part == part {
			return ageField(lines[n], number.name), "ages"
		}
	}
	return ageField(lines[n], part), "ages.lines"
}
