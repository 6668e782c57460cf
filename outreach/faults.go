package outreach

import (
	"errors"
	"fmt"
	"unicode/utf8"

	"balie/booking/calendar"
)

// longestName is how many characters a name has at most: it stands on boards and in messages.
const longestName = 120

// faults gathers what is wrong with something that is set up, each beginning with the field.
type faults []error

func (f *faults) when(wrong bool, what string) {
	if wrong {
		*f = append(*f, errors.New(what))
	}
}

// named checks what everything has.
func (f *faults) named(id, name string) {
	f.when(!isSlug(id), "id must be small letters, digits and dashes")
	f.when(name == "", "name is missing")
	f.when(utf8.RuneCountInString(name) > longestName, fmt.Sprintf("name has more than %d characters", longestName))
}

// at checks a position; none is no fault.
func (f *faults) at(lat, lon float64) {
	f.when(lat < -90 || lat > 90, "lat must be -90 to 90")
	f.when(lon < -180 || lon > 180, "lon must be -180 to 180")
	f.when((lat == 0) != (lon == 0), "lat and lon belong together")
}

// refuseFaults is ErrSetup with what is wrong, nil where nothing is.
func refuseFaults(kind, id string, found []error) error {
	if err := errors.Join(found...); err != nil {
		return ErrSetup.With("what", fmt.Sprintf("%s %q: %v", kind, id, err)).Because(err)
	}
	return nil
}

// Faults are what makes it one that cannot be used, and so are those of the others.
func (n Neighbourhood) Faults() []error {
	var f faults
	f.named(string(n.ID), n.Name)
	f.at(n.Lat, n.Lon)
	f.when(n.Residents < 0, "residents must not be negative")
	f.when(n.Wished < 0 || n.Wished > 26, "wished must be 0 to 26 visits in a quarter")
	return f
}

// Faults are what makes it one that cannot be used.
func (p Place) Faults() []error {
	var f faults
	f.named(string(p.ID), p.Name)
	f.at(p.Lat, p.Lon)
	f.when(p.Signal != Unknown && p.Signal != Good && p.Signal != Poor, "signal must be good, poor or left out")
	f.when(p.Contacts < 0, "contacts must not be negative")
	for i, h := range p.Hours {
		f.when(h.Start < 0 || h.Start >= h.End || h.End > calendar.CellsPerDay, fmt.Sprintf("hours[%d].end must be later than start", i))
		f.when(len(h.Weekdays) == 0, fmt.Sprintf("hours[%d].weekdays are missing", i))
	}
	return f
}

// Faults are what makes it one that cannot be used.
func (v Vehicle) Faults() []error {
	var f faults
	f.named(v.ID, v.Name)
	f.at(v.Lat, v.Lon)
	f.when(v.From < 0 || v.From >= v.Until || v.Until > calendar.CellsPerDay, "until must be later than from")
	f.when(v.Crew < 0, "crew must not be negative")
	return f
}

// Faults are what makes it one that cannot be used.
func (k Kit) Faults() []error {
	var f faults
	f.named(k.ID, k.Name)
	f.when(len(k.Checks) > 20, "checks must be 20 at most")
	return f
}

// Faults are what makes it one that cannot be used.
func (p Partner) Faults() []error {
	var f faults
	f.named(p.ID, p.Name)
	return f
}

// Faults are what makes it one that cannot be used.
func (t Theme) Faults() []error {
	var f faults
	f.named(t.ID, t.Name)
	f.when(t.Until != 0 && t.Until < t.From, "until must not be earlier than from")
	return f
}

// Faults are what makes it one that cannot be used.
func (l Layer) Faults() []error {
	var f faults
	f.named(l.ID, l.Name)
	for i, d := range l.Days {
		f.when(d.From == 0 || d.Until < d.From, fmt.Sprintf("days[%d].until must not be earlier than from", i))
		f.when(d.What == "", fmt.Sprintf("days[%d].what is missing", i))
	}
	return f
}
