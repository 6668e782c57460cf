package counter

import (
	"strconv"
	"strings"

	"balie/queue"
	"balie/web/page"
)

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

// caseOf names the visit and its step that the area is about: while it stays the same, the page's
// script keeps what was chosen there.
func caseOf(v workView) string {
	if v.now.ticket == nil {
		return ""
	}
	return v.now.ticket.id + " " + string(v.now.ticket.state)
}

// goesOn reports whether the desk calls the next one after this visit.
func goesOn(v workView) bool { return v.desk.Mode == queue.Open }

// endsNow reports whether a desk that closes has nobody left to help.
func endsNow(v workView) bool { return v.now.state == queue.DeskClosing && v.now.next == nil }

// withMarks is since when somebody waits, and what one sees of them.
func withMarks(t waitView) string {
	return strings.Join(append([]string{t.since}, t.marks...), ", ")
}
