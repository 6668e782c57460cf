package messages

import (
	"balie/booking"
	"balie/booking/catalogue"
	"balie/booking/ledger"
	"balie/web/lang"
)

// asked is what a message says that asks for another time: why, which times are held, and until when.
type asked struct {
	why   string
	times []string
	until string
	alone bool // the times stand by themselves
}

func (a asked) title(w lang.Words) string {
	if len(a.times) == 0 || a.alone {
		return a.why
	}
	return a.why + " " + w.T("asked.times")
}

// lines are the times to choose from, and what to do; none where nothing is asked.
func (a asked) lines() []string {
	if a.why == "" {
		return nil
	}
	if a.until == "" {
		return a.times
	}
	return append(append([]string{}, a.times...), a.until)
}

// ask adds what is asked; false where it was answered.
func (s *saying) ask(r ledger.Reader) (bool, error) {
	ask, found, err := booking.RescheduleRequestOf(r, s.a.ID)
	if err != nil || !found || !ask.State.Open() {
		return false, err
	}
	s.asked.why = s.words.T("asked.why." + string(ask.Why))
	if !ask.Held(r.Now()) {
		s.asked.until = s.words.T("asked.choose")
		return true, nil
	}
	for _, p := range ask.Proposals {
		o, err := catalogue.OfficeByID(r, p.Offer.Office)
		if err != nil {
			return false, err
		}
		s.asked.times = append(s.asked.times, s.words.T("asked.time", "when", s.words.Moment(p.Offer.Date, p.Offer.Start), "where", o.Name))
	}
	s.asked.until = s.words.T("asked.until", "until", s.words.Day(s.office.Today(ask.Until))+", "+s.words.Instant(ask.Until, s.office.Location()))
	return true, nil
}

// offer adds the time that was freed; false where it is held no more.
func (s *saying) offer(r ledger.Reader) (bool, error) {
	w, found, err := booking.WaitOf(r, s.a.ID)
	if err != nil || !found || w.State != booking.Offered || !r.Now().Before(w.Until) {
		return false, err
	}
	o, err := catalogue.OfficeByID(r, w.Offer.Office)
	s.asked.why = s.words.T("earlier.free")
	s.asked.times = []string{s.words.T("asked.time", "when", s.words.Moment(w.Offer.Date, w.Offer.Start), "where", o.Name)}
	s.asked.until = s.words.T("earlier.until", "until", s.words.Instant(w.Until, o.Location()))
	s.asked.alone = true
	return true, err
}

// short is what is asked in a text message.
func (a asked) short() []string {
	if a.alone {
		return append(append([]string{}, a.times...), a.until)
	}
	return []string{a.why}
}
