package messages

import (
	"balie/booking"
	"balie/booking/contact"
	"balie/booking/ledger"
	"balie/web/paper"
)

// Posted is a letter on the pile as it is printed now; ok is false where what it says is not true any
// more. It names no discreet product, and stands for no department.
func (w *Worker) Posted(r ledger.Reader, l booking.Letter) (p paper.Letter, ok bool, err error) {
	if l.Kind == contact.KindDelivery {
		return w.postedDoor(r, l)
	}
	if l.Notification == booking.NotifyInvite {
		return w.postedInvite(r, l)
	}
	s, ok, err := w.say(r, l.Appointment, l.Notification, contact.ByLetter)
	if err != nil || !ok {
		return p, false, err
	}
	p = s.paper(w.Base)
	p.To, p.Date = []string{s.who.Name, s.who.Street, s.who.Postcode + "  " + s.who.Place}, s.words.Date(s.office.Today(r.Now()))
	if !s.over() {
		p.Payload = paper.VisitCode(w.Base, string(s.a.ID))
	}
	return p, true, nil
}

// paper is a letter as it is printed, but for whom it is to, its day and its picture.
func (s letter) paper(base string) paper.Letter {
	words := s.words
	p := paper.Letter{Office: words.T("letter.from", "house", s.house), Title: s.title, When: []string{s.when}, What: append(append([]string{}, s.what...), s.where)}
	if s.over() {
		p.Text = []string{s.overText()}
	} else {
		p.CodeLabel, p.Code = words.T("app.code.say"), s.code
		p.List = s.bring
		p.Text = append([]string{s.how}, s.cost...)
		p.Text = append(p.Text, s.T("letter.change", "address", base+s.care()))
	}
	if s.asked.why != "" {
		p.Text, p.List = append([]string{s.asked.title(words)}, p.Text...), s.asked.lines()
	}
	if s.phone != "" {
		p.Foot = []string{s.T("mail.call")}
	}
	return p
}

// care is where one looks after what the letter is about, with its code.
func (l letter) care() string {
	if l.door {
		return "/bezorgen/openen"
	}
	return "/a"
}
