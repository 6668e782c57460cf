package reception

import (
	"cmp"
	"errors"
	"slices"
	"strings"
	"time"

	"github.com/gofiber/fiber/v2"

	"balie/booking"
	"balie/booking/catalogue"
	"balie/booking/ledger"
	"balie/queue"
	"balie/queue/forecast"
	"balie/queue/steer"
	"balie/web/account"
	"balie/web/help"
	"balie/web/lang"
	"balie/web/page"
	"balie/web/route"
)

// deskRow is a desk of the day with what its lead can do there.
type deskRow struct {
	id, name, who string
	state         queue.DeskState
	text, since   string
	main          doing // the one action in view
	more          []doing
}

// doing is one press: what it does, and the words on it.
type doing struct{ do, text string }

// quarterView is a quarter of the coming hour.
type quarterView struct {
	until, coming, share string
	tight                bool
}

// tightAt is the share of a quarter that must be in time for it to be said to fit: an unrounded one, so that what reads
// 99 % is never called tight.
const tightAt = 0.95

// quarters say how the coming hour is expected to go; none where nobody is due.
func quarters(w lang.Words, o catalogue.Office, k forecast.Outlook) (views []quarterView) {
	for i, q := range k.Quarters {
		v := quarterView{until: w.T("day.quarter", "until", w.Instant(k.At.Add(time.Duration(i+1)*15*time.Minute), o.Location())), coming: w.N("day.coming", int(q.Due+0.5))}
		if q.Due >= 0.5 {
			share := max(0, 1-q.Late/q.Due)
			v.share, v.tight = percent(share)+" %", share < tightAt && q.Late >= 0.5
		}
		views = append(views, v)
	}
	return views
}

// deskRows are the desks of an office now, with who is there. It is about this moment, and kept nowhere.
func deskRows(r ledger.Reader, w lang.Words, o catalogue.Office, look queue.View) (rows []deskRow, helping int, err error) {
	sessions, err := queue.DeskSessions(r, o.ID, look.Date)
	if err != nil {
		return nil, 0, err
	}
	users, err := account.All(r)
	if err != nil {
		return nil, 0, err
	}
	numbers := map[queue.TicketID]queue.Number{}
	for _, t := range slices.Concat(look.Called, look.Serving) {
		numbers[t.ID] = t.Number
	}
	for _, d := range look.Desks {
		row := deskRow{id: string(d.ID), name: d.Name, state: d.State, text: w.T("reception.desk." + string(d.State))}
		if n := numbers[d.Ticket]; n != "" {
			helping++
			row.text = w.T("day.desk."+string(d.State), "number", string(n))
		}
		if !d.Since.IsZero() {
			row.since = w.T("alarm.since", "time", w.Instant(d.Since, o.Location()))
		}
		if !d.Wanted.IsZero() {
			row.since = w.T("day.desk.wanted", "time", w.Instant(d.Wanted, o.Location()))
		}
		if i := slices.IndexFunc(sessions, func(s queue.DeskSession) bool { return s.Desk == d.ID }); i >= 0 {
			if j := slices.IndexFunc(users, func(u account.User) bool { return ledger.Staff(string(u.ID)) == sessions[i].Staff }); j >= 0 {
				row.who = users[j].Name
			}
		}
		row.offer(w, d, look, numbers[d.Ticket])
		rows = append(rows, row)
	}
	return rows, helping, nil
}

// offer says what can be done at a desk: only what can succeed.
func (row *deskRow) offer(w lang.Words, d queue.DeskView, look queue.View, number queue.Number) {
	id := string(d.ID)
	if look.Closed {
		return
	}
	if d.State == queue.DeskClosed {
		row.main = doing{"open " + id, w.T("day.do.open")}
		return
	}
	switch {
	case d.Mode == queue.Closing:
		row.main = doing{"toch " + id, w.T("day.do.reopen")}
	case !d.Mode.Takes() && d.Ticket == "" && d.Wanted.IsZero():
		row.main = doing{"terug " + id, w.T("day.do.back")}
	case d.Mode == queue.Open && number != "":
		row.main = doing{"sluit " + id, w.T("day.do.close.after", "number", string(number))}
	case d.Mode == queue.Open:
		row.main = doing{"sluit " + id, w.T("day.do.close")}
	}
	if d.Ticket != "" {
		return
	}
	row.more = append(row.more, doing{"vrij " + id, w.T("day.do.free")})
	for _, other := range look.Desks {
		if other.State == queue.DeskClosed {
			row.more = append(row.more, doing{"naar " + id + " " + string(other.ID), w.T("day.do.move", "desk", other.Name)})
		}
	}
}

// advice is the one press that does what the warning says; its do is empty where a desk acts by itself.
func advice(w lang.Words, now help.Warning) doing {
	switch {
	case now.What == "" || now.Asked:
	case now.Action == steer.Open:
		return doing{"open " + string(now.Desk), w.T("day.do.ask")}
	case now.Action == steer.Back:
		return doing{"terug " + string(now.Desk), w.T("day.do.back")}
	}
	return doing{}
}

// verbs are what whoever leads the day does with a desk.
var verbs = map[string]func(tx *ledger.Tx, d request, desk catalogue.DeskID, to string) error{
	"sluit": func(tx *ledger.Tx, d request, desk catalogue.DeskID, _ string) error {
		return queue.LeadDesk(tx, d.office.ID, desk, queue.Closing)
	},
	"toch": func(tx *ledger.Tx, d request, desk catalogue.DeskID, _ string) error {
		return queue.LeadDesk(tx, d.office.ID, desk, queue.Open)
	},
	"terug": func(tx *ledger.Tx, d request, desk catalogue.DeskID, _ string) error {
		return queue.AskBack(tx, d.office.ID, desk)
	},
	"vrij": func(tx *ledger.Tx, d request, desk catalogue.DeskID, _ string) error {
		return queue.LeaveDesk(tx, d.office.ID, desk)
	},
	"naar": func(tx *ledger.Tx, d request, desk catalogue.DeskID, to string) error {
		return queue.MoveDesk(tx, d.office.ID, desk, catalogue.DeskID(to))
	},
	"open": func(tx *ledger.Tx, d request, desk catalogue.DeskID, _ string) error {
		now, err := queue.WarningOf(tx, d.office)
		if err != nil {
			return err
		}
		ask := steer.Warning{Action: steer.Open, Desk: string(desk)}
		if now != nil {
			ask.Without, ask.With = float64(now.Late), float64(now.After)
		}
		_, err = queue.RequestHelp(tx, d.office.ID, ask)
		return err
	},
}

// errDo: there is no such thing to do with a desk.
var errDo = ledger.Refuse(ledger.Invalid, "day.press")

// LeadDesk answers POST /medewerker/vandaag/balie: whoever leads the day closes, opens, frees or moves a desk, or asks
// somebody. It is done at once, and said.
func (p *Pages) LeadDesk(c *fiber.Ctx) error {
	d, err := p.at(c)
	if err != nil {
		return err
	}
	parts := strings.Fields(c.FormValue("doe"))
	if len(parts) < 2 || verbs[parts[0]] == nil {
		return errDo
	}
	to := ""
	if len(parts) > 2 {
		to = parts[2]
	}
	err = d.Change(p.Ledger, func(tx *ledger.Tx) error { return verbs[parts[0]](tx, d, catalogue.DeskID(parts[1]), to) })
	if err == nil {
		return d.Redirect(d.path("/medewerker/vandaag", "gedaan", parts[0], "balie", parts[1]))
	}
	v, status := dayView{request: d}, route.Status(err)
	if v.notice, err = page.Refused(d.Q.Words, err); err != nil {
		return err
	}
	return p.showDay(v, status)
}

// led says what was done with a desk, as the address says; nil where it says nothing.
func (v dayView) led() *page.Notice {
	desk, known := v.office.Desk(catalogue.DeskID(v.C.Query("balie")))
	if verbs[v.done] == nil || !known {
		return nil
	}
	return page.NewNotice(page.Good, v.Q.T("day.done."+v.done, "desk", desk.Name), "")
}

// noteView is something to mind beside the queue, with where it is mended.
type noteView struct{ what, more, to, button string }

// notes are what to mind: promises that nobody can keep, and who must be called.
func notes(r ledger.Reader, v dayView) (all []noteView, err error) {
	unkept, err := booking.Unkept(r)
	if err != nil {
		return nil, err
	}
	slices.SortStableFunc(unkept, func(a, b booking.Touched) int { return cmp.Compare(a.At.Date, b.At.Date) })
	for i := 0; i < len(unkept) && len(all) < mostNotes; {
		day, n := unkept[i].At.Date, 0
		for ; i < len(unkept) && unkept[i].At.Date == day; i++ {
			n++
		}
		all = append(all, noteView{v.Q.T("day.note.unkept", "day", v.Q.Words.Day(day)), v.Q.Words.N("roster.promised", n), "/medewerker/rooster?week=" + day.String(), v.Q.T("absence.give")})
	}
	calls, err := booking.CallList(r)
	if n := len(calls); n > 0 && v.S.May(route.KeepCallList) {
		all = append(all, noteView{v.Q.Words.N("day.note.calls", n), "", "/medewerker/bellijst", v.Q.T("config.change.calllist")})
	}
	return all, err
}

// mostNotes is how many days with broken promises are named.
const mostNotes = 3

// outlook is how the office is expected to go on; nothing where that is not known, as before it opens.
func outlook(r ledger.Reader, o catalogue.Office) (k forecast.Outlook, err error) {
	k, err = forecast.Predict(r, o.ID)
	if code := ledger.CodeOf(err); err != nil && (code == ledger.NotFound || code == ledger.Conflict || errors.Is(err, queue.ErrDayClosed)) {
		return k, nil
	}
	return k, err
}
