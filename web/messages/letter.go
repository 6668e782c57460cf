package messages

import (
	"encoding/hex"
	"slices"
	"strconv"
	"strings"

	"balie/booking"
	"balie/booking/catalogue"
	"balie/booking/contact"
	"balie/booking/ledger"
	"balie/web/lang"
	"balie/web/paper"
	"balie/web/wording"
)

// letter is what a mail says, before it is text or HTML.
type letter struct {
	words      lang.Words
	house      string
	colour     string // of the municipality; "" is ours
	template   string
	route      catalogue.Route
	title      string
	when       string
	what       []string
	where      string
	office     string
	phone      string
	code       string
	bring, who []string
	cost       []string // on the day of the visit
	how        string
	link       string // with the secret behind the "#"
	asked      asked
	invite     bool   // there is a time to choose still
	door       bool   // we come to their home
	video      string // where a video meeting is held
}

// T is a text of the letter, which may name the house, the office, when, how to call, and what for: of a discreet
// product that says no more than the letter does.
func (l letter) T(key string, pairs ...any) string {
	return l.words.T(key, append(pairs, "house", l.house, "office", l.office, "phone", l.phone, "when", l.when, "product", l.words.List(l.what))...)
}

// over reports whether it is about an appointment that is off.
func (l letter) over() bool { return l.template == booking.NotifyCancelled }

// saying is everything that a message is made of: about what, to whom, and what it says.
type saying struct {
	letter
	a      booking.Appointment
	office catalogue.Office
	who    contact.Details
}

// say gathers what a message says as things are now. ok is false where there is nothing to say any
// more: the visit has begun, was cancelled, its resident was forgotten, reads another channel now, or
// answered what is asked.
func (w *Worker) say(r ledger.Reader, id booking.AppointmentID, tell string, by contact.Channel) (s saying, ok bool, err error) {
	if s.a, err = booking.AppointmentByID(r, id); err != nil {
		return s, false, err
	}
	if s.office, err = catalogue.OfficeByID(r, s.a.Offer.Office); err != nil {
		return s, false, err
	}
	wanted := booking.Booked
	if tell == booking.NotifyCancelled {
		wanted = booking.Cancelled
	}
	if s.a.State != wanted || !r.Now().Before(s.a.Begins(s.office)) {
		return s, false, nil
	}
	s.who, err = contact.Read(r, w.Vault, s.a.ID.Subject())
	if ledger.CodeOf(err) == ledger.Gone || err == nil && s.who.Channel != by {
		return s, false, nil
	}
	if err != nil {
		return s, false, err
	}
	if s.letter, err = w.write(r, tell, s.a, s.office); err != nil {
		return s, false, err
	}
	switch tell {
	case booking.NotifyReschedule:
		ok, err = s.ask(r)
		return s, ok, err
	case booking.NotifyRescheduled:
		s.asked.why, s.asked.until = s.words.T("rescheduled.text"), s.words.T("rescheduled.do")
	case booking.NotifyLate:
		s.asked.why, s.asked.until = s.words.T("running.text"), s.words.T("running.do")
	case booking.NotifyImported:
		s.asked.why, s.asked.until = s.words.T("brought.text"), s.words.T("brought.do")
	case booking.NotifyEarlier:
		ok, err = s.offer(r)
		return s, ok, err
	}
	return s, true, nil
}

// mail is a saying as an e-mail.
func (w *Worker) mail(s saying, key string) (*Mail, error) {
	e := w.entry(s.letter, s.a, s.office, s.who.Email)
	html, err := s.html()
	if err != nil {
		return nil, err
	}
	m := &Mail{
		ID: w.messageID(key, s.a.Moves), House: s.house, To: s.who.Email, Subject: s.subject(), Language: s.words.Tag(),
		Text: s.text(), Link: s.link, HTML: html, Calendar: e.ICS(), Method: e.Method(),
	}
	if !s.over() && s.route == catalogue.AtCounter {
		m.Picture, err = paper.QRPNG(paper.VisitCode(w.Base, string(s.a.ID)), pictureSide)
	}
	return m, err
}

// The picture of the code in the HTML, which names it by its Content-ID, and its side in pixels.
const (
	pictureID   = "code.png"
	pictureSide = 264
)

// write gathers what a letter says of an appointment.
func (w *Worker) write(r ledger.Reader, template string, a booking.Appointment, o catalogue.Office) (l letter, err error) {
	discreet := false
	words, err := wording.Words(r, a.Lang, true)
	if err != nil {
		return l, err
	}
	need, err := catalogue.Measure(r, a.Wish)
	if err != nil {
		return l, err
	}
	meet := paper.MeetingOf(words, need.Route, o, a.Offer.Start, paper.VideoLink(w.Video, booking.VideoRoom(w.Vault, a.ID)))
	l = letter{
		words: words, house: w.house(r), template: template, route: need.Route, title: title(words, template, need.Route), when: words.Date(a.Offer.Date) + ", " + meet.At,
		where: strings.Join(slices.DeleteFunc(meet.Where, func(s string) bool { return s == "" }), ", "), video: meet.Link, office: o.Name, phone: o.Phone, code: booking.SpokenCode(w.Vault, a),
		how: meet.How, link: w.address(words, a.ID) + "#" + booking.SentSecret(w.Vault, a.ID),
	}
	if l.colour, err = colourOf(r); err != nil {
		return l, err
	}
	for _, line := range a.Wish {
		p, err := catalogue.ProductByID(r, line.Product)
		if err != nil {
			return l, err
		}
		t := p.Text(words.Tag())
		l.what = append(l.what, words.T("wish.line", "product", t.Name, "persons", words.Persons(line.Persons)))
		discreet = discreet || p.Discreet
		l.cost = append(l.cost, paper.Costs(words, []catalogue.Product{p}, a.Offer.Date)...)
	}
	if l.bring, l.who, err = paper.BringAndWho(words, a.Wish, func(id catalogue.ProductID) (catalogue.Product, error) { return catalogue.ProductByID(r, id) }); err != nil {
		return l, err
	}
	if discreet {
		l.cost = nil
		l.what, l.bring, l.who = []string{words.T("paper.discreet")}, nil, nil
	}
	return l, nil
}

// entry is the letter's appointment for a calendar.
func (w *Worker) entry(l letter, a booking.Appointment, o catalogue.Office, guest string) paper.Entry {
	_, host, _ := strings.Cut(w.Base, "://")
	e := paper.Entry{
		UID: string(a.ID) + "@" + host, Sequence: a.Moves, Stamp: a.Changed, From: a.Begins(o), To: a.Ends(o), Zone: o.Location(),
		Summary: l.words.List(l.what), Where: l.where, URL: w.address(l.words, a.ID), Organizer: l.house, Sender: w.From, Guest: guest,
	}
	e.Details, e.Remind = paper.Details(l.words, l.code, l.bring, l.cost, l.how, e.URL), true
	if l.over() {
		e.Cancelled, e.Sequence = true, a.Moves+1
	}
	return e
}

// messageID names a message for ever, and tells nothing of what it is about.
func (w *Worker) messageID(key string, moves int) string {
	_, domain, _ := strings.Cut(w.From, "@")
	return hex.EncodeToString(w.Vault.MAC("message id", key+"#"+strconv.Itoa(moves))[:16]) + "@" + domain
}

// address is where the appointment's page stands, in its language.
func (w *Worker) address(words lang.Words, id booking.AppointmentID) string {
	return w.Base + "/" + words.Tag() + "/a/" + string(id)
}

func title(w lang.Words, template string, route catalogue.Route) string {
	switch template {
	case booking.NotifyMoved:
		return w.T("app.moved")
	case booking.NotifyRevised:
		return w.T("app.changed")
	case booking.NotifyRescheduled:
		return w.T("rescheduled.title")
	case booking.NotifyLate:
		return w.T("running.title")
	case booking.NotifyCancelled:
		return w.T("app.cancelled")
	case booking.NotifyReminder:
		return w.T("mail.reminder")
	case booking.NotifyLink:
		return w.T("mail.lost")
	case booking.NotifyReschedule:
		return w.T("asked.title")
	case booking.NotifyImported:
		return w.T("brought.title")
	case booking.NotifyEarlier:
		return w.T("earlier.free")
	}
	return paper.Said(w, route, "app.made")
}

func (l letter) subject() string {
	if l.when == "" {
		return l.title
	}
	return l.title + ": " + l.when
}
