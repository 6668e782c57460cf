package catalogue

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
)

// FieldChange is one field of a record as it stands and as it is to be; "" is nothing.
type FieldChange struct {
	Field    string // "texts.nl.name", "weekdays[2]"
	Was, Now string // as JSON
}

// Fields are the fields in which a change differs from what stands, in the order of their names: none for a
// record that is new or ends, which Is says in one word.
func (c Change) Fields() (all []FieldChange) {
	var was, now any
	if c.Was == nil || c.Value == nil || json.Unmarshal(c.Was, &was) != nil || json.Unmarshal(c.Value, &now) != nil {
		return nil
	}
	differ("", was, now, &all)
	return all
}

// Is what becomes of the record: "new", "changed" or "ends".
func (c Change) Is() string {
	switch {
	case c.Value == nil:
		return "ends"
	case c.Was == nil:
		return "new"
	}
	return "changed"
}

// differ walks two values side by side.
func differ(path string, was, now any, all *[]FieldChange) {
	if before, ok := was.(map[string]any); ok {
		if after, ok := now.(map[string]any); ok {
			both := maps.Clone(before)
			maps.Copy(both, after)
			for _, name := range slices.Sorted(maps.Keys(both)) {
				differ(joined(path, name), before[name], after[name], all)
			}
			return
		}
	}
	if before, ok := was.([]any); ok {
		if after, ok := now.([]any); ok {
			for i := range max(len(before), len(after)) {
				differ(fmt.Sprintf("%s[%d]", path, i), at(before, i), at(after, i), all)
			}
			return
		}
	}
	if a, b := shown(was), shown(now); a != b {
		*all = append(*all, FieldChange{path, a, b})
	}
}

func joined(path, name string) string {
	if path == "" {
		return name
	}
	return path + "." + name
}

func at(list []any, i int) any {
	if i < len(list) {
		return list[i]
	}
	return nil
}

// shown is a value as JSON, "" for none.
func shown(value any) string {
	if value == nil {
		return ""
	}
	text, err := json.Marshal(value)
	if err != nil {
		return fmt.Sprint(value)
	}
	return string(text)
}
