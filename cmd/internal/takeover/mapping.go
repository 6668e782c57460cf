package takeover

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"time"
	"unicode/utf8"

	"balie/booking/catalogue"
	"balie/booking/textfile"
)

// mapping says how a file of another system is read.
type mapping struct {
	Delimiter string            `json:"delimiter"` // "," where it is left out
	Columns   columns           `json:"columns"`
	Date      string            `json:"date"`      // how days are written there: "dd-mm-jjjj", "d mmmm jjjj", or as Go has it: "02-01-2006"
	Time      string            `json:"time"`      // how times are: "uu:mm", "15.04"
	Dates     []string          `json:"dates"`     // other ways in which days are written too
	Products  map[string]string `json:"products"`  // their name → our id
	Offices   map[string]string `json:"offices"`   // their name → our id; "" where the file has no such column
	Languages map[string]string `json:"languages"` // their name → nl, en or de
	Message   string            `json:"message"`   // "calm": each resident gets one; "none"

	dates []layout
	time  layout
}

// columns are the names of columns; those but ref, date, time and product may be left out. Date and time may
// be one column.
type columns struct {
	Ref      string `json:"ref"`
	Date     string `json:"date"`
	Time     string `json:"time"`
	Product  string `json:"product"`
	Persons  string `json:"persons"`
	Office   string `json:"office"`
	Name     string `json:"name"`
	Email    string `json:"email"`
	Phone    string `json:"phone"`
	Language string `json:"language"`
	Note     string `json:"note"`
}

// named are the columns that the mapping names, by the field that they are for.
func (c columns) named() [][2]string {
	return slices.DeleteFunc([][2]string{{"ref", c.Ref}, {"date", c.Date}, {"time", c.Time}, {"product", c.Product}, {"persons", c.Persons}, {"office", c.Office},
		{"name", c.Name}, {"email", c.Email}, {"phone", c.Phone}, {"language", c.Language}, {"note", c.Note}}, func(n [2]string) bool { return n[1] == "" })
}

// ReadMapping reads a mapping, and refuses a field that it does not know, and one that could read nothing: each
// fault with its line.
func ReadMapping(content []byte) (m mapping, err error) {
	text, _, err := textfile.Text(content)
	if err != nil {
		return m, err
	}
	places, err := textfile.JSON(text, &m)
	if err != nil {
		return m, err
	}
	var found []error
	say := func(wrong bool, field, what string) {
		if wrong {
			found = append(found, places.Problem("", field, what))
		}
	}
	for _, needed := range [][2]string{{"columns.ref", m.Columns.Ref}, {"columns.date", m.Columns.Date}, {"columns.time", m.Columns.Time},
		{"columns.product", m.Columns.Product}, {"date", m.Date}, {"time", m.Time}} {
		say(needed[1] == "", needed[0], needed[0]+" is missing")
	}
	seen := map[string]string{}
	for _, c := range m.Columns.named() {
		before, twice := seen[c[1]]
		say(twice && (before != "date" || c[0] != "time"), "columns."+c[0], fmt.Sprintf("is the column of %s too", before))
		seen[c[1]] = c[0]
	}
	say(utf8.RuneCountInString(m.Delimiter) > 1 || m.Delimiter == "\"" || m.Delimiter == "\n", "delimiter", "must be one character, such as ; or a tab")
	say(m.Message != "" && m.Message != "calm" && m.Message != "none", "message", "must be calm or none")
	for _, name := range slices.Sorted(maps.Keys(m.Languages)) {
		say(!slices.Contains(catalogue.Languages, m.Languages[name]), "languages", fmt.Sprintf("%q is not nl, en or de", m.Languages[name]))
	}
	found = append(found, m.readLayouts(places)...)
	return m, errors.Join(found...)
}

// readLayouts makes layouts of how days and times are written.
func (m *mapping) readLayouts(places textfile.Places) (found []error) {
	for i, written := range append([]string{m.Date}, m.Dates...) {
		l := layoutOf(written)
		if m.Date != "" && !l.tells("2006-01-02") {
			field := "date"
			if i > 0 {
				field = fmt.Sprintf("dates[%d]", i-1)
			}
			found = append(found, places.Problem("", field, fmt.Sprintf("%q does not say day, month and year, like dd-mm-jjjj", written)))
		}
		m.dates = append(m.dates, l)
	}
	if m.time = layoutOf(m.Time); m.Time != "" && !m.time.tells("15:04") {
		found = append(found, places.Problem("", "time", fmt.Sprintf("%q does not say hours and minutes, like uu:mm", m.Time)))
	}
	return found
}

// Calm reports whether each resident gets a message that their appointment was brought over.
func (m mapping) Calm() bool { return m.Message == "calm" }

// sample is an instant of which no two parts are alike.
var sample = time.Date(2019, 11, 23, 17, 48, 0, 0, time.UTC)
