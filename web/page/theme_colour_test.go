package page

import (
	"errors"
	"fmt"
	"testing"

	"balie/booking/ledger"
)

// TestOneColourMakesAHouseStyle: every colour is a style that can be read by day and in the dark, or is refused with
// a near one that is.
func TestOneColourMakesAHouseStyle(t *testing.T) {
	taken, refused := 0, 0
	for r := 0; r < 256; r += 85 {
		for g := 0; g < 256; g += 85 {
			for b := 0; b < 256; b += 85 {
				colour := fmt.Sprintf("#%02x%02x%02x", r, g, b)
				theme, err := ThemeOf(colour)
				if err == nil {
					if _, known := at(theme.CSS); !known {
						t.Fatalf("%s is served nowhere", colour)
					}
					taken++
					continue
				}
				if !errors.Is(err, ErrUnreadable) {
					t.Fatalf("%s: %v", colour, err)
				}
				refused++
				if nearest := fmt.Sprint(ledger.ArgsOf(err)["nearest"]); nearest == colour {
					t.Errorf("%s is refused and offered", colour)
				} else if _, err := ThemeOf(nearest); err != nil {
					t.Errorf("instead of %s, %s is offered: %v", colour, nearest, err)
				}
			}
		}
	}
	if taken < 10 || refused < 10 {
		t.Errorf("%d colours were taken and %d refused", taken, refused)
	}
}

// TestWhatIsNoColourIsRefused: also what a stylesheet would take for more than a colour.
func TestWhatIsNoColourIsRefused(t *testing.T) {
	for _, typed := range []string{"", "groen", "#12345", "#0b5d3b; }", "light-dark(#ffffff, #000000)", "#0B5D3B"} {
		if _, err := ThemeOf(typed); !errors.Is(err, ErrNoColour) {
			t.Errorf("%q: %v", typed, err)
		}
	}
	if got := CleanColour(" 0B5D3B "); got != "#0b5d3b" {
		t.Errorf("cleaned, it is %q", got)
	}
	if got := Contrast("#0b5d3b"); got != "7,9" {
		t.Errorf("white on our green is %s", got)
	}
}
