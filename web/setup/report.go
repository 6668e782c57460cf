package setup

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"

	"balie/booking"
	"balie/booking/calendar"
	"balie/booking/ledger"
	"balie/booking/supply"
	"balie/booking/textfile"
)

// busChange is a record of the bus that an import would add or change.
type busChange struct {
	what     string // "place sinderen-dorpshuis"
	was, now []byte
}

// busChanges holds what the bus needs against what stands.
func busChanges(r ledger.Reader, d OutreachSetup) (all []busChange, err error) {
	stands, err := readOutreach(r)
	if err != nil {
		return nil, err
	}
	before := map[string][]byte{}
	err = stands.eachRecord(func(what string, record any) error {
		before[what], err = json.Marshal(record)
		return err
	})
	if err != nil {
		return nil, err
	}
	return all, d.eachRecord(func(what string, record any) error {
		now, err := json.Marshal(record)
		if string(before[what]) != string(now) {
			all = append(all, busChange{what, before[what], now})
		}
		return err
	})
}

// eachRecord calls fn with everything that has an id.
func (d OutreachSetup) eachRecord(fn func(what string, record any) error) error {
	for _, n := range d.Neighbourhoods {
		if err := fn("neighbourhood "+string(n.ID), n); err != nil {
			return err
		}
	}
	for _, p := range d.Places {
		if err := fn("place "+string(p.ID), p); err != nil {
			return err
		}
	}
	for _, v := range d.Vehicles {
		if err := fn("vehicle "+v.ID, v); err != nil {
			return err
		}
	}
	for _, k := range d.Kits {
		if err := fn("kit "+k.ID, k); err != nil {
			return err
		}
	}
	for _, p := range d.Partners {
		if err := fn("partner "+p.ID, p); err != nil {
			return err
		}
	}
	for _, t := range d.Themes {
		if err := fn("theme "+t.ID, t); err != nil {
			return err
		}
	}
	for _, l := range d.Layers {
		if err := fn("layer "+l.ID, l); err != nil {
			return err
		}
	}
	return nil
}

// Lines say what an import does: first whom it touches, then, where it is only looked at, each field.
func (p Plan) Lines(detailed bool) []string {
	lines := append(p.TouchedLines(), p.SinceLines()...)
	for _, id := range slices.Sorted(maps.Keys(p.keeping)) {
		lines = append(lines, fmt.Sprintf("%d appointments for %s keep the minutes that they were made with", p.keeping[id], id))
	}
	if len(p.Left) > 0 {
		lines = append(lines, fmt.Sprintf("%d records are not the municipality's setup, or in use by the bus plan, and stay as they are:", len(p.Left)))
		for _, ref := range p.Left {
			lines = append(lines, "  "+ref.String())
		}
	}
	if !detailed {
		return lines
	}
	lines = append(lines, fmt.Sprintf("%d records would change", len(p.Changes)+len(p.bus)))
	for _, c := range p.Changes {
		lines = append(lines, fmt.Sprintf("%s: %s%s", c.Ref, c.Is(), fromDay(c.From)))
		if c.Is() == "changed" {
			lines = append(lines, fieldLines(c.Was, c.Value)...)
		}
	}
	for _, c := range p.bus {
		if c.was == nil {
			lines = append(lines, c.what+": new")
			continue
		}
		lines = append(append(lines, c.what+": changed"), fieldLines(c.was, c.now)...)
	}
	return lines
}

func fromDay(day calendar.Date) string {
	if day == 0 {
		return ""
	}
	return " from " + day.String()
}

func fieldLines(was, now []byte) (lines []string) {
	shown := func(value string) string {
		if value == "" {
			return "nothing"
		}
		return value
	}
	for _, f := range textfile.Differences(was, now) {
		lines = append(lines, fmt.Sprintf("  %s: %s → %s", f.Field, shown(f.Was), shown(f.Now)))
	}
	return lines
}

// TouchedLines name the appointments that a change touches: never a person.
func (p Plan) TouchedLines() (lines []string) {
	if len(p.Touched) == 0 {
		return nil
	}
	return append([]string{fmt.Sprintf("%d appointments lose their desk:", len(p.Touched))}, PromiseLines(p.Touched)...)
}

// PromiseLines name appointments with the time that they have.
func PromiseLines(all []booking.Touched) (lines []string) {
	for _, t := range all {
		lines = append(lines, fmt.Sprintf("  %s at %s %s %s: %s", t.Appointment, t.At.Office, t.At.Date, t.At.Start, because(t.Cause)))
	}
	return lines
}

// because is a cause in words.
func because(c supply.Cause) string {
	words := map[string]string{
		string(calendar.ClosedBy): "closed by " + c.Rule, string(calendar.ByException): "exception " + c.Rule, string(calendar.OnHoliday): "holiday " + c.Name,
		string(calendar.NoOpening): "nothing is open then", string(calendar.NoSuchTime): "the clock has no such time", supply.ByOffice: "the office is withdrawn",
		supply.ByDesk: "its desk is gone", supply.BySkill: "desk " + c.Rule + " can no longer do it", supply.ByUse: "desk " + c.Rule + " is for walk-ins then",
		supply.ByRoster: "nobody who can do it is at desk " + c.Rule, supply.ByFull: "others have what is left", "product": "product " + c.Rule + " is withdrawn",
	}
	said := words[c.Kind]
	if c.Kind == string(calendar.ClosedBy) && c.Name != "" {
		said += fmt.Sprintf(" (%s)", c.Name)
	}
	return said
}

// SinceLines name what was changed on screen since the files were exported.
func (p Plan) SinceLines() (lines []string) {
	if len(p.Since) == 0 {
		return nil
	}
	lines = append(lines, fmt.Sprintf("%d records were changed on screen since this was exported:", len(p.Since)))
	for _, record := range p.Since {
		if slices.Contains(p.Lost, record) {
			record += ", and these files change it"
		}
		lines = append(lines, "  "+record)
	}
	return lines
}
