package takeover

import (
	"strings"
	"time"
	"unicode"
)

// layout is how a day or a time is written, as package time reads it.
type layout struct {
	text  string
	words bool // it has a month as a word
	zone  bool // it says how far from UTC
}

// months are the Dutch and German names, and what package time reads for them; the longer ones first.
var months = [][2]string{{"januari", "January"}, {"februari", "February"}, {"maart", "March"}, {"april", "April"}, {"mei", "May"}, {"juni", "June"}, {"juli", "July"},
	{"augustus", "August"}, {"oktober", "October"}, {"december", "December"}, {"januar", "January"}, {"februar", "February"}, {"märz", "March"}, {"mai", "May"},
	{"august", "August"}, {"dezember", "December"}, {"mrt", "Mar"}, {"okt", "Oct"}, {"dez", "Dec"}, {"mär", "Mar"}}

// layoutOf reads "dd-mm-jjjj", "d mmmm yyyy", "yyyy-mm-ddTHH:mm:ssZ" or "uu.mm" as people write it; what has digits
// in it is as package time has it: "02-01-2006".
func layoutOf(written string) layout {
	l := layout{text: written}
	if !strings.ContainsFunc(written, unicode.IsDigit) {
		l.text = translate(written)
	}
	l.words = strings.Contains(l.text, "Jan")
	l.zone = strings.Contains(l.text, "Z07") || strings.Contains(l.text, "-07") || strings.Contains(l.text, "MST")
	return l
}

// translate turns runs of letters into what package time calls them.
func translate(written string) string {
	var b strings.Builder
	hours := false // an m after hours is minutes
	for rest := written; rest != ""; {
		if word := rest[:min(3, len(rest))]; strings.EqualFold(word, "uur") {
			b.WriteString(word)
			rest = rest[3:]
			continue
		}
		letter := unicode.ToLower(rune(rest[0]))
		n := 1
		for n < len(rest) && unicode.ToLower(rune(rest[n])) == letter {
			n++
		}
		part, known := parts[string(letter)+strings.Repeat("+", min(n, 4))]
		if letter == 'm' && hours {
			part, known = "04", true
		}
		if !known {
			part = rest[:n]
		}
		hours = letter == 'h' || letter == 'u' || hours && letter != 's' && letter != 'm'
		b.WriteString(part)
		rest = rest[n:]
	}
	return b.String()
}

// parts are letters and how often they stand, and what package time calls them.
var parts = map[string]string{
	"d+": "2", "d++": "02", "m+": "1", "m++": "01", "m+++": "Jan", "m++++": "January",
	"y++": "06", "y++++": "2006", "j++": "06", "j++++": "2006",
	"h+": "15", "h++": "15", "u+": "15", "u++": "15", "s++": "05", "z+": "Z07:00",
}

// tells reports whether all parts of a form come back from what the layout writes.
func (l layout) tells(form string) bool {
	back, err := time.Parse(l.text, sample.Format(l.text))
	return err == nil && back.UTC().Format(form) == sample.Format(form)
}

// read reads what is written so.
func (l layout) read(written string) (time.Time, error) {
	if l.words {
		written = strings.ToLower(written)
		for _, m := range months {
			if at := strings.Index(written, m[0]); at >= 0 {
				written = written[:at] + m[1] + written[at+len(m[0]):]
				break
			}
		}
		written = strings.Replace(written, ".", "", strings.Count(written, ".")-strings.Count(l.text, "."))
	}
	return time.Parse(l.text, written)
}
