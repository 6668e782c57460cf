package audit

import (
	"cmp"
	"slices"
	"time"

	"balie/booking/ledger"
	"balie/web/account"
	"balie/web/page"
	"balie/web/staff"
)

// eventView is one thing that happened to something, in words.
type eventView struct {
	seq      uint64
	instant  time.Time
	at, what string
}

// mostHappened is how many things that happened to one thing are shown.
const mostHappened = 200

// happenedTo are the events of an id since an instant, in words, oldest first. They carry nobody's name.
func happenedTo(r ledger.Reader, req staff.Request, id string, from time.Time) (all []eventView, err error) {
	n := names{Request: req}
	events, err := ledger.EventsOf(r, id, from, mostHappened)
	for _, e := range events {
		if what := event(req.Q, e); what != "" {
			all = append(all, eventView{e.Seq, e.At, n.moment(e.At), what})
		}
	}
	return all, err
}

// event is an event in words, "" for one that says nothing to a reader.
func event(q page.Request, e ledger.Event) string {
	if !q.Words.Has("audit.event." + e.Kind) {
		return ""
	}
	what := q.T("audit.event." + e.Kind)
	if q.Words.Has("audit.side." + string(e.Side)) {
		what += " " + q.T("audit.side."+string(e.Side))
	}
	return what
}

// History is what happened to one appointment since it was made, and what colleagues did with it, oldest first: for
// a page of whoever opened that appointment. It says that a colleague did something, and not which.
func History(r ledger.Reader, req staff.Request, id string, from time.Time) (lines []Line, err error) {
	happened, err := happenedTo(r, req, id, from)
	if err != nil {
		return nil, err
	}
	found, _, err := account.Audit(r, account.Question{From: from, Until: r.Now().Add(time.Second), Subject: id, Most: mostHappened})
	if err != nil {
		return nil, err
	}
	n := names{Request: req}
	all := happened
	for _, one := range found {
		if account.KindOf(one.What) != "audit" {
			all = append(all, eventView{0, one.At, n.moment(one.At), What(req, one.What) + ", " + n.kindOfActor(one.Actor)})
		}
	}
	slices.SortStableFunc(all, func(a, b eventView) int { return cmp.Or(a.instant.Compare(b.instant), cmp.Compare(a.seq, b.seq)) })
	for _, e := range all {
		lines = append(lines, Line{e.at, e.what})
	}
	return lines, nil
}

// Line is one thing that happened, in words.
type Line struct{ At, What string }
