package textfile

import "strings"

// CSVCell is a text as it may stand in a cell of a CSV file: what a spreadsheet would take for a formula begins with an
// apostrophe.
func CSVCell(text string) string {
	if text != "" && strings.ContainsAny(text[:1], "=+-@\t\r") {
		return "'" + text
	}
	return text
}
