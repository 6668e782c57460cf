package takeover

import (
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"
	"time"

	"balie/booking"
	"balie/booking/calendar"
	"balie/booking/catalogue"
	"balie/booking/contact"
	"balie/booking/supply"
)

// mapping says how a file of another system is read.
type mapping struct {
	Delimiter string            `json:"delimiter"` // "," where it is left out
	Columns   columns           `json:"columns"`
	Date      string            `json:"date"`      // how 2 January 2006 is written there: "02-01-2006"
	Time      string            `json:"time"`      // how four minutes past three in the afternoon is: "15:04"
	Products  map[string]string `json:"products"`  // their name → our id
	Offices   map[string]string `json:"offices"`   // their name → our id; "" where the file has no such column
	Languages map[string]string `json:"languages"` // their name → nl, en or de
	Message   string            `json:"message"`   // "calm": each resident gets one; "none"
}

// columns are the names of columns; those but ref, date, time and product may be left out.
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

// Batch is what is sent to the house that takes the appointments over.
type Batch struct {
	Accept bool   `json:"accept"`
	Tell   bool   `json:"tell"`
	Rows   []Line `json:"rows"`
}

// Line is one line: what was promised, or what is wrong with it.
type Line struct {
	Line    int                         `json:"line"`
	Fault   string                      `json:"fault,omitempty"`
	Promise booking.ExternalAppointment `json:"promise"`
}

// ReadMapping refuses a field that it does not know, and a mapping that could read nothing.
func ReadMapping(path string) (m mapping, err error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return m, err
	}
	decoder := json.NewDecoder(strings.NewReader(string(text)))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&m); err != nil {
		return m, err
	}
	for _, needed := range [][2]string{{"columns.ref", m.Columns.Ref}, {"columns.date", m.Columns.Date}, {"columns.time", m.Columns.Time},
		{"columns.product", m.Columns.Product}, {"date", m.Date}, {"time", m.Time}} {
		if needed[1] == "" {
			err = errors.Join(err, fmt.Errorf("%s is missing", needed[0]))
		}
	}
	if m.Message != "" && m.Message != "calm" && m.Message != "none" {
		err = errors.Join(err, errors.New("message must be calm or none"))
	}
	return m, err
}

// Read turns each line into a pledge, or says what is wrong with it.
func (m mapping) Read(r io.Reader) ([]Line, error) {
	reader := csv.NewReader(r)
	reader.FieldsPerRecord = -1
	if m.Delimiter != "" {
		reader.Comma = []rune(m.Delimiter)[0]
	}
	all, err := reader.ReadAll()
	if err != nil {
		return nil, err
	}
	if len(all) == 0 {
		return nil, errors.New("is empty")
	}
	place := map[string]int{}
	for i, name := range all[0] {
		place[strings.TrimSpace(strings.TrimPrefix(name, "\ufeff"))] = i
	}
	for _, name := range []string{m.Columns.Ref, m.Columns.Date, m.Columns.Time, m.Columns.Product} {
		if _, ok := place[name]; !ok {
			return nil, fmt.Errorf("has no column %q", name)
		}
	}
	rows, seen := make([]Line, 0, len(all)-1), map[string]int{}
	for i, record := range all[1:] {
		p := m.line(func(name string) string {
			if at, ok := place[name]; ok && name != "" && at < len(record) {
				return strings.TrimSpace(record[at])
			}
			return ""
		})
		p.Line = i + 2
		if before, twice := seen[p.Promise.Ref]; twice && p.Fault == "" {
			p.Fault = fmt.Sprintf("has the reference of line %d", before)
		}
		seen[p.Promise.Ref] = p.Line
		rows = append(rows, p)
	}
	return rows, nil
}

// line reads one line.
func (m mapping) line(of func(column string) string) (p Line) {
	c := m.Columns
	product, known := m.Products[of(c.Product)]
	office, placed := m.Offices[of(c.Office)]
	date, noDate := time.Parse(m.Date, of(c.Date))
	clock, noTime := time.Parse(m.Time, of(c.Time))
	start, offGrid := calendar.ParseCell(clock.Format("15:04"))
	persons := 1
	var noNumber error
	if text := of(c.Persons); text != "" {
		persons, noNumber = strconv.Atoi(text)
	}
	switch {
	case of(c.Ref) == "":
		p.Fault = "has no reference"
	case !known:
		p.Fault = "has a product that the mapping does not name"
	case !placed:
		p.Fault = "has an office that the mapping does not name"
	case noDate != nil || noTime != nil:
		p.Fault = "has a date or time that is written otherwise"
	case noNumber != nil:
		p.Fault = "has a number of persons that is none"
	case offGrid != nil:
		p.Fault = "begins at a minute that is no multiple of five"
	}
	p.Promise = booking.ExternalAppointment{
		Ref: of(c.Ref), Wish: catalogue.Wish{{Product: catalogue.ProductID(product), Persons: persons}}, Contact: m.contact(of), Lang: m.language(of(c.Language)),
		Offer: supply.Offer{Office: catalogue.OfficeID(office), Date: calendar.DateOf(date.Date()), Start: start},
	}
	return p
}

// contact is how the resident can be reached: by the first of e-mail and telephone that can be used.
func (m mapping) contact(of func(string) string) contact.Details {
	c := m.Columns
	d := contact.Details{Name: of(c.Name), Email: of(c.Email), Phone: of(c.Phone), Note: of(c.Note)}
	if d.Name == "" {
		d.Name = "onbekend"
	}
	for _, channel := range []contact.Channel{contact.ByEmail, contact.ByPhone} {
		d.Channel = channel
		for _, keep := range []bool{d.Phone != "", false} {
			if tidy := d.Tidy(contact.Need{Phone: keep}); len(tidy.Check(contact.Need{Phone: keep})) == 0 {
				return tidy
			}
		}
	}
	d.Channel, d.Note = contact.None, ""
	return d.Tidy(contact.Need{})
}

func (m mapping) language(name string) string {
	if tag, ok := m.Languages[name]; ok {
		return tag
	}
	return "nl"
}
