package appointment

import "testing"

func TestAddressesAreHalfHidden(t *testing.T) {
	for email, want := range map[string]string{"riet.wissink@voorbeeld.nl": "r…k@voorbeeld.nl", "jo@voorbeeld.nl": "…@voorbeeld.nl", "": "…@"} {
		if got := maskEmail(email); got != want {
			t.Errorf("%q shows as %q, want %q", email, got, want)
		}
	}
}
