package manage

import "testing"

func TestTimesAreReadAsPeopleTypeThem(t *testing.T) {
	for typed, want := range map[string]int{"8.30": 510, "8:30": 510, "830": 510, "0830": 510, "8": 480, " 10.20 ": 620, "1020": 620, "10": 600, "24": 1440, "0": 0} {
		if got, ok := clockOf(typed); !ok || got.Minutes() != want {
			t.Errorf("%q is %v %v", typed, got, ok)
		}
	}
	for _, typed := range []string{"", "half negen", "8.3", "8.32", "25", "9.60", "-1", "08.30.00", "8:", ":30", "12345"} {
		if got, ok := clockOf(typed); ok {
			t.Errorf("%q is taken for %v", typed, got)
		}
	}
}
