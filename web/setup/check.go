package setup

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"balie/booking/calendar"
	"balie/booking/catalogue"
	"balie/booking/ledger"
	"balie/booking/textfile"
	"balie/outreach"
	"balie/web/page"
	"balie/web/resident"
	"balie/web/wording"
)

// readFile is a file of an import and where its records stand.
type readFile struct {
	name     string
	document Document
	places   textfile.Places
}

// File is a file and what it is called in what is said about it.
type File struct {
	Name    string `json:"name"`
	Content []byte `json:"content"`
}

// Largest is how many bytes the files of one import have at most: they are read and held as a whole.
const Largest = 16 << 20

// Files are files that were read, and what they say together.
type Files struct {
	Document Document
	each     []readFile
}

// Read reads every file, and names the faults of all of them.
func Read(given []File) (Files, error) {
	all, files, err := readFiles(given)
	return Files{all, files}, err
}

func readFiles(given []File) (all Document, files []readFile, err error) {
	size := 0
	for _, g := range given {
		if size += len(g.Content); size > Largest {
			return all, nil, tooLarge(g.Name)
		}
		f := readFile{name: g.Name}
		text, _, failed := textfile.Text(g.Content)
		if failed == nil {
			f.places, failed = textfile.JSON(text, &f.document)
		}
		if failed != nil {
			err = errors.Join(err, within(g.Name, failed))
			continue
		}
		all.Add(f.document)
		files = append(files, f)
	}
	return all, files, err
}

// checking holds the records of a document against each other and against what stands.
type checking struct {
	known map[string]bool   // "skill pas", "product paspoort", "neighbourhood sinderen"
	first map[string]string // where each record stood first
	found []error
}

// Check names every record that stands there twice, cannot be, or speaks of something that is not there.
func (f Files) Check(r ledger.Reader) error {
	all, files := f.Document, f.each
	stands, err := Export(r)
	if err != nil {
		return err
	}
	c := checking{known: map[string]bool{}, first: map[string]string{}}
	for _, id := range resident.Groups() {
		c.known["group "+id] = true
	}
	for _, d := range []Document{stands, all} {
		c.know(d)
	}
	for _, f := range files {
		c.file(f)
	}
	return errors.Join(c.found...)
}

// know gathers what records may speak of.
func (c *checking) know(d Document) {
	skills := func(all []string) {
		for _, s := range all {
			c.known["skill "+s] = true
		}
	}
	for _, part := range append([]Planned{{0, d.Products, d.Offices}}, d.Planned...) {
		for _, p := range part.Products {
			c.known["product "+string(p.ID)] = true
		}
		for _, o := range part.Offices {
			c.known["office "+string(o.ID)] = true
			for _, desk := range o.Desks {
				skills(desk.Skills)
			}
		}
	}
	for _, g := range d.Groups {
		c.known["group "+g.ID] = !g.Gone
	}
	for _, s := range d.TownSetup.Skills {
		skills([]string{s.ID})
	}
	for _, v := range d.Vehicles {
		skills(v.Skills)
	}
	for _, k := range d.Kits {
		skills(k.Skills)
	}
	for _, n := range d.Neighbourhoods {
		c.known["neighbourhood "+string(n.ID)] = true
	}
}

// say adds what is wrong with a field of a record.
func (c *checking) say(f readFile, record, field, what string) {
	c.found = append(c.found, within(f.name, f.places.Problem(record, field, what)))
}

// refers refuses what is named and not there.
func (c *checking) refers(f readFile, record, field, kind, id string) {
	if id != "" && !c.known[kind+" "+id] {
		c.say(f, record, field, fmt.Sprintf("there is no %s %q", kind, id))
	}
}

// file checks every record of a file.
func (c *checking) file(f readFile) {
	c.parts(f, "", 0, f.document.Products, f.document.Offices)
	for i, p := range f.document.Planned {
		if p.FirstDay == 0 {
			c.say(f, fmt.Sprintf("planned[%d]", i), "first_day", "first_day is missing")
		}
		c.parts(f, fmt.Sprintf("planned[%d].", i), p.FirstDay, p.Products, p.Offices)
	}
	for _, one := range f.document.records() {
		c.record(f, one.at, one.ref.String(), one.part.Faults())
	}
	for i, w := range f.document.Texts {
		c.text(f, at("own_texts", i), w)
	}
	c.looks(f)
	if l := f.document.Legal; l != nil {
		c.refers(f, "legal", "office", "office", string(l.Office))
	}
	c.roles(f)
	for i, n := range f.document.Neighbourhoods {
		c.record(f, fmt.Sprintf("neighbourhoods[%d]", i), "neighbourhood "+string(n.ID), n.Faults())
	}
	for i, p := range f.document.Places {
		at := fmt.Sprintf("places[%d]", i)
		c.record(f, at, "place "+string(p.ID), p.Faults())
		c.refers(f, at, "neighbourhood", "neighbourhood", string(p.Neighbourhood))
	}
	for i, v := range f.document.Vehicles {
		c.record(f, fmt.Sprintf("vehicles[%d]", i), "vehicle "+v.ID, v.Faults())
	}
	for i, k := range f.document.Kits {
		c.record(f, fmt.Sprintf("kits[%d]", i), "kit "+k.ID, k.Faults())
	}
	for i, p := range f.document.Partners {
		c.record(f, fmt.Sprintf("partners[%d]", i), "partner "+p.ID, p.Faults())
	}
	for i, t := range f.document.Themes {
		c.record(f, fmt.Sprintf("themes[%d]", i), "theme "+t.ID, t.Faults())
	}
	for i, l := range f.document.Layers {
		c.layer(f, fmt.Sprintf("layers[%d]", i), l)
	}
}

// text checks what may stand in an own text.
func (c *checking) text(f readFile, at string, w catalogue.Wording) {
	found := wording.Faults(w)
	for _, language := range slices.Sorted(maps.Keys(found)) {
		for _, fault := range found[language] {
			field := "key"
			if language != "" {
				field = "texts." + language
			}
			c.say(f, at, field, fault.Error())
		}
	}
}

// looks checks that the house style can be read, and that the logo only draws.
func (c *checking) looks(f readFile) {
	if s := f.document.Style; s != nil && len(s.Faults()) == 0 {
		if err := page.CheckColour(s.Colour); err != nil {
			c.say(f, "style", "colour", fmt.Sprintf("cannot be read; the nearest that can is %v", ledger.ArgsOf(err)["nearest"]))
		}
	}
	if l := f.document.Logo; l != nil && len(l.Faults()) == 0 {
		if clean, err := page.CleanLogo(l.Bytes()); err != nil || clean != *l {
			c.say(f, "logo", "content", "does more than draw, or is no picture: upload it on screen")
		}
	}
}

// at is the path of one of a list.
func at(list string, i int) string { return fmt.Sprintf("%s[%d]", list, i) }

func (c *checking) layer(f readFile, at string, l outreach.Layer) {
	c.record(f, at, "layer "+l.ID, l.Faults())
	for k, day := range l.Days {
		c.refers(f, at, fmt.Sprintf("days[%d].neighbourhood", k), "neighbourhood", string(day.Neighbourhood))
	}
}

// parts checks products and offices, of today or of a day that is planned.
func (c *checking) parts(f readFile, path string, from calendar.Date, products []catalogue.Product, offices []catalogue.Office) {
	for i, p := range products {
		at := fmt.Sprintf("%sproducts[%d]", path, i)
		c.record(f, at, fmt.Sprintf("product %s%s", p.ID, fromDay(from)), p.Faults())
		c.refers(f, at, "skill", "skill", p.Skill)
		c.refers(f, at, "next", "product", string(p.Next))
		if p.Group != "" && !c.known["group "+p.Group] {
			c.say(f, at, "group", fmt.Sprintf("the home page has no group %q", p.Group))
		}
		if p.Icon != "" && !page.HasIcon(p.Icon) {
			c.say(f, at, "icon", fmt.Sprintf("there is no icon %q", p.Icon))
		}
	}
	for i, o := range offices {
		at := fmt.Sprintf("%soffices[%d]", path, i)
		c.record(f, at, fmt.Sprintf("office %s%s", o.ID, fromDay(from)), o.Faults())
		for k, x := range o.Openings {
			for _, skill := range x.Skills {
				c.refers(f, at, fmt.Sprintf("openings[%d].skills", k), "skill", skill)
			}
		}
		for k, x := range o.Exceptions {
			for _, skill := range x.Skills {
				c.refers(f, at, fmt.Sprintf("exceptions[%d].skills", k), "skill", skill)
			}
		}
	}
}

// record says the faults of a record, and that it stands there twice.
func (c *checking) record(f readFile, at, what string, faults []error) {
	for _, fault := range faults {
		field, said := fieldOf(fault)
		c.say(f, at, field, said)
	}
	place := f.places.Problem(at, "", "")
	if before, twice := c.first[what]; twice {
		c.say(f, at, "id", "stands there twice: before in "+before)
		return
	}
	c.first[what] = fmt.Sprintf("%s, line %d", f.name, place.Line)
}

// fieldOf is the field that a fault begins with, and the fault.
func fieldOf(fault error) (field, said string) {
	var rule calendar.Problem
	if errors.As(fault, &rule) {
		return rule.Rule + "s", rule.Error()
	}
	said = fault.Error()
	field, _, _ = strings.Cut(said, " ")
	return field, strings.TrimPrefix(said, field+" ")
}
