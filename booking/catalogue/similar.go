package catalogue

import "unicode/utf8"

// shortest is the length below which a word is too short to be guessed at.
const shortest = 5

// similar reports whether a searched word is nearly a word of ours: one letter wrong, missing or too
// many ("pasport", "paspoortt"), or another ending of the same stem ("verhuisd" for "verhuizen").
func similar(sought, word string) bool {
	if utf8.RuneCountInString(sought) < shortest || utf8.RuneCountInString(word) < shortest {
		return false
	}
	s, w := []rune(sought), []rune(word)
	same := 0
	for same < min(len(s), len(w)) && s[same] == w[same] {
		same++
	}
	if same >= max(shortest, len(s)-2) {
		return true
	}
	return oneLetterOff(s[same:], w[same:])
}

// oneLetterOff reports whether two texts that differ in their first letter differ in that one only.
func oneLetterOff(a, b []rune) bool {
	equal := func(a, b []rune) bool { return string(a) == string(b) }
	switch {
	case len(a) == 0 || len(b) == 0:
		return len(a)+len(b) <= 1
	case equal(a[1:], b[1:]), equal(a[1:], b), equal(a, b[1:]):
		return true
	}
	return len(a) > 1 && len(b) > 1 && a[0] == b[1] && a[1] == b[0] && equal(a[2:], b[2:])
}
