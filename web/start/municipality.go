package start

import (
	"errors"
	"fmt"
	"strings"

	"balie/booking/catalogue"
	"balie/booking/ledger"
	"balie/web/page"
)

// ours is the colour of a house that chose none.
const ours = "#0b5d3b"

func (v *view) fillMunicipality() {
	v.typed["naam"] = []string{v.own.Name}
	v.typed["kleur"] = []string{ours}
	if v.colour != "" {
		v.typed["kleur"] = []string{v.colour}
	}
	v.typed["taal"] = v.own.Languages
	if len(v.own.Languages) == 0 {
		v.typed["taal"] = catalogue.Languages
	}
}

// saveMunicipality is step 1: name, colour and languages.
func (p *Pages) saveMunicipality(v *view) error {
	m := v.own
	m.Name, m.Languages = v.typed.line("naam"), []string{"nl"}
	style := catalogue.Style{Colour: page.CleanColour(v.typed.last("kleur"))}
	for _, language := range catalogue.Languages[1:] {
		if v.typed.has("taal", language) {
			m.Languages = append(m.Languages, language)
		}
	}
	v.typed["kleur"] = []string{style.Colour}
	if err := page.CheckColour(style.Colour); errors.Is(err, page.ErrUnreadable) {
		v.faults["kleur"] = v.Q.T("start.colour.unreadable", "contrast", v.contrast(style.Colour))
		v.typed["beter"] = []string{fmt.Sprint(ledger.ArgsOf(err)["nearest"])}
	} else if err != nil {
		v.faults["kleur"] = v.Q.T("start.colour.none")
	}
	for _, err := range m.Faults() {
		if f, ok := err.(catalogue.Fault); ok && f.Field == "name" {
			v.faults["naam"] = v.Q.T("start.fault.naam")
		}
	}
	if len(v.faults) > 0 {
		return nil
	}
	return v.Change(p.Ledger, func(tx *ledger.Tx) error {
		_, err := catalogue.PutTown(tx, catalogue.NamedRef, m)
		if err == nil {
			_, err = catalogue.PutTown(tx, catalogue.StyleRef, style)
		}
		return err
	})
}

// judged says whether a colour can be read, with its contrast; "" where the form says that it cannot.
func (v *view) judged() string {
	colour := v.typed.line("kleur")
	if err := page.CheckColour(colour); err != nil {
		return ""
	}
	return v.Q.T("start.colour.good", "contrast", v.contrast(colour))
}

// contrast is that of white on a colour, as one writes it: "7,9" or "7.9".
func (v *view) contrast(colour string) string {
	if v.Q.Words.Tag() == "en" {
		return strings.Replace(page.Contrast(colour), ",", ".", 1)
	}
	return page.Contrast(colour)
}
