package manage

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"balie/booking/calendar"
	"balie/booking/catalogue"
)

// officeLine is a field of an office that is one line of text.
type officeLine struct {
	name, fault string
	at          func(*catalogue.Office) *string
}

var officeLines = []officeLine{
	{"naam", "name", func(o *catalogue.Office) *string { return &o.Name }},
	{"straat", "street", func(o *catalogue.Office) *string { return &o.Street }},
	{"postcode", "postcode", func(o *catalogue.Office) *string { return &o.Postcode }},
	{"plaats", "place", func(o *catalogue.Office) *string { return &o.Place }},
	{"telefoon", "phone", func(o *catalogue.Office) *string { return &o.Phone }},
	{"nacht", "night", func(o *catalogue.Office) *string { return &o.Night }},
	{"zone", "zone", func(o *catalogue.Office) *string { return &o.Zone }},
}

// moreDesks is how many empty lines for desks a form has, and mostDesks how many lines in all.
const (
	moreDesks = 2
	mostDesks = 40
)

// typedOffice are the fields of the form for an office.
func typedOffice(o catalogue.Office) typed {
	t := typed{"soort": string(o.Kind)}
	for _, f := range officeLines {
		t[f.name] = *f.at(&o)
	}
	if o.Lat != 0 || o.Lon != 0 {
		t["positie"] = strconv.FormatFloat(o.Lat, 'f', -1, 64) + ", " + strconv.FormatFloat(o.Lon, 'f', -1, 64)
	}
	if o.Holidays {
		t["feestdagen"] = "ja"
	}
	if o.Punctual {
		t["optijd"] = "ja"
	}
	for _, language := range catalogue.Languages {
		t["uren-"+language] = o.Notes[language]
	}
	for i, d := range o.Desks {
		n := fmt.Sprint("balie-", i)
		t[n], t[n+"-id"], t[n+"-kan"], t[n+"-heeft"] = d.Name, string(d.ID), strings.Join(d.Skills, ", "), strings.Join(d.Properties, ", ")
	}
	return t
}

// deskLines are the numbers of the lines for desks: those that are filled, and some empty ones.
func (t typed) deskLines() (lines []string) {
	last := -1
	for i := range mostDesks {
		n := fmt.Sprint("balie-", i)
		if t[n+"-id"] != "" || strings.TrimSpace(t[n]) != "" || strings.TrimSpace(t[n+"-kan"]) != "" {
			last = i
		}
	}
	for i := range min(last+1+moreDesks, mostDesks) {
		lines = append(lines, fmt.Sprint("balie-", i))
	}
	return lines
}

// office is an office with what was typed in place of what it said; faults are by the name of their field. Rules of a
// desk that is gone are gone with it.
func (t typed) office(o catalogue.Office) (catalogue.Office, map[string]string) {
	faults := map[string]string{}
	for _, f := range officeLines {
		*f.at(&o) = catalogue.CleanLine(t[f.name])
	}
	o.Kind = catalogue.OfficeKind(t["soort"])
	o.Holidays, o.Punctual = t["feestdagen"] != "", t["optijd"] != ""
	var ok bool
	if o.Lat, o.Lon, ok = typedPosition(t["positie"]); !ok {
		faults["positie"] = "position"
	}
	if !isPostcode(o.Postcode) {
		faults["postcode"] = "postcode"
	}
	o.Notes = t.notes()
	o.Desks = t.desks(o, faults)
	gone := func(desk string) bool {
		_, known := o.Desk(catalogue.DeskID(desk))
		return desk != "" && !known
	}
	o.Openings = slices.DeleteFunc(slices.Clone(o.Openings), func(r calendar.Opening) bool { return gone(r.Desk) })
	o.Exceptions = slices.DeleteFunc(slices.Clone(o.Exceptions), func(r calendar.Exception) bool { return gone(r.Desk) })
	o.Closures = slices.DeleteFunc(slices.Clone(o.Closures), func(r calendar.Closure) bool { return gone(r.Desk) })
	for _, err := range o.Faults() {
		if fault, ok := err.(catalogue.Fault); ok {
			if at := officeFieldAt(fault.Field); faults[at] == "" {
				faults[at] = strings.TrimSuffix(strings.Split(fault.Field, "[")[0], ".id")
			}
		}
	}
	return o, faults
}

// officeFieldAt is the field of the form that a fault is about.
func officeFieldAt(field string) string {
	for _, f := range officeLines {
		if f.fault == field {
			return f.name
		}
	}
	switch field {
	case "kind":
		return "soort"
	case "lat", "lon":
		return "positie"
	case "desks":
		return "balie-0"
	}
	return "naam"
}

func (t typed) notes() map[string]string {
	notes := map[string]string{}
	for _, language := range catalogue.Languages {
		if said := catalogue.CleanLine(t["uren-"+language]); said != "" {
			notes[language] = said
		}
	}
	if len(notes) == 0 {
		return nil
	}
	return notes
}

// desks reads the lines in which a name stands; a desk keeps its id, and a new one gets one from its office.
func (t typed) desks(o catalogue.Office, faults map[string]string) []catalogue.Desk {
	all := []catalogue.Desk{}
	used := func(id string) bool {
		return slices.ContainsFunc(slices.Concat(o.Desks, all), func(d catalogue.Desk) bool { return string(d.ID) == id })
	}
	for _, n := range t.deskLines() {
		name := catalogue.CleanLine(t[n])
		d := catalogue.Desk{ID: catalogue.DeskID(t[n+"-id"])}
		if was, known := o.Desk(d.ID); known {
			d = was
		} else {
			d.ID = catalogue.DeskID(newID(string(o.ID)+"-1", used))
		}
		d.Name, d.Skills, d.Properties = name, commas(t[n+"-kan"]), commas(t[n+"-heeft"])
		switch {
		case name == "" && len(d.Skills) == 0:
			continue
		case name == "" || len([]rune(name)) > 120:
			faults[n] = "desk.name"
		case len(d.Skills) == 0:
			faults[n+"-kan"] = "desk.skills"
		}
		all = append(all, d)
	}
	return all
}

// commas are the parts of a list as people type it.
func commas(text string) (all []string) {
	for part := range strings.SplitSeq(text, ",") {
		if part = catalogue.CleanLine(part); part != "" && !slices.Contains(all, part) {
			all = append(all, part)
		}
	}
	return all
}

// typedPosition reads "51.88, 6.38"; nothing is no position.
func typedPosition(text string) (lat, lon float64, ok bool) {
	text = catalogue.CleanLine(text)
	if text == "" {
		return 0, 0, true
	}
	a, b, _ := strings.Cut(text, ",")
	lat, err := strconv.ParseFloat(strings.TrimSpace(a), 64)
	if err != nil {
		return 0, 0, false
	}
	lon, err = strconv.ParseFloat(strings.TrimSpace(b), 64)
	return lat, lon, err == nil && lat >= -90 && lat <= 90 && lon >= -180 && lon <= 180
}

// isPostcode reports whether a text is a Dutch postcode, or nothing.
func isPostcode(text string) bool {
	code := strings.ReplaceAll(text, " ", "")
	if code == "" {
		return true
	}
	digits := len(code) == 6 && strings.Trim(code[:4], "0123456789") == "" && code[0] != '0'
	return digits && strings.Trim(code[4:], "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == ""
}
