package forecast

import (
	"context"
	"errors"
	"slices"
	"time"

	"balie/booking/catalogue"
	"balie/booking/ledger"
	"balie/queue"
	"balie/queue/steer"
)

// Watch looks once at every office that has people in the house: it keeps what is foretold to those
// who have just come, warns where the norm is about to be passed, asks a colleague who can help
// where that prevents it, and ends a request that is no longer needed. It plays outside the
// transaction. It returns how many requests were made.
func Watch(ctx context.Context, l *ledger.Ledger) (asked int, err error) {
	var offices []catalogue.Office
	err = l.View(func(r ledger.Reader) (err error) { offices, err = queue.OpenToday(r); return err })
	for _, o := range offices {
		one, e := watch(ctx, l, o)
		asked += one
		err = errors.Join(err, e)
	}
	return asked, err
}

// watch looks at one office.
func watch(ctx context.Context, l *ledger.Ledger, o catalogue.Office) (asked int, err error) {
	s := check{office: o}
	if err := l.View(func(r ledger.Reader) error { return s.look(r) }); err != nil || !s.news {
		return 0, err
	}
	err = l.Update(ctx, "system", func(tx *ledger.Tx) error {
		asked = 0
		if _, err := RecordForecasts(tx, o.ID, s.Outlook); err != nil {
			return err
		}
		if err := queue.PutWarned(tx, o, s.warned); err != nil {
			return err
		}
		switch {
		case s.warning.Action == steer.Open:
			_, err := queue.RequestHelp(tx, o.ID, s.warning)
			if err == nil {
				asked++
			}
			return unlessRefused(err)
		case !s.late:
			return queue.LapseHelp(tx, o.ID)
		}
		return nil
	})
	return asked, err
}

// unlessRefused lets pass that nobody can be asked: the warning stands on screens all the same.
func unlessRefused(err error) error {
	if errors.Is(err, queue.ErrHelpRequested) || errors.Is(err, queue.ErrNoHelper) || errors.Is(err, queue.ErrNoSpare) {
		return nil
	}
	return err
}

// check is what a look at an office found.
type check struct {
	Outlook
	office  catalogue.Office
	warning steer.Warning
	warned  *queue.Warned
	late    bool
	news    bool // something is to be written
}

func (s *check) look(r ledger.Reader) (err error) {
	if s.Outlook, err = Predict(r, s.office.ID); err != nil {
		return err
	}
	spare, err := spareDesks(r, s.office)
	if err != nil {
		return err
	}
	s.warning, s.late = steer.Warn(s.state, s.forecast, steer.Standard, spare)
	passed := s.passed()
	if s.late || passed != "" {
		if s.warned, err = s.warnedOf(r); err != nil {
			return err
		}
	}
	h, err := queue.HelpOf(r, s.office.ID, s.office.Today(r.Now()))
	if err != nil {
		return err
	}
	_, stands := h.Standing()
	s.news = len(s.state.Guests) > 0 || s.late || stands || h.Warned != nil
	return nil
}

// passed is who came without an appointment and is past their norm the longest; "" for nobody.
func (s *check) passed() (ticket string) {
	var since time.Time
	for _, g := range s.state.Guests {
		if (g.Kind == steer.WalkIn || g.Kind == steer.Collect) && s.At.After(g.Due) && (since.IsZero() || g.Due.Before(since)) {
			ticket, since = g.ID, g.Due
		}
	}
	return ticket
}

// spareDesks are the desks of an office at which nobody is.
func spareDesks(r ledger.Reader, o catalogue.Office) (spare []steer.Desk, err error) {
	bits := skillBits(o)
	h := stateBuilder{office: o, bits: bits}
	at, err := queue.DeskSessions(r, o.ID, o.Today(r.Now()))
	if err != nil {
		return nil, err
	}
	for _, d := range o.Desks {
		busy := slices.ContainsFunc(at, func(s queue.DeskSession) bool { return s.Desk == d.ID })
		if !busy && len(d.Skills) > 0 {
			spare = append(spare, steer.Desk{ID: string(d.ID), Can: h.mask(d.Skills)})
		}
	}
	return spare, nil
}

// warnedOf says a warning as screens show it.
func (s *check) warnedOf(r ledger.Reader) (*queue.Warned, error) {
	w := &queue.Warned{Late: int(s.warning.Without + 0.5), Action: s.warning.Action, Desk: catalogue.DeskID(s.warning.Desk), After: int(s.warning.With + 0.5), Helps: s.warning.Helps, Spare: int(s.warning.Spare / time.Minute)}
	number := func(id string) (queue.Number, error) {
		if id == "" {
			return "", nil
		}
		t, err := queue.ByID(r, queue.TicketID(id))
		return t.Number, err
	}
	var first, second error
	w.Number, first = number(s.warning.Ticket)
	w.Take, second = number(s.warning.Take)
	passed, third := number(s.passed())
	w.Passed = passed
	if s.warning.Ticket != "" {
		w.Before = s.At.Add(s.warning.In).Truncate(time.Second)
	}
	return w, errors.Join(first, second, third)
}
