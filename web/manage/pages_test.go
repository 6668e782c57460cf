package manage

import "testing"

// TestEveryPlaceStandsOnce, and each group together: a list that two people add to is easily merged twice.
func TestEveryPlaceStandsOnce(t *testing.T) {
	seen, groups, last := map[string]bool{}, map[string]bool{}, ""
	for _, one := range places {
		if seen[one.key] || seen[one.path] {
			t.Errorf("%s stands twice", one.key)
		}
		seen[one.key], seen[one.path] = true, true
		if one.group != last && groups[one.group] {
			t.Errorf("group %s begins twice, at %s", one.group, one.key)
		}
		groups[one.group], last = true, one.group
	}
}
