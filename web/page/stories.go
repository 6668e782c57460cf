package page

import (
	"balie/booking/catalogue"
	"strconv"

	"github.com/a-h/templ"
)

// Story is a page or a part with awkward data, for whoever draws, translates or judges it.
type Story struct {
	Room, Name string // "resident", "times-taken"
	Page       func(Request) templ.Component
}

// Awkward is a word that breaks layouts; German and Dutch law know such.
const Awkward = "Grundstücksverkehrsgenehmigungszuständigkeitsübertragungsverordnung"

// Stories are the parts that pages are made of.
func Stories() []Story {
	story := func(name string, of func(Request) templ.Component) Story {
		return Story{"parts", name, func(q Request) templ.Component { return partsPage(q, name, of(q)) }}
	}
	return []Story{
		story("alerts", alertsStory), story("buttons", buttonsStory), story("fields", fieldsStory), story("fields-wrong", wrongFieldsStory),
		story("choices", choicesStory), story("summary", summaryStory), story("lists", listsStory), story("icons", iconsStory),
		{"parts", "refusal", func(q Request) templ.Component {
			return RefusalPage(q, Refusal{What: Awkward, Do: Awkward + " " + Awkward, Ways: []Way{{"/", Awkward}, {"/a", q.T("open.see")}}})
		}},
	}
}

var aFault = []Fault{{"veld", Awkward}, {"leeg", "Leeg"}}

// awkwardItems are a summary of five products.
func awkwardItems() (items []Item) {
	for range 5 {
		items = append(items, Item{Key: "Wat", Lines: []string{Awkward, "10 personen"}, Change: "/", What: "dit"})
	}
	return append(items, Item{Key: "Leeg", Lines: nil}, Item{Key: "Wanneer", Lines: []string{"-"}})
}

// AwkwardLines are n long lines, each another.
func AwkwardLines(n int) (lines []string) {
	for i := range n {
		lines = append(lines, Awkward+" "+strconv.Itoa(i+1)+", en ook een kopie daarvan")
	}
	return lines
}

// AwkwardOffice has long names everywhere.
func AwkwardOffice() catalogue.Office {
	return catalogue.Office{
		ID: "hal", Kind: catalogue.Stop, Name: "Gemeenschapshuis De Voormalige Landbouwhuishoudschool", Street: "Burgemeester Vernhoutstraat-Noordoostzijde 1234 bis",
		Postcode: "7081 BN", Place: "Westendorp-" + Awkward, Phone: "(0315) 292 292", Notes: map[string]string{"nl": Awkward + ", 8.30 tot 16.30 uur."},
	}
}

// Clip is the beginning of a text, most letters at most.
func Clip(s string, most int) string {
	runes := []rune(s)
	return string(runes[:min(len(runes), most)])
}
