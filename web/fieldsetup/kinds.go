package fieldsetup

import (
	"balie/booking/ledger"
	"balie/outreach"
)

// kind is one kind of thing that is set up: its fields, and how it is read and written.
type kind struct {
	key    string // in addresses and words
	thing  outreach.Thing
	fields []field
	rows   func(frame, outreach.Everything) []rowView
	load   func(outreach.Everything, string) (typed, bool)
	put    func(*ledger.Tx, string, typed, faults) error
}

// field is one question of a form.
type field struct{ name, shape string }

// The shapes of fields.
const (
	text     = "text"
	lines    = "lines"    // one a line
	number   = "number"   // a whole one
	date     = "date"     // may be left empty
	clock    = "clock"    // "8.30"
	yes      = "yes"      // ticked or not
	days     = "days"     // of the week
	position = "position" // typed or pasted
	village  = "village"  // one of the neighbourhoods
	hours    = "hours"    // rows of days and times
)

// typed is a form as somebody filled it in: values by field, several for what can be ticked.
type typed map[string][]string

func (t typed) one(name string) string {
	if len(t[name]) == 0 {
		return ""
	}
	return t[name][0]
}

func (t typed) set(name string, values ...string) { t[name] = values }

// faults are what is wrong, by field; each is a key of words.
type faults map[string]string

var kinds = []kind{
	{"kern", outreach.ANeighbourhood, []field{{"naam", text}, {"inwoners", number}, {"wens", number}, {"postcodes", text}, {"positie", position}}, villageRows, loadVillage, putVillage},
	{"plek", outreach.APlace, []field{{"naam", text}, {"kern", village}, {"straat", text}, {"postcode", text}, {"positie", position}, {"uren", hours}, {"vergunning", date},
		{"stroom", yes}, {"toegankelijk", yes}, {"gesprekken", number}, {"telefoon", text}, {"sleutel", text}}, placeRows, loadPlace, putPlace},
	{"voertuig", outreach.AVehicle, []field{{"naam", text}, {"positie", position}, {"dagen", days}, {"van", clock}, {"tot", clock}, {"bemanning", number}, {"kan", text}, {"bezorgt", yes}}, vehicleRows, loadVehicle, putVehicle},
	{"koffer", outreach.AKit, []field{{"naam", text}, {"kan", text}, {"vraagt", text}, {"lijst", lines}}, kitRows, loadKit, putKit},
	{"thema", outreach.ATheme, []field{{"naam", text}, {"vanaf", date}, {"tot-en-met", date}}, themeRows, loadTheme, putTheme},
	{"partner", outreach.APartner, []field{{"naam", text}}, partnerRows, loadPartner, putPartner},
}
