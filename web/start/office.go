package start

import (
	"slices"
	"strings"

	"balie/booking/catalogue"
	"balie/booking/ledger"
	"balie/web/staff"
)

// officeField is a line of step 2, with what catalogue calls it.
type officeField struct {
	name, field string
	at          func(*catalogue.Office) *string
}

var officeFields = []officeField{
	{"plek", "name", func(o *catalogue.Office) *string { return &o.Name }},
	{"straat", "street", func(o *catalogue.Office) *string { return &o.Street }},
	{"postcode", "postcode", func(o *catalogue.Office) *string { return &o.Postcode }},
	{"plaats", "place", func(o *catalogue.Office) *string { return &o.Place }},
	{"telefoon", "phone", func(o *catalogue.Office) *string { return &o.Phone }},
}

func (v *view) fillOffice() {
	o := v.office()
	for _, f := range officeFields {
		v.typed[f.name] = []string{*f.at(&o)}
	}
	v.typed["soort"] = []string{string(o.Kind)}
}

// saveOffice is step 2: where residents come. Desks and hours are the next step.
func (p *Pages) saveOffice(v *view) error {
	o := v.office()
	for _, f := range officeFields {
		*f.at(&o) = v.typed.line(f.name)
	}
	o.Postcode = postcode(o.Postcode)
	if o.ID == "" {
		o.ID = catalogue.OfficeID(staff.NewID(o.Name, "locatie", func(id string) bool { return p.knows(catalogue.OfficeID(id)) }))
	}
	if kind := catalogue.OfficeKind(v.typed.line("soort")); kind != catalogue.Stop {
		o.Kind = kind
	}
	for _, f := range officeFields {
		if *f.at(&o) == "" && f.name != "telefoon" {
			v.faults[f.name] = v.Q.T("start.fault." + f.name)
		}
	}
	for _, err := range o.Faults() {
		fault, ok := err.(catalogue.Fault)
		if !ok {
			continue
		}
		at := slices.IndexFunc(officeFields, func(f officeField) bool { return f.field == fault.Field })
		if at >= 0 && v.faults[officeFields[at].name] == "" {
			v.faults[officeFields[at].name] = v.Q.T("start.fault.long")
		}
		if fault.Field == "kind" {
			v.faults["soort"] = v.Q.T("start.fault.soort")
		}
	}
	if len(v.faults) > 0 {
		return nil
	}
	return v.Change(p.Ledger, func(tx *ledger.Tx) error { return catalogue.PutPlace(tx, catalogue.Configuration, o) })
}

// knows reports whether there is or was an office of this id.
func (p *Pages) knows(id catalogue.OfficeID) (known bool) {
	_ = p.Ledger.View(func(r ledger.Reader) error {
		_, err := catalogue.OfficeByID(r, id)
		known = err == nil
		return nil
	})
	return known
}

// postcode is a Dutch postcode as it is written: "7081bn" is "7081 BN"; another text stays as it is.
func postcode(text string) string {
	code := strings.ToUpper(strings.ReplaceAll(text, " ", ""))
	if len(code) != 6 || strings.Trim(code[:4], "0123456789") != "" {
		return text
	}
	return code[:4] + " " + code[4:]
}
