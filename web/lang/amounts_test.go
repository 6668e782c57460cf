package lang

import "testing"

func TestAmountsAreWrittenAsEachLanguageDoes(t *testing.T) {
	for tag, want := range map[string][2]string{
		"nl": {"€\u00a083,05", "gratis"}, "en": {"€83.05", "free of charge"}, "de": {"83,05\u00a0€", "kostenlos"},
	} {
		if got := [2]string{In(tag).Euros(8305), In(tag).Euros(0)}; got != want {
			t.Errorf("%s: %q, want %q", tag, got, want)
		}
	}
}

func TestWhatEachBringsIsSaidOnlyOfSeveral(t *testing.T) {
	if got := In("nl").Each("Een pasfoto", 1); got != "Een pasfoto" {
		t.Errorf("for one: %q", got)
	}
	if got := In("nl").Each("Een pasfoto", 3); got != "Een pasfoto, voor ieder van de 3 personen" {
		t.Errorf("for three: %q", got)
	}
}
