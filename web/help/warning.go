package help

import (
	"balie/booking/catalogue"
	"balie/booking/ledger"
	"balie/queue"
	"balie/queue/steer"
	"balie/web/lang"
)

// Warning is the warning that stands at an office, in words.
type Warning struct {
	What   string // who will wait too long, and when; "" for nobody
	Do     string // the one thing that prevents it
	Passed string // who came without an appointment and waits too long; "" for nobody
	Asked  bool   // a colleague was asked, and has not answered
	Action steer.Action
	Desk   catalogue.DeskID // of the action
	Late   int              // appointments that will wait too long within the hour
	After  int              // that still do after the action
}

// Stands reports whether there is something to say.
func (w Warning) Stands() bool { return w.What != "" || w.Passed != "" }

// WarningAt reads the warning of an office. It names desks, as everybody in the house sees them, and
// no colleague.
func WarningAt(r ledger.Reader, w lang.Words, o catalogue.Office) (v Warning, err error) {
	now, err := queue.WarningOf(r, o)
	if err != nil || now == nil {
		return v, err
	}
	h, err := queue.HelpOf(r, o.ID, o.Today(r.Now()))
	if err != nil {
		return v, err
	}
	_, v.Asked = h.Standing()
	if now.Passed != "" {
		v.Passed = w.T("assist.passed", "number", string(now.Passed))
	}
	switch {
	case now.Late == 0:
		return v, nil
	case now.Number == "":
		v.What = w.N("assist.warn.hour", now.Late)
	case now.Before.After(r.Now()):
		v.What = w.T("assist.warn.at", "number", string(now.Number), "time", w.Instant(now.Before, o.Location()))
	default:
		v.What = w.T("assist.warn.now", "number", string(now.Number))
	}
	v.Do, v.Action, v.Desk, v.Late, v.After = remedy(w, o, *now), now.Action, now.Desk, now.Late, now.After
	return v, nil
}

// remedy says what to do, and what it gives: by how much the named number makes its norm, or that it does not any more.
func remedy(w lang.Words, o catalogue.Office, now queue.Warned) string {
	desk := deskName(o, now.Desk)
	var do string
	switch now.Action {
	case steer.TakeNow:
		if do = w.T("assist.do.ready", "desk", desk); now.Take != "" {
			do = w.T("assist.do.now", "desk", desk, "number", string(now.Take))
		}
	case steer.Back:
		do = w.T("assist.do.back", "desk", desk)
	case steer.Open:
		do = w.T("assist.do.open", "desk", desk)
	default:
		return w.T("assist.do.none")
	}
	return do + " " + gain(w, now)
}

func gain(w lang.Words, now queue.Warned) string {
	switch number := string(now.Number); {
	case now.Helps && now.Spare > 0:
		return w.T("assist.then.spare", "number", number, "minutes", w.Minutes(now.Spare))
	case now.Helps:
		return w.T("assist.then.just", "number", number)
	case number != "":
		return w.T("assist.then.not", "number", number) + " " + w.N("assist.then.fewer", max(1, now.Late-now.After))
	case now.After == 0:
		return w.T("assist.then.nobody")
	}
	return w.N("assist.then.left", now.After)
}
