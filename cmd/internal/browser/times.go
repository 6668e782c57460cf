package browser

import (
	"fmt"
	"strings"

	"balie/booking/calendar"
	"balie/web/lang"
)

// firstTimes are the buttons of the soonest times on a page of times.
const firstTimes = `document.querySelectorAll(".balie-first button")`

// TakeTime presses one of the soonest times on a page of times, counted from 0, and returns when that is in Dutch.
func (b *Tab) TakeTime(n int) (when string) {
	b.T.Helper()
	b.Until(fmt.Sprintf(`%s.length > %d`, firstTimes, n))
	value := Answer[string](b, fmt.Sprintf(`%s[%d].value`, firstTimes, n))
	b.Leave(func() { b.Click(fmt.Sprintf(".balie-first button[value=%q]", value), "") })
	return b.Moment(value)
}

// Moment says a time as a button carries it, "2026-12-01T10:20", in Dutch.
func (b *Tab) Moment(value string) string {
	b.T.Helper()
	value, _, _ = strings.Cut(value, "@")
	day, clock, _ := strings.Cut(value, "T")
	d, err1 := calendar.ParseDate(day)
	c, err2 := calendar.ParseCell(clock)
	if err1 != nil || err2 != nil {
		b.T.Fatalf("%q is no time", value)
	}
	return lang.In("nl").Moment(d, c)
}
