package change

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"

	"balie/booking"
	"balie/booking/calendar"
	"balie/booking/catalogue"
	"balie/booking/ledger"
	"balie/booking/roster"
	"balie/booking/supply"
)

// absences lets colleagues who are away go along with a planned change: away when the supply closes, and back with it.
var absences = NewCompanion("absence", doAbsences, undoAbsences)

// ErrNobody: nobody was chosen who could be away.
var ErrNobody = ledger.Refuse(ledger.Invalid, "change.nobody")

// ForeseeAbsence plans that colleagues are away, all of them at once: whose appointments nobody can keep then, and what
// is done for each. Only what the published roster gives them to do is missed, in the hours in which they are away. An
// absence that is over is refused with ErrOver, none at all with ErrNobody, and others as roster.PutAbsence does. It
// searches many days: call it in a View.
func ForeseeAbsence(r ledger.Reader, away []roster.Absence) (p Plan, err error) {
	away = slices.Clone(away)
	if p, err = beginAbsence(r, away); err != nil {
		return p, err
	}
	missed, after, err := supposeAway(r, away)
	if err != nil {
		return p, err
	}
	offices := officesOf(missed)
	if len(offices) == 0 {
		return p, nil
	}
	p.Office, p.at = offices[0], offices
	found, err := booking.TouchedBySupposing(r, after, offices)
	if err != nil || len(found) == 0 {
		return p, err
	}
	stands, err := catalogue.Of(r)
	if err == nil {
		p.Lines, err = planLines(after, found, supply.NewSketch(stands), nil)
	}
	return p, err
}

// beginAbsence is the plan before it is known whom it touches.
func beginAbsence(r ledger.Reader, away []roster.Absence) (p Plan, err error) {
	if len(away) == 0 {
		return p, ErrNobody
	}
	if slices.ContainsFunc(away, func(a roster.Absence) bool { return a.Until != 0 && a.Until < catalogue.Today(r) }) {
		return p, ErrOver
	}
	p = Plan{Why: booking.DeskShort, seq: r.Seq()}
	if p.stamp, err = roster.Stamp(r); err != nil {
		return p, err
	}
	for i, a := range away {
		if a.ID == "" {
			away[i].ID = absenceID(a)
		}
	}
	offices, err := catalogue.Offices(r)
	for _, o := range offices {
		if p.Office = o.ID; o.Fixed() {
			break
		}
	}
	if err == nil {
		p.With, err = absences.Of(away)
	}
	return p, err
}

// absenceID names an absence: the same for the same colleague, days and hours, so that the same form sent twice is one.
func absenceID(a roster.Absence) string {
	return fmt.Sprintf("%s-%s-%s-%d-%d", a.Colleague, a.From, a.Until, a.Start, a.End)
}

// refuseRoster refuses with ErrOther what was planned by a roster that is another since.
func (p Plan) refuseRoster(r ledger.Reader) error {
	if p.stamp == "" {
		return nil
	}
	stamp, err := roster.Stamp(r)
	if err == nil && stamp != p.stamp {
		err = ErrOther
	}
	return err
}

// supposeAway is what colleagues have to do that they miss, and the ledger as it would be while they are away.
func supposeAway(r ledger.Reader, away []roster.Absence) (missed []roster.Duty, after ledger.Reader, err error) {
	after, err = ledger.Suppose(r, func(tx *ledger.Tx) error {
		for _, a := range away {
			_, some, err := roster.PutAbsence(tx, a)
			if err != nil {
				return err
			}
			missed = append(missed, some...)
		}
		return nil
	})
	return missed, after, err
}

// Missed are the duties that colleagues would miss by being away, early to late.
func Missed(r ledger.Reader, away []roster.Absence) ([]roster.Duty, error) {
	missed, _, err := supposeAway(r, away)
	slices.SortStableFunc(missed, func(a, b roster.Duty) int { return cmp.Or(cmp.Compare(a.Date, b.Date), cmp.Compare(a.Start, b.Start)) })
	return missed, err
}

// officesOf are the offices at whose desks some duties are that bind.
func officesOf(duties []roster.Duty) (offices []catalogue.OfficeID) {
	for _, d := range duties {
		if id := catalogue.OfficeID(d.Place); d.Kind == roster.Desk && !d.Draft && !slices.Contains(offices, id) {
			offices = append(offices, id)
		}
	}
	return offices
}

func doAbsences(tx *ledger.Tx, away []roster.Absence) error {
	for _, a := range away {
		if _, _, err := roster.PutAbsence(tx, a); err != nil {
			return err
		}
	}
	return nil
}

// undoAbsences lets colleagues be back: today, or never away where that is still to come. Who is back already stays so.
func undoAbsences(tx *ledger.Tx, away []roster.Absence) error {
	for _, a := range away {
		if err := roster.EndAbsence(tx, a.ID, max(a.From, catalogue.Today(tx))); err != nil && !errors.Is(err, roster.ErrUnknownAbsence) {
			return err
		}
	}
	return nil
}

// AbsencesOf are the absences that a change carries; ok is false for a change of anything else.
func AbsencesOf(c Change) (away []roster.Absence, ok bool) { return absences.Read(c.With) }

// EndAbsence says that a colleague is back from a day on. Where nobody was told yet of what it did, that is taken back:
// who keeps an old time keeps it. It is taken back as a whole, so that others who were away by the same change are
// away again at once.
func EndAbsence(ctx context.Context, l *ledger.Ledger, actor ledger.Actor, id string, back calendar.Date) error {
	var by Change
	var others []roster.Absence
	err := l.View(func(r ledger.Reader) error {
		all, err := All(r)
		for _, c := range all {
			away, ok := AbsencesOf(c)
			if i := slices.IndexFunc(away, func(a roster.Absence) bool { return a.ID == id }); ok && i >= 0 && c.State == Waiting && back <= max(away[i].From, catalogue.Today(r)) {
				by, others = c, slices.Delete(away, i, i+1)
			}
		}
		return err
	})
	if err != nil {
		return err
	}
	if by.ID == "" {
		return l.Update(ctx, actor, func(tx *ledger.Tx) error { return roster.EndAbsence(tx, id, back) })
	}
	if _, err := TakeBack(ctx, l, actor, by.ID); err != nil || len(others) == 0 {
		return err
	}
	var plan Plan
	if err := l.View(func(r ledger.Reader) (err error) { plan, err = ForeseeAbsence(r, others); return err }); err != nil {
		return err
	}
	_, err = Make(ctx, l, actor, plan)
	return err
}
