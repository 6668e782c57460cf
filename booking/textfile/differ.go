package textfile

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
)

// Difference is one field of a record as it stands and as it is to be; "" is nothing.
type Difference struct {
	Field    string // "texts.nl.name", "weekdays[2]"
	Was, Now string // as JSON
}

// Differences are the fields in which two JSON values differ, in the order of their names.
func Differences(was, now []byte) (all []Difference) {
	var before, after any
	if json.Unmarshal(was, &before) == nil && json.Unmarshal(now, &after) == nil {
		differ("", before, after, &all)
	}
	return all
}

// differ walks two values side by side.
func differ(path string, was, now any, all *[]Difference) {
	if before, ok := was.(map[string]any); ok {
		if after, ok := now.(map[string]any); ok {
			both := maps.Clone(before)
			maps.Copy(both, after)
			for _, name := range slices.Sorted(maps.Keys(both)) {
				differ(below(path, name), before[name], after[name], all)
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
		*all = append(*all, Difference{path, a, b})
	}
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
