package start

import (
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
	style := catalogue.Style{Colour: cleanColour(v.typed.last("kleur"))}
	for _, language := range catalogue.Languages[1:] {
		if v.typed.has("taal", language) {
			m.Languages = append(m.Languages, language)
		}
	}
	v.typed["kleur"] = []string{style.Colour}
	if len(style.Faults()) > 0 {
		v.faults["kleur"] = v.Q.T("start.colour.none")
	} else if err := page.CheckColour(style.Colour); err != nil {
		v.faults["kleur"] = v.Q.T("start.colour.unreadable")
		v.typed["beter"] = []string{fmt.Sprint(ledger.ArgsOf(err)["nearest"])}
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

// readable reports whether the colour of the form can be read.
func (v *view) readable() bool {
	style := catalogue.Style{Colour: v.typed.line("kleur")}
	return len(style.Faults()) == 0 && page.CheckColour(style.Colour) == nil
}

// cleanColour is a colour as it is kept of what somebody typed: "0B5D3B" and "#0b5d3b" are one.
func cleanColour(typed string) string {
	typed = strings.ToLower(strings.TrimSpace(typed))
	if typed != "" && !strings.HasPrefix(typed, "#") {
		typed = "#" + typed
	}
	return typed
}
