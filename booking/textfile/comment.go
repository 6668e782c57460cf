package textfile

// withoutComments is a JSON text with blanks in the place of // comments and /* comments */, so that every other
// character stays where it was: a file that somebody explained to the next one is read as it is.
func withoutComments(text string) string {
	plain := []byte(text)
	blank := func(from, to int) {
		for i := from; i < to; i++ {
			if plain[i] != '\n' && plain[i] != '\r' {
				plain[i] = ' '
			}
		}
	}
	for i := 0; i < len(text); i++ {
		switch {
		case text[i] == '"':
			i = endOfText(text, i)
		case text[i] == '/' && i+1 < len(text) && text[i+1] == '/':
			end := i
			for end < len(text) && text[end] != '\n' {
				end++
			}
			blank(i, end)
			i = end
		case text[i] == '/' && i+1 < len(text) && text[i+1] == '*':
			end := i + 3
			for end < len(text) && text[end-1:end+1] != "*/" {
				end++
			}
			if end < len(text) { // one that never ends is a fault
				blank(i, end+1)
			}
			i = end
		}
	}
	return string(plain)
}

// endOfText is where the text in quotes that begins at a byte ends.
func endOfText(text string, at int) int {
	for i := at + 1; i < len(text); i++ {
		switch text[i] {
		case '\\':
			i++
		case '"', '\n':
			return i
		}
	}
	return len(text)
}
