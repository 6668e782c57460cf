package messages

import (
	"context"
	"strings"
	"time"

	"balie/booking"
	"balie/booking/calendar"
	"balie/booking/catalogue"
	"balie/booking/contact"
	"balie/booking/ledger"
	"balie/outreach"
	"balie/web/paper"
	"balie/web/wording"
)

// calling is everything that a message about a call at somebody's door is made of. It names no address: whoever reads it
// lives there.
type calling struct {
	letter
	d   outreach.Delivery
	who contact.Details
}

// calls gathers what a message about a delivery says as things are now; ok is false where there is nothing to say any more.
func (w *Worker) calls(r ledger.Reader, id, tell string, by contact.Channel) (s calling, ok bool, err error) {
	if s.d, err = outreach.DeliveryByID(r, id); err != nil {
		return s, false, err
	}
	wanted := outreach.DeliveryPlanned
	if tell == booking.NotifyCancelled {
		wanted = outreach.DeliveryOff
	}
	if s.d.State != wanted || !r.Now().Before(s.d.Begins()) {
		return s, false, nil
	}
	s.who, err = contact.Read(r, w.Vault, s.d.Subject())
	if ledger.CodeOf(err) == ledger.Gone || err == nil && s.who.Channel != by {
		return s, false, nil
	}
	if err == nil {
		s.letter, err = w.writeDoor(r, tell, s.d)
	}
	return s, err == nil, err
}

// doorTitles are what a message about a delivery is called.
var doorTitles = map[string]string{booking.NotifyBooked: "bus.deliver.done", booking.NotifyMoved: "bus.deliver.moved", booking.NotifyCancelled: "bus.deliver.is.off", booking.NotifyReminder: "bus.deliver.remind"}

// writeDoor gathers what a letter says of a delivery.
func (w *Worker) writeDoor(r ledger.Reader, tell string, d outreach.Delivery) (l letter, err error) {
	words, err := wording.Words(r, d.Lang, true)
	if err != nil {
		return l, err
	}
	p, err := catalogue.ProductByID(r, d.Product)
	if err != nil {
		return l, err
	}
	area, err := outreach.NeighbourhoodByID(r, d.Area)
	if err != nil {
		return l, err
	}
	l = letter{words: words, house: w.house(r), template: tell, door: true, title: words.T(doorTitles[tell]), what: []string{paper.AtDoor(words, p)},
		when:  words.Date(d.Date) + ", " + paper.Between(words, d.Start, d.End),
		where: words.T("bus.deliver.home", "place", area.Name), code: outreach.DeliveryCode(w.Vault, d.ID), how: words.T("bus.deliver.id"),
		link: w.Base + "/" + words.Tag() + "/bezorgen/" + d.ID}
	if l.colour, err = colourOf(r); err != nil {
		return l, err
	}
	if o, err := catalogue.MainOffice(r); err == nil {
		l.office, l.phone = o.Name, o.Phone
	}
	if d.Kind == outreach.Visit { // what we bring was paid for
		l.cost = paper.Costs(words, []catalogue.Product{p}, d.Date)
	}
	l.bring, _, err = paper.BringAndWho(words, catalogue.Wish{{Product: p.ID, Persons: 1}}, func(catalogue.ProductID) (catalogue.Product, error) { return p, nil })
	return l, err
}

// prepareDoor is prepare for a delivery.
func (w *Worker) prepareDoor(o ledger.Outgoing, tell string, by contact.Channel) (send func(context.Context) error, ready bool, err error) {
	err = w.Ledger.View(func(r ledger.Reader) error {
		s, ok, err := w.calls(r, o.Message.Subject.ID, tell, by)
		if err != nil || !ok {
			return err
		}
		if !w.told.admits(w.Vault, tell, by, s.who, o.Key+"/"+o.Due.String(), r.Now()) {
			return errTomorrow
		}
		ready = true
		switch by {
		case contact.BySMS:
			t := w.shortDoor(s, o.Key)
			send = func(ctx context.Context) error { return w.Texts.SendText(ctx, t) }
		case contact.ByLetter:
			send = func(ctx context.Context) error { return w.pile(ctx, s.d.Subject(), tell) }
		default:
			m, err := w.mailDoor(s, o.Key, r.Now())
			send = func(ctx context.Context) error { return w.Sender.Send(ctx, m) }
			return err
		}
		return nil
	})
	return send, ready, err
}

func (w *Worker) shortDoor(s calling, key string) Text {
	t := Text{ID: w.messageID(key, s.d.Moves), To: contact.International(s.who.Phone), Language: s.words.Tag(), Text: s.brief()}
	if !s.over() {
		t.Link = s.link
		t.Text += "\n" + t.Link
	}
	return t
}

func (w *Worker) mailDoor(s calling, key string, now time.Time) (Mail, error) {
	html, err := s.html()
	e := w.entryDoor(s.letter, s.d, s.who.Email, now)
	return Mail{ID: w.messageID(key, s.d.Moves), House: s.house, To: s.who.Email, Subject: s.subject(), Language: s.words.Tag(),
		Text: s.text(), Link: s.link, HTML: html, Calendar: e.ICS(), Method: e.Method()}, err
}

// entryDoor is a delivery for a calendar.
func (w *Worker) entryDoor(l letter, d outreach.Delivery, guest string, now time.Time) paper.Entry {
	_, host, _ := strings.Cut(w.Base, "://")
	e := paper.Entry{UID: d.ID + "@" + host, Sequence: d.Moves, Stamp: now, From: d.Begins(), To: d.Ends(), Zone: d.Begins().Location(),
		Summary: l.words.List(l.what), Where: l.where, URL: l.link, Organizer: l.house, Sender: w.From, Guest: guest, Remind: true}
	e.Details = paper.Details(l.words, l.code, l.bring, l.cost, l.how, e.URL)
	if l.over() {
		e.Cancelled, e.Sequence = true, d.Moves+1
	}
	return e
}

// postedDoor is a letter about a delivery as it is printed now.
func (w *Worker) postedDoor(r ledger.Reader, l booking.Letter) (p paper.Letter, ok bool, err error) {
	s, ok, err := w.calls(r, string(l.Appointment), l.Notification, contact.ByLetter)
	if err != nil || !ok {
		return p, false, err
	}
	p = s.paper(w.Base)
	p.To, p.Date = []string{s.who.Name, s.who.Street, s.who.Postcode + "  " + s.who.Place}, s.words.Date(calendar.DateIn(r.Now(), s.d.Begins().Location()))
	return p, true, nil
}
