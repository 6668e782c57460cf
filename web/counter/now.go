package counter

import (
	"errors"
	"slices"
	"strconv"
	"time"

	"balie/booking"
	"balie/booking/catalogue"
	"balie/booking/contact"
	"balie/booking/ledger"
	"balie/queue"
	"balie/queue/forecast"
	"balie/queue/steer"
	"balie/web/asked"
	"balie/web/lang"
	"balie/web/page"
	"balie/web/paper"
	"balie/web/route"
)

// nowView is the area of one desk: whom it helps or called, or whom it would call.
type nowView struct {
	key     string // of the forms in it
	state   queue.DeskState
	ticket  *caseView
	next    *caseView // whom the desk would call now
	nextWhy string
	hold    string // why it would wait
	parked  []caseView
	calls   int
	mayCall time.Time // when it may be called again
	undo    bool
	desks   []page.Option // where a visitor can be sent on
	skills  []page.Option
	notes   []page.Option // to the desk to which a visitor is sent on
	picks   []string      // who can be called by hand now
	reasons []page.Option
	ways    []followView
	more    []page.Option // products that were perhaps done too
	ends    string        // until when the desk finishes up
	wanted  bool          // whoever leads the day asks it back from its pause
	longer  bool          // the visit lasts far longer than planned
	others  []string      // why not they, a sentence each
}

// caseView is what a colleague must know of one visit.
type caseView struct {
	id, number    string
	who           string             // the name, only while the desk has them
	note          string             // the same
	handover      string             // from the desk that sent them on
	answers       []booking.Answered // to what the products ask, the same
	unanswered    []string           // what is to be asked still
	aid           string             // what they need, the same
	wish          []string           // "Paspoort aanvragen, 2 personen"
	lines         []lineView
	bring, along  []string
	kind          string
	promised      string // "10.10", of an appointment
	waited        string
	busy, planned string
	language      string // in words, where it is not Dutch
	marks         []string
	reachable     string // of who is called back
	state         queue.State
	byCall        bool
}

// lineView is one product of the wish, to say how often it was really done.
type lineView struct {
	product, name string
	count         int
}

// followView is a kind of follow-up with its ways.
type followView struct {
	kind, title string
	ways        []page.Option
}

func (v *nowView) fill(r ledger.Reader, vault *contact.Vault, q page.Request, o catalogue.Office, look queue.View, desk queue.DeskView) (err error) {
	v.key, v.state, v.undo, v.wanted = route.NewKey(), desk.State, look.Now.Before(desk.CanUndo), !desk.Wanted.IsZero()
	if desk.State == queue.DeskFinishing {
		v.ends = q.Words.Instant(desk.Finishes, o.Location())
	}
	if desk.Ticket != "" {
		t, err := queue.ByID(r, desk.Ticket)
		if err != nil {
			return err
		}
		if err := v.addTicket(r, vault, q, o, look, t); err != nil {
			return err
		}
		v.addPlaces(q, look, t)
	} else if err := v.addNext(r, q, o, look, desk); err != nil {
		return err
	}
	for _, t := range look.Parked {
		if !desk.MayResume(t) {
			continue
		}
		c, err := describe(r, q, o, look.Now, t)
		if err != nil {
			return err
		}
		v.parked = append(v.parked, c)
	}
	for _, reason := range queue.Reasons {
		v.reasons = append(v.reasons, page.Option{Value: string(reason), Text: q.T("counter.reason." + string(reason))})
	}
	for _, t := range look.Waiting {
		if desk.MayPick(t.Ticket) {
			v.picks = append(v.picks, string(t.ID))
		}
	}
	return nil
}

// addTicket is whom the desk has: now the name is needed, and what was asked of us.
func (v *nowView) addTicket(r ledger.Reader, vault *contact.Vault, q page.Request, o catalogue.Office, look queue.View, t queue.Ticket) error {
	c, err := describe(r, q, o, look.Now, t)
	if err != nil {
		return err
	}
	if t.Appointment != "" {
		d, err := contact.Read(r, vault, t.Appointment.Subject())
		if err != nil && !errors.Is(err, contact.ErrForgotten) {
			return err
		}
		c.who, c.note = d.Name, d.Note
		a, err := booking.AppointmentByID(r, t.Appointment)
		if err == nil {
			c.answers, err = booking.AnswersOf(r, a, d, q.Words.Tag())
		}
		if err == nil {
			c.unanswered, err = booking.Unanswered(r, a, d, q.Words.Tag())
		}
		if err != nil {
			return err
		}
		aid, err := contact.ReadAid(r, vault, string(t.Appointment))
		if err != nil {
			return err
		}
		if aid.Kind != contact.NoAid {
			c.aid = asked.Aids(q.Words, aid)
		}
		if c.byCall {
			c.reachable = contact.ShowPhone(d.Phone)
		}
	} else if c.unanswered, err = booking.ToAsk(r, t.Wish, o.Today(look.Now), q.Words.Tag()); err != nil {
		return err
	}
	v.ticket, v.calls, v.mayCall = &c, t.Calls, t.LastCall.Add(queue.RecallEvery)
	if t.State == queue.Serving {
		v.longer = look.Now.Sub(t.Started) > farOver(t.Minutes)
		return v.addFollow(r, q, t)
	}
	return nil
}

// farOver is from when on a visit lasts far longer than its planned minutes: half as long again, and five minutes at
// least. It is said at that desk alone, and kept nowhere.
func farOver(planned int) time.Duration {
	return time.Duration(planned+max(5, planned/2)) * time.Minute
}

// addNext is whom the desk would call, and why; nothing of a person yet.
func (v *nowView) addNext(r ledger.Reader, q page.Request, o catalogue.Office, look queue.View, desk queue.DeskView) error {
	s, err := forecast.Suggest(r, o.ID, desk.ID)
	if err != nil {
		return err
	}
	numbers := map[string]string{}
	for _, w := range look.Waiting {
		numbers[string(w.ID)] = string(w.Number)
		if string(w.ID) == s.Ticket {
			c, err := describe(r, q, o, look.Now, w.Ticket)
			if err != nil {
				return err
			}
			v.next = &c
		}
	}
	v.nextWhy = why(q, s.Why)
	if s.Hold {
		v.hold = q.T("counter.hold", "time", q.Words.Instant(s.Until, o.Location()))
	}
	for _, a := range s.Alternatives {
		if number := numbers[a.Ticket]; number != "" && a.Why != steer.NotThere {
			v.others = append(v.others, number+": "+why(q, a.Why))
		}
	}
	return nil
}

// addFollow proposes what comes after the visit.
func (v *nowView) addFollow(r ledger.Reader, q page.Request, t queue.Ticket) error {
	for _, kind := range []queue.FollowKind{queue.ToCollect, queue.ComeBack} {
		proposal, err := queue.FollowUps(r, t.ID, kind)
		if errors.Is(err, queue.ErrFollow) {
			continue
		}
		if err != nil {
			return err
		}
		f := followView{kind: string(kind), title: q.T("counter.follow."+string(kind), "from", q.Words.Day(proposal.FollowUp.From))}
		for _, w := range proposal.Options {
			way, err := followWay(r, q, kind, w)
			if err != nil {
				return err
			}
			if w.WalkIn || t.Appointment != "" {
				f.ways = append(f.ways, way)
			}
		}
		v.ways = append(v.ways, f)
	}
	return v.addMore(r, q, t)
}

// followWay is one way in words. Coming without an appointment needs no choice: it is what the kind
// says by itself.
func followWay(r ledger.Reader, q page.Request, kind queue.FollowKind, w queue.Option) (page.Option, error) {
	office, err := catalogue.OfficeByID(r, w.Office)
	if err != nil {
		return page.Option{}, err
	}
	if w.WalkIn {
		return page.Option{Text: q.T("counter.follow.walkin", "office", office.Name, "from", q.Words.Day(w.Offer.Date))}, nil
	}
	return page.Option{Value: wayValue(kind, w.Offer), Text: office.Name + ", " + q.Words.Day(w.Offer.Date) + ", " + q.Words.At(w.Offer.Start)}, nil
}

// addMore lists products that may have been done too.
func (v *nowView) addMore(r ledger.Reader, q page.Request, t queue.Ticket) error {
	all, err := catalogue.Products(r)
	for _, p := range all {
		if !slices.ContainsFunc(t.Wish, func(l catalogue.Line) bool { return l.Product == p.ID }) {
			v.more = append(v.more, page.Option{Value: string(p.ID), Text: p.Text(q.Words.Tag()).Name})
		}
	}
	slices.SortFunc(v.more, func(a, b page.Option) int {
		if a.Text < b.Text {
			return -1
		}
		return 1
	})
	return err
}

// addPlaces lists where whom the desk has can be sent on: desks that can do it, skills, and what the next desk should know.
func (v *nowView) addPlaces(q page.Request, look queue.View, t queue.Ticket) {
	for _, d := range look.MaySend(t) {
		v.desks = append(v.desks, page.Option{Value: "balie " + string(d.ID), Text: d.Name + ", " + q.T("counter.state."+string(d.State))})
	}
	for _, skill := range look.MaySkills(t) {
		v.skills = append(v.skills, page.Option{Value: "kan " + skill, Text: q.T("counter.who.can", "skill", skill)})
	}
	for _, note := range queue.Handovers {
		v.notes = append(v.notes, page.Option{Value: string(note), Text: q.T("counter.handover." + string(note))})
	}
}

// describe says a visit without saying who it is.
func describe(r ledger.Reader, q page.Request, o catalogue.Office, now time.Time, t queue.Ticket) (caseView, error) {
	c := caseView{
		id: string(t.ID), number: spaced(t.Number), state: t.State, kind: q.T("counter.kind." + string(t.Kind)),
		planned: strconv.Itoa(t.Minutes), byCall: t.Kind == queue.Callback, marks: marksOf(q, t),
	}
	for _, line := range t.Wish {
		p, err := catalogue.ProductByID(r, line.Product)
		if err != nil {
			return c, err
		}
		text := p.Text(q.Words.Tag())
		c.wish = append(c.wish, q.T("wish.line", "product", text.Name, "persons", q.Words.Persons(line.Persons)))
		c.lines = append(c.lines, lineView{string(p.ID), text.Name, line.Persons})
	}
	bring, along, err := paper.BringAndWho(q.Words, t.Wish, func(id catalogue.ProductID) (catalogue.Product, error) { return catalogue.ProductByID(r, id) })
	if err != nil {
		return c, err
	}
	c.bring, c.along = bring, along
	if !t.Booked.IsZero() {
		c.promised = q.Words.Instant(t.Booked, o.Location())
	}
	waited, _ := t.Waited(now)
	c.waited = minutes(waited)
	if t.Handover != "" {
		c.handover = q.T("counter.handover." + string(t.Handover))
	}
	if !t.Started.IsZero() {
		c.busy = strconv.Itoa(int(now.Sub(t.Started).Minutes()))
	}
	if t.Lang != "" && t.Lang != lang.Tags[0] {
		c.language = lang.In(t.Lang).T("page.language.name")
	}
	return c, nil
}

// spaced is a number as it is read aloud: "A 12".
func spaced(n queue.Number) string { return string(n[:1]) + " " + string(n[1:]) }

func marksOf(q page.Request, t queue.Ticket) (marks []string) {
	if t.Priority != "" { // with its reason: whoever helps needs to know
		marks = append(marks, q.T("counter.mark.priority.why", "reason", q.T("counter.reason."+string(t.Priority))))
	}
	for _, m := range []struct {
		set bool
		key string
	}{{t.Outside, "counter.mark.outside"}, {t.Chair, "counter.mark.chair"}, {t.Fetch, "counter.mark.fetch"}} {
		if m.set {
			marks = append(marks, q.T(m.key))
		}
	}
	return marks
}
