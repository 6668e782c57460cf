package paper

import (
	"strings"

	"balie/booking/calendar"
	"balie/booking/catalogue"
	"balie/web/lang"
)

// Costs says what a visit costs on a day, a line for each product and fee: pages, papers, messages and calendars say it
// alike. What we do not know we do not call free; where money is a delicate matter nothing is said of it.
func Costs(w lang.Words, products []catalogue.Product, day calendar.Date) (said []string) {
	for _, p := range products {
		name := p.Text(w.Tag()).Short
		fees := p.FeesOn(day)
		if len(fees) == 0 && !p.Discreet {
			said = append(said, w.T("fee.line.ask", "product", name))
		}
		for _, f := range fees {
			said = append(said, w.T("fee.line", "product", name, "for", f.Text(w.Tag()), "amount", w.Euros(f.Cents)))
		}
	}
	return said
}

// Details is what a calendar keeps of a visit, in lines: the code, what to bring, what it costs, how it goes, and where it
// can be changed.
func Details(w lang.Words, code string, bring, cost []string, how, change string) string {
	lines := []string{w.T("app.code.say") + ": " + code}
	for _, part := range []struct {
		title string
		items []string
	}{{w.T("bring.title"), bring}, {w.T("sum.cost"), cost}} {
		if len(part.items) > 0 {
			lines = append(lines, part.title+":")
			for _, item := range part.items {
				lines = append(lines, "- "+item)
			}
		}
	}
	return strings.Join(append(lines, how, w.T("cal.change", "address", change)), "\n")
}
