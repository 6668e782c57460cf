package lobby

import "balie/queue"

// spaced is a number as it is read aloud: the letter, a pause, the count.
func spaced(n queue.Number) string {
	if len(n) < 2 {
		return string(n)
	}
	return string(n[:1]) + "\u00a0" + string(n[1:])
}
