package paper

import (
	"strings"

	"balie/booking/calendar"
	"balie/booking/catalogue"
	"balie/web/lang"
)

// Meeting says where and how somebody is helped: at a desk, by a call within half an hour, or in a
// picture. Pages, papers and messages say it alike.
type Meeting struct {
	Route catalogue.Route
	Where []string // lines
	At    string   // "10.20 uur", or "tussen 10.00 en 10.30 uur"
	How   string
	Link  string // of a video meeting; "" for any other
}

// Said is a text as a way of meeting has it: under its key with ".phone" or ".video" behind it where we call or meet in
// a picture, and under its key alone at a counter.
func Said(w lang.Words, route catalogue.Route, key string, pairs ...any) string {
	if route == catalogue.ByCall || route == catalogue.ByVideo {
		key += "." + string(route)
	}
	return w.T(key, pairs...)
}

// callWindow is within how many cells of its time a call comes.
const callWindow = calendar.Cell(30 / calendar.CellMinutes)

// between is the half hour in which somebody is called.
func between(w lang.Words, start calendar.Cell) string {
	return w.T("meeting.between", "from", w.Clock(start), "until", w.At(start+callWindow))
}

// MomentOf is the day and the time of a visit: "dinsdag 1 december 2026, 10.20 uur", or the half hour of a call.
func MomentOf(w lang.Words, route catalogue.Route, date calendar.Date, start calendar.Cell) string {
	return w.Date(date) + ", " + MeetingOf(w, route, catalogue.Office{}, start, "").At
}

// VideoLink is where a video meeting is held: the municipality's address with {room} filled in.
func VideoLink(template, room string) string { return strings.ReplaceAll(template, "{room}", room) }

// MeetingOf says it for a route at an office, from a start on. link is that of a video meeting.
func MeetingOf(w lang.Words, route catalogue.Route, o catalogue.Office, start calendar.Cell, link string) Meeting {
	switch route {
	case catalogue.ByCall:
		at := between(w, start)
		return Meeting{Route: route, Where: []string{w.T("meeting.phone")}, At: at, How: w.T("meeting.phone.how", "between", at)}
	case catalogue.ByVideo:
		return Meeting{Route: route, Where: []string{w.T("meeting.video")}, At: between(w, start), How: w.T("meeting.video.how", "time", w.At(start)), Link: link}
	}
	how := "app.how.text"
	if o.Kind == catalogue.Stop {
		how = "app.how.stop" // a bus has no entrance hall
	}
	return Meeting{Where: []string{o.Name, o.Street, strings.TrimSpace(o.Postcode + " " + o.Place)}, At: w.At(start), How: w.T(how, "time", w.At(start))}
}
