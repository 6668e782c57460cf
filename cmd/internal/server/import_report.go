package server

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

// setupChange is a record of the bus that an import would add or change.
type setupChange struct {
	what     string // "place sinderen-dorpshuis"
	was, now []byte
}

// setupChanges holds what the bus needs against what stands.
func setupChanges(r ledger.Reader, d OutreachSetup) (all []setupChange, err error) {
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
			all = append(all, setupChange{what, before[what], now})
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

// lines say what an import does: first whom it touches, then, where it is only looked at, each field.
func (p importPlan) lines(detailed bool) []string {
	lines := p.touchedLines()
	for _, id := range slices.Sorted(maps.Keys(p.keeping)) {
		lines = append(lines, fmt.Sprintf("%d appointments for %s keep the minutes that they were made with", p.keeping[id], id))
	}
	if len(p.left) > 0 {
		lines = append(lines, fmt.Sprintf("%d records are not the municipality's setup, or in use by the bus plan, and stay as they are:", len(p.left)))
		for _, ref := range p.left {
			lines = append(lines, "  "+ref.String())
		}
	}
	if !detailed {
		return lines
	}
	lines = append(lines, fmt.Sprintf("%d records would change", len(p.changes)+len(p.bus)))
	for _, c := range p.changes {
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

// touchedLines name the appointments that a change touches: never a person.
func (p importPlan) touchedLines() (lines []string) {
	if len(p.touched) == 0 {
		return nil
	}
	return append([]string{fmt.Sprintf("%d appointments lose their desk:", len(p.touched))}, promiseLines(p.touched)...)
}

// promiseLines name appointments with the time that they have.
func promiseLines(all []booking.Touched) (lines []string) {
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
