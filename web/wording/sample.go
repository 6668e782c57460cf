package wording

import (
	"balie/booking/calendar"
	"balie/web/lang"
)

// A day and a time that are made up.
const (
	sampleDay  = calendar.Date(21619) // 11 March 2029
	sampleCell = calendar.Cell(124)
)

// Sample are made-up values for every place that a text can have, as pairs for lang.Words.T. What is made up of
// products and places stands under "config.own.sample." in the words.
func Sample(words lang.Words, house string) []any {
	made := func(name string) string { return words.T("config.own.sample." + name) }
	when := words.Moment(sampleDay, sampleCell)
	return []any{
		"address", "https://afspraak.voorbeeld.nl/a", "code", "7K4M P2XQ", "day", words.Date(sampleDay), "hours", "2", "house", house, "office", made("office"), "phone", "(0800) 00 00",
		"places", words.List([]string{made("village"), made("other")}), "product", made("product"), "query", made("query"), "time", words.At(sampleCell), "title", words.T("app.made"),
		"until", words.Day(sampleDay), "when", when, "where", made("office"),
	}
}
