package figures

import (
	"strconv"

	"balie/booking/calendar"
	"balie/web/lang"
)

// span is a period of whole weeks: from a Monday until another, which is not in it.
type span struct{ from, until calendar.Date }

func (s span) weeks() int { return int(s.until-s.from) / 7 }

// last is the Sunday with which it ends.
func (s span) last() calendar.Date { return s.until - 1 }

func (s span) earlier(days calendar.Date) span { return span{s.from - days, s.until - days} }

// The periods that can be chosen, in weeks that are over.
var lengths = []int{13, 4, 26, 52}

// own is the choice of two days by oneself.
const own = "zelf"

// mostWeeks is how long a period can be: two years.
const mostWeeks = 104

// How a period is compared.
const (
	withBefore  = "ervoor"
	withYear    = "jaar"
	withNothing = "niets"
)

var comparisons = []string{withBefore, withYear, withNothing}

// query is what somebody asks to see.
type query struct {
	length     string // a number of weeks, or own
	from, to   string // as typed, with own
	comparison string
	place      string // "" is everywhere

	span  span
	fault string // the key of what is wrong with the days
}

// resolve reads what was asked: the longest stretch of whole weeks that are over within the days that were typed. What
// cannot be read is a fault, and the last quarter is shown.
func (q *query) resolve(today calendar.Date) {
	over := today.Monday()
	q.span = span{over - 13*7, over}
	if q.length == own {
		q.typed(over)
	} else if n, err := strconv.Atoi(q.length); err == nil && n > 0 && n <= mostWeeks {
		q.span.from = over - calendar.Date(n*7)
	} else {
		q.length = strconv.Itoa(lengths[0])
	}
	if q.comparison != withYear && q.comparison != withNothing {
		q.comparison = withBefore
	}
}

func (q *query) typed(over calendar.Date) {
	from, fault := calendar.ParseDate(q.from)
	to, other := calendar.ParseDate(q.to)
	s := span{(from + 6).Monday(), min((to + 1).Monday(), over)}
	switch {
	case fault != nil || other != nil:
		q.fault = "figures.fault.days"
	case s.until <= s.from:
		q.fault = "figures.fault.week"
	case s.weeks() > mostWeeks:
		q.fault = "figures.fault.long"
	default:
		q.span = s
	}
}

// before is the period with which it is compared; ok is false with nothing.
func (q query) before() (s span, ok bool) {
	switch q.comparison {
	case withNothing:
		return s, false
	case withYear:
		return q.span.earlier(52 * 7), true
	}
	return q.span.earlier(q.span.until - q.span.from), true
}

// say is a period in words.
func (s span) say(w lang.Words) string {
	return w.T("figures.span", "from", w.Day(s.from), "until", w.Date(s.last()))
}

// week is the number by which a week goes.
func week(monday calendar.Date) string {
	_, n := monday.ISOWeek()
	return strconv.Itoa(n)
}
