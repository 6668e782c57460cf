package lang

import (
	"math"
	"strconv"
)

// Number writes a whole number with a mark between its thousands: "7.097", in English "7,097".
func (w Words) Number(n int) string {
	if n < 0 {
		return "−" + w.Number(-n)
	}
	text := strconv.Itoa(n)
	mark := "."
	if w.tag == "en" {
		mark = ","
	}
	for at := len(text) - 3; at > 0; at -= 3 {
		text = text[:at] + mark + text[at:]
	}
	return text
}

// Decimal writes a number with one decimal: "97,3", in English "97.3".
func (w Words) Decimal(x float64) string {
	tenths := int(math.Round(math.Abs(x) * 10))
	mark, sign := ",", ""
	if w.tag == "en" {
		mark = "."
	}
	if x < 0 && tenths > 0 {
		sign = "−"
	}
	return sign + w.Number(tenths/10) + mark + strconv.Itoa(tenths%10)
}
