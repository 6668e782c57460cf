package plan

import (
	"slices"

	"github.com/gofiber/fiber/v2"

	"balie/booking/calendar"
	"balie/booking/ledger"
	"balie/outreach"
	"balie/web/staff"
)

// MoveStop answers POST /medewerker/inzet/verplaatsen: a stop of a draft goes to another day, by form or by
// dragging. It joins the draft of that vehicle there, or begins one with the same crew. Of a published stop it is shown
// first whom that touches.
func (p *Pages) MoveStop(c *fiber.Ctx) error {
	at, err := p.published(c)
	if err != nil {
		return err
	}
	if at != "" {
		return staff.From(c).Redirect(at)
	}
	return p.onBoard(c, "verplaatst", func(tx *ledger.Tx, v boardView) error {
		to, err := calendar.ParseDate(v.Asked("dag"))
		if err != nil {
			return outreach.ErrOuting.With("what", v.Q.T("roster.fault.day"))
		}
		o, at, err := outreach.OutingOfStop(tx, outreach.StopID(v.Asked("halte")))
		if err != nil || o.Date == to {
			return err
		}
		if o.State != outreach.Draft {
			return outreach.ErrBooked
		}
		return moveStop(tx, o, at, to)
	})
}

// published is where it is shown what moving a published stop does; "" for one of a draft.
func (p *Pages) published(c *fiber.Ctx) (at string, err error) {
	v := staff.From(c)
	err = p.Ledger.View(func(r ledger.Reader) error {
		o, i, err := outreach.OutingOfStop(r, outreach.StopID(v.Asked("halte")))
		if err != nil || !o.Open() || v.Asked("dag") == o.Date.String() {
			return nil // what is wrong is said by the move
		}
		s := o.Stops[i]
		at = (dayView{o: o}).path("halte", string(s.ID), "naardag", v.Asked("dag"), "van", s.Arrive.String(), "tot", s.Leave.String(), "plaats", string(s.Place))
		return nil
	})
	return at, err
}

func moveStop(tx *ledger.Tx, o outreach.Outing, at int, to calendar.Date) error {
	s := o.Stops[at]
	s.ID = ""
	all, err := outreach.Outings(tx, to, to)
	if err != nil {
		return err
	}
	target := outreach.Outing{Vehicle: o.Vehicle, Date: to, From: o.From, Until: o.Until, Crew: o.Crew, Kit: o.Kit, Theme: o.Theme}
	for _, x := range all {
		if x.Vehicle == o.Vehicle && x.State == outreach.Draft {
			target = x
		}
	}
	o.Stops = slices.Delete(slices.Clone(o.Stops), at, at+1)
	if len(o.Stops) == 0 {
		err = outreach.DropDraft(tx, o.ID)
	} else {
		_, err = outreach.PutOuting(tx, o)
	}
	if err != nil {
		return err
	}
	target.Stops = join(target.Stops, s)
	target.From, target.Until = min(target.From, target.Stops[0].Arrive), max(target.Until, target.Stops[len(target.Stops)-1].Leave)
	_, err = outreach.PutOuting(tx, target)
	return err
}

// join puts a stop among others by its time; where another stands then, it comes after it.
func join(stops []outreach.Stop, s outreach.Stop) []outreach.Stop {
	all := append(slices.Clone(stops), s)
	slices.SortStableFunc(all, func(a, b outreach.Stop) int { return int(a.Arrive - b.Arrive) })
	for i := 1; i < len(all); i++ {
		if by := all[i-1].Leave - all[i].Arrive; by > 0 {
			all[i].Arrive, all[i].Leave = all[i].Arrive+by, all[i].Leave+by
		}
	}
	return all
}
