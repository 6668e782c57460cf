package textfile

import "testing"

func TestNoCellIsAFormula(t *testing.T) {
	for text, want := range map[string]string{"": "", "Paspoort": "Paspoort", "=1+1": "'=1+1", "+31": "'+31", "-2": "'-2", "@x": "'@x", "\t=1": "'\t=1", "a=1": "a=1"} {
		if got := CSVCell(text); got != want {
			t.Errorf("%q becomes %q, want %q", text, got, want)
		}
	}
}
