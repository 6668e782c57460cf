package start

import (
	"slices"

	"balie/booking/calendar"
	"balie/booking/catalogue"
	"balie/web/page"
)

// said is what a step set up, in one line.
func (v *view) said(step int) string {
	w := v.Q.Words
	switch {
	case !steps[step].done(v):
		return w.T("start." + steps[step].name + ".what")
	case step == 0:
		return v.own.Name
	case step == 1:
		o := v.office()
		return w.T("start.locatie.said", "name", o.Name, "street", o.Street, "place", o.Place)
	case step == 2:
		return w.N("start.balies.said", v.desks)
	case step == 3:
		return w.N("start.producten.said", len(v.products))
	}
	return w.N("start.collegas.said", len(v.colleagues))
}

// dot is how a step stands in the list: "is-done", "is-now" or "".
func (v *view) dot(step int) string {
	switch {
	case step == v.step:
		return "is-now"
	case steps[step].done(v):
		return "is-done"
	}
	return ""
}

// faultsInOrder are the faults of a step in the order of its form.
func (v *view) faultsInOrder() []page.Fault {
	return v.faultList("naam", "kleur", "plek", "soort", "straat", "postcode", "plaats", "telefoon", "balie", "dag", "van", "tot", "kan", "product", "collega", "login", "rol")
}

// clock is a field for a time of day.
func (v *view) clock(name string) page.Field {
	f := v.field(name)
	f.Inputmode = "numeric"
	return f
}

// deskHours says when a desk is open, in the reader's words.
func (v *view) deskHours(d catalogue.Desk) string {
	own := slices.DeleteFunc(slices.Clone(v.office().Openings), func(o calendar.Opening) bool { return o.Desk != string(d.ID) })
	return hoursIn(v.Q.Words, own)
}

func (v *view) productNames() (names []string) {
	for _, p := range v.products {
		names = append(names, p.Text(v.Q.Words.Tag()).Short)
	}
	return names
}

func (v *view) colleagueNames() (names []string) {
	for _, u := range v.colleagues {
		names = append(names, u.Name)
	}
	return names
}

// listTitle is what the models in view are: what was looked for, or what most choose.
func (v *view) listTitle() string {
	if v.typed.line("zoek") != "" {
		return v.Q.T("start.products.found")
	}
	return v.Q.T("start.products.often")
}
