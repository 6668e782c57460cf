package counter

import (
	"strconv"

	"balie/booking"
	"balie/web/page"
)

// fresh is a new key for one press of a button.
func fresh() string { return string(booking.NewVisitKey()) }

func count(n int) string { return strconv.Itoa(n) }

// followKey is the key of the keyboard for a kind of follow-up: 1 is the first.
func followKey(i int) string { return strconv.Itoa(i + 1) }

// nowTitle says what the area of the desk is about.
func nowTitle(q page.Request, v workView) string {
	switch {
	case v.now.ticket == nil && v.now.next != nil:
		return q.T("counter.now.next")
	case v.now.ticket == nil:
		return q.T("counter.now.free")
	case v.now.ticket.state == "called":
		return q.T("counter.now.called")
	}
	return q.T("counter.now.helping")
}
