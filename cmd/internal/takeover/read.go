package takeover

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"time"

	"balie/booking"
	"balie/booking/calendar"
	"balie/booking/catalogue"
	"balie/booking/contact"
	"balie/booking/supply"
	"balie/booking/textfile"
)

// Batch is what is sent to the house that takes the appointments over.
type Batch struct {
	Accept   bool              `json:"accept"`
	Tell     bool              `json:"tell"`
	Products map[string]string `json:"products"` // of the mapping, to be held against what there is
	Offices  map[string]string `json:"offices"`
	Rows     []Line            `json:"rows"`
}

// Line is one visit of the file: what was promised, or what is wrong with it.
type Line struct {
	Line    int                         `json:"line"`
	Fault   string                      `json:"fault,omitempty"`
	Between string                      `json:"between,omitempty"` // the time as it was written, where it is none of ours
	Promise booking.ExternalAppointment `json:"promise"`
}

// LargestFile is how many bytes a file of appointments has at most: some 150,000 appointments.
const LargestFile = 16 << 20

// Read turns each line into a promise, or says what is wrong with it. Lines of one reference are one visit. It
// refuses a file that is no table, and a column that the mapping names and the file has not, or has twice.
func (m mapping) Read(content []byte) (Batch, error) {
	text, _, err := textfile.Text(content)
	if err != nil {
		return Batch{}, err
	}
	reader := csv.NewReader(strings.NewReader(text))
	reader.FieldsPerRecord = -1
	if m.Delimiter != "" {
		reader.Comma = []rune(m.Delimiter)[0]
	}
	head, err := reader.Read()
	if errors.Is(err, io.EOF) {
		return Batch{}, errors.New("is empty")
	}
	if err != nil {
		return Batch{}, tableFault(err)
	}
	place, err := m.places(head)
	if err != nil {
		return Batch{}, err
	}
	var rows []row
	for {
		cells, err := reader.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return Batch{}, tableFault(err)
		}
		line, _ := reader.FieldPos(0)
		rows = append(rows, m.row(line, cells, len(head), place))
	}
	return Batch{Tell: m.Calm(), Products: m.Products, Offices: m.Offices, Rows: merged(rows)}, nil
}

// tableFault says in words of ours why a file is no table.
func tableFault(err error) error {
	var fault *csv.ParseError
	if !errors.As(err, &fault) {
		return errors.New("cannot be read as a table")
	}
	what := "a quote stands where none can; is the delimiter right?"
	if errors.Is(fault.Err, csv.ErrQuote) {
		what = "a quote is opened and not closed"
	}
	return fmt.Errorf("line %d, column %d: %s", fault.Line, fault.Column, what)
}

// places are where the columns stand that the mapping names.
func (m mapping) places(head []string) (map[string]int, error) {
	place := map[string]int{}
	var found []error
	for i, name := range head {
		name = strings.TrimSpace(name)
		named := slices.ContainsFunc(m.Columns.named(), func(c [2]string) bool { return c[1] == name })
		if _, twice := place[name]; twice && named {
			found = append(found, fmt.Errorf("line 1: has column %q twice", name))
		}
		place[name] = i
	}
	for _, c := range m.Columns.named() {
		if _, ok := place[c[1]]; !ok {
			found = append(found, fmt.Errorf("line 1: has no column %q, which the mapping names for %s", c[1], c[0]))
		}
	}
	return place, errors.Join(found...)
}

// row is one line of the file with its cells.
type row struct {
	Line
	cells []string
}

// row reads one line.
func (m mapping) row(line int, cells []string, width int, place map[string]int) row {
	of := func(name string) string {
		if at, ok := place[name]; ok && name != "" && at < len(cells) {
			return strings.TrimSpace(cells[at])
		}
		return ""
	}
	r := row{m.line(of), cells}
	if r.Line.Line = line; len(cells) > width && r.Fault == "" {
		r.Fault = fmt.Sprintf("has %d columns, and the first line names %d", len(cells), width)
	}
	return r
}

// line reads what the cells of one line say.
func (m mapping) line(of func(column string) string) (p Line) {
	c := m.Columns
	product, known := m.Products[of(c.Product)]
	office, placed := m.Offices[of(c.Office)]
	at, day, clock := m.when(of(c.Date), of(c.Time))
	persons, number := 1, true
	if text := of(c.Persons); text != "" {
		n, err := strconv.Atoi(text)
		persons, number = n, err == nil && n > 0
	}
	details, unusable := m.contact(of)
	switch {
	case of(c.Ref) == "":
		p.Fault = "has no reference" + in(c.Ref)
	case !known:
		p.Fault = "has a product that the mapping does not name" + in(c.Product)
	case !placed:
		p.Fault = "has an office that the mapping does not name" + in(c.Office)
	case !day:
		p.Fault = "has a date that is written otherwise" + in(c.Date)
	case !clock:
		p.Fault = "has a time that is written otherwise" + in(c.Time)
	case !number:
		p.Fault = "has a number of persons that is none" + in(c.Persons)
	case unusable != "":
		p.Fault = unusable
	}
	if p.Fault == "" && at.Minute()%calendar.CellMinutes != 0 {
		p.Between = at.Format("15:04")
	}
	p.Promise = booking.ExternalAppointment{
		Ref: of(c.Ref), Wish: catalogue.Wish{{Product: catalogue.ProductID(product), Persons: persons}}, Contact: details, Lang: m.language(of(c.Language)),
		Offer: supply.Offer{Office: catalogue.OfficeID(office), Date: calendar.DateOf(at.Date()), Start: calendar.Cell((at.Hour()*60 + at.Minute()) / calendar.CellMinutes)},
	}
	return p
}

func in(column string) string { return fmt.Sprintf(" (column %q)", column) }

// when is the wall time of a line. What says how far it is from UTC is an instant, and is read on the clock of
// the Netherlands.
func (m mapping) when(date, clock string) (at time.Time, day, hour bool) {
	var on time.Time
	for _, l := range m.dates {
		var err error
		if on, err = l.read(date); err != nil {
			continue
		}
		day = true
		if l.zone && l.tells("2006-01-02 15:04") { // date and time in one
			return catalogue.WallTime(on), true, true
		}
		break
	}
	then, err := m.time.read(clock)
	if !day || err != nil {
		return at, day, err == nil
	}
	y, month, d := on.Date()
	at = time.Date(y, month, d, then.Hour(), then.Minute(), 0, 0, then.Location())
	if m.time.zone {
		return catalogue.WallTime(at), true, true
	}
	return time.Date(y, month, d, then.Hour(), then.Minute(), 0, 0, time.UTC), true, true
}

// contact is how the resident can be reached: by the first of e-mail and telephone that can be used. unusable is
// what cannot be kept at all.
func (m mapping) contact(of func(string) string) (d contact.Details, unusable string) {
	c := m.Columns
	d = contact.Details{Name: of(c.Name), Email: of(c.Email), Phone: of(c.Phone), Note: of(c.Note)}
	if d.Name == "" {
		d.Name = "onbekend"
	}
	for _, channel := range []contact.Channel{contact.ByEmail, contact.ByPhone} {
		d.Channel = channel
		for _, keep := range []bool{d.Phone != "", false} {
			if tidy := d.Tidy(contact.Need{Phone: keep}); len(tidy.Check(contact.Need{Phone: keep})) == 0 {
				return tidy, ""
			}
		}
	}
	d.Channel, d.Note = contact.None, ""
	d = d.Tidy(contact.Need{})
	if len(d.Check(contact.Need{})) > 0 {
		return d, fmt.Sprintf("has a name that cannot be kept: %d characters at most%s", contact.MaxName, in(c.Name))
	}
	return d, ""
}

func (m mapping) language(name string) string {
	if tag, ok := m.Languages[name]; ok {
		return tag
	}
	return "nl"
}
