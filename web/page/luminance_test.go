package page

import "math"

// luminance is WCAG's relative luminance of "#rrggbb".
func luminance(colour string) float64 {
	linear := func(c float64) float64 {
		if c <= 0.04045 {
			return c / 12.92
		}
		return math.Pow((c+0.055)/1.055, 2.4)
	}
	return 0.2126*linear(channel(colour[1:3])) + 0.7152*linear(channel(colour[3:5])) + 0.0722*linear(channel(colour[5:7]))
}
