package forecast

import (
	"slices"
	"time"

	"balie/booking/catalogue"
	"balie/booking/ledger"
	"balie/queue"
)

// Expect says about how long somebody who came in now for a wish would wait: as if every desk that
// is at work helped whoever is due first among those it can help, each for the planned time. ok is
// false where no desk that is at work can do it. It promises nothing, and knows no desk-day.
func Expect(r ledger.Reader, office catalogue.OfficeID, w catalogue.Wish) (wait time.Duration, ok bool, err error) {
	need, err := catalogue.Measure(r, w)
	if err != nil {
		return 0, false, err
	}
	return expect(r, office, need.Skills, "")
}

// ExpectFor is Expect for somebody who waits.
func ExpectFor(r ledger.Reader, t queue.Ticket) (wait time.Duration, ok bool, err error) {
	return expect(r, t.Office, t.Skills, t.ID)
}

// expect counts those who are before a ticket, or everybody who waits.
func expect(r ledger.Reader, office catalogue.OfficeID, skills []string, until queue.TicketID) (wait time.Duration, ok bool, err error) {
	v, err := queue.Look(r, office)
	if err != nil {
		return 0, false, err
	}
	free, err := freeDesks(r, v)
	if err != nil {
		return 0, false, err
	}
	for _, t := range v.Waiting {
		if t.ID == until {
			break
		}
		if d := soonest(free, t.Skills); d != nil {
			d.from = laterOf(d.from, t.Again).Add(time.Duration(t.Minutes) * time.Minute)
		}
	}
	d := soonest(free, skills)
	if d == nil {
		return 0, false, nil
	}
	return max(0, d.from.Sub(v.Now)), true, nil
}

// freeDesk is a desk at work, and from when it is free.
type freeDesk struct {
	skills []string
	from   time.Time
}

// freeDesks are the desks of an office that call people.
func freeDesks(r ledger.Reader, v queue.View) (free []*freeDesk, err error) {
	all, err := queue.DeskSessions(r, v.Office, v.Date)
	for _, s := range all {
		i := slices.IndexFunc(v.Desks, func(d queue.DeskView) bool { return d.ID == s.Desk })
		if i < 0 || !s.Mode.Takes() || s.Mode == queue.Closing && !s.Ends.After(v.Now) {
			continue
		}
		from := laterOf(v.Now, s.Finishes)
		if s.Ticket != "" {
			from = laterOf(v.Now, s.Since.Add(time.Duration(s.Minutes*s.Pace())*time.Minute/100))
		}
		free = append(free, &freeDesk{v.Desks[i].Skills, from})
	}
	return free, err
}

// soonest is the desk that has these skills and is free first; nil where there is none.
func soonest(free []*freeDesk, skills []string) (first *freeDesk) {
	for _, d := range free {
		if able(d.skills, skills) && (first == nil || d.from.Before(first.from)) {
			first = d
		}
	}
	return first
}
