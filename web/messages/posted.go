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
	if l.Notification == booking.NotifyInvite {
		return w.postedInvite(r, l)
	}
	s, ok, err := w.say(r, l.Appointment, l.Notification, contact.ByLetter)
	if err != nil || !ok {
		return p, false, err
	}
	words := s.words
	p = paper.Letter{
		Office: words.T("letter.from", "house", w.house(r)), To: []string{s.who.Name, s.who.Street, s.who.Postcode + "  " + s.who.Place},
		Date: words.Date(s.office.Today(r.Now())), Title: s.title, When: []string{s.when}, What: append(append([]string{}, s.what...), s.where),
	}
	if s.over() {
		p.Text = []string{words.T("app.cancelled.text")}
	} else {
		p.CodeLabel, p.Code, p.Payload = words.T("app.code.say"), s.code, paper.VisitCode(w.Base, string(s.a.ID))
		p.List = s.bring
		p.Text = []string{words.T("letter.change", "address", w.Base+"/a")}
	}
	if s.asked.why != "" {
		p.Text, p.List = append([]string{s.asked.title(words)}, p.Text...), s.asked.lines()
	}
	if s.phone != "" {
		p.Foot = []string{words.T("mail.call", "phone", s.phone)}
	}
	return p, true, nil
}
