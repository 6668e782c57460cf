package kiosk

import (
	"errors"
	"testing"
)

func TestAPINIsLongEnoughAndNotTriedFirst(t *testing.T) {
	for _, pin := range []string{"", "271828", "2718281", "1234567890123", "12345678", "98765432", "90123456", "11111111", "12121212", "12341234", "11122211", "24121968", "19681224", "12241968", "2718281a", "２７１８２８１８"} {
		if _, err := StretchPIN(pin); !errors.Is(err, ErrPIN) {
			t.Errorf("%q: %v", pin, err)
		}
	}
	for _, pin := range []string{"27182818", "40718293", "314159265358"} {
		if _, err := StretchPIN(pin); err != nil {
			t.Errorf("%q: %v", pin, err)
		}
	}
}
